package voices

import (
	"errors"
	"fmt"
	"strings"

	"huiyin/demo/city"
)

// readCallers reads blocks that begin with "@ key language variant speed pitch"; the file says what follows. The
// errors begin with the number of the line.
func readCallers(text string) ([]Caller, error) {
	var all []Caller
	for n, line := range strings.Split(text, "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch {
		case word == "" || word[0] == '#':
		case word == "@":
			var c Caller
			c, err = newCaller(rest)
			all = append(all, c)
		case len(all) == 0:
			err = errors.New("a line before the first caller")
		default:
			err = all[len(all)-1].set(word, rest)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	for _, c := range all {
		if l := c.Letter; l.Category == "" || l.Nature == "" || l.Urgency == "" || l.Area == "" || l.Place == "" ||
			l.Title == "" || l.Content == "" || c.Said == "" {
			return nil, fmt.Errorf("caller %q: something is missing", c.Key)
		}
	}
	return all, nil
}

func newCaller(head string) (Caller, error) {
	f := strings.Fields(head)
	if len(f) != 5 {
		return Caller{}, errors.New("a caller needs key, language, variant, speed and pitch")
	}
	return Caller{Key: f[0], Letter: city.Letter{Language: f[1], Channel: "phone"}}, nil
}

// set fills one field. How the words are pronounced ("read") only matters where the sound is made.
func (c *Caller) set(word, text string) error {
	l := &c.Letter
	fields := map[string]*string{"category": &l.Category, "nature": &l.Nature, "urgency": &l.Urgency, "area": &l.Area,
		"place": &l.Place, "title": &l.Title, "content": &l.Content, "say": &c.Said, "read": new(string)}
	field, ok := fields[word]
	switch {
	case !ok:
		return fmt.Errorf("%q is nothing that a caller has", word)
	case *field != "":
		return fmt.Errorf("%q is said twice", word)
	}
	*field = text
	return nil
}

// readLines reads "name|language|text|reading", one sentence a line.
func readLines(text string) ([]Line, error) {
	var all []Line
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		if len(f) != 4 || f[0] == "" || f[1] == "" || f[2] == "" {
			return nil, fmt.Errorf("line %d: wanted are name, language, text and reading", n+1)
		}
		all = append(all, Line{Name: f[0], Language: f[1], Said: f[2]})
	}
	return all, nil
}
