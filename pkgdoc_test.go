package huiyin_test

import (
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
