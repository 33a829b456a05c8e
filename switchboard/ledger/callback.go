package ledger

import (
	"context"
	"slices"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/staff"
	"huiyin/store"
)

// ReturnVisit is the reason of a promise that stands for the centre's visit of a case.
const ReturnVisit = "return_visit"

// Reasons are why somebody is to be rung.
var Reasons = []string{"abandoned", "missed", "overflow", "cut_off", "asked", "restart", ReturnVisit}

// Callback is a promise as a list shows it.
type Callback struct {
	store.Callback
	Masked    string
	Case      store.CaseName
	StaffName string // who has it in hand, or made it last
	Late      bool   // the promised time has passed
}

// CallbackSearch says which promises are wanted.
type CallbackSearch struct {
	Done   bool
	Reason string // one of Reasons; "" is all
	Case   huiyin.CaseID
}

// Callbacks lists promises to ring back: those that wait, to be tried soonest first, or those that came to an end.
// Return visits are for visitors and shift leaders; the others for operators and shift leaders.
func (l *Ledger) Callbacks(ctx context.Context, s CallbackSearch, page huiyin.Page, who huiyin.Actor) (out []Callback, next string, err error) {
	if err := need(who, staff.CallbacksWork); err != nil {
		return nil, "", err
	}
	f := store.CallbackFilter{Done: s.Done, Case: s.Case}
	for _, r := range Reasons {
		if mayRing(r, who) && (s.Reason == "" || s.Reason == r) {
			f.Reasons = append(f.Reasons, r)
		}
	}
	if s.Reason != "" && !slices.Contains(Reasons, s.Reason) {
		return nil, "", huiyin.Invalid("reason", "There is no reason %q; the reasons are abandoned, missed, overflow, cut_off, asked, restart and return_visit.", s.Reason)
	}
	if len(f.Reasons) == 0 {
		return nil, "", nil
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		list, more, err := t.Callbacks(f, page)
		if err != nil {
			return err
		}
		next = more
		out, err = l.promised(t, list)
		return err
	})
	return out, next, err
}

// mayRing tells whose work a promise is.
func mayRing(reason string, who huiyin.Actor) bool {
	if reason == ReturnVisit {
		return who.Is(huiyin.Visitor, huiyin.ShiftLeader, huiyin.System)
	}
	return who.Is(huiyin.Operator, huiyin.ShiftLeader, huiyin.System)
}

// promised adds to promises what a reader wants to see of them.
func (l *Ledger) promised(t *store.Tx, list []store.Callback) ([]Callback, error) {
	var ids []huiyin.CallbackID
	var cases []huiyin.CaseID
	var people []huiyin.StaffID
	for _, c := range list {
		ids, cases, people = append(ids, c.ID), append(cases, c.Case), append(people, c.Staff)
	}
	phones, err := t.CallbackPhones(ids)
	if err != nil {
		return nil, err
	}
	named, err := t.CaseNames(cases)
	if err != nil {
		return nil, err
	}
	names, err := t.StaffNames(people)
	out, now := make([]Callback, len(list)), l.now()
	for i, c := range list {
		if l.lapsed(&c) {
			c.State, c.ClaimedAt = "open", time.Time{}
		}
		out[i] = Callback{Callback: c, Masked: phones[c.ID].Masked(), Case: named[c.Case], StaffName: names[c.Staff],
			Late: c.DoneAt.IsZero() && c.Promised.Before(now)}
	}
	return out, err
}

// lapsed tells whether whoever claimed a promise has had it for too long.
func (l *Ledger) lapsed(c *store.Callback) bool {
	return c.State == "claimed" && l.now().Sub(c.ClaimedAt) > l.policy.Holds
}

// Booking is a promise that somebody makes to a person. The number is the one given, or that of the call.
type Booking struct {
	Number   string
	Call     huiyin.CallID
	Hotline  string // in whose name to ring; the main number when empty
	Case     huiyin.CaseID
	Promised time.Time
	Urgent   bool
}

// mainHotline is the number in whose name the city rings when no other is named.
const mainHotline = "12345"

