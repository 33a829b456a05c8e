package calendar

import (
	"math"
	"time"
)

// Moments and lengths inside the package are whole microseconds, counted from 1970-01-01 UTC: nanoseconds in an
// int64 would end in 2262.
const (
	second = int64(1_000_000)
	minute = 60 * second
	day    = 24 * 60 * minute

	// settled is longer than any two offsets from UTC have ever been apart: this long after a change of the
	// clocks no reading of the old clock can come again.
	settled = 27 * 60 * minute
)

// clock reads a zone and remembers the offset it read last, because questions come in runs of near days.
// It is a value: whoever asks copies it and so shares nothing.
type clock struct {
	zone     *time.Location
	offset   int64
	from, to int64 // the offset is in force from from until before to
}

func (k *clock) look(m int64) {
	if m >= k.from && m < k.to {
		return
	}
	t := time.UnixMicro(m).In(k.zone)
	_, seconds := t.Zone()
	k.offset, k.from, k.to = int64(seconds)*second, math.MinInt64, math.MaxInt64
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		k.from = start.UnixMicro()
	}
	if !end.IsZero() {
		k.to = end.UnixMicro()
	}
	if k.to <= m { // package time takes years beyond its table to have 365 days: the last of a leap year comes here
		k.to = (floorDiv(m, day) + 1) * day
	}
}

// at is the first moment at which the clock on the wall shows the reading (microseconds since 1970-01-01 00:00
// local) or a later one: where clocks are put forward over it the moment of the change, where they are put back
// the first of the two.
func (k *clock) at(wall int64) int64 {
	if m := wall - k.offset; m < k.to && (k.from == math.MinInt64 || m >= k.from+settled) {
		return m
	}
	k.look(wall - settled)
	for range 8 { // a zone changes its clocks at most a few times in two days
		if m := max(wall-k.offset, k.from); m < k.to {
			return m
		}
		k.look(k.to)
	}
	return wall - k.offset
}

// start is the first moment of a day.
func (k *clock) start(d Date) int64 { return k.at(int64(d) * day) }

// date is the day a moment lies in. Where clocks are put back across midnight the new day stays begun, so that
// a later moment never lies in an earlier day.
func (k *clock) date(m int64) Date {
	k.look(m)
	d := Date(floorDiv(m+k.offset, day))
	if k.from != math.MinInt64 && m < k.from+settled {
		for k.start(d+1) <= m {
			d++
		}
	}
	return d
}
