package httpapi

import (
	"encoding/json"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
)

// ref names another thing.
type ref struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// codeRef names a row of a dictionary.
type codeRef struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type paged[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"The cursor of the part after this one; absent at the end."`
}

// PageQuery is how a list is asked for.
type PageQuery struct {
	After string `query:"after" maxLength:"80" doc:"The cursor that the part before ended with."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"20"`
}

func (q PageQuery) page() huiyin.Page { return huiyin.Page{After: q.After, Limit: q.Limit} }

// shower turns records into wire types with the names of one picture of the city.
type shower struct {
	city *directory.City
	now  time.Time
	zone *time.Location
}

func (a *API) shower() shower {
	c := a.Desk.City()
	return shower{city: c, now: a.Desk.Now(), zone: c.Book.Calendar.Zone()}
}

// when is a moment in the city's zone; nil when it is not set.
func (s shower) when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(s.zone).Truncate(time.Millisecond)
	return &t
}

func (s shower) unit(id huiyin.UnitID) *ref {
	if id == 0 {
		return nil
	}
	return &ref{int64(id), s.city.UnitName(id)}
}

func (s shower) mailbox(id huiyin.MailboxID) *ref {
	m := s.city.Mailbox(id)
	if m == nil {
		return nil
	}
	return &ref{int64(m.ID), m.Name}
}

func (s shower) category(code string) *codeRef {
	c := s.city.Category(code)
	if c == nil {
		return nil
	}
	return &codeRef{c.Code, c.Name}
}

func (s shower) area(code string) *codeRef {
	if s.city.Area(code) == nil {
		return nil
	}
	return &codeRef{code, s.city.AreaName(code)}
}

func (s shower) light(yellow, due time.Time) string {
	if due.IsZero() {
		return ""
	}
	return string(calendar.LightAt(s.now, yellow, due))
}

// LineOut is a case in a list.
type LineOut struct {
	ID              int64      `json:"id"`
	Number          string     `json:"number"`
	Title           string     `json:"title"`
	State           string     `json:"state"`
	Nature          string     `json:"nature"`
	Urgency         string     `json:"urgency"`
	Channel         string     `json:"channel"`
	Confidentiality int        `json:"confidentiality"`
	Category        *codeRef   `json:"category,omitempty"`
	Area            *codeRef   `json:"area,omitempty"`
	Place           string     `json:"place,omitempty"`
	Lead            *ref       `json:"lead,omitempty"`
	Mailbox         *ref       `json:"mailbox,omitempty"`
	Round           int        `json:"round"`
	Urges           int        `json:"urges"`
	RegisteredAt    *time.Time `json:"registered_at,omitempty"`
	RepliedAt       *time.Time `json:"replied_at,omitempty"`
	ClosedAt        *time.Time `json:"closed_at,omitempty"`
	Due             *time.Time `json:"due_at,omitempty"`
	Light           string     `json:"light,omitempty" enum:"green,yellow,red" doc:"Of what is due: in time, near, late."`
	Judgement       string     `json:"judgement,omitempty"`
	Assignment      int64      `json:"assignment,omitempty"`
	AssignmentState string     `json:"assignment_state,omitempty"`
	Request         int64      `json:"request,omitempty"`
	RequestKind     string     `json:"request_kind,omitempty"`
}

func (s shower) line(l store.CaseLine) LineOut {
	return LineOut{ID: int64(l.ID), Number: l.Number, Title: l.Title, State: string(l.State), Nature: string(l.Nature), Urgency: string(l.Urgency),
		Channel: string(l.Channel), Confidentiality: int(l.Confidentiality), Category: s.category(l.Category), Area: s.area(l.Area), Place: l.Place,
		Lead: s.unit(l.Lead), Mailbox: s.mailbox(l.Mailbox), Round: l.Round, Urges: l.Urges, RegisteredAt: s.when(l.RegisteredAt),
		RepliedAt: s.when(l.RepliedAt), ClosedAt: s.when(l.ClosedAt), Due: s.when(l.Due), Light: s.lineLight(l), Judgement: string(l.Judgement),
		Assignment: int64(l.Assignment), AssignmentState: string(l.AssignmentState), Request: int64(l.Request), RequestKind: string(l.RequestKind)}
}

func (s shower) lineLight(l store.CaseLine) string {
	if !l.State.Info().Open {
		return ""
	}
	return s.light(l.Yellow, l.Due)
}

func (s shower) lines(ls []store.CaseLine) []LineOut {
	out := make([]LineOut, len(ls))
	for i, l := range ls {
		out[i] = s.line(l)
	}
	return out
}

type assignmentOut struct {
	ID             int64      `json:"id"`
	Parent         int64      `json:"parent,omitempty"`
	Unit           *ref       `json:"unit"`
	Part           string     `json:"part" enum:"lead,co"`
	Round          int        `json:"round"`
	State          string     `json:"state"`
	Advice         string     `json:"advice,omitempty"`
	Forced         bool       `json:"forced,omitempty"`
	Limit          string     `json:"limit,omitempty"`
	DispatchedAt   *time.Time `json:"dispatched_at,omitempty"`
	Due            *time.Time `json:"due_at,omitempty"`
	Light          string     `json:"light,omitempty" enum:"green,yellow,red"`
	Late           bool       `json:"late"`
	SignDue        *time.Time `json:"sign_due_at,omitempty"`
	SignedAt       *time.Time `json:"signed_at,omitempty"`
	AutoSigned     bool       `json:"auto_signed,omitempty"`
	ContactDue     *time.Time `json:"contact_due_at,omitempty"`
	ContactedAt    *time.Time `json:"contacted_at,omitempty"`
	Tries          int        `json:"tries,omitempty"`
	VerifiedAt     *time.Time `json:"verified_at,omitempty"`
	VerifiedBy     int64      `json:"verified_by,omitempty"`
	True           string     `json:"true,omitempty"`
	VerifyNote     string     `json:"verify_note,omitempty"`
	VerifyLon      *float64   `json:"verify_lon,omitempty"`
	VerifyLat      *float64   `json:"verify_lat,omitempty"`
	SubmittedAt    *time.Time `json:"submitted_at,omitempty"`
	SubmittedBy    int64      `json:"submitted_by,omitempty"`
	Internal       string     `json:"internal,omitempty"`
	Public         string     `json:"public,omitempty"`
	Solved         string     `json:"solved,omitempty"`
	UnsolvedReason string     `json:"unsolved_reason,omitempty"`
	Defects        string     `json:"defects,omitempty"`
	SentBack       int        `json:"sent_back,omitempty"`
	EndedAt        *time.Time `json:"ended_at,omitempty"`
}

func (s shower) assignment(a casework.Assignment) assignmentOut {
	out := assignmentOut{ID: int64(a.ID), Parent: int64(a.Parent), Unit: s.unit(a.Unit), Part: string(a.Part), Round: a.Round, State: string(a.State), Advice: a.Advice,
		Forced: a.Forced, DispatchedAt: s.when(a.DispatchedAt), Due: s.when(a.Due), Late: a.Late(s.now), SignDue: s.when(a.SignDue),
		SignedAt: s.when(a.SignedAt), AutoSigned: a.AutoSigned, ContactDue: s.when(a.ContactDue), ContactedAt: s.when(a.ContactedAt), Tries: a.Tries,
		VerifiedAt: s.when(a.VerifiedAt), VerifiedBy: int64(a.VerifiedBy), True: string(a.True), VerifyNote: a.VerifyNote, VerifyLon: a.VerifyLon, VerifyLat: a.VerifyLat,
		SubmittedAt: s.when(a.SubmittedAt), SubmittedBy: int64(a.SubmittedBy), Internal: a.Internal, Public: a.Public, Solved: string(a.Solved),
		UnsolvedReason: a.UnsolvedReason, Defects: a.Defects, SentBack: a.SentBack, EndedAt: s.when(a.EndedAt)}
	if a.Limit.Amount > 0 {
		out.Limit = a.Limit.String()
	}
	if a.State.Open() {
		out.Light = s.light(a.Yellow, a.Due)
	}
	return out
}

type requestOut struct {
	ID         int64      `json:"id"`
	Kind       string     `json:"kind" enum:"return,decline,void,reopen"`
	Assignment int64      `json:"assignment,omitempty"`
	State      string     `json:"state" enum:"asked,granted,refused"`
	By         int64      `json:"by,omitempty"`
	Unit       *ref       `json:"unit,omitempty"`
	AskedAt    *time.Time `json:"asked_at"`
	Due        *time.Time `json:"due_at,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	Basis      string     `json:"basis,omitempty"`
	Text       string     `json:"text,omitempty"`
	Proposed   *ref       `json:"proposed,omitempty"`
	DecidedBy  int64      `json:"decided_by,omitempty"`
	DecidedAt  *time.Time `json:"decided_at,omitempty"`
	Opinion    string     `json:"opinion,omitempty"`
}

