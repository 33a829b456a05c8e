package ledger

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"huiyin"
)

// Point is one thing that an inspector judges. Names are codes; the console has the words.
type Point struct {
	Name   string
	Weight int  // its share; all weights together are 100
	Spare  bool // does not come up in every call, and then counts for nothing
}

// Form is what calls are inspected by. It is data: a city may have its own.
type Form []Point

// MarkMost is the best mark for a point; 0 is the worst.
const MarkMost = 5

// DefaultForm follows what the national standard for hotline service asks of an operator.
var DefaultForm = Form{
	{Name: "greeting", Weight: 5},
	{Name: "listening", Weight: 15},
	{Name: "wording", Weight: 15},
	{Name: "accuracy", Weight: 20},
	{Name: "knowledge", Weight: 10, Spare: true},
	{Name: "registration", Weight: 15, Spare: true},
	{Name: "calming", Weight: 5, Spare: true},
	{Name: "privacy", Weight: 10, Spare: true}, // recording paused when sensitive data was asked for
	{Name: "closing", Weight: 5},
}

// Marks are what was given for the points of a form; a spare point that did not come up is not in it.
type Marks map[string]int

// Score is the weighted mean of the marks, 0 to 100. It refuses points that the form does not have, marks out of range,
// and points without a mark that every call has.
func (f Form) Score(m Marks) (int, error) {
	for name := range m {
		if !slices.ContainsFunc(f, func(p Point) bool { return p.Name == name }) {
			return 0, huiyin.Invalid("marks", "The form has no point %q; its points are %s.", name, f.names())
		}
	}
	sum, weight := 0, 0
	for _, p := range f {
		mark, given := m[p.Name]
		switch {
		case !given && p.Spare:
			continue
		case !given:
			return 0, huiyin.Invalid("marks", "The point %s needs a mark from 0 to %d.", p.Name, MarkMost)
		case mark < 0 || mark > MarkMost:
			return 0, huiyin.Invalid("marks", "The mark for %s must be from 0 to %d; it was %d.", p.Name, MarkMost, mark)
		}
		sum, weight = sum+p.Weight*mark, weight+p.Weight
	}
	if weight == 0 {
		return 0, huiyin.Invalid("marks", "Give at least one mark.")
	}
	return int(math.Round(100 * float64(sum) / float64(weight*MarkMost))), nil
}

func (f Form) names() string {
	names := make([]string, len(f))
	for i, p := range f {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// String writes marks as the record keeps them, in the order of their names: "greeting=5 listening=4".
func (m Marks) String() string {
	words := make([]string, 0, len(m))
	for name, mark := range m {
		words = append(words, name+"="+strconv.Itoa(mark))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// ParseMarks reads what String wrote.
func ParseMarks(text string) (Marks, error) {
	m := Marks{}
	for word := range strings.FieldsSeq(text) {
		name, n, two := strings.Cut(word, "=")
		mark, err := strconv.Atoi(n)
		if _, again := m[name]; !two || err != nil || name == "" || again {
			return nil, fmt.Errorf("read the marks of an inspection: %q is no mark", word)
		}
		m[name] = mark
	}
	return m, nil
}