// Book promises to ring somebody within working hours. Whoever waits for a callback already keeps the earlier promise.
func (l *Ledger) Book(ctx context.Context, b Booking, who huiyin.Actor) (Callback, error) {
	if err := need(who, staff.CallbacksWork); err != nil {
		return Callback{}, err
	}
	if !mayRing("asked", who) {
		return Callback{}, huiyin.Forbidden("not_for_role", "Promises to ring back are made by operators and shift leaders.")
	}
	if err := l.bookable(ctx, &b, who); err != nil {
		return Callback{}, err
	}
	now := l.now()
	var out Callback
	err := l.store.Write(ctx, func(t *store.Tx) error {
		phone, err := number(t, &b, who)
		if err != nil {
			return err
		}
		c := store.Callback{ID: huiyin.NewID[huiyin.CallbackID](now), Reason: "asked", Hotline: b.Hotline, Call: b.Call, Case: b.Case, Phone: phone,
			AskedAt: now, Promised: b.Promised, NextAt: b.Promised, Urgent: b.Urgent}
		kept, err := t.Promise(c)
		if err != nil {
			return err
		}
		if err := t.Append(int64(kept.ID), now, who.By(), store.Fact{Kind: "callback.promised", Data: map[string]any{
			"reason": kept.Reason, "case": int64(kept.Case), "call": int64(b.Call), "promised_at": kept.Promised.UnixMilli(), "times": int64(kept.Times)}}); err != nil {
			return err
		}
		out, err = l.alone(t, kept)
		return err
	})
	return out, err
}

// bookable refuses times that nobody works and things that do not exist.
func (l *Ledger) bookable(ctx context.Context, b *Booking, who huiyin.Actor) error {
	city, now := l.desk.City(), l.now()
	switch {
	case !b.Promised.After(now):
		return huiyin.Invalid("promised_at", "The promised time must lie ahead.")
	case b.Promised.After(now.AddDate(0, 0, l.policy.Ahead)):
		return huiyin.Invalid("promised_at", "A promise may lie at most %d days ahead.", l.policy.Ahead)
	case !city.Book.Calendar.IsWorking(b.Promised):
		next := city.Book.Calendar.NextWorking(b.Promised).In(city.Book.Calendar.Zone())
		return huiyin.Invalid("promised_at", "People are rung within working hours; the next are from %s on.", next.Format("2006-01-02 15:04"))
	}
	if b.Hotline == "" {
		b.Hotline = mainHotline
	} else if !slices.ContainsFunc(city.Hotlines, func(h store.Hotline) bool { return h.Number == b.Hotline }) {
		return huiyin.Invalid("hotline", "There is no hotline %q; the hotlines are listed under /api/v1/hotlines.", b.Hotline)
	}
	if b.Case != 0 {
		if _, err := l.desk.Show(ctx, b.Case, who); err != nil {
			return err
		}
	}
	return nil
}

// number is whom a booking is for.
func number(t *store.Tx, b *Booking, who huiyin.Actor) (huiyin.Phone, error) {
	if b.Number != "" || b.Call == 0 {
		return huiyin.ParsePhone(b.Number)
	}
	c, err := t.Call(b.Call)
	if err != nil {
		return "", err
	}
	if err := mayKnow(&c, who); err != nil {
		return "", err
	}
	phone, err := t.CallPhone(b.Call)
	if err == nil && phone == "" {
		err = huiyin.Invalid("number", "This caller withheld their number; ask for it.")
	}
	return phone, err
}

func (l *Ledger) alone(t *store.Tx, c store.Callback) (Callback, error) {
	list, err := l.promised(t, []store.Callback{c})
	if err != nil {
		return Callback{}, err
	}
	return list[0], nil
}

// move loads a promise, lets change decide what becomes of it, and writes that with its event. Of two who move the same
// promise one wins; the other's change is asked again and sees what has happened.
func (l *Ledger) move(ctx context.Context, id huiyin.CallbackID, who huiyin.Actor, change func(*store.Tx, *store.Callback) (store.Fact, error)) (Callback, error) {
	if err := need(who, staff.CallbacksWork); err != nil {
		return Callback{}, err
	}
	var out Callback
	err := l.store.Write(ctx, func(t *store.Tx) error {
		before, err := t.Callback(id)
		if err != nil {
			return err
		}
		if !mayRing(before.Reason, who) {
			return huiyin.NotFound("callback", "There is no such promise to ring back.")
		}
		after := before
		fact, err := change(t, &after)
		if err != nil {
			return err
		}
		if err := t.MoveCallback(before, after); err != nil {
			return err
		}
		if err := t.Append(int64(id), l.now(), who.By(), fact); err != nil {
			return err
		}
		out, err = l.alone(t, after)
		return err
	})
	return out, err
}

