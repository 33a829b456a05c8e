package calendar_test

import (
	"testing"

	"huiyin"
	"huiyin/calendar"
)

func TestParseLimit(t *testing.T) {
	for text, want := range map[string]struct {
		calendar.Limit
		prints string
	}{
		"15wd":    {calendar.Limit{Amount: 15, Unit: calendar.WorkingDays}, "15wd"},
		"10d":     {calendar.Limit{Amount: 10, Unit: calendar.CalendarDays}, "10d"},
		"4wh":     {calendar.Limit{Amount: 240, Unit: calendar.WorkingMinutes}, "4wh"},
		"90wm":    {calendar.Limit{Amount: 90, Unit: calendar.WorkingMinutes}, "90wm"},
		"120wm":   {calendar.Limit{Amount: 120, Unit: calendar.WorkingMinutes}, "2wh"},
		"24h":     {calendar.Limit{Amount: 1440, Unit: calendar.ClockMinutes}, "24h"},
		"30min":   {calendar.Limit{Amount: 30, Unit: calendar.ClockMinutes}, "30min"},
		" 7 WD ":  {calendar.Limit{Amount: 7, Unit: calendar.WorkingDays}, "7wd"},
		"3650d":   {calendar.Limit{Amount: 3650, Unit: calendar.CalendarDays}, "3650d"},
		"0015min": {calendar.Limit{Amount: 15, Unit: calendar.ClockMinutes}, "15min"},
	} {
		got, err := calendar.ParseLimit(text)
		if err != nil || got != want.Limit || got.String() != want.prints {
			t.Errorf("%q is %+v, prints %q, %v", text, got, got, err)
		}
	}
	for _, text := range []string{"", "15", "wd", "0wd", "-1wd", "1.5wd", "3651wd", "99999999999999999999h", "87601h", "15m", "2 weeks", "١٥wd"} {
		if got, err := calendar.ParseLimit(text); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q was read as %v, %v", text, got, err)
		}
	}
}

func FuzzParseLimit(f *testing.F) {
	for _, seed := range []string{"15wd", "10d", "4wh", "90wm", "24h", "30min", " 7 WD", "0wd", "1e9h", "-3d", "5256000min"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := calendar.ParseLimit(s)
		if err != nil {
			return
		}
		if again, err := calendar.ParseLimit(l.String()); err != nil || again != l || l.Amount < 1 {
			t.Errorf("%q became %+v, then %+v, %v", s, l, again, err)
		}
	})
}

func TestParseWeek(t *testing.T) {
	for text, prints := range map[string]string{
		"Mon-Fri 09:00-12:00 13:00-17:00":         "Mon-Fri 09:00-12:00 13:00-17:00",
		"sun-thu 8:00-16:00":                      "Mon-Thu 08:00-16:00; Sun 08:00-16:00",
		"Mon 13:00-17:00; Mon 09:00-12:00; Tue":   "Mon 09:00-12:00 13:00-17:00",
		"Mon 09:00-12:00 12:00-13:00":             "Mon 09:00-12:00 12:00-13:00",
		"Sat 00:00-24:00;;":                       "Sat 00:00-24:00",
		"Mon-Fri 09:00-17:00; Sat-Sat 9:00-12:00": "Mon-Fri 09:00-17:00; Sat 09:00-12:00",
	} {
		if w, err := calendar.ParseWeek(text); err != nil || w.String() != prints {
			t.Errorf("%q prints %q, %v", text, w, err)
		}
	}
	for _, text := range []string{"", "Mon", "Mon 9-12", "Mon 12:00-09:00", "Mon 22:00-06:00", "Mon 09:00-24:01", "Mon 09:60-10:00",
		"Mon 09:00-12:00 11:59-13:00", "Feb 09:00-12:00", "Mon- 09:00-12:00", "Mon 09:00-12:00; Mon 10:00-11:00"} {
		if w, err := calendar.ParseWeek(text); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q was read as %q, %v", text, w, err)
		}
	}
}

func FuzzParseWeek(f *testing.F) {
	for _, seed := range []string{"Mon-Fri 09:00-12:00 13:00-17:00", "Sun-Thu 8:00-16:00; Fri 00:00-24:00", "Mon 9-12", ";;", "Sat-Mon 01:00-02:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := calendar.ParseWeek(s)
		if err != nil {
			return
		}
		if again, err := calendar.ParseWeek(w.String()); err != nil || again.String() != w.String() {
			t.Errorf("%q became %q, then %q, %v", s, w, again, err)
		}
	})
}
