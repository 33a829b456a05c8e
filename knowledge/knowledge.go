// Package knowledge is the room of the articles that answers rest on: writing them, a second person's review, finding
// them while somebody is on the line, citing them, saying that one is wrong, and looking again at what grew old. It
// refuses to know calls, cases and screens; that an answer must cite an article is the procedure's rule, not this
// room's.
package knowledge

import (
	"log/slog"
	"time"

	"huiyin"
	"huiyin/store"
)

// Options say how the room is run.
type Options struct {
	Now  func() time.Time // the clock
	Zone *time.Location   // where a day begins
	Log  *slog.Logger
}

// Knowledge is the room. It is safe for concurrent use; only Run lives in it.
type Knowledge struct {
	store *store.Store
	now   func() time.Time
	zone  *time.Location
	log   *slog.Logger
}

// New opens the room.
func New(s *store.Store, o Options) *Knowledge {
	return &Knowledge{store: s, now: o.Now, zone: o.Zone, log: o.Log}
}

// today is the present day as articles write it.
func (k *Knowledge) today() string { return day(k.now(), k.zone) }

func day(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }

// dayAfter is a day some days after another.
func dayAfter(from string, days int) string {
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return from
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// unitOf is the unit that answers for an article; 0 where it is the centre's own.
func unitOf(t *store.Tx, code string) (huiyin.UnitID, error) {
	if code == "" {
		return 0, nil
	}
	u, err := t.UnitByCode(code)
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		return 0, nil
	}
	return u.ID, err
}

// own are the codes of the units a person speaks for; nil for the centre's people, who speak for all.
func own(t *store.Tx, who huiyin.Actor) ([]string, error) {
	if who.City || who.Is(huiyin.System) {
		return nil, nil
	}
	units, err := t.Units()
	codes := []string{}
	for _, u := range units {
		if who.Speaks(u.ID) {
			codes = append(codes, u.Code)
		}
	}
	return codes, err
}
