package routing_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	. "huiyin/routing"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func subject(code string) Skill { return Skill{Subject, code} }

func TestMatch(t *testing.T) {
	plain := &Wish{}
	tibetan := &Wish{Wants: []Want{{Skill{Language, "tibetan"}, 1, true}}}
	tax := &Wish{Wants: []Want{{subject("tax"), 2, false}}, Widen: []Step{{After: 20 * time.Second, Drop: AllKinds}}}
	branch := &Wish{Groups: []Group{"branch"}, Widen: []Step{{After: 40 * time.Second, Groups: []Group{"hall"}}}}
	ago := func(s int) time.Time { return noon.Add(-time.Duration(s) * time.Second) }
	seat := func(id SeatID, idle int, skills Skills, groups ...Group) Seat {
		return Seat{ID: id, Free: true, Since: ago(idle), Skills: skills, Groups: groups}
	}
	cases := []struct {
		name  string
		calls []Call
		seats []Seat
		want  []Pair
	}{
		{"nobody waits", nil, []Seat{seat(1, 5, nil)}, nil},
		{"nobody is free", []Call{{ID: 1, Wish: plain, Since: noon}}, []Seat{{ID: 1}}, nil},
		{"the longest idle", []Call{{ID: 1, Wish: plain, Since: noon}}, []Seat{seat(1, 5, nil), seat(2, 9, nil)}, []Pair{{1, 2}}},
		{"the longest wait first", []Call{{ID: 1, Wish: plain, Since: ago(3)}, {ID: 2, Wish: plain, Since: ago(8)}}, []Seat{seat(7, 0, nil)}, []Pair{{2, 7}}},
		{"an emergency first", []Call{{ID: 1, Wish: plain, Since: ago(3), Boost: Emergency}, {ID: 2, Wish: plain, Since: ago(800)}}, []Seat{seat(7, 0, nil)}, []Pair{{1, 7}}},
		{"an emergency does not wait for ever first", []Call{{ID: 1, Wish: plain, Since: ago(3), Boost: Emergency}, {ID: 2, Wish: plain, Since: ago(3700)}}, []Seat{seat(7, 0, nil)}, []Pair{{2, 7}}},
		{"a must is a must after an hour", []Call{{ID: 1, Wish: tibetan, Since: ago(3600)}}, []Seat{seat(1, 5, nil)}, nil},
		{"a should holds while one is staffed", []Call{{ID: 1, Wish: tax, Since: ago(19)}},
			[]Seat{seat(1, 5, nil), {ID: 2, Skills: Skills{subject("tax"): 2}}}, nil},
		{"a should of a lower level", []Call{{ID: 1, Wish: tax, Since: ago(1)}},
			[]Seat{seat(1, 5, Skills{subject("tax"): 1}), {ID: 2, Skills: Skills{subject("tax"): 2}}}, nil},
		{"a should is dropped", []Call{{ID: 1, Wish: tax, Since: ago(20)}},
			[]Seat{seat(1, 5, nil), {ID: 2, Skills: Skills{subject("tax"): 2}}}, []Pair{{1, 1}}},
		{"and is a preference then", []Call{{ID: 1, Wish: tax, Since: ago(20)}},
			[]Seat{seat(1, 50, nil), seat(2, 1, Skills{subject("tax"): 4})}, []Pair{{1, 2}}},
		{"nobody waits for a seat that is not staffed", []Call{{ID: 1, Wish: branch, Since: noon}}, []Seat{seat(1, 5, nil, "hall")}, []Pair{{1, 1}}},
		{"the branch first", []Call{{ID: 1, Wish: branch, Since: ago(39)}},
			[]Seat{seat(1, 5, nil, "hall"), {ID: 2, Groups: []Group{"branch"}}}, nil},
		{"then its neighbour", []Call{{ID: 1, Wish: branch, Since: ago(40)}},
			[]Seat{seat(1, 5, nil, "hall"), {ID: 2, Groups: []Group{"branch"}}}, []Pair{{1, 1}}},
		{"the specialist is left to who needs one", []Call{{ID: 1, Wish: plain, Since: ago(9)}, {ID: 2, Wish: tibetan, Since: ago(1)}},
			[]Seat{seat(1, 50, Skills{{Language, "tibetan"}: 3}), seat(2, 5, nil)}, []Pair{{1, 2}, {2, 1}}},
		{"a call for one seat", []Call{{ID: 1, Wish: tibetan, Since: noon, Only: 2}}, []Seat{seat(1, 50, nil), seat(2, 1, nil)}, []Pair{{1, 2}}},
		{"whose seat is taken", []Call{{ID: 1, Wish: plain, Since: noon, Only: 2}}, []Seat{seat(1, 50, nil), {ID: 2}}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Match(c.calls, c.seats, Policy{Weights: DefaultWeights}, noon); !reflect.DeepEqual(got, c.want) {
				t.Errorf("matched %v, want %v", got, c.want)
			}
		})
	}
}

