package store_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// playWriter registers cases with sixteen hands and says each one's identity and number once it is on disk. It ends
// with its standard input.
func playWriter(dir string) error {
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(stop)
	}()
	var group sync.WaitGroup
	failed := make(chan error, 16)
	for range 16 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				c, err := enter(s)
				if err != nil {
					failed <- err
					return
				}
				if _, err := fmt.Fprintf(os.Stdout, "%d %s\n", c.ID, c.Number); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(failed)
	for err := range failed {
		return err
	}
	return s.Close()
}

// enter registers one case as the desk does: key, person, number, case, contact, event.
func enter(s *store.Store) (casework.Case, error) {
	var c casework.Case
	now := time.Now().Truncate(time.Millisecond)
	err := s.Write(ctx, func(tx *store.Tx) error {
		c = letter(huiyin.NewID[huiyin.CaseID](now))
		c.RegisteredAt, c.ReceivedAt, c.Since, c.ChangedAt = now, now, now, now
		if _, _, err := tx.UseKey("register", fmt.Sprint(c.ID), []byte{1}, int64(c.ID), nil, now); err != nil {
			return err
		}
		var err error
		if c.Person, err = tx.Recall(store.Person{Name: "李小明", Phone: huiyin.Phone(fmt.Sprintf("199%08d", rand.IntN(100_000_000)))}, now); err != nil {
			return err
		}
		if c.Number, err = tx.NextNumber(c.ID, now); err != nil {
			return err
		}
		if err := keep(tx, s, nil, &c, "case.registered"); err != nil {
			return err
		}
		return tx.AddContact(store.Contact{ID: huiyin.NewID[huiyin.ContactID](now), Case: c.ID, At: now, Kind: "first"})
	})
	return c, err
}

// heard is what a writer said: the identity and the number of a case.
type entered struct {
	id     huiyin.CaseID
	number string
}

func listen(r io.Reader) *bufio.Scanner { return bufio.NewScanner(r) }

func understood(t *testing.T, line string) entered {
	t.Helper()
	var e entered
	if n, err := fmt.Sscanf(line, "%d %s", &e.id, &e.number); err != nil || n != 2 {
		t.Fatalf("the writer said %q: %v", line, err)
	}
	return e
}

// present checks that a case that was acknowledged is there, whole.
func present(t *testing.T, s *store.Store, e entered) {
	t.Helper()
	if err := s.Read(ctx, func(tx *store.Tx) error {
		c, err := tx.Case(e.id)
		if err != nil {
			return err
		}
		if c.Number != e.number || c.Title != "A dark lamp" || c.Person == 0 {
			t.Errorf("case %d is there as %+v", e.id, c)
		}
		events, err := tx.Events(int64(e.id), 1, 10)
		if err != nil {
			return err
		}
		contacts, err := tx.Contacts(e.id)
		if len(events) != 1 || len(contacts) != 1 {
			t.Errorf("case %d has %d events and %d contacts", e.id, len(events), len(contacts))
		}
		return err
	}); err != nil {
		t.Errorf("case %d was acknowledged: %v", e.id, err)
	}
}

// total counts the cases and the events of the record; each case has one.
func total(t *testing.T, s *store.Store) int64 {
	t.Helper()
	events := int64(0)
	for _, head := range read(t, s, (*store.Tx).Heads) {
		events += head
	}
	cases := read(t, s, func(tx *store.Tx) (int, error) {
		states, _, err := tx.Tally(0, []casework.State{casework.Registered})
		return states[casework.Registered], err
	})
	if int64(cases) != events {
		t.Errorf("%d cases have %d events", cases, events)
	}
	return events
}

// killings is how often the writer is killed in mid-work.
const killings = 60

// The power fails again and again, at any moment: whatever was acknowledged before is there, whole, and the record
// verifies.
func TestWhateverWasAcknowledgedSurvivesTheKill(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	rnd := rand.New(rand.NewPCG(5, 6))
	acknowledged := int64(0)
	for round := range killings {
		said := killed(t, p.dir, 1+rnd.IntN(40), rnd.IntN(2000))
		s, err := store.Open(ctx, store.Options{Dir: p.dir})
		if err != nil {
			t.Fatal(err)
		}
		acknowledged += int64(len(said))
		for _, e := range said {
			present(t, s, e)
		}
		if there := total(t, s); there < acknowledged {
			t.Errorf("round %d: %d cases of %d acknowledged are there", round, there, acknowledged)
		}
		if round%20 == 19 {
			clean(t, s)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d cases were acknowledged in %d lives", acknowledged, killings)
}

// killed lets a writer work until it has said so many cases, and a moment longer, kills it, and gives what it said.
func killed(t *testing.T, dir string, cases, moment int) []entered {
	t.Helper()
	cmd := child(t, "writer", dir)
	stdin, err := cmd.StdinPipe() // held open: it ends by the kill alone
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said []entered
	for lines := listen(out); lines.Scan(); {
		said = append(said, understood(t, lines.Text()))
		if len(said) == cases {
			for range moment {
				runtime.Gosched()
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the writer ended by itself: %v", err)
	}
	return said
}

// Two programs write into one folder at the same time: both go on, and the record is one.
func TestAnotherProgramWritesBesideThisOne(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	s := p.open(t)
	cmd := child(t, "writer", p.dir)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var own []entered
	var theirs []entered
	for lines := listen(out); lines.Scan(); {
		theirs = append(theirs, understood(t, lines.Text()))
		if len(theirs)%10 == 0 && len(own) < 60 {
			c, err := enter(s)
			if err != nil {
				t.Error(err)
			}
			own = append(own, entered{c.ID, c.Number})
		}
		if len(own) == 60 {
			stdin.Close()
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	numbers := map[string]bool{}
	for _, e := range append(own, theirs...) {
		present(t, s, e)
		numbers[e.number] = true
	}
	if n := len(own) + len(theirs); len(numbers) != n || total(t, s) != int64(n) {
		t.Errorf("%d cases have %d numbers; %d are there", n, len(numbers), total(t, s))
	}
	clean(t, s)
}
