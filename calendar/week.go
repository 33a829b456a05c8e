package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin"
)

// Span is a stretch of a day in minutes after local midnight, from From until before To, such as 540 to 720 for
// 09:00-12:00. To may be 1440, the end of the day. Work past midnight is two spans on two days.
type Span struct{ From, To int }

// String writes the span as 09:00-12:00.
func (s Span) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
}

// ParseSpan reads 09:00-12:00.
func ParseSpan(s string) (Span, error) {
	from, to, _ := strings.Cut(s, "-")
	a, okA := minutes(from)
	b, okB := minutes(to)
	if !okA || !okB || a >= b {
		return Span{}, huiyin.Invalid("week", "%q is not a span of a day; write it like 09:00-12:00, and work past midnight as two spans.", s)
	}
	return Span{a, b}, nil
}

func minutes(s string) (int, bool) {
	h, m, ok := strings.Cut(strings.TrimSpace(s), ":")
	hours, errH := strconv.ParseUint(h, 10, 8)
	mins, errM := strconv.ParseUint(m, 10, 8)
	n := int(hours)*60 + int(mins)
	return n, ok && errH == nil && errM == nil && len(m) == 2 && mins < 60 && n <= 1440
}

// Week is the ordinary week: the working spans of each weekday, indexed by time.Weekday, in their order.
type Week [7][]Span

// fromMonday is the order in which weeks are read, written and summed.
var fromMonday = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// ParseWeek reads weeks such as "Mon-Fri 09:00-12:00 13:00-17:00; Sat 09:00-12:00". Days not named are days of
// rest; a range may run over the end of the week, as in Sun-Thu.
func ParseWeek(s string) (Week, error) {
	var w Week
	for line := range strings.SplitSeq(s, ";") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		first, last, err := parseDays(words[0])
		if err != nil {
			return Week{}, err
		}
		var spans []Span
		for _, word := range words[1:] {
			span, err := ParseSpan(word)
			if err != nil {
				return Week{}, err
			}
			spans = append(spans, span)
		}
		for day := first; ; day = (day + 1) % 7 {
			w[day] = append(w[day], spans...)
			if day == last {
				break
			}
		}
	}
	return w.sorted()
}

func parseDays(word string) (first, last time.Weekday, err error) {
	a, b, ranged := strings.Cut(word, "-")
	if !ranged {
		b = a
	}
	i, j := slices.IndexFunc(fromMonday[:], named(a)), slices.IndexFunc(fromMonday[:], named(b))
	if i < 0 || j < 0 {
		return 0, 0, huiyin.Invalid("week", "%q does not name weekdays; write Mon, Tue, Wed, Thu, Fri, Sat, Sun or a range such as Mon-Fri.", word)
	}
	return fromMonday[i], fromMonday[j], nil
}

func named(s string) func(time.Weekday) bool {
	return func(d time.Weekday) bool { return strings.EqualFold(s, d.String()[:3]) }
}

// String writes the week as ParseWeek reads it.
func (w Week) String() string {
	var lines []string
	for i := 0; i < 7; {
		j := i + 1
		for j < 7 && slices.Equal(w[fromMonday[i]], w[fromMonday[j]]) {
			j++
		}
		if spans := w[fromMonday[i]]; len(spans) > 0 {
			line := fromMonday[i].String()[:3]
			if j > i+1 {
				line += "-" + fromMonday[j-1].String()[:3]
			}
			for _, s := range spans {
				line += " " + s.String()
			}
			lines = append(lines, line)
		}
		i = j
	}
	return strings.Join(lines, "; ")
}

// sorted is a checked copy: spans in order, none overlapping, and work on some day of the week.
func (w Week) sorted() (Week, error) {
	var out Week
	work := false
	for day, spans := range w {
		out[day] = slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return a.From - b.From })
		end := 0
		for _, s := range out[day] {
			if s.From < 0 || s.To > 1440 || s.From >= s.To {
				return Week{}, huiyin.Invalid("week", "The span %s on %s must lie within one day and end after it begins.", s, time.Weekday(day))
			}
			if s.From < end {
				return Week{}, huiyin.Invalid("week", "The spans on %s overlap at %s.", time.Weekday(day), s)
			}
			end, work = s.To, true
		}
	}
	if !work {
		return Week{}, huiyin.Invalid("week", "The week has no working hours at all; give at least one day a span such as 09:00-12:00.")
	}
	return out, nil
}
