package ledger

import (
	"context"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
)

// Call is a call as a list shows it: whose it was is written out, whose number it was is masked.
type Call struct {
	store.Call
	Masked    string         // the caller's number, recognisable and not to be rung; "" when it was withheld
	Recorded  time.Duration  // how long its recording is; 0: there is none
	Case      store.CaseName // empty when it belongs to none
	StaffName string
	May       bool // the reader may listen to it
}

// Search says which calls are wanted. Number is as a person writes it; looking one up is written down.
type Search struct {
	store.CallFilter
	Number string
}

// Calls lists calls, latest first: an operator's own and those of cases; to shift leaders, inspectors and supervisors
// all of them.
func (l *Ledger) Calls(ctx context.Context, s Search, page huiyin.Page, who huiyin.Actor) (calls []Call, next string, err error) {
	f, err := l.filter(ctx, s, who)
	if err != nil {
		return nil, "", err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		var list []store.Call
		if list, next, err = t.Calls(f, page); err != nil {
			return err
		}
		calls, err = l.written(t, list, who)
		return err
	})
	if err == nil && f.Phone != "" {
		err = l.store.Write(ctx, func(t *store.Tx) error {
			return t.Append(int64(who.Staff), l.now(), who.By(), store.Fact{Kind: "number.looked_up", Data: map[string]any{"calls": int64(len(calls))}})
		})
	}
	return calls, next, err
}

// filter narrows a search to what a person may know of.
func (l *Ledger) filter(ctx context.Context, s Search, who huiyin.Actor) (store.CallFilter, error) {
	f := s.CallFilter
	if err := need(who, staff.CallsRead); err != nil {
		return f, err
	}
	if s.Number != "" {
		if !staff.Can(who, staff.IdentityRead) {
			return f, huiyin.Forbidden("not_for_role", "Your role works without telephone numbers.")
		}
		phone, err := huiyin.ParsePhone(s.Number)
		if err != nil {
			return f, err
		}
		f.Phone = phone
	}
	switch {
	case seesAll(who):
	case f.Case != 0 && f.Staff != who.Staff:
		_, err := l.desk.Show(ctx, f.Case, who) // who may know the case may know of its calls
		return f, err
	case who.City:
		f.Within = who.Staff
	default:
		f.Staff = who.Staff
	}
	return f, nil
}

// seesAll tells whose work is with everybody's calls.
func seesAll(who huiyin.Actor) bool {
	return who.Is(huiyin.ShiftLeader, huiyin.Inspector, huiyin.Supervisor, huiyin.System)
}

// written adds to calls what a reader wants to see of them.
func (l *Ledger) written(t *store.Tx, list []store.Call, who huiyin.Actor) ([]Call, error) {
	ids, cases, people := make([]huiyin.CallID, len(list)), []huiyin.CaseID{}, []huiyin.StaffID{}
	for i, c := range list {
		ids[i] = c.ID
		cases, people = append(cases, c.Case), append(people, c.Staff)
	}
	phones, err := t.CallPhones(ids)
	if err != nil {
		return nil, err
	}
	long, err := t.Recorded(ids)
	if err != nil {
		return nil, err
	}
	named, err := t.CaseNames(cases)
	if err != nil {
		return nil, err
	}
	names, err := t.StaffNames(people)
	out := make([]Call, len(list))
	for i, c := range list {
		out[i] = Call{Call: c, Masked: phones[c.ID].Masked(), Recorded: long[c.ID], Case: named[c.Case], StaffName: names[c.Staff]}
		out[i].May = long[c.ID] > 0 && l.mayListen(&c, named[c.Case].Confidentiality, who) == nil
	}
	return out, err
}

// Details is a call with its recording, if it has one, and the inspections it was drawn for.
type Details struct {
	Call
	Recording store.Recording // zero without a recording
	Pauses    []Stretch
	Asked     []Consultation            // who else was asked into it
	Names     map[huiyin.StaffID]string // of those who asked, and who sat where another seat was asked
}

// Call reads one call whole.
func (l *Ledger) Call(ctx context.Context, id huiyin.CallID, who huiyin.Actor) (Details, error) {
	var d Details
	if err := need(who, staff.CallsRead); err != nil {
		return d, err
	}
	err := l.store.Read(ctx, func(t *store.Tx) error {
		c, err := t.Call(id)
		if err != nil {
			return err
		}
		if err := mayKnow(&c, who); err != nil {
			return err
		}
		list, err := l.written(t, []store.Call{c}, who)
		if err != nil {
			return err
		}
		d.Call = list[0]
		if err := d.consulted(t); err != nil {
			return err
		}
		if d.Recording, err = t.Recording(id); huiyin.KindOf(err) == huiyin.KindNotFound {
			return nil
		} else if err != nil {
			return err
		}
		d.Pauses, err = ParsePauses(d.Recording.Pauses)
		return err
	})
	return d, err
}

// consulted reads who else was asked into the call.
func (d *Details) consulted(t *store.Tx) error {
	events, err := t.Events(int64(d.ID), 1, 500)
	if err != nil {
		return err
	}
	if d.Asked, err = consultations(events); err != nil {
		return err
	}
	var people []huiyin.StaffID
	for _, k := range d.Asked {
		people = append(people, k.By, k.With)
	}
	d.Names, err = t.StaffNames(people)
	return err
}

// mayKnow tells whoever may not know of a call what is told of one that does not exist.
func mayKnow(c *store.Call, who huiyin.Actor) error {
	if seesAll(who) || c.Staff == who.Staff || who.City && c.Case != 0 {
		return nil
	}
	return huiyin.NotFound("call", "There is no such call.")
}

// Satisfaction is what callers pressed after their calls. None counts those who were asked and pressed nothing; they
// are no part of the average.
type Satisfaction struct {
	Count [6]int // by score 1-5; [0] is none pressed
}

// Pressed is how many callers gave a score.
func (s Satisfaction) Pressed() (n int) {
	for _, c := range s.Count[1:] {
		n += c
	}
	return n
}

// Average is the mean of the scores that were pressed, 1 to 5; 0 when there are none.
func (s Satisfaction) Average() float64 {
	sum := 0
	for score, n := range s.Count {
		sum += score * n
	}
	if n := s.Pressed(); n > 0 {
		return float64(sum) / float64(n)
	}
	return 0
}

// Scores counts what callers pressed after the calls of a search.
func (l *Ledger) Scores(ctx context.Context, s Search, who huiyin.Actor) (Satisfaction, error) {
	f, err := l.filter(ctx, Search{CallFilter: s.CallFilter}, who)
	if err != nil {
		return Satisfaction{}, err
	}
	by, err := l.scores(ctx, f)
	var all Satisfaction
	for _, one := range by {
		for i, n := range one.Count {
			all.Count[i] += n
		}
	}
	return all, err
}

func (l *Ledger) scores(ctx context.Context, f store.CallFilter) (map[huiyin.StaffID]Satisfaction, error) {
	out := map[huiyin.StaffID]Satisfaction{}
	err := l.store.Read(ctx, func(t *store.Tx) error {
		clear(out)
		list, err := t.CallScores(f)
		for _, s := range list {
			if s.Score > 5 {
				continue
			}
			one := out[s.Staff]
			one.Count[s.Score] += s.Count
			out[s.Staff] = one
		}
		return err
	})
	return out, err
}
