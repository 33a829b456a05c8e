package directory

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin"
	"huiyin/calendar"
	"huiyin/topic"
)

// cellRule brings a cell that is not empty into the one form in which the record keeps it, or refuses it with a
// sentence that names the field.
type cellRule func(field, s string) (string, error)

// line is one line of text of at most max characters.
func line(max int) cellRule {
	return func(field, s string) (string, error) { return topic.Clean(field, s, max, false) }
}

// prose is text of several lines.
func prose(max int) cellRule {
	return func(field, s string) (string, error) { return topic.Clean(field, s, max, true) }
}

// codeMost is the length of the longest code; it is also what a form takes for one.
const codeMost = 60

// code is what other rows name a row by: letters, digits and - _ . without spaces.
func code(field, s string) (string, error) {
	s, err := topic.Clean(field, s, codeMost, false)
	if err != nil {
		return "", err
	}
	if strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	}) {
		return "", huiyin.Invalid(field, "The field %s must be a code of letters, digits and the signs - _ . without spaces; it was %q.", field, s)
	}
	return s, nil
}

// several is a list of codes or words, separated by | (or by commas and semicolons, as people write them).
func several(each cellRule) cellRule {
	return func(field, s string) (string, error) {
		var out []string
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|,;，；、\n", r) }) {
			word, err := each(field, part)
			if err != nil {
				return "", err
			}
			if word != "" && !slices.Contains(out, word) {
				out = append(out, word)
			}
		}
		joined := strings.Join(out, "|")
		if n := utf8.RuneCountInString(joined); n > 2000 {
			return "", huiyin.Invalid(field, "The list in the field %s may have at most 2000 characters; it has %d.", field, n)
		}
		return joined, nil
	}
}

// oneOf is a choice. Each choice is given with the other words for it that are understood: "leader 领导".
func oneOf(choices ...string) cellRule {
	known := map[string]string{}
	var names []string
	for _, c := range choices {
		words := strings.Fields(c)
		names = append(names, words[0])
		for _, w := range words {
			known[w] = words[0]
		}
	}
	return func(field, s string) (string, error) {
		if v, ok := known[strings.ToLower(strings.TrimSpace(s))]; ok {
			return v, nil
		}
		return "", huiyin.Invalid(field, "The field %s must be one of %s; it was %q.", field, strings.Join(names, ", "), s)
	}
}

var flag = oneOf("true yes 1 y 是", "false no 0 n 否")

// whole is a whole number between two.
func whole(min, max int) cellRule {
	return func(field, s string) (string, error) {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < min || n > max {
			return "", huiyin.Invalid(field, "The field %s must be a whole number from %d to %d; it was %q.", field, min, max, s)
		}
		return strconv.Itoa(n), nil
	}
}

// degrees is a longitude or latitude.
func degrees(most float64) cellRule {
	return func(field, s string) (string, error) {
		f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil || !(f >= -most && f <= most) {
			return "", huiyin.Invalid(field, "The field %s must be a number of degrees from -%g to %g; it was %q.", field, most, most, s)
		}
		return printDegrees(f), nil
	}
}

func printDegrees(f float64) string { return strconv.FormatFloat(f+0, 'f', -1, 64) }

// day is a date, 2026-02-14.
func day(field, s string) (string, error) {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return "", named(field, err)
	}
	return d.String(), nil
}

// span is a limit, 7wd.
func span(field, s string) (string, error) {
	l, err := calendar.ParseLimit(s)
	if err != nil {
		return "", named(field, err)
	}
	return l.String(), nil
}

// number is a telephone number in its canonical form.
func number(field, s string) (string, error) {
	p, err := huiyin.ParsePhone(s)
	if err != nil {
		return "", named(field, err)
	}
	return string(p), nil
}

// hours are when a hotline is staffed: 24h, spans on working days (wd 09:00-17:00), or a week as the calendar
// reads it (Mon-Fri 09:00-12:00).
func hours(field, s string) (string, error) {
	s, err := topic.Clean(field, s, 200, false)
	if err != nil {
		return "", err
	}
	if l := strings.ToLower(s); l == "24h" || l == "24小时" {
		return "24h", nil
	}
	if words := strings.Fields(s); len(words) > 1 && strings.EqualFold(words[0], "wd") {
		out := "wd"
		for _, w := range words[1:] {
			span, err := calendar.ParseSpan(w)
			if err != nil {
				return "", named(field, err)
			}
			out += " " + span.String()
		}
		return out, nil
	}
	week, err := calendar.ParseWeek(s)
	if err != nil {
		return "", huiyin.Invalid(field, "The field %s must be 24h, spans on working days such as wd 09:00-17:00, or a week such as Mon-Fri 09:00-12:00; it was %q.", field, s)
	}
	return week.String(), nil
}

// named gives a refusal the name of the column it is about.
func named(field string, err error) error {
	return &huiyin.Error{Kind: huiyin.KindInvalid, Field: field, Code: "invalid_" + field, Say: "The field " + field + " cannot be read. " + say(err)}
}

// say is the sentence of a refusal.
func say(err error) string {
	if e, ok := err.(*huiyin.Error); ok {
		return e.Say
	}
	return err.Error()
}