func TestStrategies(t *testing.T) {
	seats := []Seat{
		{ID: 1, Free: true, Since: noon.Add(-9 * time.Second), Calls: 5, Busy: 9 * time.Minute, Staffed: time.Hour, Order: 3},
		{ID: 2, Free: true, Since: noon.Add(-5 * time.Second), Calls: 2, Busy: 8 * time.Minute, Staffed: 20 * time.Minute, Order: 2},
		{ID: 3, Free: true, Since: noon.Add(-1 * time.Second), Calls: 3, Busy: 2 * time.Minute, Staffed: time.Hour, Order: 1},
	}
	calls := []Call{{ID: 1, Wish: &Wish{}, Since: noon}}
	for _, c := range []struct {
		policy Policy
		want   SeatID
	}{
		{Policy{}, 1}, {Policy{Strategy: LongestIdle}, 1}, {Policy{Strategy: FewestCalls}, 2}, {Policy{Strategy: LeastOccupied}, 3},
		{Policy{Strategy: RingOrder}, 3}, {Policy{Strategy: RingOrder, Last: 1}, 2}, {Policy{Strategy: RingOrder, Last: 3}, 3},
	} {
		if got := Match(calls, seats, c.policy, noon); got[0].Seat != c.want {
			t.Errorf("%+v chose seat %d, want %d", c.policy, got[0].Seat, c.want)
		}
	}
	drawn := map[SeatID]int{}
	for seed := range uint64(3000) {
		drawn[Match(calls, seats, Policy{Strategy: Random, Seed: seed}, noon)[0].Seat]++
	}
	for id, n := range drawn {
		if n < 850 || n > 1150 {
			t.Errorf("the lot fell on seat %d %d times of 3000", id, n)
		}
	}
	if len(drawn) != 3 {
		t.Errorf("the lot fell on %d seats", len(drawn))
	}
}

// world is a random room: few skills and groups, so that everything collides.
type world struct {
	calls  []Call
	seats  []Seat
	policy Policy
}

