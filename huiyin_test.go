package huiyin_test

import (
	"sync"
	"testing"
	"time"

	"huiyin"
)

func TestIdentitiesOfOneMomentDiffer(t *testing.T) {
	at := time.Date(2026, 9, 16, 10, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	seen := map[huiyin.CaseID]bool{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5000 {
				id := huiyin.NewID[huiyin.CaseID](at)
				mu.Lock()
				if seen[id] {
					t.Errorf("%d was made twice", id)
				}
				seen[id] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for id := range seen {
		if off := huiyin.IDTime(id).Sub(at); off < 0 || off > 10*time.Millisecond {
			t.Fatalf("%d stands for a moment %s away", id, off)
		}
		if id >= 1<<53 {
			t.Fatalf("%d does not fit into a browser's number", id)
		}
		if id < huiyin.FirstID[huiyin.CaseID](at) {
			t.Fatalf("%d lies before the first of its moment", id)
		}
	}
}

func TestPhones(t *testing.T) {
	for text, want := range map[string]huiyin.Phone{
		"199 0000 1234": "19900001234", "+86 199-0000-1234": "19900001234", "0086 19900001234": "19900001234",
		"（028）5550 1234": "02855501234", "１９９００００１２３４": "19900001234", "+1 212 555 0100": "+12125550100", "110": "110",
	} {
		if got, err := huiyin.ParsePhone(text); err != nil || got != want {
			t.Errorf("%q is read as %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "12", "call me", "1234567890123456", "12+34567"} {
		if got, err := huiyin.ParsePhone(text); err == nil {
			t.Errorf("%q is read as %q", text, got)
		} else if huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got := huiyin.Phone("19900001234").Masked(); got != "199****1234" {
		t.Errorf("masked %q", got)
	}
}
