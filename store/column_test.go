package store_test

import (
	"reflect"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// whole is a case with something in every field of it and of its parts.
func whole(id huiyin.CaseID) casework.Case {
	var c casework.Case
	fill(&c)
	c.ID, c.Number, c.Version, c.State = id, "2609160001", 7, casework.Dispatched
	c.Confidentiality = 2
	return c
}

// Everything that is written comes back, on both engines, whatever column is added.
func TestEveryColumnComesBack(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := whole(41)
		write(t, s, func(tx *store.Tx) error {
			k := c.Clone()
			return tx.AddCase(&k, []byte("hash"), noon)
		})
		back := func(what string, want casework.Case) {
			t.Helper()
			if got := read(t, s, func(tx *store.Tx) (casework.Case, error) { return tx.Case(c.ID) }); !reflect.DeepEqual(got, want) {
				t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
			}
		}
		back("added", c)
		if got := read(t, s, func(tx *store.Tx) (casework.Case, error) { return tx.CaseByNumber(c.Number) }); !reflect.DeepEqual(got, c) {
			t.Errorf("by its number: %+v", got)
		}

		next := whole(41)
		next.Version, next.Title, next.Lon, next.Solved = 8, "Another title", nil, ""
		next.Assignments[1].Defects, next.Assignments[1].VerifyLat = "off_topic", nil
		next.Requests[0].State = casework.Granted
		next.Visits = append(next.Visits, casework.Visit{At: noon, By: "centre", Round: 2})
		write(t, s, func(tx *store.Tx) error {
			k := next.Clone()
			return tx.SaveCase(&k, &c, noon)
		})
		back("saved", next)

		empty := casework.Case{ID: 42, Number: "empty", Version: 1, State: casework.Draft, ChangedAt: noon}
		write(t, s, func(tx *store.Tx) error {
			k := empty
			return tx.AddCase(&k, nil, noon)
		})
		if got := read(t, s, func(tx *store.Tx) (casework.Case, error) { return tx.Case(42) }); !reflect.DeepEqual(got, empty) {
			t.Errorf("an empty case comes back as %+v", got)
		}
	})
}

// The digest that the journal carries covers every field of a case and of its parts.
func TestTheDigestCoversTheWholeRecord(t *testing.T) {
	s := place{t.TempDir(), "sqlite"}.open(t)
	c := whole(41)
	want := s.RecordDigest(&c)
	uncovered := map[string]bool{"Version": true, "ChangedAt": true}
	var change func(path string, v reflect.Value)
	change = func(path string, v reflect.Value) {
		_, simple := v.Interface().(interface{ IsZero() bool })
		switch {
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				change(path+"[]", v.Index(i))
			}
		case v.Kind() == reflect.Struct && !simple && v.Type().Name() != "Limit":
			for i := range v.NumField() {
				change(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		default:
			old := reflect.New(v.Type()).Elem()
			old.Set(v)
			v.SetZero()
			if same := s.RecordDigest(&c) == want; same != uncovered[path[1:]] {
				t.Errorf("%s can be changed without the digest telling: %v", path, same)
			}
			v.Set(old)
		}
	}
	change("", reflect.ValueOf(&c).Elem())
	if s.RecordDigest(&c) != want {
		t.Error("the digest of the same record differs")
	}
	c.Assignments[0], c.Assignments[1] = c.Assignments[1], c.Assignments[0]
	if s.RecordDigest(&c) != want {
		t.Error("the digest hangs on the order in which parts are held")
	}
}

// A time that is not set is not 1970, and a limit that is not set is none.
func TestNothingStaysNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		write(t, s, func(tx *store.Tx) error {
			c := casework.Case{ID: 1, Number: "1", Version: 1, State: casework.Registered, Assignments: []casework.Assignment{{ID: 2, Unit: 3}}}
			return tx.AddCase(&c, nil, noon)
		})
		c := read(t, s, func(tx *store.Tx) (casework.Case, error) { return tx.Case(1) })
		if a := c.Assignments[0]; !c.Due.IsZero() || !c.Wake.IsZero() || !a.Due.IsZero() || a.Limit.Amount != 0 || a.VerifyLon != nil || !c.ChangedAt.Equal(noon) {
			t.Errorf("nothing comes back as %+v", c)
		}
	})
}
