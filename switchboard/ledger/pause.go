package ledger

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Stretch is a part of a recording, from its start.
type Stretch struct{ From, To time.Duration }

// ParsePauses reads the stretches that were left out of a recording, as the record keeps them: "12.4-31.0 55-60.2", in
// seconds.
func ParsePauses(text string) ([]Stretch, error) {
	var out []Stretch
	for word := range strings.FieldsSeq(text) {
		a, b, two := strings.Cut(word, "-")
		from, err := seconds(a)
		if err != nil || !two {
			return nil, fmt.Errorf("read the pauses of a recording: %q is no stretch", word)
		}
		to, err := seconds(b)
		if err != nil || to < from {
			return nil, fmt.Errorf("read the pauses of a recording: %q is no stretch", word)
		}
		out = append(out, Stretch{from, to})
	}
	return out, nil
}

// dayLong is longer than any call; what is more is no number of seconds.
const dayLong = 86_400

func seconds(text string) (time.Duration, error) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= 0 && n <= dayLong) {
		return 0, fmt.Errorf("%q is no number of seconds", text)
	}
	return time.Duration(n * float64(time.Second)).Round(time.Millisecond), nil
}
