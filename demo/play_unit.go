package demo

import (
	"math/rand/v2"
	"slices"
	"strings"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/demo/city"
)

// What the people of the units do.

// dayMinutes is a working day of units, for spreading work over a limit.
const dayMinutes = 7 * 60

// parts are the next moves on every open part of the case.
func (p *play) parts() []move {
	var out []move
	asked := p.pending(casework.ReturnOrder)
	for i := range p.c.Assignments {
		a := &p.c.Assignments[i]
		if a.State.Open() && (asked == nil || asked.Assignment != a.ID) {
			m := p.part(i, a)
			m.Assignment = a.ID
			out = p.add(out, m)
		}
	}
	return out
}

func (p *play) part(i int, a *casework.Assignment) move {
	if a.State == casework.ToSign {
		return p.receive(i, a)
	}
	children, open := p.children(a)
	switch {
	case open:
		return move{}
	case children || a.Part == casework.Co:
		return p.write(i, a)
	case p.handsDown(i, a):
		return p.handDown(i, a)
	case p.c.Person != 0 && a.ContactedAt.IsZero() && a.Tries < 3:
		return p.speak(i, a)
	case judged(p.c.Nature) && a.VerifiedAt.IsZero():
		return p.look(i, a)
	}
	return p.write(i, a)
}

func judged(n casework.Nature) bool {
	return n == casework.Complaint || n == casework.Report || n == casework.Help
}

// children tells whether anything was handed down from a part and not taken back, and whether any of it is open.
func (p *play) children(a *casework.Assignment) (any, open bool) {
	for _, k := range p.c.Assignments {
		if k.Parent == a.ID && k.State != casework.Cancelled {
			any, open = true, open || k.State.Open()
		}
	}
	return any, open
}

// receive signs the part or gives it back; a few leave it lying until the system signs.
func (p *play) receive(i int, a *casework.Assignment) move {
	d := p.lot("receive", i)
	by, _ := p.cast.of(p.dir, a.Unit, huiyin.UnitClerk)
	lead, _ := p.duty()
	wrong := a.Unit != lead && p.lastReturn() == nil
	mayReturn := a.Part == casework.Lead && a.Parent == 0 && !a.Forced && p.c.Round == 1 && !p.asked(a.Unit)
	switch {
	case mayReturn && (wrong && d.IntN(8) > 0 || p.turn == "" && d.Float64() < 0.008):
		proposed := lead
		if !wrong {
			proposed = 0
		}
		return move{order(casework.AskReturn, by, p.office(d, a.DispatchedAt, 20, 110), casework.Form{Basis: say(d, bases), Unit: proposed}), "to_sign"}
	case p.turn == "" && d.Float64() < 0.03:
		return move{}
	}
	at := p.office(d, a.DispatchedAt, 4, 170)
	switch p.c.Urgency {
	case casework.Emergency:
		at = p.minutes(d, a.DispatchedAt, 2, 24)
	case casework.Livelihood:
		at = p.minutes(d, a.DispatchedAt, 5, 100)
	}
	return move{order(casework.Sign, by, at, casework.Form{}), "to_sign"}
}

// asked tells whether the unit has asked to return the case before.
func (p *play) asked(unit huiyin.UnitID) bool {
	return slices.ContainsFunc(p.c.Requests, func(q casework.Request) bool { return q.Kind == casework.ReturnOrder && q.Unit == unit })
}

func (p *play) handsDown(i int, a *casework.Assignment) bool {
	any, _ := p.children(a)
	return !any && a.Parent == 0 && a.State == casework.Signed && a.Tries == 0 && !a.AutoSigned && p.below(a.Unit) != 0 &&
		p.takes(p.lot("down", i), handed, 0.3)
}

