package room

import (
	"testing"
	"time"
)

// Every consultation is told of once, when it is over: whom, whether they came, and how long all were together.
func TestWhatIsToldOfAConsultation(t *testing.T) {
	at := func(s int) time.Time { return morning.Add(time.Duration(s)*time.Second + 2*time.Millisecond) }
	police := func(c Consulted) Consulted {
		c.Call, c.Seat, c.Staff, c.Number, c.AskedAt = 1, 1, 1, "110", at(5)
		return c
	}
	seat := func(c Consulted) Consulted {
		c = police(c)
		c.Number, c.To, c.With = "", 2, 2
		return c
	}
	for _, c := range []struct {
		name   string
		script []any
		want   []Consulted
	}{
		{"asked and let go", []any{Consult{Seat: 1, Number: "110"}, 2, Answered{-2}, 3, Retrieve{1}}, []Consulted{police(Consulted{AnsweredAt: at(7), EndedAt: at(10)})}},
		{"a call of three", []any{Consult{Seat: 1, Number: "110"}, Answered{-2}, 3, Join{1}, 60, Ended{-2, HungUp}},
			[]Consulted{police(Consulted{AnsweredAt: at(5), JoinedAt: at(8), EndedAt: at(68)})}},
		{"left to them", []any{Consult{Seat: 1, Number: "110"}, Answered{-2}, 3, Transfer{1}, 30, Ended{1, HungUp}},
			[]Consulted{police(Consulted{AnsweredAt: at(5), JoinedAt: at(8), EndedAt: at(38), Left: true})}},
		{"busy", []any{Consult{Seat: 1, Number: "110"}, 1, Ended{-2, Busy}}, []Consulted{police(Consulted{EndedAt: at(6), Cause: Busy})}},
		{"nobody answers", []any{Consult{Seat: 1, Number: "110"}, 50}, []Consulted{police(Consulted{EndedAt: at(50), Cause: NoAnswer})}},
		{"a seat that does not answer", []any{Consult{Seat: 1, To: 2}, 15}, []Consulted{seat(Consulted{EndedAt: at(20), Cause: NoAnswer})}},
		{"left to a seat", []any{Consult{Seat: 1, To: 2}, Answered{-2}, 2, Transfer{1}, 30, Ended{1, HungUp}},
			[]Consulted{seat(Consulted{AnsweredAt: at(5), JoinedAt: at(7), EndedAt: at(7), Left: true})}},
		{"the caller leaves", []any{Consult{Seat: 1, Number: "110"}, Ended{1, HungUp}}, []Consulted{police(Consulted{EndedAt: at(5)})}},
		{"two, one after the other", []any{Consult{Seat: 1, Number: "110"}, Ended{-2, Busy}, Consult{Seat: 1, Number: "110"}, Answered{-3}, Hangup{1}, Ended{1, HungUp}},
			[]Consulted{police(Consulted{EndedAt: at(5), Cause: Busy}), police(Consulted{AnsweredAt: at(5), JoinedAt: at(5), EndedAt: at(5), Left: true})}},
	} {
		h := newHall(t, quiet())
		var told []Consulted
		h.watch = func(_ Input, said []Command) {
			for _, s := range said {
				if a, ok := s.(Consulted); ok {
					told = append(told, a)
				}
			}
		}
		h.sign(1, 2)
		h.play(append([]any{call1, Answered{-1}, 5}, c.script...))
		if len(told) != len(c.want) {
			t.Errorf("%s: told %+v", c.name, told)
			continue
		}
		for i := range told {
			if told[i] != c.want[i] {
				t.Errorf("%s:\ntold %+v\nwant %+v", c.name, told[i], c.want[i])
			}
		}
	}
}
