package city

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.txt
var files embed.FS

// line is one line of an embedded file with its number, for the errors.
type line struct {
	file string
	n    int
	text string
}

func (l line) err(format string, args ...any) error {
	return fmt.Errorf("%s line %d: %s", l.file, l.n, fmt.Sprintf(format, args...))
}

// fields splits a line at the bar and trims each part; short lines are filled with empty fields.
func (l line) fields(want int) ([]string, error) {
	f := strings.Split(l.text, "|")
	if len(f) > want {
		return nil, l.err("%d fields, at most %d wanted", len(f), want)
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	for len(f) < want {
		f = append(f, "")
	}
	return f, nil
}

// readLines reads an embedded file without its comments and empty lines.
func readLines(name string) ([]line, error) {
	b, err := files.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("read the embedded %s: %w", name, err)
	}
	var out []line
	for i, text := range strings.Split(string(b), "\n") {
		if text = strings.TrimSpace(text); text != "" && text[0] != '#' {
			out = append(out, line{name, i + 1, text})
		}
	}
	return out, nil
}
