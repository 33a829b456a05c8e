package casework

import (
	"strings"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// LimitKind names what a limit limits.
type LimitKind string

const (
	LimitDraft         LimitKind = "draft"          // how long an unfinished registration is kept
	LimitReview        LimitKind = "review"         // registered → first review done
	LimitSupplement    LimitKind = "supplement"     // how long the appellant has to add what was asked
	LimitTransfer      LimitKind = "transfer"       // receipt → dispatched
	LimitSign          LimitKind = "sign"           // dispatched → signed
	LimitContact       LimitKind = "contact"        // dispatched → the appellant was first spoken to
	LimitHandle        LimitKind = "handle"         // dispatched → answered
	LimitReturnAsk     LimitKind = "return_ask"     // dispatched → a return order may still be asked for
	LimitReturnSigned  LimitKind = "return_signed"  // signed → the same
	LimitReturnDecide  LimitKind = "return_decide"  // asked → decided
	LimitAudit         LimitKind = "audit"          // answered → audited
	LimitVisit         LimitKind = "visit"          // audited → visited
	LimitRehandle      LimitKind = "rehandle"       // a new round → answered
	LimitDeclineDecide LimitKind = "decline_decide" // proposed → confirmed
	LimitObject        LimitKind = "object"         // declined → the appellant may object
	LimitObjection     LimitKind = "objection"      // objected → another reviewer has looked
	LimitReopen        LimitKind = "reopen"         // closed → the appellant may ask to reopen
	LimitArchive       LimitKind = "archive"        // closed → archived
)

// LimitRow is one row of the table of limits. Empty columns mean any; the most specific row that is in force
// when the case was registered wins, so a case keeps the limits it was born with.
type LimitRow struct {
	Kind     LimitKind
	Category string // a code or the beginning of codes
	Nature   Nature
	Urgency  Urgency
	Channel  Channel
	Limit    calendar.Limit
	From, To time.Time // in force from From until before To; zero means open
	Law      string
}

func row(k LimitKind, n Nature, u Urgency, limit, law string) LimitRow {
	l, err := calendar.ParseLimit(limit)
	if err != nil {
		panic(err) // a built-in row is wrong: nothing can work
	}
	return LimitRow{Kind: k, Nature: n, Urgency: u, Limit: l, Law: law}
}

// DefaultLimits are the limits of a new installation; a city changes them as data.
func DefaultLimits() []LimitRow {
	const sichuan = "Sichuan 12345 administration rules (2025): 3, 7 and 15 working days"
	const beijing = "DB11/T 2021-2022: 1 h, 2 h, 24 h from receipt"
	return []LimitRow{
		row(LimitDraft, "", "", "24h", ""),
		row(LimitReview, "", "", "30min", ""),
		row(LimitReview, "", Emergency, "5min", ""),
		row(LimitSupplement, "", "", "3wd", ""),
		row(LimitTransfer, "", "", "24h", beijing),
		row(LimitTransfer, "", Livelihood, "2h", beijing),
		row(LimitTransfer, "", Emergency, "1h", beijing),
		row(LimitSign, "", "", "1wd", ""),
		row(LimitSign, "", Livelihood, "2h", ""),
		row(LimitSign, "", Emergency, "30min", ""),
		row(LimitContact, "", "", "24h", ""),
		row(LimitContact, "", Emergency, "1h", ""),
		row(LimitHandle, "", "", "7wd", sichuan),
		row(LimitHandle, Consultation, "", "3wd", sichuan),
		row(LimitHandle, Help, "", "7wd", sichuan),
		row(LimitHandle, Suggestion, "", "7wd", sichuan),
		row(LimitHandle, Complaint, "", "15wd", sichuan),
		row(LimitHandle, Report, "", "15wd", sichuan),
		row(LimitReturnAsk, "", "", "1wd", ""),
		row(LimitReturnAsk, "", Emergency, "30min", ""),
		row(LimitReturnSigned, "", "", "3wh", ""),
		row(LimitReturnDecide, "", "", "4wh", ""),
		row(LimitReturnDecide, "", Emergency, "15min", ""),
		row(LimitAudit, "", "", "1wd", ""),
		row(LimitVisit, "", "", "5wd", ""),
		row(LimitRehandle, "", "", "5wd", ""),
		row(LimitRehandle, Consultation, "", "2wd", ""),
		row(LimitDeclineDecide, "", "", "1wd", ""),
		row(LimitObject, "", "", "5wd", ""),
		row(LimitObjection, "", "", "2wd", ""),
		row(LimitReopen, "", "", "15d", ""),
		row(LimitArchive, "", "", "15d", ""),
	}
}

// weight says how specific a row is, or -1 when it does not apply to the case.
func (r LimitRow) weight(k LimitKind, c *Case) int {
	born := c.born()
	if r.Kind != k || r.From.After(born) || (!r.To.IsZero() && !r.To.After(born)) {
		return -1
	}
	w := 0
	for _, col := range []struct {
		have, want string
		worth      int
	}{
		{string(r.Urgency), string(c.Urgency), 1000},
		{string(r.Nature), string(c.Nature), 100},
		{string(r.Channel), string(c.Channel), 10},
	} {
		switch col.have {
		case "":
		case col.want:
			w += col.worth
		default:
			return -1
		}
	}
	if !strings.HasPrefix(c.Category, r.Category) {
		return -1
	}
	return w + 10_000*len(r.Category)
}

// Book is what the procedure needs to know of the city: its calendar, its limits, and how to make identities.
type Book struct {
	Calendar calendar.Calendar
	Limits   []LimitRow
	NewID    func(time.Time) int64
}

// NewBook is the book of a city with this calendar and these limits.
func NewBook(c calendar.Calendar, limits []LimitRow) Book {
	return Book{Calendar: c, Limits: limits, NewID: huiyin.NewID[int64]}
}

// Limit finds the limit of a kind for a case; the zero Limit means that there is none. Among rows that are equally
// specific the one that came into force last wins, and then the later row: a city's rows stand after the defaults.
func (b Book) Limit(k LimitKind, c *Case) calendar.Limit {
	best, weight := LimitRow{}, -1
	for _, r := range b.Limits {
		w := r.weight(k, c)
		if w > weight || (w >= 0 && w == weight && !r.From.Before(best.From)) {
			best, weight = r, w
		}
	}
	return best.Limit
}

// due is the end of a limit that starts at t, and the moment its light turns yellow.
func (b Book) due(k LimitKind, c *Case, t time.Time) (due, yellow time.Time) {
	return b.ends(b.Limit(k, c), t)
}

// ends is the same for a limit that is known; no limit has no end.
func (b Book) ends(l calendar.Limit, t time.Time) (due, yellow time.Time) {
	if l.Amount == 0 {
		return time.Time{}, time.Time{}
	}
	d := b.Calendar.Deadline(t, l)
	return d.Due, b.Calendar.Yellow(d).Truncate(time.Millisecond)
}