func (s shower) request(q casework.Request) requestOut {
	return requestOut{ID: int64(q.ID), Kind: string(q.Kind), Assignment: int64(q.Assignment), State: string(q.State), By: int64(q.By), Unit: s.unit(q.Unit),
		AskedAt: s.when(q.AskedAt), Due: s.when(q.Due), Reason: q.Reason, Basis: q.Basis, Text: q.Text, Proposed: s.unit(q.Proposed), DecidedBy: int64(q.DecidedBy),
		DecidedAt: s.when(q.DecidedAt), Opinion: q.Opinion}
}

type visitOut struct {
	At           *time.Time `json:"at"`
	By           string     `json:"by" enum:"unit,centre,appellant"`
	Unit         *ref       `json:"unit,omitempty"`
	Staff        int64      `json:"staff,omitempty"`
	Round        int        `json:"round"`
	Reached      bool       `json:"reached"`
	Satisfaction string     `json:"satisfaction,omitempty"`
	Solved       string     `json:"solved,omitempty"`
	Truthful     string     `json:"truthful,omitempty"`
	Opinion      string     `json:"opinion,omitempty"`
}

type contactOut struct {
	ID       int64      `json:"id"`
	At       *time.Time `json:"at"`
	Kind     string     `json:"kind"`
	Channel  string     `json:"channel,omitempty"`
	Outbound bool       `json:"outbound"`
	Reached  bool       `json:"reached"`
	Staff    int64      `json:"staff,omitempty"`
	Unit     *ref       `json:"unit,omitempty"`
	Note     string     `json:"note,omitempty"`
	Shown    bool       `json:"shown" doc:"The appellant may read it."`
}