func randomWorld(rnd *rand.Rand) world {
	kinds := []Skill{subject("tax"), subject("water"), {Language, "tibetan"}, {District, "jinjiang"}}
	groups := []Group{"hall", "branch", "night"}
	some := func(n int) []Group {
		var out []Group
		for _, g := range groups {
			if rnd.IntN(n) == 0 {
				out = append(out, g)
			}
		}
		return out
	}
	var wishes []*Wish
	for range 1 + rnd.IntN(6) {
		w := &Wish{Groups: some(3)}
		for _, k := range kinds {
			if rnd.IntN(3) == 0 {
				w.Wants = append(w.Wants, Want{k, Level(rnd.IntN(4)), rnd.IntN(3) == 0})
			}
		}
		for i := range rnd.IntN(3) {
			w.Widen = append(w.Widen, Step{time.Duration(20*(i+1)) * time.Second, AllKinds[:rnd.IntN(4)], some(3)})
		}
		wishes = append(wishes, w)
	}
	var w world
	for i := range rnd.IntN(12) {
		c := Call{ID: CallID(i + 1), Wish: wishes[rnd.IntN(len(wishes))], Since: noon.Add(-time.Duration(rnd.IntN(90)) * time.Second), Base: rnd.IntN(3) * 10, Boost: Boost(rnd.IntN(8)) & Boost(rnd.IntN(32))}
		if rnd.IntN(12) == 0 {
			c.Only = SeatID(rnd.IntN(5) + 1)
		}
		w.calls = append(w.calls, c)
	}
	for i := range rnd.IntN(10) {
		s := Seat{ID: SeatID(i + 1), Free: rnd.IntN(3) > 0, Skills: Skills{}, Groups: some(2), Since: noon.Add(-time.Duration(rnd.IntN(60)) * time.Second), Calls: rnd.IntN(4), Busy: time.Duration(rnd.IntN(9)), Staffed: time.Duration(rnd.IntN(9)), Order: rnd.IntN(5)}
		for _, k := range kinds {
			if n := rnd.IntN(6); n > 2 {
				s.Skills[k] = Level(n - 1)
			}
		}
		w.seats = append(w.seats, s)
	}
	w.policy = Policy{Strategies[rnd.IntN(len(Strategies))].Strategy, DefaultWeights, rnd.IntN(5), rnd.Uint64()}
	return w
}

// stage is the stage of a call found the slow way.
func (w world) stage(c Call) int {
	n := c.Wish.Stage(noon.Sub(c.Since))
	for n < len(c.Wish.Widen) && !slices.ContainsFunc(w.seats, func(s Seat) bool { return c.Wish.Fits(&s, n) }) {
		n++
	}
	return n
}

func (w world) fits(c Call, s Seat) bool {
	return s.Free && (c.Only == s.ID || c.Only == 0 && c.Wish.Fits(&s, w.stage(c)))
}

func TestProperties(t *testing.T) {
	matched, waiting := 0, 0
	for seed := range uint64(8000) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		w := randomWorld(rnd)
		pairs := Match(w.calls, w.seats, w.policy, noon)
		w.once(t, seed, pairs)
		w.noOvertaking(t, seed, pairs)
		if got, most := len(pairs), w.most(); got != most {
			t.Fatalf("seed %d: %d calls were served, %d could have been", seed, got, most)
		}
		matched, waiting = matched+len(pairs), waiting+len(w.calls)-len(pairs)
		rnd.Shuffle(len(w.calls), func(i, j int) { w.calls[i], w.calls[j] = w.calls[j], w.calls[i] })
		rnd.Shuffle(len(w.seats), func(i, j int) { w.seats[i], w.seats[j] = w.seats[j], w.seats[i] })
		if again := Match(w.calls, w.seats, w.policy, noon); !slices.Equal(pairs, again) {
			t.Fatalf("seed %d: another order of the input gave %v instead of %v", seed, again, pairs)
		}
	}
	if matched < 5000 || waiting < 5000 {
		t.Errorf("the worlds are too easy: %d served, %d waiting", matched, waiting)
	}
}

// once: every call and every seat has at most one partner, and they fit.
func (w world) once(t *testing.T, seed uint64, pairs []Pair) {
	calls, seats := map[CallID]bool{}, map[SeatID]bool{}
	for _, p := range pairs {
		if calls[p.Call] || seats[p.Seat] {
			t.Fatalf("seed %d: %v has somebody twice", seed, pairs)
		}
		calls[p.Call], seats[p.Seat] = true, true
		c := w.calls[slices.IndexFunc(w.calls, func(c Call) bool { return c.ID == p.Call })]
		s := w.seats[slices.IndexFunc(w.seats, func(s Seat) bool { return s.ID == p.Seat })]
		if !w.fits(c, s) {
			t.Fatalf("seed %d: %v do not fit", seed, p)
		}
		for _, want := range c.Wish.Wants {
			if want.Must && c.Only == 0 && s.Skills[want.Skill] < max(want.Level, 1) {
				t.Fatalf("seed %d: the must %v of call %d was broken", seed, want, c.ID)
			}
		}
	}
}

