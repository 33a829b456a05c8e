package casework

import (
	"slices"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// Nature says what the person wants from the city; the default limits hang on it.
type Nature string

const (
	Consultation Nature = "consultation" // 咨询
	Help         Nature = "help"         // 求助
	Complaint    Nature = "complaint"    // 投诉
	Report       Nature = "report"       // 举报
	Suggestion   Nature = "suggestion"   // 建议
	Praise       Nature = "praise"       // 表扬
	OtherNature  Nature = "other"        // 其他
)

// Natures lists them in the order of the forms.
var Natures = []Nature{Consultation, Help, Complaint, Report, Suggestion, Praise, OtherNature}

// Urgency decides which of the limits applies (Beijing DB11/T: emergencies 1 h, livelihood 2 h, others 24 h).
type Urgency string

const (
	Normal     Urgency = "normal"
	Livelihood Urgency = "livelihood" // water, power, gas, heat, extreme weather
	Emergency  Urgency = "emergency"  // life and property, public health, unrest
)

// Urgencies lists them in rising order.
var Urgencies = []Urgency{Normal, Livelihood, Emergency}

// Channel is how the matter reached the city.
type Channel string

// Channels lists every channel.
var Channels = []Channel{"phone", "letter", "web", "wechat", "app", "sms", "open311", "walk_in"}

// Confidentiality: 0 publishable, 1 identity hidden from the public (default), 2 identity hidden from the unit,
// 3 sealed.
type Confidentiality int

// Satisfaction is the appellant's judgement. Silence is not satisfaction: Unreachable and Unable stay apart.
type Satisfaction string

const (
	Satisfied      Satisfaction = "satisfied"
	BasicSatisfied Satisfaction = "basically_satisfied"
	Dissatisfied   Satisfaction = "dissatisfied"
	Unable         Satisfaction = "unable_to_judge"
)

// Solved tells how far the matter is settled.
type Solved string

const (
	SolvedYes    Solved = "yes"
	SolvedPartly Solved = "partly"
	SolvedNo     Solved = "no"
)

// Case is the work opened for an appeal, whole: its facts, where it stands, and its parts.
type Case struct {
	ID      huiyin.CaseID
	Number  string // public, unique: date, shard, count of the day
	Version int64  // grows by one with every change
	State   State
	Round   int // 1, and one more for every re-handling

	Title, Content, Demand, Place string
	Nature                        Nature
	Category                      string // code of the category scheme
	Urgency                       Urgency
	Confidentiality               Confidentiality
	Channel                       Channel
	Area                          string   // code of district, town or community
	Lon, Lat                      *float64 // WGS-84 degrees
	Mailbox                       huiyin.MailboxID
	MailboxUnit                   huiyin.UnitID // the duty unit of that mailbox
	Person                        huiyin.PersonID
	Publish                       bool // the appellant agrees to publication
	Language                      string
	Service                       string // Open311 service code it came in by

	Lead     huiyin.UnitID
	Answer   string // the public text that was given
	Internal string // the unit's internal text, of the lead
	Article  huiyin.ArticleID

	RegisteredAt, DispatchedAt, RepliedAt, ClosedAt, ArchivedAt time.Time
	ReceivedAt                                                  time.Time // when it was last complete in our hands: registered, supplemented, objected
	Since, Due, Yellow                                          time.Time // of the present stage: its clock's start and end
	Promised                                                    time.Time // what the appellant was told
	Wake                                                        time.Time // when something happens by itself

	First, Final Satisfaction // the first judgement and the last, kept apart
	Solved       Solved
	Outcome      string // "satisfied", "dissatisfied", "unreachable", "historic", …
	Reason       string // code of decline, redirection, dissatisfaction
	RegisteredBy huiyin.StaffID
	Objected     bool
	Urges        int
	Historic     bool      // came in by import, with its own dates
	ImportedAt   time.Time // when it came in, for historic cases
	ChangedAt    time.Time // of the last step

	Assignments []Assignment
	Requests    []Request
	Visits      []Visit
}

// Part is a unit's share in a case: the lead answers for all, co-handlers contribute.
type Part string

const (
	Lead Part = "lead"
	Co   Part = "co"
)

// Assignment is a unit's part of a case in one round.
type Assignment struct {
	ID     huiyin.AssignmentID
	Parent huiyin.AssignmentID // the assignment it was handed down from, or 0
	Unit   huiyin.UnitID
	Part   Part
	Round  int
	State  AssignmentState
	Advice string
	Forced bool // dispatched by ruling: no return right

	Limit                                      calendar.Limit
	DispatchedAt, Due, Yellow                  time.Time
	SignDue, SignedAt, ContactDue, ContactedAt time.Time
	VerifiedAt, SubmittedAt, EndedAt           time.Time
	AutoSigned                                 bool
	Tries                                      int // attempts to reach the appellant
	True                                       Solved
	VerifyNote                                 string
	VerifyLon, VerifyLat                       *float64
	VerifiedBy, SubmittedBy                    huiyin.StaffID
	Internal, Public, UnsolvedReason           string
	Defects                                    string // codes of the last audit, with a space between them
	Solved                                     Solved
	SentBack                                   int
}

// Late tells whether the unit missed its limit, or has as of now.
func (a Assignment) Late(now time.Time) bool {
	if a.Due.IsZero() || a.State == Returned || a.State == Cancelled {
		return false
	}
	if !a.SubmittedAt.IsZero() && !a.State.Open() {
		return a.SubmittedAt.After(a.Due)
	}
	return now.After(a.Due)
}

// SignedInTime tells whether a person of the unit signed within the limit: what the system signed never counts.
func (a Assignment) SignedInTime() bool {
	return !a.SignedAt.IsZero() && !a.AutoSigned && (a.SignDue.IsZero() || !a.SignedAt.After(a.SignDue))
}

// Request is what somebody asks another to decide.
type Request struct {
	ID         huiyin.RequestID
	Kind       RequestKind
	Assignment huiyin.AssignmentID
	State      RequestState
	By         huiyin.StaffID // 0 for the appellant
	Unit       huiyin.UnitID
	AskedAt    time.Time
	Due        time.Time
	Reason     string // code
	Basis      string // law, duty list or catalogue row; for the appellant the reason in words
	Text       string // what the appellant will read, for non-acceptance
	Proposed   huiyin.UnitID
	DecidedBy  huiyin.StaffID
	DecidedAt  time.Time
	Opinion    string
}

// Visit is one return visit or rating.
type Visit struct {
	At           time.Time
	By           string // "unit", "centre" or "appellant"
	Unit         huiyin.UnitID
	Staff        huiyin.StaffID
	Round        int
	Reached      bool
	Satisfaction Satisfaction
	Solved       Solved
	Truthful     Solved // was the handling as the unit says?
	Opinion      string
}

// assignment finds a part by identity.
func (c *Case) assignment(id huiyin.AssignmentID) *Assignment {
	for i := range c.Assignments {
		if c.Assignments[i].ID == id {
			return &c.Assignments[i]
		}
	}
	return nil
}

func (c *Case) request(id huiyin.RequestID) *Request {
	for i := range c.Requests {
		if c.Requests[i].ID == id {
			return &c.Requests[i]
		}
	}
	return nil
}

// pending is the undecided request of one of the kinds, if there is one.
func (c *Case) pending(kinds ...RequestKind) *Request {
	for i := range c.Requests {
		if r := &c.Requests[i]; r.State == Asked && slices.Contains(kinds, r.Kind) {
			return r
		}
	}
	return nil
}

// lead is the lead's top assignment of the present round that was not returned or cancelled.
func (c *Case) lead() *Assignment {
	for i := len(c.Assignments) - 1; i >= 0; i-- {
		a := &c.Assignments[i]
		if a.Part == Lead && a.Parent == 0 && a.Round == c.Round && a.State != Returned && a.State != Cancelled {
			return a
		}
	}
	return nil
}

// below calls fn with every assignment that was handed down from one, at any depth, nearest first.
func (c *Case) below(id huiyin.AssignmentID, fn func(*Assignment)) {
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Parent == id {
			fn(a)
			c.below(a.ID, fn)
		}
	}
}

// Stage is what the public sees of the matter: until the lead has signed it was dispatched, then it is handled.
func (c *Case) Stage() Stage {
	if l := c.lead(); c.State == Dispatched && l != nil && l.State == ToSign {
		return StageDispatched
	}
	return c.State.Info().Public
}

// born is the moment whose rules hold for the case: when it was registered, or when its draft was begun.
func (c *Case) born() time.Time {
	if c.RegisteredAt.IsZero() {
		return c.Since
	}
	return c.RegisteredAt
}

// Clone copies the case with its parts, so that rules never change what they were given.
func (c Case) Clone() Case {
	c.Assignments = slices.Clone(c.Assignments)
	c.Requests = slices.Clone(c.Requests)
	c.Visits = slices.Clone(c.Visits)
	return c
}