func (s shower) contact(k store.Contact) contactOut {
	return contactOut{ID: int64(k.ID), At: s.when(k.At), Kind: k.Kind, Channel: k.Channel, Outbound: k.Outbound, Reached: k.Reached, Staff: int64(k.Staff),
		Unit: s.unit(k.Unit), Note: k.Note, Shown: k.Shown}
}

type fileOut struct {
	ID      int64      `json:"id"`
	Contact int64      `json:"contact,omitempty"`
	Name    string     `json:"name"`
	Type    string     `json:"type"`
	Size    int64      `json:"size"`
	At      *time.Time `json:"at"`
	Staff   int64      `json:"staff,omitempty" doc:"Who attached it; 0 for the appellant."`
}

// eventOut is one line of a case's timeline as the journal has it.
type eventOut struct {
	N     int64          `json:"n"`
	At    *time.Time     `json:"at"`
	Kind  string         `json:"kind"`
	By    string         `json:"by" doc:"appellant, system, or staff:ID"`
	Facts map[string]any `json:"facts" nullable:"false"`
	Hash  string         `json:"hash" doc:"SHA-256 of the chain up to here, in hexadecimal."`
}

func (s shower) event(e huiyin.Event) eventOut {
	facts := map[string]any{}
	if len(e.Data) > 0 {
		_ = json.Unmarshal(e.Data, &facts) // canonical JSON of our own; a broken line shows without facts
	}
	if unit, ok := facts["unit"].(float64); ok {
		facts["unit_name"] = s.city.UnitName(huiyin.UnitID(unit))
	}
	if asked, ok := facts["asked_unit"].(float64); ok && asked != 0 {
		facts["asked_unit_name"] = s.city.UnitName(huiyin.UnitID(asked))
	}
	if lead, ok := facts["lead"].(float64); ok {
		facts["lead_name"] = s.city.UnitName(huiyin.UnitID(lead))
	}
	return eventOut{N: e.N, At: s.when(e.At), Kind: e.Kind, By: e.By, Facts: facts, Hash: hexOf(e.Hash)}
}

type fieldOut struct {
	Name     string   `json:"name"`
	Kind     string   `json:"kind" enum:"text,longtext,choice,choices,unit,units,category,area,article,files,moment,place,limit"`
	Required bool     `json:"required"`
	Options  []string `json:"options,omitempty"`
}

// stepOut is a step open to the reader, with what its form asks for. The console draws exactly these.
type stepOut struct {
	Step       string     `json:"step"`
	On         string     `json:"on" enum:"case,assignment,request"`
	Assignment int64      `json:"assignment,omitempty"`
	Request    int64      `json:"request,omitempty"`
	Fields     []fieldOut `json:"fields" nullable:"false"`
}

func steps(open []casework.OpenStep) []stepOut {
	out := make([]stepOut, len(open))
	for i, o := range open {
		out[i] = stepOut{Step: string(o.Step), On: string(o.On), Assignment: int64(o.Assignment), Request: int64(o.Request), Fields: make([]fieldOut, len(o.Fields))}
		for j, f := range o.Fields {
			out[i].Fields[j] = fieldOut{Name: f.Name, Kind: string(f.Kind), Required: f.Required, Options: f.Options}
		}
	}
	return out
}

