package demo

import (
	"context"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice/phone"
)

// take is one call at an operator's phone, from its ringing to the hanging up.
func (o *operator) take(ctx context.Context, c *phone.Call) {
	defer c.Hangup()
	if !pass(ctx, c, o.think(o.d, 600, 2200)) {
		return
	}
	c.Answer()
	talks := func(_ switchboard.SeatNews, n switchboard.CallNews) bool { return n.State == room.InTalk }
	if !wait(ctx, c.Ended(), c.Answered()) || !o.screen.until(ctx, c.Ended(), time.Minute, talks) {
		return
	}
	_, news, _ := o.screen.see()
	if !news.Mine { // a colleague asks something
		o.listenOnly(ctx, c)
		return
	}
	number, err := o.Switchboard.Number(ctx, o.who.Staff, news.Call)
	if err != nil {
		return
	}
	o.converse(ctx, c, news.Call, number)
}

// attention is how long an operator listens to somebody whose matter they cannot make out.
const attention = time.Minute

// converse greets, listens, writes down and says goodbye. A matter is written down even if the line breaks.
func (o *operator) converse(ctx context.Context, c *phone.Call, call huiyin.CallID, number huiyin.Phone) {
	m, language, most := o.matters.of(number), "zh", attention
	if m != nil {
		language = m.letter.Language
	} else {
		most = max(time.Duration(float64(attention)/o.town.opts.Speed), 1500*time.Millisecond)
	}
	pass(ctx, c, 400*time.Millisecond)
	e := listen(c)
	said(ctx, c, o.line(language, "greeting"))
	e.again()
	until(ctx, c, most, func() bool { spoken, quiet := e.heard(); return spoken && quiet > 1600*time.Millisecond })
	if spoken, _ := e.heard(); m != nil && spoken {
		said(ctx, c, o.line(language, o.kindly(m)))
		if o.write(ctx, c, call, number, m) {
			said(ctx, c, o.line(language, "registered"))
		}
	}
	if said(ctx, c, o.line(language, "farewell")) {
		o.want(ctx, func(s room.SeatID) room.Input { return room.Hangup{Seat: s} })
	}
}

// kindly is what an operator says to somebody who has told their matter.
func (o *operator) kindly(m *matter) string {
	if n := casework.Nature(m.letter.Nature); n == casework.Complaint || n == casework.Help && o.d.IntN(2) == 0 {
		return "calming"
	}
	return "listening"
}

// write makes a case of what was told, or urges the one there is; it tells whether the matter is in somebody's hands now
// who will get in touch.
func (o *operator) write(ctx context.Context, c *phone.Call, call huiyin.CallID, number huiyin.Phone, m *matter) bool {
	typed := func() { pass(ctx, c, o.think(o.d, 2_000, 6_000)) }
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second) // what was begun is finished
	defer stop()
	open, waits, err := o.urge(last, m)
	if open == 0 && err == nil {
		open, waits, err = o.register(last, m, number, typed)
	}
	if err == nil {
		m.open(open)
		err = o.chair.About(last, call, open)
	}
	if err != nil {
		o.town.rooms.Log.Debug("an operator of the townsfolk could not write down a matter", "seat", o.n, "err", err)
	}
	return waits
}

// urge reminds those who have the matter already. It gives 0 when there is no case that is under way.
func (o *operator) urge(ctx context.Context, m *matter) (huiyin.CaseID, bool, error) {
	id := m.opened()
	if id == 0 {
		return 0, false, nil
	}
	c, err := o.town.load(ctx, id)
	if err != nil || !c.State.Info().Open {
		return 0, false, err
	}
	p := o.town.play(&c, m.letter)
	for _, step := range []casework.Step{casework.Urge, casework.Supplement} {
		words := o.town.city.Urge(o.d, m.letter)
		if step == casework.Supplement {
			words = o.town.city.Supplement(o.d, m.letter)
		}
		reminder := order(step, o.who, time.Time{}, casework.Form{Note: words})
		reminder.Case = id
		if !p.isOpen(move{Order: reminder}, o.town.now()) {
			continue
		}
		_, err := o.town.rooms.Desk.Take(ctx, reminder)
		return id, err == nil, err
	}
	return id, true, nil // it is on its way, and there is nothing to add
}

// register opens a case: it is a draft while the operator types, and then goes its way or is answered at once.
func (o *operator) register(ctx context.Context, m *matter, number huiyin.Phone, typed func()) (huiyin.CaseID, bool, error) {
	a := o.told(o.d, m, number)
	c, err := o.town.rooms.Desk.Begin(ctx, a, o.who)
	if err != nil {
		return 0, false, err
	}
	o.town.tellLife(c.ID, m.letter)
	typed()
	if step := o.town.atOnce(o.d, m.letter); step == casework.AnswerDirectly {
		answer := order(step, o.who, time.Time{}, o.town.spokenForm(o.d, step, m.letter))
		answer.Case = c.ID
		if _, err = o.town.rooms.Desk.Take(ctx, answer); err == nil {
			return c.ID, false, nil
		}
	}
	_, err = o.town.rooms.Desk.RegisterDraft(ctx, c.ID, a, o.who)
	return c.ID, err == nil, err
}
