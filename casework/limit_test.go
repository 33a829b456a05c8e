package casework

import (
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
)

func limited(k LimitKind, limit string, more func(*LimitRow)) LimitRow {
	r := row(k, "", "", limit, "")
	if more != nil {
		more(&r)
	}
	return r
}

// The narrowest row wins: a category above an urgency, an urgency above a nature, a nature above a channel.
func TestTheMostSpecificLimitWins(t *testing.T) {
	rows := []LimitRow{
		limited(LimitHandle, "30wd", nil),
		limited(LimitHandle, "9wd", func(r *LimitRow) { r.Channel = "phone" }),
		limited(LimitHandle, "8wd", func(r *LimitRow) { r.Nature = Complaint }),
		limited(LimitHandle, "7wd", func(r *LimitRow) { r.Nature, r.Channel = Complaint, "phone" }),
		limited(LimitHandle, "2h", func(r *LimitRow) { r.Urgency = Emergency }),
		limited(LimitHandle, "6wd", func(r *LimitRow) { r.Category = "01" }),
		limited(LimitHandle, "5wd", func(r *LimitRow) { r.Category = "0102" }),
		limited(LimitHandle, "4wd", func(r *LimitRow) { r.Category, r.Nature = "0102", Complaint }),
		limited(LimitSign, "1wd", nil),
	}
	for _, k := range []struct {
		name string
		c    Case
		want string
	}{
		{"nothing known", Case{}, "30wd"},
		{"a channel", Case{Channel: "phone"}, "9wd"},
		{"another channel", Case{Channel: "web"}, "30wd"},
		{"a nature", Case{Nature: Complaint}, "8wd"},
		{"nature and channel", Case{Nature: Complaint, Channel: "phone"}, "7wd"},
		{"an emergency above nature and channel", Case{Nature: Complaint, Channel: "phone", Urgency: Emergency}, "2h"},
		{"a category above an emergency", Case{Category: "0199", Urgency: Emergency}, "6wd"},
		{"a narrower category", Case{Category: "010203"}, "5wd"},
		{"category and nature", Case{Category: "0102", Nature: Complaint}, "4wd"},
		{"another category", Case{Category: "02"}, "30wd"},
		{"the beginning of a code is not a code below it", Case{Category: "0"}, "30wd"},
	} {
		for range 5 { // in whatever order the rows come
			b := NewBook(calendar.China(), rows)
			if got := b.Limit(LimitHandle, &k.c).String(); got != k.want {
				t.Errorf("%s: %s, want %s", k.name, got, k.want)
			}
			rows = append(rows[3:len(rows):len(rows)], rows[:3]...)
		}
	}
	if got := NewBook(calendar.China(), rows).Limit(LimitVisit, &Case{}); got.Amount != 0 {
		t.Errorf("a kind without a row has the limit %v", got)
	}
}

// A case keeps the limits it was born with, whatever is decided later.
func TestLimitsHoldFromTheirDate(t *testing.T) {
	change := day(10, 1, 0, 0)
	rows := append(DefaultLimits(),
		limited(LimitVisit, "4wd", func(r *LimitRow) { r.To = change }),
		limited(LimitVisit, "3wd", func(r *LimitRow) { r.From = change }),
		limited(LimitDraft, "2h", func(r *LimitRow) { r.From = change }))
	b := NewBook(calendar.China(), rows)
	for _, k := range []struct {
		registered time.Time
		want       string
	}{
		{change.Add(-time.Millisecond), "4wd"}, {change, "3wd"}, {change.AddDate(5, 0, 0), "3wd"},
	} {
		if got := b.Limit(LimitVisit, &Case{RegisteredAt: k.registered}).String(); got != k.want {
			t.Errorf("registered at %v: %s, want %s", k.registered, got, k.want)
		}
	}
	s := dispatched(t, section)
	s.b.Limits = rows
	s.now = change.AddDate(0, 0, 1)
	s.handle(ofSection)
	s.take(officer, PassReply, Form{})
	if p, err := s.b.Proof(&s.c, 0); err != nil || p.Limit.String() != "4wd" || !p.Due.Equal(s.c.Due) {
		t.Errorf("a case from before is visited within %v %v", p.Limit, err)
	}
	for at, want := range map[time.Time]time.Duration{change.Add(-time.Hour): 24 * time.Hour, change: 2 * time.Hour} {
		if c := b.Begin(Case{}, operator, at).Case; c.Due.Sub(at) != want {
			t.Errorf("a draft begun at %v is kept for %v, want %v", at, c.Due.Sub(at), want)
		}
	}
}