// Claim takes a promise in hand and gives the number to ring; that it was given is written down. A claim that nobody
// carries out lapses.
func (l *Ledger) Claim(ctx context.Context, id huiyin.CallbackID, who huiyin.Actor) (c Callback, phone huiyin.Phone, err error) {
	c, err = l.move(ctx, id, who, func(t *store.Tx, c *store.Callback) (store.Fact, error) {
		switch {
		case c.State == "claimed" && c.Staff != who.Staff && !l.lapsed(c):
			return store.Fact{}, huiyin.Conflict("claimed", "A colleague has this promise in hand; take another.")
		case c.State != "open" && c.State != "claimed":
			return store.Fact{}, ended()
		}
		if err := mayVisit(t, c, who); err != nil {
			return store.Fact{}, err
		}
		var err error
		if phone, err = t.CallbackPhone(id); err != nil {
			return store.Fact{}, err
		}
		c.State, c.Staff, c.ClaimedAt = "claimed", who.Staff, l.now()
		return store.Fact{Kind: "callback.claimed", Data: map[string]any{"attempt": int64(c.Attempts + 1)}}, nil
	})
	if err != nil {
		return Callback{}, "", err
	}
	return c, phone, nil
}

func ended() error {
	return huiyin.Conflict("callback_ended", "This promise was kept or dropped meanwhile.")
}

// mayVisit: nobody visits the appellant of a case they took themselves. The desk refuses the visit as well; here it is
// said before the number is given.
func mayVisit(t *store.Tx, c *store.Callback, who huiyin.Actor) error {
	if c.Reason != ReturnVisit {
		return nil
	}
	k, err := t.Case(c.Case)
	if err == nil && k.RegisteredBy == who.Staff {
		err = huiyin.Forbidden("own_case", "Whoever took the appeal may not visit its appellant; another visitor must.")
	}
	return err
}

// held refuses whoever does not have the promise in hand.
func held(c *store.Callback, who huiyin.Actor) error {
	switch {
	case c.State != "open" && c.State != "claimed":
		return ended()
	case c.State == "open" || c.Staff != who.Staff:
		return huiyin.Conflict("not_claimed", "Take this promise in hand first.")
	}
	return nil
}

// Release gives a promise back, so that another can take it; a shift leader gives anybody's back.
func (l *Ledger) Release(ctx context.Context, id huiyin.CallbackID, who huiyin.Actor) (Callback, error) {
	return l.move(ctx, id, who, func(_ *store.Tx, c *store.Callback) (store.Fact, error) {
		if err := held(c, who); err != nil && (c.State != "claimed" || !who.Is(huiyin.ShiftLeader)) {
			return store.Fact{}, err
		}
		c.State, c.ClaimedAt = "open", time.Time{}
		return store.Fact{Kind: "callback.released", Data: map[string]any{}}, nil
	})
}

// Lapse gives back what somebody has had in hand for too long, 200 at most, and names it.
func (l *Ledger) Lapse(ctx context.Context) (given []huiyin.CallbackID, err error) {
	var list []store.Callback
	if err := l.store.Read(ctx, func(t *store.Tx) (err error) {
		list, _, err = t.Callbacks(store.CallbackFilter{Claimed: l.now().Add(-l.policy.Holds)}, huiyin.Page{Limit: 200})
		return err
	}); err != nil {
		return nil, err
	}
	for _, c := range list {
		_, err := l.move(ctx, c.ID, huiyin.TheSystem, func(_ *store.Tx, c *store.Callback) (store.Fact, error) {
			if !l.lapsed(c) { // they have done something meanwhile
				return store.Fact{}, ended()
			}
			c.State, c.ClaimedAt = "open", time.Time{}
			return store.Fact{Kind: "callback.released", Data: map[string]any{"lapsed": true}}, nil
		})
		switch {
		case huiyin.KindOf(err) == huiyin.KindConflict:
		case err != nil:
			return given, err
		default:
			given = append(given, c.ID)
		}
	}
	return given, nil
}

// Cancel drops a promise, with a reason. A return visit cannot be dropped: the case owes it.
func (l *Ledger) Cancel(ctx context.Context, id huiyin.CallbackID, reason string, who huiyin.Actor) (Callback, error) {
	reason, err := said("reason", reason, 200, "Say why this person need not be rung any more.")
	if err != nil {
		return Callback{}, err
	}
	return l.move(ctx, id, who, func(_ *store.Tx, c *store.Callback) (store.Fact, error) {
		switch {
		case c.State != "open" && c.State != "claimed":
			return store.Fact{}, ended()
		case c.Reason == ReturnVisit:
			return store.Fact{}, huiyin.Conflict("visit_owed", "The visit belongs to the case and is owed until the case moves on.")
		case c.State == "claimed" && c.Staff != who.Staff && !l.lapsed(c) && !who.Is(huiyin.ShiftLeader):
			return store.Fact{}, huiyin.Conflict("claimed", "A colleague has this promise in hand; take another.")
		}
		c.State, c.DoneAt, c.ClaimedAt, c.Staff, c.Note = "cancelled", l.now(), time.Time{}, who.Staff, reason
		return store.Fact{Kind: "callback.cancelled", Data: map[string]any{"reason": l.store.Seal().HashText(reason)}}, nil
	})
}

