package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/testkit"
)

// told fills a record with a few cases that have a history and parts.
func told(t *testing.T, p place) {
	t.Helper()
	s := p.open(t)
	for id := range huiyin.CaseID(5) {
		c := register(t, s, id+10)
		write(t, s, func(tx *store.Tx) error {
			after := c.Clone()
			after.Version, after.State, after.ChangedAt = 2, casework.Closed, noon.Add(time.Hour)
			after.Final, after.Answer = casework.Satisfied, "The lamp shines again."
			after.Assignments = []casework.Assignment{{ID: 1, Unit: 3, Part: casework.Lead, Round: 1, State: casework.Passed, SubmittedAt: noon, Due: noon}}
			after.Requests = []casework.Request{{ID: 2, Kind: casework.Reopening, State: casework.Refused, AskedAt: noon}}
			after.Visits = []casework.Visit{{At: noon, By: "unit", Round: 1, Reached: true, Satisfaction: casework.Satisfied}}
			return keep(tx, s, &c, &after, "case.closed")
		})
	}
	write(t, s, func(tx *store.Tx) error {
		return tx.Append(99, noon, "system", store.Fact{Kind: "unit.saved"}, store.Fact{Kind: "unit.saved"}, store.Fact{Kind: "unit.closed"})
	})
	clean(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever is changed behind the procedure's back is found, and named.
func TestVerifyFindsWhatWasTamperedWith(t *testing.T) {
	for name, k := range map[string]struct {
		do   []string
		find string
	}{
		"the facts of an event":             {[]string{`UPDATE events SET data = '{"state":"archived"}' WHERE stream = 12 AND n = 2`}, "changed after it was written"},
		"the moment of an event":            {[]string{`UPDATE events SET at = at - 1000 WHERE stream = 12 AND n = 1`}, "changed after it was written"},
		"who did it":                        {[]string{`UPDATE events SET actor = 'staff:2' WHERE stream = 12 AND n = 1`}, "changed after it was written"},
		"an event and its hash":             {[]string{`UPDATE events SET actor = 'staff:2', hash = (SELECT hash FROM events WHERE stream = 11 AND n = 1) WHERE stream = 12 AND n = 1`}, "changed after it was written"},
		"an event that is gone":             {[]string{`DELETE FROM events WHERE stream = 99 AND n = 2`}, "gap"},
		"a tail that is gone":               {[]string{`DELETE FROM events WHERE stream = 99 AND n = 3`}, "should end"},
		"a tail that is gone everywhere":    {[]string{`DELETE FROM events WHERE stream = 12 AND n = 2`, `UPDATE chains SET n = 1, hash = (SELECT hash FROM events WHERE stream = 12 AND n = 1) WHERE stream = 12`}, "should end at event"},
		"a chain that forgot":               {[]string{`DELETE FROM chains WHERE stream = 12`}, "does not know"},
		"a chain with another end":          {[]string{`UPDATE chains SET hash = (SELECT hash FROM chains WHERE stream = 11) WHERE stream = 12`}, "another hash"},
		"a chain without events":            {[]string{`INSERT INTO chains (stream, n, hash) SELECT 4444, 1, hash FROM chains WHERE stream = 12`}, "should end with its event 1"},
		"a whole case that is gone":         {[]string{`DELETE FROM events WHERE stream = 12`, `DELETE FROM chains WHERE stream = 12`, `DELETE FROM cases WHERE case_id = 12`}, "should end at event"},
		"two events that changed places":    {[]string{`UPDATE events SET n = n + 10 WHERE stream = 99 AND n <= 2`, `UPDATE events SET n = 13 - n WHERE stream = 99 AND n > 10`}, "changed after it was written"},
		"two numbers that changed places":   {[]string{`UPDATE events SET seq = seq + 1000 WHERE stream = 99 AND n = 1`, `UPDATE events SET seq = seq - 1 WHERE stream = 99 AND n = 2`, `UPDATE events SET seq = seq - 999 WHERE stream = 99 AND n = 1`}, "changed after it was written"},
		"an event moved to another shard":   {[]string{`UPDATE events SET shard = shard + 1, seq = 9000 WHERE stream = 99 AND n = 3`}, "wrong shard"},
		"a word of a letter":                {[]string{`UPDATE cases SET content = 'Bright.' WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a judgement":                       {[]string{`UPDATE cases SET final_judgement = 'dissatisfied' WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a state":                           {[]string{`UPDATE cases SET state = 'archived' WHERE case_id = 12`}, `the case is "archived"`},
		"when a unit answered":              {[]string{`UPDATE assignments SET submitted_at = submitted_at - 1 WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a unit's part that is gone":        {[]string{`DELETE FROM assignments WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a request that was decided":        {[]string{`UPDATE requests SET state = 'granted' WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a visit":                           {[]string{`UPDATE visits SET satisfaction = 'dissatisfied' WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a visit that never was":            {[]string{`INSERT INTO visits SELECT case_id, 2, at, made_by, unit_id, staff_id, round, reached, satisfaction, solved, truthful, opinion FROM visits WHERE case_id = 12`}, "not the one the journal has the digest of"},
		"a case that nobody registered":     {[]string{`INSERT INTO visits SELECT 500, 1, at, made_by, unit_id, staff_id, round, reached, satisfaction, solved, truthful, opinion FROM visits WHERE case_id = 12`, `UPDATE cases SET case_id = 600 WHERE case_id = 12`}, "part of a case that there is not"},
		"a case under another identity":     {[]string{`UPDATE cases SET case_id = 600 WHERE case_id = 14`}, `the journal says ""`},
		"an event whose facts are no facts": {[]string{`UPDATE events SET data = 'x' WHERE stream = 12 AND n = 1`}, "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			p := place{t.TempDir(), "sqlite"}
			told(t, p)
			p.finds(t, k.find, k.do...)
		})
	}
	t.Run("on postgres", func(t *testing.T) { // where statements, not the search for what is wrong, could differ
		p := place{t.TempDir(), testkit.Postgres(t)}
		told(t, p)
		p.finds(t, "not the one the journal has the digest of", `UPDATE visits SET satisfaction = 'dissatisfied' WHERE case_id = 12`)
		p.finds(t, "part of a case that there is not", `DELETE FROM cases WHERE case_id = 13`)
		p.finds(t, "changed after it was written", `UPDATE events SET actor = 'staff:2' WHERE stream = 12 AND n = 1`)
		p.finds(t, "should end at event", `DELETE FROM events WHERE stream = 14 AND n = 2`)
		p.finds(t, "does not know", `DELETE FROM chains WHERE stream = 10`)
	})
}

// finds tampers and checks that it is found.
func (p place) finds(t *testing.T, want string, queries ...string) {
	t.Helper()
	for _, q := range queries {
		p.tamper(t, q)
	}
	problems, err := p.open(t).Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(problems, func(k store.Problem) bool { return strings.Contains(k.String(), want) }) {
		t.Errorf("found %v, want %q", problems, want)
	}
}

func TestVerifyTellsHowFarItIs(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	s := p.open(t)
	const events = 25_000
	facts := make([]store.Fact, 500)
	for i := range facts {
		facts[i].Kind = "a"
	}
	write(t, s, func(tx *store.Tx) error {
		for i := range events / len(facts) {
			if err := tx.Append(int64(i+1), noon, "system", facts...); err != nil {
				return err
			}
		}
		return nil
	})
	var seen []int64
	if _, err := s.Verify(ctx, func(done, all int64) {
		if all != events {
			t.Errorf("of %d events", all)
		}
		seen = append(seen, done)
	}); err != nil || len(seen) != 2 || seen[1] <= seen[0] {
		t.Errorf("progress was told as %v, %v", seen, err)
	}
}
