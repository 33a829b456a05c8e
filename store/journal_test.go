package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/journal"
	"huiyin/store"
)

// Sixty-four people write at once, some to the same cases: every shard counts without a gap, every chain is whole,
// and what was acknowledged is there.
func TestTheJournalUnderManyWriters(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		const writers, each, cases = 64, 12, 40
		streams := make([]int64, cases)
		for i := range streams {
			streams[i] = int64(huiyin.NewID[huiyin.CaseID](noon))
		}
		var group sync.WaitGroup
		errs := make(chan error, writers*each)
		for w := range writers {
			group.Go(func() {
				for i := range each {
					errs <- s.Write(ctx, func(tx *store.Tx) error {
						return tx.Append(streams[(w*each+i)%cases], noon, "staff:1", store.Fact{Kind: "a"}, store.Fact{Kind: "b", Data: map[string]any{"writer": int64(w)}})
					})
				}
			})
		}
		group.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
		total := 0
		for shard, head := range read(t, s, (*store.Tx).Heads) {
			seq := journal.SequenceAfter(shard, 0)
			for _, e := range read(t, s, func(tx *store.Tx) ([]huiyin.Event, error) { return tx.EventsAfter(shard, 0, 10_000) }) {
				if err := seq.Next(e); err != nil {
					t.Fatal(err)
				}
				total++
			}
			if seq.Last() != head {
				t.Errorf("shard %d ends at %d, its head is %d", shard, seq.Last(), head)
			}
		}
		if total != writers*each*2 {
			t.Errorf("%d events, want %d", total, writers*each*2)
		}
		for _, id := range streams {
			var chain journal.Chain
			for _, e := range read(t, s, func(tx *store.Tx) ([]huiyin.Event, error) { return tx.Events(id, 1, 10_000) }) {
				if err := chain.Next(e); err != nil {
					t.Fatal(err)
				}
			}
		}
		clean(t, s)
	})
}

// Two people change one case at once: nobody's change is lost, and the version counts both.
func TestNobodysChangeIsLost(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := register(t, s, 77)
		const people = 30
		var group sync.WaitGroup
		failed := make(chan error, people)
		for range people {
			group.Go(func() {
				failed <- s.Write(ctx, func(tx *store.Tx) error {
					before, err := tx.Case(c.ID)
					if err != nil {
						return err
					}
					after := before
					after.Version, after.Urges = before.Version+1, before.Urges+1
					return keep(tx, s, &before, &after, "case.urged")
				})
			})
		}
		group.Wait()
		close(failed)
		busy := 0
		for err := range failed {
			if err != nil {
				if huiyin.KindOf(err) != huiyin.KindConflict {
					t.Fatal(err)
				}
				busy++ // told so, after many attempts
			}
		}
		after := read(t, s, func(tx *store.Tx) (casework.Case, error) { return tx.Case(c.ID) })
		if after.Urges != people-busy || after.Version != int64(1+people-busy) {
			t.Errorf("%d urged and %d were told to try again; the case has %d and version %d", people, busy, after.Urges, after.Version)
		}
		clean(t, s)
	})
}

// One request that fails or panics takes nobody else's with it, and leaves nothing behind.
func TestAFailureStaysAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		broken := errors.New("broken on purpose")
		start := make(chan struct{})
		var group sync.WaitGroup
		results := make([]error, 60)
		for i := range results {
			group.Go(func() {
				<-start
				results[i] = s.Write(ctx, func(tx *store.Tx) error {
					c := letter(huiyin.CaseID(1000 + i))
					if err := keep(tx, s, nil, &c, "case.registered"); err != nil {
						return err
					}
					switch i % 3 {
					case 1:
						return broken
					case 2:
						panic("on purpose")
					}
					return nil
				})
			})
		}
		close(start)
		group.Wait()
		for i, err := range results {
			_, missing := lookUp(s, huiyin.CaseID(1000+i))
			switch i % 3 {
			case 0:
				if err != nil || missing != nil {
					t.Errorf("request %d: %v, %v", i, err, missing)
				}
			case 1:
				if !errors.Is(err, broken) || huiyin.KindOf(missing) != huiyin.KindNotFound {
					t.Errorf("failing request %d: %v, %v", i, err, missing)
				}
			case 2:
				if err == nil || !strings.Contains(err.Error(), "panicked") || huiyin.KindOf(missing) != huiyin.KindNotFound {
					t.Errorf("panicking request %d: %v, %v", i, err, missing)
				}
			}
		}
		if err := s.Read(ctx, func(*store.Tx) error { panic("in a reader") }); err == nil || !strings.Contains(err.Error(), "panicked") {
			t.Errorf("a panicking reader: %v", err)
		}
		clean(t, s)
	})
}