// Outcome is what came of an attempt.
type Outcome struct {
	Reached bool
	Note    string
}

// Tried writes down what came of ringing. Who was not reached is tried again at another time, or given up after enough
// attempts, with a contact on the case. The outcome of a return visit is a step of its case: one that was not reached is
// taken there, one that was reached belongs into the case's own form.
func (l *Ledger) Tried(ctx context.Context, id huiyin.CallbackID, o Outcome, who huiyin.Actor) (Callback, error) {
	if o.Note != "" {
		var err error
		if o.Note, err = said("note", o.Note, 500, ""); err != nil {
			return Callback{}, err
		}
	}
	var visit huiyin.CaseID
	c, err := l.move(ctx, id, who, func(t *store.Tx, c *store.Callback) (store.Fact, error) {
		if err := held(c, who); err != nil {
			return store.Fact{}, err
		}
		if visit = 0; c.Reason == ReturnVisit {
			visit = c.Case
			return store.Fact{Kind: "callback.rung", Data: map[string]any{"reached": o.Reached}}, visitHere(o)
		}
		return l.tried(t, c, o, who)
	})
	if err != nil || visit == 0 {
		return c, err
	}
	if _, err := l.desk.Take(ctx, desk.Order{Case: visit, Order: casework.Order{Step: casework.VisitAppellant, By: who, Form: casework.Form{Outcome: "unreachable", Opinion: o.Note}}}); err != nil {
		return c, err
	}
	return l.followed(ctx, id)
}

func visitHere(o Outcome) error {
	if o.Reached {
		return huiyin.Conflict("visit_in_case", "Write down what the appellant says in the case's own step, the return visit; the promise then ends by itself.")
	}
	return nil
}

// followed reads a promise after its case was brought to bear on it.
func (l *Ledger) followed(ctx context.Context, id huiyin.CallbackID) (c Callback, err error) {
	if err := l.OfferVisits(ctx); err != nil {
		return c, err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		one, err := t.Callback(id)
		if err == nil {
			c, err = l.alone(t, one)
		}
		return err
	})
	return c, err
}

// tried decides what becomes of a promise after an attempt.
func (l *Ledger) tried(t *store.Tx, c *store.Callback, o Outcome, who huiyin.Actor) (store.Fact, error) {
	now := l.now()
	past, err := attempts(t, c.ID)
	if err != nil {
		return store.Fact{}, err
	}
	c.Attempts++
	c.TriedAt, c.ClaimedAt, c.Staff = now, time.Time{}, who.Staff
	fact := store.Fact{Kind: "callback.unreached", Data: map[string]any{"attempt": int64(c.Attempts), "case": int64(c.Case)}}
	calendar := l.desk.City().Book.Calendar
	switch past = append(past, now); {
	case o.Reached:
		c.State, c.DoneAt, fact.Kind = "reached", now, "callback.reached"
	case l.policy.Exhausted(calendar, past):
		c.State, c.DoneAt, fact.Kind = "given_up", now, "callback.given_up"
	default:
		c.State, c.NextAt = "open", l.policy.Next(calendar, past, now)
		fact.Data["next_at"] = c.NextAt.UnixMilli()
		return fact, nil
	}
	return fact, l.tell(t, c, o, who, fact.Kind)
}

// attempts are the moments at which somebody was rung and not reached, as the journal has them.
func attempts(t *store.Tx, id huiyin.CallbackID) ([]time.Time, error) {
	events, err := t.Events(int64(id), 1, 500)
	var out []time.Time
	for _, e := range events {
		if e.Kind == "callback.unreached" {
			out = append(out, e.At)
		}
	}
	return out, err
}

// tell writes the end of a promise into its case, where there is one.
func (l *Ledger) tell(t *store.Tx, c *store.Callback, o Outcome, who huiyin.Actor, kind string) error {
	if c.Case == 0 {
		return nil
	}
	k, err := t.Case(c.Case)
	if err != nil {
		return err
	}
	now := l.now()
	if err := t.AddContact(store.Contact{ID: huiyin.NewID[huiyin.ContactID](now), Case: c.Case, Person: k.Person, At: now, Kind: "callback", Channel: "phone",
		Outbound: true, Reached: o.Reached, Staff: who.Staff, Note: o.Note}); err != nil {
		return err
	}
	return t.Append(int64(c.Case), now, who.By(), store.Fact{Kind: kind, Data: map[string]any{"callback": int64(c.ID), "attempts": int64(c.Attempts), "state": string(k.State)}})
}
