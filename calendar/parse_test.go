package calendar_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"huiyin"
	"huiyin/calendar"
)

func TestParseHolidays(t *testing.T) {
	for _, file := range []string{"testdata/2027.csv", "testdata/2027.json"} {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		list, problems, err := calendar.ParseHolidays(f)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v, %v", file, problems, err)
		}
		c := china.With(list.Exceptions...).Announce(list.Years...)
		d := c.Deadline(at(t, c, "2026-12-30 10:00"), limit(t, "3wd"))
		if !d.Due.Equal(at(t, c, "2027-01-06 17:00")) || d.Assumed() || len(list.Exceptions) != 6 {
			t.Errorf("%s: %d exceptions\n%s", file, len(list.Exceptions), d)
		}
	}
}

func TestBadRowsAreReportedAndGoodOnesKept(t *testing.T) {
	csv := "\ufeff# invented\r\n日期,kind,name\r\n2027/1/1,放假,元旦\r\n2027-02-30,holiday,x\r\n2027-01-02,maybe,x\n" +
		"2027-01-03\n\n2027-01-01,workday,元旦\n2027-01-01,holiday,again\n2027-01-09..2027-01-08,workday,x\n" +
		"2027-01-10..2027-12-31,holiday,x\n3027-01-10,holiday,x\n2027-01-11,holiday,\xb4\xba\xbd\xda\n2027-01-12,holiday,\"a, b\"\n" +
		"2027-01-13,holiday,\"a\n2027-01-14,workday," + strings.Repeat("长", 101) + "\n2027-01-15, WorkDay"
	wantLines := []int{4, 5, 6, 8, 10, 11, 12, 13, 15, 16}
	list, problems, err := calendar.ParseHolidays(strings.NewReader(csv))
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
		if !strings.HasSuffix(p.Reason, ".") || p.Row == "" {
			t.Errorf("not a sentence about a row: %+v", p)
		}
	}
	want := []calendar.Exception{{Date: date(t, "2027-01-01"), Name: "元旦"}, {Date: date(t, "2027-01-12"), Name: "a, b"},
		{Date: date(t, "2027-01-15"), Working: true}}
	if err != nil || !slices.Equal(lines, wantLines) || !slices.Equal(list.Exceptions, want) || len(list.Years) != 0 {
		t.Errorf("lines %v, want %v; %+v, %v", lines, wantLines, list, err)
	}
}

func TestLongRowsAreCut(t *testing.T) {
	_, problems, err := calendar.ParseHolidays(strings.NewReader("2027-01-01,maybe," + strings.Repeat("长", 5000)))
	if err != nil || len(problems) != 1 || len([]rune(problems[0].Row)) != 201 {
		t.Errorf("%+v, %v", problems, err)
	}
}

func TestBadDaysInJSON(t *testing.T) {
	text := `{"year": 2027, "papers": [{"a": [1]}],
"days": [
  {"date": "2027-01-01", "name": "元旦", "isOffDay": true},
  {"date": "2027-13-01", "name": "x", "isOffDay": true},
  {"date": "2027-01-02"}, 7,
  {"date": "2027-01-01", "off": false},

  {"date": "2027-01-03", "off": false}
]}`
	list, problems, err := calendar.ParseHolidays(strings.NewReader(text))
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if err != nil || !slices.Equal(lines, []int{4, 5, 5, 6}) || len(list.Exceptions) != 2 || !slices.Equal(list.Years, []int{2027}) {
		t.Errorf("%v, %+v, %v", problems, list, err)
	}
}

