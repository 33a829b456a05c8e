package voice

import (
	"sync"
	"testing"
	"time"

	"huiyin/voice/phone"
)

// kept is what somebody keeps of where desk phones are.
type kept struct {
	mu   sync.Mutex
	at   map[string][]Place
	wake chan struct{}
}

func newKept() *kept { return &kept{at: map[string][]Place{}, wake: make(chan struct{}, 100)} }

func (k *kept) placed(user string, at []Place) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at[user] = at
	k.wake <- struct{}{}
}

func (k *kept) of(user string) []Place {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.at[user]
}

// A desk phone that registered can be called by an engine that has just started, and one that is out of date, or whose
// account is gone, cannot.
func TestPlacesSurviveARestart(t *testing.T) {
	k := newKept()
	accounts := func(o *Options) { o.Phone, o.Placed = people("801", "802", "803"), k.placed }
	first := start(t, trunks(loopback...), accounts)
	rung := make(chan *phone.Call, 1)
	p := first.telephone(as("801"), func(o *phone.Options) { o.Incoming = func(c *phone.Call) { c.Answer(); rung <- c } })
	gone := first.telephone(as("802"))
	for _, p := range []*phone.Phone{p, gone} {
		if err := p.Register(t.Context(), 300); err != nil {
			t.Fatal(err)
		}
	}
	if err := gone.Register(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if at := k.of("801"); len(at) != 1 || at[0].Source != p.Addr() || len(k.of("802")) != 0 {
		t.Fatalf("what is kept: %+v", k.at)
	}
	first.stop()

	old := k.of("801")[0]
	old.Until = time.Now().Add(-time.Second)
	places := map[string][]Place{"801": k.of("801"), "803": {old}, "stranger": k.of("801")}
	second := start(t, trunks(loopback...), accounts, func(o *Options) { o.Places = places })
	if e := second.expect(PhoneUp); e.Phone != "801" {
		t.Errorf("%s can be called", e.Phone)
	}
	if at := k.of("803"); at != nil || second.State().Phones != 1 {
		t.Errorf("of 803 is kept %+v, and %d phones can be called", at, second.State().Phones)
	}
	l, err := second.Dial(t.Context(), Order{Phone: "801", From: "1"})
	if err != nil {
		t.Fatal(err)
	}
	second.expect(Answered, l.ID)
	select {
	case <-rung:
	case <-time.After(10 * time.Second):
		t.Error("the desk phone did not ring")
	}
}