// below is the unit under another that the matter's place or duty points to: the town it happened in, else any.
func (p *play) below(unit huiyin.UnitID) huiyin.UnitID {
	kids := p.dir.Children(unit)
	if len(kids) == 0 || p.dir.Unit(unit).Parent == 0 {
		return 0 // the city's government has every unit below it, and hands nothing down to any one
	}
	for _, id := range kids {
		if u := p.dir.Unit(id); len(u.Code) >= 9 && strings.HasPrefix(p.c.Area, u.Code) {
			return id
		}
	}
	return kids[p.lot("child").IntN(len(kids))]
}

func (p *play) handDown(i int, a *casework.Assignment) move {
	d := p.lot("hand", i)
	by, _ := p.cast.of(p.dir, a.Unit, huiyin.UnitClerk)
	form := casework.Form{Unit: p.below(a.Unit), Advice: say(d, advices)}
	return move{order(casework.AssignDown, by, p.office(d, a.SignedAt, 10, 120), form), "at_work"}
}

// speak is the first word with the appellant, or another try to reach them.
func (p *play) speak(i int, a *casework.Assignment) move {
	d := p.lot("speak", i, a.Tries)
	by, _ := p.cast.of(p.dir, a.Unit, huiyin.Handler)
	from, most := a.SignedAt, 240
	if a.Tries > 0 {
		from, most = p.c.ChangedAt, 150
	}
	at := p.office(d, from, 8, most)
	if p.c.Urgency == casework.Emergency {
		at = p.minutes(d, from, 3, 30)
	}
	form := casework.Form{Outcome: "reached", Note: p.answer().FirstContact}
	if !p.answer().Contacted {
		form.Outcome, form.Note = "unreachable", say(d, unreached)
	}
	return move{order(casework.ContactFirst, by, at, form), "at_work"}
}

// look is the verification on site, with pictures in every second case.
func (p *play) look(i int, a *casework.Assignment) move {
	d := p.lot("look", i)
	by, _ := p.cast.of(p.dir, a.Unit, huiyin.Handler)
	ans := p.answer()
	m := move{order(casework.Verify, by, p.working(a.DispatchedAt, p.pace(i, a)*6/10), casework.Form{True: ans.Truth, Note: ans.Verification, Lon: p.c.Lon, Lat: p.c.Lat}), "at_work"}
	if pictures := p.town.evidence(); len(pictures) > 0 && d.IntN(2) == 0 {
		m.Files = append(m.Files, pictures[d.IntN(len(pictures))])
	}
	return m
}

// pace is after how many working minutes from dispatch the answer is written: mostly in the first half of the limit,
// now and then close to its end or after it.
func (p *play) pace(i int, a *casework.Assignment) int {
	d := p.lot("pace", i)
	whole := a.Limit.Amount
	if a.Limit.Unit == calendar.WorkingDays || a.Limit.Unit == calendar.CalendarDays {
		whole *= dayMinutes
	}
	share := 0.08 + 0.46*d.Float64()
	switch x := d.Float64(); {
	case p.turn == late || p.turn == "" && x < 0.012:
		share = 1.2 + 0.5*d.Float64()
	case p.turn == narrow || p.turn == "" && x < 0.07:
		share = 0.86 + 0.1*d.Float64()
	case p.c.Urgency != casework.Normal:
		share *= 0.3
	}
	return max(int(float64(whole)*share), 30)
}

// write drafts the answer, then lets the leader sign it.
func (p *play) write(i int, a *casework.Assignment) move {
	d := p.lot("write", i, a.SentBack)
	at := p.working(a.DispatchedAt, p.pace(i, a))
	step, role := casework.DraftReply, huiyin.Handler
	if a.Public != "" {
		step, role = casework.Submit, huiyin.UnitLeader
		at = p.office(d, at, 15, 200)
	}
	if a.SentBack > 0 {
		at = p.office(d, p.c.ChangedAt, 30, 300)
	}
	by, _ := p.cast.of(p.dir, a.Unit, role)
	return move{order(step, by, at, p.reply(d, a)), "at_work"}
}