// caseOut is a case whole, as one person may see it.
type caseOut struct {
	LineOut
	Version      int64             `json:"version"`
	StateCode    string            `json:"state_code"`
	StateTerm    string            `json:"state_term"`
	Stage        string            `json:"stage" doc:"What the public sees of the state."`
	Content      string            `json:"content"`
	Demand       string            `json:"demand,omitempty"`
	Lon          *float64          `json:"lon,omitempty"`
	Lat          *float64          `json:"lat,omitempty"`
	Known        bool              `json:"known" doc:"The appellant said who they are."`
	Publish      bool              `json:"publish"`
	Language     string            `json:"language,omitempty"`
	Answer       string            `json:"answer,omitempty"`
	Internal     string            `json:"internal,omitempty"`
	Article      int64             `json:"article,omitempty"`
	DispatchedAt *time.Time        `json:"dispatched_at,omitempty"`
	ArchivedAt   *time.Time        `json:"archived_at,omitempty"`
	Since        *time.Time        `json:"since_at,omitempty"`
	Promised     *time.Time        `json:"promised_at,omitempty"`
	First        string            `json:"first_judgement,omitempty"`
	Solved       string            `json:"solved,omitempty"`
	Outcome      string            `json:"outcome,omitempty"`
	Reason       string            `json:"reason,omitempty"`
	RegisteredBy int64             `json:"registered_by,omitempty"`
	Objected     bool              `json:"objected,omitempty"`
	Historic     bool              `json:"historic,omitempty"`
	Sealed       bool              `json:"sealed,omitempty" doc:"The words are not for this reader."`
	Assignments  []assignmentOut   `json:"assignments" nullable:"false"`
	Requests     []requestOut      `json:"requests" nullable:"false"`
	Visits       []visitOut        `json:"visits" nullable:"false"`
	Contacts     []contactOut      `json:"contacts" nullable:"false"`
	Files        []fileOut         `json:"files" nullable:"false"`
	Events       []eventOut        `json:"events" nullable:"false"`
	Open         []stepOut         `json:"open" nullable:"false"`
	Route        *routeOut         `json:"route,omitempty" doc:"What the dispatch catalogue says."`
	People       map[string]string `json:"people" nullable:"false" doc:"Account names by staff id, for the timeline."`
}

type routeOut struct {
	Lead  *ref   `json:"lead,omitempty"`
	Co    []ref  `json:"co,omitempty"`
	Law   string `json:"law,omitempty"`
	Limit string `json:"limit,omitempty"`
}

func (s shower) whole(v desk.View) caseOut {
	c := &v.Case
	info := c.State.Info()
	out := caseOut{
		LineOut: s.line(store.CaseLine{ID: c.ID, Number: c.Number, Title: c.Title, Category: c.Category, Area: c.Area, Place: c.Place, State: c.State, Nature: c.Nature,
			Urgency: c.Urgency, Channel: c.Channel, Lead: c.Lead, Mailbox: c.Mailbox, Round: c.Round, Urges: c.Urges, RegisteredAt: c.RegisteredAt, RepliedAt: c.RepliedAt,
			ClosedAt: c.ClosedAt, Due: c.Due, Yellow: c.Yellow, Judgement: c.Final, Confidentiality: c.Confidentiality}),
		Version: c.Version, StateCode: info.Code, StateTerm: info.Term, Stage: string(info.Public), Content: c.Content, Demand: c.Demand, Lon: c.Lon, Lat: c.Lat,
		Known: c.Person != 0, Publish: c.Publish, Language: c.Language, Answer: c.Answer, Internal: c.Internal, Article: int64(c.Article),
		DispatchedAt: s.when(c.DispatchedAt), ArchivedAt: s.when(c.ArchivedAt), Since: s.when(c.Since), Promised: s.when(c.Promised),
		First: string(c.First), Solved: string(c.Solved), Outcome: c.Outcome, Reason: c.Reason, RegisteredBy: int64(c.RegisteredBy), Objected: c.Objected,
		Historic: c.Historic, Sealed: v.Sealed, Open: steps(v.Open), People: map[string]string{},
		Assignments: make([]assignmentOut, len(c.Assignments)), Requests: make([]requestOut, len(c.Requests)), Visits: make([]visitOut, len(c.Visits)),
		Contacts: make([]contactOut, len(v.Contacts)), Files: make([]fileOut, len(v.Files)), Events: make([]eventOut, len(v.Events)),
	}
	for i, a := range c.Assignments {
		out.Assignments[i] = s.assignment(a)
	}
	for i, q := range c.Requests {
		out.Requests[i] = s.request(q)
	}
	for i, x := range c.Visits {
		out.Visits[i] = visitOut{s.when(x.At), x.By, s.unit(x.Unit), int64(x.Staff), x.Round, x.Reached, string(x.Satisfaction), string(x.Solved), string(x.Truthful), x.Opinion}
	}
	for i, k := range v.Contacts {
		out.Contacts[i] = s.contact(k)
	}
	for i, f := range v.Files {
		out.Files[i] = fileOut{int64(f.ID), int64(f.Contact), f.Name, f.Type, f.Size, s.when(f.At), int64(f.Staff)}
	}
	for i, e := range v.Events {
		out.Events[i] = s.event(e)
	}
	out.Route = s.route(v.Route)
	return out
}

