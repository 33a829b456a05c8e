package room

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
)

func TestHours(t *testing.T) {
	var china calendar.Calendar
	at := func(s string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", s, china.Zone())
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct {
		hours, at string
		open      bool
		next      string
	}{
		{"", "2026-11-25 03:00", true, ""},
		{"24h", "2026-11-25 03:00", true, ""},
		{"wd 09:00-12:00 13:00-17:00", "2026-11-25 09:00", true, ""},
		{"wd 09:00-12:00 13:00-17:00", "2026-11-25 12:00", false, "2026-11-25 13:00"},
		{"wd 09:00-12:00 13:00-17:00", "2026-11-25 17:00", false, "2026-11-26 09:00"},
		{"wd 09:00-17:00", "2026-11-27 23:59", false, "2026-11-30 09:00"},      // a Friday
		{"wd 09:00-17:00", "2026-10-01 10:00", false, "2026-10-08 09:00"},      // National Day
		{"wd 09:00-17:00", "2026-10-10 10:00", true, ""},                       // a make-up Saturday
		{"Mon-Sun 08:30-20:30", "2026-10-01 08:29", false, "2026-10-01 08:30"}, // holidays do not count here
		{"Mon-Fri 08:00-12:00; Sat 09:00-10:00", "2026-11-28 09:30", true, ""}, // a Saturday
		{"Mon-Fri 08:00-12:00; Sat 09:00-10:00", "2026-11-28 10:00", false, "2026-11-30 08:00"},
	} {
		h, err := ParseHours(c.hours)
		if err != nil {
			t.Fatalf("%q: %v", c.hours, err)
		}
		if h.Open(china, at(c.at)) != c.open {
			t.Errorf("%q at %s: open is not %v", c.hours, c.at, c.open)
		}
		if c.next == "" {
			c.next = c.at
		}
		if got := h.Next(china, at(c.at)); !got.Equal(at(c.next)) {
			t.Errorf("%q after %s opens at %v, want %s", c.hours, c.at, got, c.next)
		}
	}
	for _, bad := range []string{"wd", "wd 9", "always", "Mon 25:00-26:00"} {
		if h, err := ParseHours(bad); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q was read as %v, %v", bad, h, err)
		}
	}
}

// Whatever can be read opens when it says it does next.
func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"24h", "", "wd 09:00-17:00", "Mon-Fri 09:00-12:00; Sun 23:00-24:00", "wd 00:00-00:01 23:59-24:00", "wd x"} {
		f.Add(s, int64(1_795_000_000))
	}
	f.Fuzz(func(t *testing.T, s string, unix int64) {
		h, err := ParseHours(s)
		if err != nil {
			if huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		var china calendar.Calendar
		from := time.Unix(unix%4_000_000_000, 0)
		next := h.Next(china, from)
		if next.Before(from) || !next.Equal(from) && !h.Open(china, next) {
			t.Fatalf("%q opens at %v after %v, and is shut then", s, next, from)
		}
	})
}
