package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// What the people of the answering centre do.

// review is the first look, by somebody who did not write the matter down; after an objection, by somebody new.
func (p *play) review() move {
	d := p.dice("review")
	m := move{list: "to_review"}
	at := p.minutes(d, p.c.ChangedAt, 2, 26)
	if p.c.Urgency == casework.Emergency {
		at = p.minutes(d, p.c.ChangedAt, 0, 4)
	}
	by, ok := p.cast.one(d, huiyin.Reviewer, p.involved()...)
	if box := p.c.MailboxUnit; box != 0 && d.IntN(2) == 0 {
		if who, there := p.cast.clerk(d, box); there && !slices.Contains(p.involved(), who.Staff) {
			by, m.list = who, "mailbox_letters"
		}
	}
	fresh := !p.c.Objected && p.c.ReceivedAt.Equal(p.c.RegisteredAt)
	form := casework.Form{}
	step := casework.Pass
	switch {
	case !ok || !fresh:
	case p.does(d, casework.AskMore, 0.045):
		step, form.Note = casework.AskMore, say(d, questions)
	case p.does(d, casework.ProposeDecline, 0.02):
		step = casework.ProposeDecline
		g := declines[d.IntN(len(declines))]
		form.Reason, form.Basis, form.Public = g.code, g.basis, g.public
	case p.does(d, casework.ProposeVoid, 0.006):
		step, form.Note = casework.ProposeVoid, say(d, mistakes)
	case d.Float64() < 0.004:
		step, form.Reason, form.Receipt = casework.Redirect, "petition", "信访事项转办单 "+p.c.RegisteredAt.Format("20060102")
	}
	m.Order = order(step, by, at, form)
	return m
}

// involved are those whom the rule of two persons keeps from looking again.
func (p *play) involved() []huiyin.StaffID {
	out := []huiyin.StaffID{p.c.RegisteredBy}
	for _, q := range p.c.Requests {
		out = append(out, q.By, q.DecidedBy)
	}
	return out
}

// complete: most people answer what they were asked; where nobody does, time decides.
func (p *play) complete() move {
	d := p.dice("complete")
	if d.Float64() < 0.2 {
		return move{}
	}
	by := huiyin.TheAppellant
	if !p.coded {
		by, _ = p.cast.one(d, huiyin.Operator)
	}
	return move{Order: order(casework.Supplement, by, p.minutes(d, p.c.ChangedAt, 60, 1700), casework.Form{Note: p.town.city.Supplement(d, p.letter)})}
}

// transfer is the second look and the dispatch by the catalogue.
func (p *play) transfer() move {
	d := p.dice("transfer")
	most := map[casework.Urgency]int{casework.Emergency: 14, casework.Livelihood: 60}[p.c.Urgency]
	if most == 0 {
		most = 150
	}
	by, _ := p.cast.one(d, huiyin.TransferOfficer, p.involved()...)
	at := p.minutes(d, p.c.ChangedAt, 4, most)
	if len(p.c.Assignments) == 0 && p.turn == "" && d.Float64() < 0.008 {
		return move{order(casework.SendBack, by, at, casework.Form{Note: "分类与内容不一致，请核实后重新提交。"}), "to_dispatch"}
	}
	lead, co := p.duty()
	form := casework.Form{Unit: lead, Advice: say(d, advices)}
	switch {
	case p.wrongFirst(d, lead, co):
		form.Unit = p.elsewhere(lead, co)
	case len(co) > 0 && p.takes(d, helped, 0.09):
		form.Units = co[:1+d.IntN(min(len(co), 2))]
	}
	if q := p.lastReturn(); q != nil && q.Proposed != 0 {
		form.Unit, form.Units = q.Proposed, nil
	}
	return move{order(casework.Dispatch, by, at, form), "to_dispatch"}
}

