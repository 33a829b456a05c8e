package desk_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/store"
)

// letters imports a table of letters.
func (h *house) letters(name string, r io.Reader) directory.Report {
	h.t.Helper()
	table, err := sheet.NewReader(name, r)
	if err != nil {
		h.t.Fatal(err)
	}
	report, err := h.ImportLetters(context.Background(), directory.Intake{Rows: table.Rows(), By: huiyin.TheSystem})
	if err != nil {
		h.t.Fatal(err)
	}
	return report
}

// exportedCases are the lines of an export of cases, by title.
func (h *house) exportedCases() map[string]map[string]string {
	h.t.Helper()
	out := map[string]map[string]string{}
	if err := h.ExportCases(context.Background(), func(cells []string) error {
		line := map[string]string{}
		for i, c := range desk.CaseColumns {
			line[c] = cells[i]
		}
		out[line["title"]] = line
		return nil
	}); err != nil {
		h.t.Fatal(err)
	}
	return out
}

func (h *house) heads() (n int64) {
	h.t.Helper()
	if err := h.store.Read(context.Background(), func(t *store.Tx) error {
		heads, err := t.Heads()
		for _, head := range heads {
			n += head
		}
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func sample(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/letters.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Nine good letters among many bad ones: each keeps its own times, and every bad one is named with its reason.
func TestLettersOfThePast(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.letters("letters.jsonl", bytes.NewReader(sample(t)))
		if r.Rows != 27 || r.Added != 9 || r.Unchanged != 1 || r.Changed != 0 {
			t.Errorf("the report is %d rows, %d added, %d unchanged, %d changed", r.Rows, r.Added, r.Unchanged, r.Changed)
		}
		reasons := map[int]string{10: "no id", 11: "is no time", 12: "is no time", 13: "between the year 2000 and now", 14: "between the year 2000 and now",
			15: "neither a subject nor a text", 16: "older than the letter", 17: "reply has no time", 18: "no reply", 19: "no time", 20: "no unit",
			21: "no category", 22: "nature", 23: "no letter box", 24: "JSON", 25: "other words", 26: "answered otherwise"}
		for _, b := range r.Bad {
			if want := reasons[b.Line]; want == "" || !strings.Contains(b.Reason, want) {
				t.Errorf("line %d is refused: %s; want %q", b.Line, b.Reason, want)
			}
			delete(reasons, b.Line)
		}
		if len(reasons) > 0 {
			t.Errorf("these lines should have been refused: %v", reasons)
		}
		lines := h.exportedCases()
		for _, want := range []struct{ title, state, registered, replied, closed string }{
			{"小区门口的树枝挡住了路牌", "closed", "2019-03-04T08:15:30+08:00", "2019-03-19T16:02:00+08:00", "2019-03-19T16:02:00+08:00"},
			{"公交末班车能否晚一点", "registered", "2019-03-05T21:40:00+08:00", "", ""},
			{"广场音响太吵", "closed", "2019-12-31T23:59:59+08:00", "2020-01-09T00:00:00+08:00", "2020-01-09T00:00:00+08:00"},
			{"同日答复，只记日期", "closed", "2018-06-01T09:30:00+08:00", "2018-06-01T09:30:00+08:00", "2018-06-01T09:30:00+08:00"},
			{"只有正文，没有主题。", "registered", "2018-06-02T09:30:00+08:00", "", ""},
			{"只有主题，没有正文", "registered", "2018-06-03T00:00:00+08:00", "", ""},
			{"控制字符", "registered", "2018-06-04T10:00:00+08:00", "", ""},
			{"同号不同时，是另一封信", "registered", "2017-03-04T08:15:30+08:00", "", ""},
		} {
			got := lines[want.title]
			if got["state"] != want.state || got["registered_at"] != want.registered || got["replied_at"] != want.replied || got["closed_at"] != want.closed {
				t.Errorf("%s came in as %v", want.title, got)
			}
		}
	})
}

func TestALetterThatSaysMore(t *testing.T) {
	h := open(t, "sqlite")
	h.letters("letters.jsonl", bytes.NewReader(sample(t)))
	var c casework.Case
	for title, line := range h.exportedCases() {
		if strings.HasPrefix(title, "这个主题写得太长了") {
			if n := len([]rune(title)); n != 120 || !strings.HasSuffix(title, "…") {
				t.Errorf("a long subject became a title of %d characters: %s", n, title)
			}
			if line["unit"] != "WATER" || line["nature"] != "complaint" || line["category"] != "01" || line["area"] != "510104" || line["channel"] != "letter" || line["solved"] != "" {
				t.Errorf("the line is %v", line)
			}
			c = h.byNumber(line["number"])
		}
	}
	if c.Mailbox != h.box || !c.Publish || !c.Historic || !c.ImportedAt.Equal(wednesday) || c.Lead != h.units["WATER"] || c.Answer != "已看完。" || c.Outcome != "historic" {
		t.Errorf("the case is %+v", c)
	}
	if a := c.Assignments[0]; a.State != casework.Passed || a.AutoSigned || a.SubmittedBy != 0 || a.Solved != "" {
		t.Errorf("its assignment is %+v", a)
	}
	v, err := h.Show(context.Background(), c.ID, centre(3, huiyin.TransferOfficer))
	if err != nil || len(v.Events) != 10 || len(v.Contacts) != 2 {
		t.Fatalf("%d events and %d contacts: %v", len(v.Events), len(v.Contacts), err)
	}
	for _, e := range v.Events {
		if e.By != "system" || strings.Contains(string(e.Data), `"solved"`) {
			t.Errorf("the event %s by %s: %s", e.Kind, e.By, e.Data)
		}
	}
	p, err := h.Identity(context.Background(), c.ID, "test", centre(3, huiyin.TransferOfficer))
	if err != nil || len([]rune(p.Name)) != 60 || p.Kind != "person" {
		t.Errorf("the account is %+v: %v", p, err)
	}
}

func (h *house) byNumber(number string) (c casework.Case) {
	h.t.Helper()
	if err := h.store.Read(context.Background(), func(t *store.Tx) (err error) {
		c, err = t.CaseByNumber(number)
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return c
}

// The same file again makes nothing; a reply that comes later is put in at its own time; timers wait for the day it
// came in, not for the past.
func TestLettersAgainAndLater(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.letters("letters.jsonl", bytes.NewReader(sample(t)))
		before := h.heads()
		if r := h.letters("letters.jsonl", bytes.NewReader(sample(t))); r.Added+r.Changed != 0 || r.Unchanged != 10 || h.heads() != before {
			t.Errorf("again: %d added, %d changed, %d unchanged, %d events", r.Added, r.Changed, r.Unchanged, h.heads()-before)
		}
		later := `{"id":"1002","subject":"公交末班车能否晚一点","time":"2019-03-05 21:40","detail":"下夜班赶不上末班车，\n希望延后半小时。","reply":"已延后。","reply_time":"2019-04-01 10:00:00"}`
		if r := h.letters("x.jsonl", strings.NewReader(later)); r.Changed != 1 {
			t.Errorf("a later reply: %+v", r)
		}
		line := h.exportedCases()["公交末班车能否晚一点"]
		if line["state"] != "closed" || line["registered_at"] != "2019-03-05T21:40:00+08:00" || line["replied_at"] != "2019-04-01T10:00:00+08:00" {
			t.Errorf("after a later reply the case is %v", line)
		}
		if r := h.letters("x.jsonl", strings.NewReader(later)); r.Unchanged != 1 {
			t.Errorf("the later reply again: %+v", r)
		}
		if n, err := h.Tick(context.Background()); n != 0 || err != nil {
			t.Errorf("right after the import the timers took %d steps: %v", n, err)
		}
		h.clock.Advance(16 * 24 * time.Hour)
		if n, err := h.Tick(context.Background()); n != 5 || err != nil {
			t.Errorf("16 days after the import the timers took %d steps, want 5 archivings: %v", n, err)
		}
	})
}

// Somebody has begun to work on a letter: its reply is not put over that.
func TestALetterThatIsWorkedOn(t *testing.T) {
	h := open(t, "sqlite")
	h.letters("letters.jsonl", bytes.NewReader(sample(t)))
	c := h.byNumber(h.exportedCases()["只有主题，没有正文"]["number"])
	h.take(c.ID, centre(2, huiyin.Reviewer), casework.Pass, casework.Form{})
	r := h.letters("x.jsonl", strings.NewReader(`{"id":"1006","subject":"只有主题，没有正文","time":"2018-06-03","reply":"好","reply_time":"2018-07-01"}`))
	if len(r.Bad) != 1 || !strings.Contains(r.Bad[0].Reason, "worked on") {
		t.Errorf("the report is %+v", r)
	}
}

// Letters go out with their ids and come in again as they were, without saying who wrote them.
func TestLettersOutAndInAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.letters("letters.jsonl", bytes.NewReader(sample(t)))
		var out strings.Builder
		w, err := sheet.NewWriter(sheet.CSV, &out, desk.LetterColumns)
		if err == nil {
			err = h.ExportLetters(context.Background(), w.Write)
		}
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		before := h.heads()
		if r := h.letters("out.csv", strings.NewReader(out.String())); r.Unchanged != 9 || len(r.Bad) > 0 || h.heads() != before {
			t.Errorf("an export brought in again: %+v", r)
		}
		if strings.Contains(out.String(), "AA000") {
			t.Error("the export says who wrote the letters")
		}
		twin := open(t, "sqlite")
		if r := twin.letters("out.csv", strings.NewReader(out.String())); r.Added != 9 {
			t.Errorf("in a new record: %+v", r)
		}
		var again strings.Builder
		w, err = sheet.NewWriter(sheet.CSV, &again, desk.LetterColumns)
		if err == nil {
			err = twin.ExportLetters(context.Background(), w.Write)
		}
		if err = errors.Join(err, w.Close()); err != nil || again.String() != out.String() {
			t.Errorf("the twin exports differently: %v\n%s\n%s", err, again.String(), out.String())
		}
	})
}