func lookUp(s *store.Store, id huiyin.CaseID) (c casework.Case, err error) {
	err = s.Read(ctx, func(tx *store.Tx) (err error) {
		c, err = tx.Case(id)
		return err
	})
	return c, err
}

// A reader sees one moment, whatever is written meanwhile; and writes nothing.
func TestAReaderSeesOneMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		register(t, s, 1)
		if err := s.Read(ctx, func(tx *store.Tx) error {
			before, _, err := tx.Cases(store.CaseFilter{}, huiyin.Page{})
			if err != nil {
				return err
			}
			register(t, s, 2)
			after, _, err := tx.Cases(store.CaseFilter{}, huiyin.Page{})
			if len(before) != 1 || len(after) != 1 {
				t.Errorf("a reader saw %d cases and then %d", len(before), len(after))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Read(ctx, func(tx *store.Tx) error { return tx.SetSetting("a", "b") }); err == nil {
			t.Error("a reader could write")
		}
	})
}

// Whoever waits for news hears of what this process writes at once, and of another's soon.
func TestNews(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s, other := p.open(t), p.open(t)
		for _, writer := range []*store.Store{s, other} {
			news := s.News()
			register(t, writer, huiyin.NewID[huiyin.CaseID](noon))
			select {
			case <-news:
			case <-time.After(20 * time.Second):
				t.Fatal("no news of what was written")
			}
		}
	})
}

// After the store was closed it says so.
func TestWritingToAClosedStore(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	s, err := store.Open(ctx, store.Options{Dir: p.dir})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	errs := make([]error, 200)
	for i := range errs {
		group.Go(func() {
			errs[i] = s.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(fmt.Sprint("n", i), "x") })
		})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	again := p.open(t)
	for i, err := range errs {
		kept := read(t, again, func(tx *store.Tx) (string, error) { return tx.Setting(fmt.Sprint("n", i)) }) == "x"
		if (err == nil) != kept || err != nil && refusal(t, err).Kind != huiyin.KindUnready {
			t.Fatalf("a write while closing: kept %v, %v", kept, err)
		}
	}
	if err := s.Write(ctx, func(*store.Tx) error { return nil }); refusal(t, err).Code != "closing" {
		t.Errorf("a write after closing: %v", err)
	}
}

// A key names one request, also when it comes many times at once.
func TestAKeyIsUsedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		var group sync.WaitGroup
		var mu sync.Mutex
		var subjects []int64
		for i := range 40 {
			group.Go(func() {
				var used store.Used
				var again bool
				if err := s.Write(ctx, func(tx *store.Tx) (err error) {
					used, again, err = tx.UseKey("register", "key-1", []byte{1}, int64(i+1), nil, noon)
					return err
				}); err != nil {
					t.Error(err)
				}
				if !again {
					used.Subject = int64(i + 1)
				}
				mu.Lock()
				subjects = append(subjects, used.Subject)
				mu.Unlock()
			})
		}
		group.Wait()
		if slices.Sort(subjects); subjects[0] != subjects[len(subjects)-1] {
			t.Errorf("one key made several things: %v", subjects)
		}
	})
}

// A person who writes from many places at once is one person.
func TestAPersonIsOnePerson(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		people := []store.Person{{Name: "李小明", Phone: "19900001234"}, {Phone: "19900001234"}, {Name: "Ann", Email: "ann@example.org"}, {Email: "ann@example.org"}}
		var group sync.WaitGroup
		var mu sync.Mutex
		ids := map[huiyin.PersonID]int{}
		for i := range 48 {
			group.Go(func() {
				var id huiyin.PersonID
				if err := s.Write(ctx, func(tx *store.Tx) (err error) {
					id, err = tx.Recall(people[i%len(people)], noon)
					return err
				}); err != nil {
					t.Error(err)
				}
				mu.Lock()
				ids[id]++
				mu.Unlock()
			})
		}
		group.Wait()
		if len(ids) != len(people) {
			t.Errorf("%d persons are %d on record", len(people), len(ids))
		}
		for range 2 { // nobody is taken for somebody else, and nobody without name, number and address is anybody
			if id := writeFor(t, s, func(tx *store.Tx) (huiyin.PersonID, error) { return tx.Recall(store.Person{Kind: "person"}, noon) }); id != 0 {
				t.Errorf("nobody is person %d", id)
			}
		}
	})
}

func writeFor[T any](t testing.TB, s *store.Store, fn func(*store.Tx) (T, error)) T {
	t.Helper()
	var out T
	write(t, s, func(tx *store.Tx) (err error) {
		out, err = fn(tx)
		return err
	})
	return out
}
