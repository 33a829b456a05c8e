package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// Whoever follows the policy gives up after three attempts, on two days, at three hours, in changing parts of the day,
// always within working hours, whenever they begin.
func TestThePolicyTriesAtDifferentTimes(t *testing.T) {
	c, p := calendar.China(), ledger.DefaultPolicy
	for i := range 24 * 14 {
		now := c.NextWorking(wednesday.Add(time.Duration(i) * time.Hour))
		tried := []time.Time{now}
		for !p.Exhausted(c, tried) {
			next := p.Next(c, tried, tried[len(tried)-1])
			if !c.IsWorking(next) || next.Sub(tried[len(tried)-1]) < p.Gap {
				t.Fatalf("after %v comes %s", tried, next)
			}
			if tried = append(tried, next); len(tried) > 3 {
				t.Fatalf("from %s on three attempts are not enough: %v", now, tried)
			}
		}
		if tried[2].Sub(tried[0]) > 12*24*time.Hour {
			t.Errorf("from %s on it takes until %s", now, tried[2])
		}
	}
}

// Somebody who tries when they like is not stuck: there is always a next time, and an end.
func TestThePolicyEndsWhateverPeopleDo(t *testing.T) {
	c, p := calendar.China(), ledger.DefaultPolicy
	d := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		tried := []time.Time{wednesday}
		for !p.Exhausted(c, tried) {
			last := tried[len(tried)-1]
			next := p.Next(c, tried, last)
			if !c.IsWorking(next) {
				t.Fatalf("after %v comes %s", tried, next)
			}
			if d.IntN(3) == 0 {
				next = last.Add(time.Duration(1+d.IntN(90)) * time.Minute)
			}
			if tried = append(tried, next); len(tried) > 30 {
				t.Fatalf("no end: %v", tried)
			}
		}
	}
}

// The same seed draws the same calls, whatever their order; another seed draws others; everybody has their n.
func TestASampleIsReproducible(t *testing.T) {
	d := rand.New(rand.NewPCG(3, 4))
	var calls []store.Spoken
	for i := range 600 {
		calls = append(calls, store.Spoken{Call: huiyin.CallID(1000 + i), Staff: huiyin.StaffID(1 + i%7)})
	}
	calls = append(calls, store.Spoken{Call: 5000, Staff: 99})
	first := ledger.Sample("a", calls, 3)
	shuffled := slices.Clone(calls)
	d.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if again := ledger.Sample("a", append(shuffled, shuffled[:20]...), 3); !slices.Equal(first, again) {
		t.Errorf("the same seed draws %v and %v", first, again)
	}
	if other := ledger.Sample("b", calls, 3); slices.Equal(first, other) {
		t.Error("another seed draws the same")
	}
	n := map[huiyin.StaffID]int{}
	for _, s := range first {
		n[s.Staff]++
	}
	for who, k := range n {
		if want := 3; k != want && who != 99 || who == 99 && k != 1 {
			t.Errorf("%d has %d calls in the sample", who, k)
		}
	}
	larger := ledger.Sample("a", calls, 5)
	for _, s := range first {
		if !slices.Contains(larger, s) {
			t.Errorf("a larger sample lacks %v", s)
		}
	}
	// Everybody who knows the rule finds the same: sha256 of "a|1000" and so on.
	if got := fmt.Sprint(ledger.Sample("a", calls[:7*3], 1)[0]); got != "{1000 1}" {
		t.Errorf("the first draw of operator 1 is %s", got)
	}
}

func TestTheForm(t *testing.T) {
	total := 0
	for _, p := range ledger.DefaultForm {
		total += p.Weight
	}
	if total != 100 || len(ledger.DefaultForm) < 8 {
		t.Errorf("%d points weigh %d", len(ledger.DefaultForm), total)
	}
	must := ledger.Marks{"greeting": 5, "listening": 5, "wording": 5, "accuracy": 5, "closing": 5}
	with := func(name string, mark int) ledger.Marks {
		m := ledger.Marks{name: mark}
		for k, v := range must {
			if k != name {
				m[k] = v
			}
		}
		return m
	}
	for _, c := range []struct {
		marks ledger.Marks
		score int
		code  string
	}{
		{must, 100, ""}, {with("accuracy", 0), 67, ""}, {with("privacy", 0), 86, ""}, {with("privacy", 5), 100, ""},
		{with("accuracy", 6), 0, "invalid_marks"}, {with("accuracy", -1), 0, "invalid_marks"}, {with("charm", 3), 0, "invalid_marks"}, {ledger.Marks{"greeting": 5}, 0, "invalid_marks"},
	} {
		score, err := ledger.DefaultForm.Score(c.marks)
		if score != c.score || (err == nil) != (c.code == "") {
			t.Errorf("%v scores %d %v, want %d %s", c.marks, score, err, c.score, c.code)
		}
	}
}

func FuzzParseMarks(f *testing.F) {
	f.Add("greeting=5 listening=4")
	f.Add("a=1 a=2")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ledger.ParseMarks(text)
		if err != nil {
			return
		}
		again, err := ledger.ParseMarks(m.String())
		if err != nil || again.String() != m.String() {
			t.Errorf("%q is %q and then %q: %v", text, m, again, err)
		}
	})
}