func TestListsThatCannotBeRead(t *testing.T) {
	for text, say := range map[string]string{
		`{"days": [}`: "line 1",
		"{\n\"year\": 2027,\n\"days\": [{\"date\": \"2027-01-01\",\n": "line 3",
		`{"days": {}}`:       "array",
		`{"year": "2027"}`:   "number",
		`{"days": []} {}`:    "one JSON object",
		`{"days": [1] "a"}`:  "line 1",
		`{`:                  "line 1",
		"{\"days\": [\n\x00": "line 2",
	} {
		_, _, err := calendar.ParseHolidays(strings.NewReader(text))
		if huiyin.KindOf(err) != huiyin.KindInvalid || !strings.Contains(err.Error(), say) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, _, err := calendar.ParseHolidays(io.LimitReader(endless{}, 5<<20)); huiyin.KindOf(err) != huiyin.KindTooLarge {
		t.Errorf("too large: %v", err)
	}
	lost := errors.New("lost")
	if _, _, err := calendar.ParseHolidays(iotest.ErrReader(lost)); !errors.Is(err, lost) {
		t.Errorf("lost: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, strings.Repeat("#\n", len(p)/2+1)), nil }

func TestYearsWithoutDaysAreNotAnnounced(t *testing.T) {
	list, _, err := calendar.ParseHolidays(strings.NewReader(`{"year": 2028, "papers": [], "days": []}`))
	if err != nil || len(list.Years) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	got := calendar.CompleteYears(append(china.Exceptions(), calendar.Exception{Date: date(t, "2030-05-05"), Name: "a local day"}))
	if !slices.Equal(got, []int{2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026}) {
		t.Errorf("complete: %v", got)
	}
}

// TestChinaAgainstItsSource compares the built-in list with the file it was made from, where that is at hand,
// and with what can be known without it.
func TestChinaAgainstItsSource(t *testing.T) {
	list := china.Exceptions()
	off := 0
	for _, e := range list {
		if !e.Working {
			off++
		} else if wd := e.Date.Weekday(); wd != time.Saturday && wd != time.Sunday && e.Date != date(t, "2020-02-03") {
			t.Errorf("%s is a weekday and made up for", e.Date)
		}
	}
	if len(list) != 286 || off != 232 {
		t.Errorf("%d exceptions, %d of them holidays", len(list), off)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "holidays.json"))
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	source, problems, err := calendar.ParseHolidays(strings.NewReader(string(data)))
	if err != nil || len(problems) > 0 || !slices.Equal(source.Exceptions, list) {
		t.Errorf("the built-in list differs from its source: %v, %v", problems, err)
	}
}

func FuzzParseHolidays(f *testing.F) {
	for _, seed := range []string{
		"date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02..2027-01-03,workday,\"a, b\"\n",
		`{"year":2027,"days":[{"date":"2027-01-01","name":"元旦","isOffDay":true},7]}`,
		"# nothing\n\n,,\n", "{", "{\"days\":[", "\ufeff日期,x\n2027/1/1,上班", "2027-01-01,holiday,\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, problems, err := calendar.ParseHolidays(strings.NewReader(s))
		if err != nil && (len(list.Exceptions) > 0 || huiyin.KindOf(err) == "") {
			t.Fatalf("%+v with %v", list, err)
		}
		lines := strings.Count(s, "\n") + 1
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Reason == "" {
				t.Fatalf("%+v in %d lines", p, lines)
			}
		}
		for i, e := range list.Exceptions {
			if e.Date < calendar.FirstDate || e.Date > calendar.LastDate || (i > 0 && list.Exceptions[i-1].Date >= e.Date) {
				t.Fatalf("out of order or bounds: %+v", list.Exceptions)
			}
		}
		again, problems, err := calendar.ParseHolidays(strings.NewReader(written(list.Exceptions)))
		if err != nil || len(problems) > 0 || !slices.Equal(again.Exceptions, list.Exceptions) {
			t.Fatalf("written and read again: %+v became %+v, %v, %v", list, again, problems, err)
		}
	})
}

// written is a list as CSV.
func written(list []calendar.Exception) string {
	var b strings.Builder
	for _, e := range list {
		kind := "holiday"
		if e.Working {
			kind = "workday"
		}
		b.WriteString(e.Date.String() + "," + kind + `,"` + strings.ReplaceAll(e.Name, `"`, `""`) + "\"\n")
	}
	return b.String()
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-02-14", "2026/2/14", "1900-01-01", "2999-12-31", "2026-02-29", "0000-00-00", "2026-+2-14"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.ParseDate(s)
		if err != nil {
			return
		}
		if again, err := calendar.ParseDate(d.String()); err != nil || again != d || d.Year() < 1900 || d.Year() > 2999 {
			t.Errorf("%q became %s, then %s, %v", s, d, again, err)
		}
		if want := time.Unix(int64(d)*86_400, 0).UTC(); want.Weekday() != d.Weekday() {
			t.Errorf("%s is a %s, want %s", d, d.Weekday(), want.Weekday())
		}
	})
}

func TestHolidayCNFieldNames(t *testing.T) {
	day := map[string]any{"name": "元旦", "date": "2027-01-01", "isOffDay": true}
	data, err := json.Marshal(map[string]any{"$schema": "x", "$id": "y", "year": 2027, "papers": []string{}, "days": []any{day}})
	if err != nil {
		t.Fatal(err)
	}
	list, problems, err := calendar.ParseHolidays(strings.NewReader(string(data)))
	if err != nil || len(problems) > 0 || len(list.Exceptions) != 1 || list.Exceptions[0].Working {
		t.Errorf("%+v, %v, %v", list, problems, err)
	}
}
