package calendar_test

import (
	"testing"
	"time"

	"huiyin/calendar"
)

func BenchmarkDeadline15WorkingDays(b *testing.B) {
	for _, name := range []string{"China", "New York"} {
		b.Run(name, func(b *testing.B) {
			c := places(b)[name]
			t, l := at(b, c, "2026-02-10 16:20"), limit(b, "15wd")
			b.ReportAllocs()
			for b.Loop() {
				c.Deadline(t, l)
			}
		})
	}
}

func BenchmarkDeadlinePaused(b *testing.B) {
	t, l := at(b, china, "2026-02-10 16:20"), limit(b, "15wd")
	p := calendar.Pause{From: at(b, china, "2026-02-12 10:00"), To: at(b, china, "2026-02-25 15:20")}
	b.ReportAllocs()
	for b.Loop() {
		china.Deadline(t, l, p)
	}
}

func BenchmarkYellow(b *testing.B) {
	d := china.Deadline(at(b, china, "2026-02-10 16:20"), limit(b, "15wd"))
	for b.Loop() {
		china.Yellow(d)
	}
}

func BenchmarkWorkingMinutesOverAYear(b *testing.B) {
	for _, name := range []string{"China", "New York, 24 h"} {
		b.Run(name, func(b *testing.B) {
			c := places(b)[name]
			from := at(b, c, "2025-02-10 16:20")
			to := from.Add(365 * 24 * time.Hour)
			for b.Loop() {
				c.WorkingMinutes(from, to)
			}
		})
	}
}
