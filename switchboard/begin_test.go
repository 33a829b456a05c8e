package switchboard

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/testkit"
	"huiyin/vault"
)

// What is owed to those who were cut off is written before the end of their calls: a crash in between finds them once more.
func TestWhatIsOwedIsWrittenFirst(t *testing.T) {
	s, ctx := testkit.Record(t, "sqlite"), t.Context()
	at := time.Now().Add(-time.Minute)
	if err := s.Write(ctx, func(tx *store.Tx) error {
		return tx.AddCall(store.Call{ID: huiyin.NewID[huiyin.CallID](at), Hotline: "12345", Phone: "19900001234", ArrivedAt: at, Score: -1})
	}); err != nil {
		t.Fatal(err)
	}
	city, err := directory.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.Open(filepath.Join(t.TempDir(), "vault"))
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(s, city, time.Now, slog.New(slog.DiscardHandler))
	policy := room.DefaultPolicy()
	policy.Calendar = d.City().Book.Calendar
	b := New(Options{Store: s, Vault: v, Desk: d, Policy: policy, Now: time.Now})
	if err := b.begin(ctx); err != nil {
		t.Fatal(err)
	}
	jobs, _ := b.clerk.next()
	if len(jobs) != 2 || jobs[0].what != "callback.promised" || jobs[1].what != "call.ended" {
		t.Errorf("what is to be written: %+v", jobs)
	}
}
