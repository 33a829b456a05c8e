package demo

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/store"
)

const (
	seatsAll     = 440 // places in the room
	seatsReserve = 100 // of these, opened in a surge only
)

// seats are the places in the room, and B-341 to B-440 in reserve. At each stands the desk phone of its
// number.
func seats() []store.Seat {
	list := make([]store.Seat, 0, seatsAll)
	for n := 1; n <= seatsAll; n++ {
		s := store.Seat{Number: huiyin.SeatNumber(n), Name: fmt.Sprintf("A-%03d", n), Phone: deskPhone(n), Active: true}
		if n > seatsAll-seatsReserve {
			s.Reserve, s.Name = true, fmt.Sprintf("B-%03d", n)
		}
		list = append(list, s)
	}
	return list
}

func deskPhone(n int) string { return fmt.Sprintf("phone-%d", n) }

// subjects are the fields of work that the city's hotlines ask for, each once.
func subjects(c *city.City) []string {
	var list []string
	for _, h := range c.Hotlines() {
		for word := range strings.SplitSeq(h["skills"], "|") {
			if word != "" && word != "general" && word != "english" && !slices.Contains(list, word) {
				list = append(list, word)
			}
		}
	}
	return list
}

// skills are what the n-th operator can do: everybody something of everything and three fields well; most the dialect,
// some English, few a language of the mountains. Any twenty in a row can do all.
func skills(n int, subjects []string) []store.Skill {
	list := []store.Skill{{Name: "general", Level: 2 + n%3}}
	for i := range min(3, len(subjects)) {
		list = append(list, store.Skill{Name: subjects[(3*n+i)%len(subjects)], Level: 2 + (n+i)%4})
	}
	for _, l := range []struct {
		name         string
		every, level int
		not          bool
	}{{"language.sichuanese", 9, 4, true}, {"language.english", 4, 3, false}, {"english", 4, 3, false},
		{"language.tibetan", 20, 3, false}, {"language.yi", 20, 2, false}} {
		if (n%l.every == 0) != l.not {
			list = append(list, store.Skill{Name: l.name, Level: l.level})
		}
	}
	return list
}

// describe writes down what furnish would do, to tell it from what was done before.
func describe(w io.Writer, c *city.City) {
	fields := subjects(c)
	for _, s := range seats() {
		fmt.Fprintf(w, "%+v\n", s)
	}
	for n := range len(fields) * 20 {
		fmt.Fprintf(w, "%d %v\n", n, skills(n, fields))
	}
}

// furnish brings the seats into the room, and writes down what the operators can do.
func (t *Town) furnish(ctx context.Context) error {
	fields, operators := subjects(t.city), t.people().byRole[huiyin.Operator]
	return t.store().Write(ctx, func(tx *store.Tx) error {
		for _, s := range seats() {
			if err := tx.SaveSeat(s); err != nil {
				return err
			}
		}
		for n, who := range operators {
			if err := tx.SetSkills(who.Staff, skills(n, fields)); err != nil {
				return err
			}
		}
		return nil
	})
}
