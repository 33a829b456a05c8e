package routing_test

import (
	"fmt"
	"testing"
	"time"

	. "huiyin/routing"
)

// crowd is a full room: 260 callers of 106 lines, 440 seats of which some are free.
func crowd(free int) ([]Call, []Seat) {
	wishes := make([]*Wish, 106)
	for i := range wishes {
		wishes[i] = &Wish{Wants: []Want{{subject(fmt.Sprint("s", i%20)), 2, false}, {Skill{Language, "tibetan"}, 1, i%40 == 0}},
			Widen: []Step{{20 * time.Second, AllKinds, nil}, {40 * time.Second, nil, []Group{Everybody}}}}
	}
	calls := make([]Call, 260)
	for i := range calls {
		calls[i] = Call{ID: CallID(i + 1), Wish: wishes[i*7%106], Since: noon.Add(-time.Duration(i%60) * time.Second), Boost: Boost(i % 7)}
	}
	seats := make([]Seat, 440)
	for i := range seats {
		s := Skills{subject(fmt.Sprint("s", i%20)): 3, subject(fmt.Sprint("s", i%13)): 2}
		if i%50 == 0 {
			s[Skill{Language, "tibetan"}] = 1
		}
		seats[i] = Seat{ID: SeatID(i + 1), Free: i < free, Skills: s, Since: noon.Add(-time.Duration(i*37%99) * time.Second)}
	}
	return calls, seats
}

func BenchmarkMatch(b *testing.B) {
	for _, free := range []int{0, 1, 20, 440} {
		b.Run(fmt.Sprintf("260 waiting, %d of 440 free", free), func(b *testing.B) {
			calls, seats := crowd(free)
			b.ReportAllocs()
			for b.Loop() {
				Match(calls, seats, Policy{Weights: DefaultWeights}, noon)
			}
		})
	}
}

func BenchmarkProspects(b *testing.B) {
	calls, seats := crowd(0)
	b.ReportAllocs()
	for b.Loop() {
		Prospects(calls, seats, Policy{Weights: DefaultWeights}, 4*time.Minute, noon)
	}
}