func (s shower) route(r *store.CatalogueRow) *routeOut {
	if r == nil {
		return nil
	}
	out := &routeOut{Law: r.Law, Limit: r.Limit}
	if u := s.city.UnitByCode(r.Lead); u != nil {
		out.Lead = s.unit(u.ID)
	}
	for _, code := range splitBar(r.Co) {
		if u := s.city.UnitByCode(code); u != nil {
			out.Co = append(out.Co, *s.unit(u.ID))
		}
	}
	return out
}

// FormIn is what a person filled in: every column any step or registration may ask for.
type FormIn struct {
	Title           string     `json:"title,omitempty"`
	Content         string     `json:"content,omitempty"`
	Demand          string     `json:"demand,omitempty"`
	Place           string     `json:"place,omitempty"`
	Nature          string     `json:"nature,omitempty"`
	Category        string     `json:"category,omitempty"`
	Urgency         string     `json:"urgency,omitempty"`
	Area            string     `json:"area,omitempty"`
	Confidentiality string     `json:"confidentiality,omitempty"`
	Lon             *float64   `json:"lon,omitempty"`
	Lat             *float64   `json:"lat,omitempty"`
	Note            string     `json:"note,omitempty"`
	Public          string     `json:"public,omitempty"`
	Internal        string     `json:"internal,omitempty"`
	Advice          string     `json:"advice,omitempty"`
	Basis           string     `json:"basis,omitempty"`
	Reason          string     `json:"reason,omitempty"`
	Receipt         string     `json:"receipt,omitempty"`
	Opinion         string     `json:"opinion,omitempty"`
	Outcome         string     `json:"outcome,omitempty"`
	True            string     `json:"true,omitempty"`
	Solved          string     `json:"solved,omitempty"`
	Truthful        string     `json:"truthful,omitempty"`
	Satisfaction    string     `json:"satisfaction,omitempty"`
	UnsolvedReason  string     `json:"unsolved_reason,omitempty"`
	Defects         []string   `json:"defects,omitempty"`
	Unit            int64      `json:"unit,omitempty"`
	Units           []int64    `json:"units,omitempty" maxItems:"30"`
	Article         int64      `json:"article,omitempty"`
	Limit           string     `json:"limit,omitempty" doc:"Such as 7wd, 2h, 30min."`
	Moment          *time.Time `json:"moment,omitempty"`
}

func (f *FormIn) form() (casework.Form, error) {
	out := casework.Form{Title: f.Title, Content: f.Content, Demand: f.Demand, Place: f.Place, Nature: f.Nature, Category: f.Category, Urgency: f.Urgency, Area: f.Area,
		Confidentiality: f.Confidentiality, Lon: f.Lon, Lat: f.Lat, Note: f.Note, Public: f.Public, Internal: f.Internal, Advice: f.Advice, Basis: f.Basis, Reason: f.Reason,
		Receipt: f.Receipt, Opinion: f.Opinion, Outcome: f.Outcome, True: f.True, Solved: f.Solved, Truthful: f.Truthful, Satisfaction: f.Satisfaction,
		UnsolvedReason: f.UnsolvedReason, Defects: f.Defects, Unit: huiyin.UnitID(f.Unit), Article: huiyin.ArticleID(f.Article)}
	for _, u := range f.Units {
		out.Units = append(out.Units, huiyin.UnitID(u))
	}
	if f.Moment != nil {
		out.Moment = *f.Moment
	}
	if f.Limit == "" {
		return out, nil
	}
	var err error
	out.Limit, err = calendar.ParseLimit(f.Limit)
	return out, err
}