// wrongFirst: now and then the first dispatch goes to a unit that will rightly return it.
func (p *play) wrongFirst(d *rand.Rand, lead huiyin.UnitID, co []huiyin.UnitID) bool {
	return len(p.c.Assignments) == 0 && p.elsewhere(lead, co) != 0 && p.does(d, casework.AskReturn, 0.035)
}

// elsewhere is a unit near the one in charge: a helper or, where nobody helps, the unit above.
func (p *play) elsewhere(lead huiyin.UnitID, co []huiyin.UnitID) huiyin.UnitID {
	for _, u := range co {
		if u != lead {
			return u
		}
	}
	if u := p.dir.Unit(lead); u != nil {
		return u.Parent
	}
	return 0
}

// lastReturn is the latest return order that was granted.
func (p *play) lastReturn() *casework.Request {
	for i := len(p.c.Requests) - 1; i >= 0; i-- {
		if q := &p.c.Requests[i]; q.Kind == casework.ReturnOrder && q.State == casework.Granted {
			return q
		}
	}
	return nil
}

// duty asks the catalogue who leads and who helps; where it is silent, it is for the unit over all.
func (p *play) duty() (lead huiyin.UnitID, co []huiyin.UnitID) {
	row := p.dir.Route(p.c.Category, p.c.Area, p.c.ChangedAt.In(p.zone()).Format(time.DateOnly))
	if row == nil {
		row = &store.CatalogueRow{Lead: p.town.city.Lead(p.c.Category, p.c.Area)}
	}
	u := p.dir.UnitByCode(row.Lead)
	if u == nil || !u.Active {
		u = p.dir.Top()
	}
	for code := range strings.SplitSeq(row.Co, "|") {
		if h := p.dir.UnitByCode(code); h != nil && h.Active && h.ID != u.ID {
			co = append(co, h.ID)
		}
	}
	return u.ID, co
}

func (p *play) zone() *time.Location { return p.dir.Book.Calendar.Zone() }

// audit looks at the reply before the appellant is asked.
func (p *play) audit() move {
	d := p.dice("audit")
	by, _ := p.cast.one(d, huiyin.TransferOfficer)
	at := p.office(d, p.c.ChangedAt, 10, 200)
	if !p.sentBack() && p.does(d, casework.SendReplyBack, 0.05) {
		x := defects[d.IntN(len(defects))]
		return move{order(casework.SendReplyBack, by, at, casework.Form{Defects: []string{x.code}, Note: x.note}), "to_audit"}
	}
	return move{order(casework.PassReply, by, at, casework.Form{}), "to_audit"}
}

func (p *play) sentBack() bool {
	return slices.ContainsFunc(p.c.Assignments, func(a casework.Assignment) bool { return a.SentBack > 0 })
}

// decide is the second person's decision on a request.
func (p *play) decide(q *casework.Request) move {
	d := p.lot("decide", len(p.c.Requests), int(q.AskedAt.Unix()))
	role, list, yes := huiyin.TransferOfficer, "returns", false
	at := p.minutes(d, q.AskedAt, 10, 220)
	opinion := agreed
	switch q.Kind {
	case casework.ReturnOrder:
		lead, _ := p.duty()
		yes = q.Unit != lead && q.Proposed != 0
	case casework.NonAcceptance:
		list, yes = "non_acceptances", d.Float64() < 0.8
		if q.Reason == "N14" {
			role = huiyin.ShiftLeader
		}
	case casework.VoidEntry:
		role, list, yes = huiyin.ShiftLeader, "voids", d.Float64() < 0.9
	case casework.Reopening:
		role, list, yes = huiyin.Reviewer, "reopenings", d.Float64() < 0.65
		at = p.minutes(d, q.AskedAt, 20, 400)
	}
	step := casework.Grant
	if !yes {
		step, opinion = casework.Refuse, refused
	}
	by, _ := p.cast.one(d, role, append(p.involved(), q.By)...)
	m := move{order(step, by, at, casework.Form{Opinion: say(d, opinion[q.Kind])}), list}
	m.Request = q.ID
	return m
}