// noOvertaking: a call never waits while a seat that fits it takes one of lower priority.
func (w world) noOvertaking(t *testing.T, seed uint64, pairs []Pair) {
	for _, c := range w.calls {
		if slices.ContainsFunc(pairs, func(p Pair) bool { return p.Call == c.ID }) {
			continue
		}
		for _, s := range w.seats {
			if !w.fits(c, s) {
				continue
			}
			i := slices.IndexFunc(pairs, func(p Pair) bool { return p.Seat == s.ID })
			if i < 0 {
				t.Fatalf("seed %d: call %d waits and seat %d is free for it", seed, c.ID, s.ID)
			}
			o := w.calls[slices.IndexFunc(w.calls, func(o Call) bool { return o.ID == pairs[i].Call })]
			if DefaultWeights.Priority(&o, noon) < DefaultWeights.Priority(&c, noon) {
				t.Fatalf("seed %d: call %d waits while seat %d takes call %d, which comes later", seed, c.ID, s.ID, o.ID)
			}
		}
	}
}

// most is how many calls could be served at all, by plain search over sets of seats.
func (w world) most() int {
	reach := map[uint]int{0: 0}
	for _, c := range w.calls {
		next := map[uint]int{}
		for set, n := range reach {
			next[set] = max(next[set], n)
			for i, s := range w.seats {
				if set>>i&1 == 0 && w.fits(c, s) {
					next[set|1<<i] = max(next[set|1<<i], n+1)
				}
			}
		}
		reach = next
	}
	best := 0
	for _, n := range reach {
		best = max(best, n)
	}
	return best
}

// Waiting longer never takes a seat away from a call.
func TestWideningIsMonotone(t *testing.T) {
	wider := 0
	for seed := range uint64(3000) {
		w := randomWorld(rand.New(rand.NewPCG(seed, 4)))
		for _, c := range w.calls {
			for _, s := range w.seats {
				for stage := range c.Wish.Widen {
					now, then := c.Wish.Fits(&s, stage), c.Wish.Fits(&s, stage+1)
					if now && !then {
						t.Fatalf("seed %d: seat %d fitted call %d at stage %d and no more", seed, s.ID, c.ID, stage)
					}
					if then && !now {
						wider++
					}
				}
			}
		}
	}
	if wider == 0 {
		t.Error("no step ever widened anything")
	}
}

// Equal seats get an equal share, by every strategy that promises one.
func TestFairness(t *testing.T) {
	for _, strategy := range []Strategy{LongestIdle, FewestCalls, LeastOccupied, RingOrder} {
		seats := make([]Seat, 12)
		for i := range seats {
			seats[i] = Seat{ID: SeatID(i + 1), Free: true, Since: noon, Order: i + 1}
		}
		policy, now := Policy{Strategy: strategy}, noon
		until := map[SeatID]time.Time{}
		for i := range 2400 {
			now = now.Add(15 * time.Second)
			for j := range seats {
				s := &seats[j]
				s.Staffed += 15 * time.Second
				if end, busy := until[s.ID]; busy && !now.Before(end) {
					delete(until, s.ID)
					s.Free, s.Since = true, end
				}
			}
			for _, p := range Match([]Call{{ID: CallID(i + 1), Wish: &Wish{}, Since: now}}, seats, policy, now) {
				s := &seats[p.Seat-1]
				s.Free, s.Calls, s.Busy, policy.Last = false, s.Calls+1, s.Busy+2*time.Minute, s.Order
				until[s.ID] = now.Add(2 * time.Minute)
			}
		}
		for _, s := range seats {
			if s.Calls < 195 || s.Calls > 205 {
				t.Errorf("%s gave seat %d %d of 2400 calls", strategy, s.ID, s.Calls)
			}
		}
	}
}