func TestOfEqualRowsTheLaterInForceWinsAndThenTheCitys(t *testing.T) {
	old := limited(LimitVisit, "4wd", func(r *LimitRow) { r.From = day(1, 1, 0, 0) })
	newer := limited(LimitVisit, "3wd", func(r *LimitRow) { r.From = day(2, 1, 0, 0) })
	for _, rows := range [][]LimitRow{{old, newer}, {newer, old}} {
		if got := NewBook(calendar.China(), rows).Limit(LimitVisit, &Case{RegisteredAt: wednesday}).String(); got != "3wd" {
			t.Errorf("%v: %s", rows, got)
		}
	}
	citys := limited(LimitVisit, "9wd", nil)
	if got := NewBook(calendar.China(), append(DefaultLimits(), citys)).Limit(LimitVisit, &Case{}).String(); got != "9wd" {
		t.Errorf("the city's own row gives way to the default: %s", got)
	}
}

// Without a limit nothing is due, nothing is late and nothing happens by itself.
func TestACityWithoutLimits(t *testing.T) {
	s := tell(t)
	s.b.Limits = nil
	s.take(huiyin.TheAppellant, Register, complaint)
	s.take(reviewer, Pass, Form{})
	s.take(officer, Dispatch, unit(section, office))
	if !s.c.Due.IsZero() || !s.c.Wake.IsZero() || !s.part(section).Due.IsZero() {
		t.Errorf("due %v, wakes %v", s.c.Due, s.c.Wake)
	}
	if _, err := s.b.Proof(&s.c, 0); err == nil {
		t.Error("there is a proof of no deadline")
	}
	s.now = s.now.AddDate(1, 0, 0)
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, AssignDown, Form{Unit: team, Limit: calendar.Limit{Amount: 2, Unit: calendar.WorkingDays}})
	if s.part(team).Due.IsZero() {
		t.Error("a part with its own limit below one without has none")
	}
	s.handle(ofTeam)
	s.take(ofSection, Submit, finished)
	if late := s.last.Events[0].Facts["late"]; late != false {
		t.Errorf("an answer without a limit is late: %v", late)
	}
	s.take(ofOffice, Sign, Form{})
	s.take(ofOffice, AskReturn, Form{Basis: "Not ours."})
}

// The default limits are those of the regulations.
func TestDefaultLimits(t *testing.T) {
	b := book()
	for _, k := range []struct {
		kind LimitKind
		c    Case
		want string
	}{
		{LimitReview, Case{}, "30min"}, {LimitReview, Case{Urgency: Emergency}, "5min"},
		{LimitTransfer, Case{}, "24h"}, {LimitTransfer, Case{Urgency: Livelihood}, "2h"}, {LimitTransfer, Case{Urgency: Emergency}, "1h"},
		{LimitSign, Case{}, "1wd"}, {LimitSign, Case{Urgency: Livelihood}, "2h"}, {LimitSign, Case{Urgency: Emergency}, "30min"},
		{LimitContact, Case{}, "24h"}, {LimitContact, Case{Urgency: Emergency}, "1h"},
		{LimitHandle, Case{Nature: Consultation}, "3wd"}, {LimitHandle, Case{Nature: Help}, "7wd"}, {LimitHandle, Case{Nature: Suggestion}, "7wd"},
		{LimitHandle, Case{Nature: Complaint}, "15wd"}, {LimitHandle, Case{Nature: Report}, "15wd"}, {LimitHandle, Case{Nature: OtherNature}, "7wd"},
		{LimitRehandle, Case{Nature: Consultation}, "2wd"}, {LimitRehandle, Case{Nature: Complaint}, "5wd"},
		{LimitSupplement, Case{}, "3wd"}, {LimitAudit, Case{}, "1wd"}, {LimitVisit, Case{}, "5wd"}, {LimitReopen, Case{}, "15d"}, {LimitArchive, Case{}, "15d"},
		{LimitObject, Case{}, "5wd"}, {LimitObjection, Case{}, "2wd"}, {LimitDraft, Case{}, "24h"},
		{LimitReturnAsk, Case{}, "1wd"}, {LimitReturnSigned, Case{}, "3wh"}, {LimitReturnDecide, Case{}, "4wh"}, {LimitReturnDecide, Case{Urgency: Emergency}, "15min"},
	} {
		if got := b.Limit(k.kind, &k.c).String(); got != k.want {
			t.Errorf("%s of %s %s: %s, want %s", k.kind, k.c.Nature, k.c.Urgency, got, k.want)
		}
	}
	for _, s := range States {
		if s.Limit != "" && !slices.ContainsFunc(DefaultLimits(), func(r LimitRow) bool { return r.Kind == s.Limit }) {
			t.Errorf("%s has the limit %s, which no row sets", s.State, s.Limit)
		}
	}
}