// reply is the answer's form: the lead's words, or a helper's short note.
func (p *play) reply(d *rand.Rand, a *casework.Assignment) casework.Form {
	ans := p.answer()
	if a.Part == casework.Co {
		return casework.Form{Internal: say(d, helps), Public: ans.Public, Solved: string(casework.SolvedYes)}
	}
	f := casework.Form{Internal: ans.Internal, Public: ans.Public, Solved: solved(ans)}
	if f.Solved != string(casework.SolvedYes) {
		f.UnsolvedReason = reasons[ans.Reason].say
	}
	if strings.Contains(a.Defects, "privacy") || a.SentBack > 0 {
		f.Internal += "已按审核意见补充。"
	}
	return f
}

func solved(a city.Answer) string {
	switch a.Solved {
	case "solved":
		return string(casework.SolvedYes)
	case "partly":
		return string(casework.SolvedPartly)
	}
	return string(casework.SolvedNo)
}

// visit asks the appellant, or lets them judge by themselves; a judgement that is bad brings a new round.
func (p *play) visit() move {
	d := p.dice("visit")
	if p.c.Outcome == string(casework.Dissatisfied) {
		return p.afterBadJudgement(d)
	}
	ans := p.answer()
	written := p.c.Channel != "phone" && p.c.Channel != "walk_in"
	if written && p.coded && p.c.Person != 0 && p.lot("rates", p.c.Round).IntN(3) == 0 {
		f := casework.Form{Satisfaction: satisfaction(ans), Solved: solved(ans), Opinion: ans.Visit}
		return move{Order: order(casework.Rate, huiyin.TheAppellant, p.minutes(d, p.c.ChangedAt, 60, 2400), f)}
	}
	by, _ := p.cast.of(p.dir, p.c.Lead, huiyin.UnitClerk)
	form := casework.Form{Outcome: "unreachable"}
	if who, ok := p.cast.one(d, huiyin.Visitor, p.c.RegisteredBy); ok && d.IntN(5) == 0 {
		by, form.Truthful = who, "yes"
	}
	at := p.office(d, p.c.ChangedAt, 60, 800)
	if n := p.missed(); n > 0 {
		least := 200 + 60*(n%3) // another hour than the last time
		at = p.office(d, p.c.ChangedAt, least, least+240)
	}
	if p.c.Person != 0 && (ans.Contacted || d.IntN(2) == 0) {
		form.Outcome, form.Satisfaction, form.Solved, form.Opinion = "reached", satisfaction(ans), solved(ans), ans.Visit
	} else {
		form.Truthful = ""
	}
	return move{order(casework.VisitAppellant, by, at, form), "to_visit"}
}

// missed counts this round's visits that reached nobody.
func (p *play) missed() int {
	n := 0
	for _, v := range p.c.Visits {
		if v.Round == p.c.Round && !v.Reached {
			n++
		}
	}
	return n
}

func satisfaction(a city.Answer) string {
	switch a.Satisfaction {
	case "satisfied":
		return string(casework.Satisfied)
	case "basic":
		return string(casework.BasicSatisfied)
	case "dissatisfied":
		return string(casework.Dissatisfied)
	}
	return string(casework.Unable)
}

func (p *play) afterBadJudgement(d *rand.Rand) move {
	by, _ := p.cast.one(d, huiyin.TransferOfficer)
	at := p.office(d, p.c.ChangedAt, 20, 260)
	if p.c.Round > 1 {
		r := reasons[p.answer().Reason]
		return move{order(casework.CloseUnresolved, by, at, casework.Form{Reason: r.code, Note: "两轮办理后反映人仍不满意，原因：" + r.say + "，已向反映人说明。"}), "not_satisfied"}
	}
	return move{order(casework.Rehandle, by, at, casework.Form{Advice: "反映人对办理结果不满意，请重新核实并当面沟通后答复。"}), "not_satisfied"}
}
