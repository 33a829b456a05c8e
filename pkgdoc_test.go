package huiyin_test

import (
	"os"
	"strings"
	"testing"
)

// Every package says once what it is for and what it refuses to know.
func TestEveryPackageHasOneComment(t *testing.T) {
	comments := map[string][]string{}
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		if _, seen := comments[f.pkg]; !seen {
			comments[f.pkg] = nil
		}
		if doc := f.tree.Doc.Text(); strings.TrimSpace(doc) != "" {
			comments[f.pkg] = append(comments[f.pkg], f.name)
		}
	}
	for pkg, in := range comments {
		if len(in) != 1 {
			t.Errorf("package %q has %d package comments %v; want exactly one", pkg, len(in), in)
		}
	}
}

// The map in docs names every package of the table, and nothing else.
func TestTheMapIsTrue(t *testing.T) {
	text, err := os.ReadFile("docs/map.md")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "- `"); ok {
			name, _, _ = strings.Cut(name, "`")
			drawn[strings.TrimSuffix(name, "/")] = true
		}
	}
	drawn[""], drawn["huiyin"] = drawn["huiyin"], false
	for _, f := range floors {
		for _, room := range f.rooms {
			if !drawn[room] {
				t.Errorf("docs/map.md does not name the package %q of %s", room, f.name)
			}
			drawn[room] = false
		}
	}
	for name, left := range drawn {
		if left {
			t.Errorf("docs/map.md names %q, which is not in the table at the top of floors_test.go", name)
		}
	}
}
