package store

import (
	"database/sql"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
)

// ServiceRequest is a case as the world outside may know it: where it stands and since when, and its words once they
// were published. Nothing in it says who asked.
type ServiceRequest struct {
	ID                                                                huiyin.CaseID
	Number, Category, Service                                         string
	State                                                             casework.State
	ToSign                                                            bool // it was dispatched, and the lead has not signed yet
	Round                                                             int
	Confidentiality                                                   casework.Confidentiality
	Channel                                                           casework.Channel
	Lead                                                              huiyin.UnitID
	RegisteredAt, DispatchedAt, RepliedAt, ClosedAt, Promised, Change time.Time
	Published                                                         bool // what follows is for the public; before that it is not
	Title, Content, Answer                                            string
	Place, Area                                                       string
	Lon, Lat                                                          *float64
}

// The place of a case is not part of its publication, but is bound to it: it leaves the record with the words or not
// at all. Taking persons out of it is left to whoever shows it.
const serviceRequestColumns = `c.case_id, c.number, c.category, c.service, c.state, c.round, c.confidentiality, c.channel, c.lead_id,
 c.state = 'dispatched' AND EXISTS (SELECT 1 FROM assignments s WHERE s.case_id = c.case_id AND s.unit_id = c.lead_id AND s.part = 'lead' AND s.state = 'to_sign'),
 c.registered_at, c.dispatched_at, c.replied_at, c.closed_at, c.promised_at, c.changed_at, p.case_id IS NOT NULL,
 COALESCE(p.title, ''), COALESCE(p.content, ''), COALESCE(p.answer, ''),
 CASE WHEN p.case_id IS NULL THEN '' ELSE c.place END, COALESCE(p.area, ''),
 CASE WHEN p.case_id IS NULL THEN NULL ELSE c.lon END, CASE WHEN p.case_id IS NULL THEN NULL ELSE c.lat END`

func scanServiceRequest(r *sql.Rows) (ServiceRequest, error) {
	var s ServiceRequest
	return s, r.Scan(&s.ID, &s.Number, &s.Category, &s.Service, &s.State, &s.Round, &s.Confidentiality, &s.Channel, &s.Lead, &s.ToSign,
		ms{&s.RegisteredAt}, ms{&s.DispatchedAt}, ms{&s.RepliedAt}, ms{&s.ClosedAt}, ms{&s.Promised}, ms{&s.Change}, &s.Published,
		&s.Title, &s.Content, &s.Answer, &s.Place, &s.Area, &s.Lon, &s.Lat)
}

// ServiceRequestsByNumber reads those of the numbers that came in as service requests or are published, the newest
// first. Numbers that are neither are left out.
func (t *Tx) ServiceRequestsByNumber(numbers []string) ([]ServiceRequest, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	var args []any
	return all(t, `SELECT `+serviceRequestColumns+` FROM cases c LEFT JOIN publications p ON p.case_id = c.case_id
 WHERE c.number IN `+in(&args, numbers)+` AND (c.channel = 'open311' OR p.case_id IS NOT NULL) AND c.state <> 'draft' AND c.registered_at IS NOT NULL
 ORDER BY c.case_id DESC`, args, scanServiceRequest)
}

// ServiceRequestFilter says which service requests a list shows; empty fields do not narrow.
type ServiceRequestFilter struct {
	From, To                   time.Time // registered; both are included, and both must be set
	Services                   []string  // codes: what the request was made for, else what the case is about, below the code too
	States                     []casework.State
	ChangedAfter, ChangedUntil time.Time
	Offset, Limit              int
}

// begunBefore is how long before its registration a case may have been begun: its identity is as old as its draft.
const begunBefore = 8 * 24 * time.Hour

// ServiceRequests lists those that came in as such or are published and whose identity is not hidden, newest first.
func (t *Tx) ServiceRequests(f ServiceRequestFilter) ([]ServiceRequest, error) {
	var args []any
	low := arg(&args, int64(huiyin.FirstID[huiyin.CaseID](f.From.Add(-begunBefore))))
	high := arg(&args, int64(huiyin.FirstID[huiyin.CaseID](f.To.Add(time.Millisecond))))
	where := strings.Join(f.narrow(&args), " AND ")
	most := arg(&args, f.Offset+f.Limit)
	// Each half is one range of one index, and stops when it has enough.
	return all(t, `SELECT `+serviceRequestColumns+` FROM cases c LEFT JOIN publications p ON p.case_id = c.case_id WHERE c.case_id IN (
 SELECT a.case_id FROM (SELECT c.case_id FROM cases c WHERE c.channel = 'open311' AND c.case_id >= `+low+` AND c.case_id < `+high+` AND `+where+`
  ORDER BY c.case_id DESC LIMIT `+most+`) a
 UNION SELECT b.case_id FROM (SELECT p.case_id FROM publications p CROSS JOIN cases c WHERE c.case_id = p.case_id AND p.case_id >= `+low+` AND p.case_id < `+high+` AND `+where+`
  ORDER BY p.case_id DESC LIMIT `+most+`) b)
 ORDER BY c.case_id DESC LIMIT `+arg(&args, f.Limit)+` OFFSET `+arg(&args, f.Offset), args, scanServiceRequest)
}

func (f *ServiceRequestFilter) narrow(args *[]any) []string {
	where := []string{"c.confidentiality <= 1", "c.state <> 'draft'", "c.registered_at >= " + arg(args, f.From.UnixMilli()), "c.registered_at <= " + arg(args, f.To.UnixMilli())}
	if len(f.States) > 0 {
		where = append(where, "c.state || '' IN "+in(args, f.States)) // the index of states would find very many cases of other kinds
	}
	if !f.ChangedAfter.IsZero() {
		where = append(where, "c.changed_at >= "+arg(args, f.ChangedAfter.UnixMilli()))
	}
	if !f.ChangedUntil.IsZero() {
		where = append(where, "c.changed_at <= "+arg(args, f.ChangedUntil.UnixMilli()))
	}
	var about []string
	for _, code := range f.Services {
		mark := arg(args, code)
		about = append(about, "c.service = "+mark+" OR (c.service = '' AND c.category >= "+mark+" AND c.category < "+arg(args, code+lastLetter)+")")
	}
	if len(about) > 0 {
		where = append(where, "("+strings.Join(about, " OR ")+")")
	}
	return where
}

// EventsOfCases lists the events of several cases, each case's in their order.
func (t *Tx) EventsOfCases(ids []huiyin.CaseID) ([]huiyin.Event, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	streams := make([]int64, len(ids))
	for i, id := range ids {
		streams[i] = int64(id)
	}
	var args []any
	return all(t, `SELECT `+eventColumns+` FROM events WHERE stream IN `+in(&args, streams)+` ORDER BY stream, n`, args, scanEvent)
}
