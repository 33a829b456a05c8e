package switchboard

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/testkit"
)

// The room's table changes when the city's does and not with every second: calls of one number share a wish as long.
func TestTheTableIsReadWhenItChanges(t *testing.T) {
	ctx, record := context.Background(), testkit.Record(t, "sqlite")
	city, err := directory.Open(ctx, record)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Store: record, Desk: desk.New(record, city, time.Now, slog.New(slog.DiscardHandler)), Now: time.Now})
	if !s.look() || s.look() || s.look() {
		t.Error("the table is read anew though nothing has changed, or never")
	}
	if err := city.SaveHotline(ctx, store.Hotline{Number: "12345", Name: "12345", Mode: "merged", Hours: "24h"}, huiyin.TheSystem, time.Now()); err != nil {
		t.Fatal(err)
	}
	if !s.look() || len(s.lines) != 1 || s.lines[0].Number != "12345" || s.look() {
		t.Errorf("after a change the table is %+v", s.lines)
	}
}