// Third-party letters, where a developer has them: all are closed, with the very times of the file.
func TestRealLettersWhereTheyAre(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/letters/letters_with_replies.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	onBoth(t, func(t *testing.T, h *house) {
		want := map[string]int{}
		table, err := sheet.NewReader("letters.jsonl", bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for r, err := range table.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			want[moment(t, r.Get("time"))+" "+moment(t, r.Get("reply_time"))]++
			count++
		}
		start := time.Now()
		report := h.letters("letters.jsonl", bytes.NewReader(data))
		t.Logf("%s: %.0f letters a second", h.store.Engine(), float64(count)/time.Since(start).Seconds())
		if report.Added != count || len(report.Bad) > 0 {
			t.Fatalf("of %d letters %d were added; refused: %v", count, report.Added, report.Bad)
		}
		if err := h.ExportCases(context.Background(), func(cells []string) error {
			if cells[1] != "closed" || cells[4] != cells[5] {
				t.Errorf("a letter is %s, answered %s, closed %s", cells[1], cells[4], cells[5])
			}
			want[cells[3]+" "+cells[4]]--
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for times, n := range want {
			if n != 0 {
				t.Errorf("%d letters too few with the times %s", n, times)
			}
		}
		before := h.heads()
		if report := h.letters("letters.jsonl", bytes.NewReader(data)); report.Unchanged != count || h.heads() != before {
			t.Errorf("the second time %d of %d letters were unchanged", report.Unchanged, count)
		}
	})
}

func moment(t *testing.T, s string) string {
	t.Helper()
	for _, form := range []string{"2006-01-02 15:04:05", "2006/1/2"} {
		if at, err := time.ParseInLocation(form, s, wednesday.Location()); err == nil {
			return at.Format(time.RFC3339)
		}
	}
	t.Fatalf("the file has the time %q", s)
	return ""
}

// Old systems write GB18030; what is no text in any encoding is one bad row.
func TestLettersInOtherEncodings(t *testing.T) {
	h := open(t, "sqlite")
	gb := "id,subject,time,detail\n1,\xc2\xb7\xb5\xc6,2019-01-02,\xb2\xbb\xc1\xc1\n2,x\xff\xff,2019-01-02,y\n"
	r := h.letters("gb.csv", strings.NewReader(gb))
	if r.Added != 1 || len(r.Bad) != 1 || r.Bad[0].Line != 3 || !strings.Contains(r.Bad[0].Reason, "no text") {
		t.Errorf("the report is %+v", r)
	}
	if h.exportedCases()["路灯"]["state"] != "registered" {
		t.Errorf("the letter came in as %v", h.exportedCases())
	}
}
