package huiyin_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A file is one parsed Go file of the house.
type file struct {
	name, pkg string // paths from the root, with slashes
	test      bool
	tree      *ast.File
}

func goFiles(t *testing.T) []*file {
	t.Helper()
	var files []*file
	walk(t, func(name string, d fs.DirEntry) {
		if !d.IsDir() && strings.HasSuffix(name, ".go") {
			files = append(files, parse(t, name, nil))
		}
	})
	return files
}

func parse(t *testing.T, name string, src any) *file {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	pkg := path.Dir(name)
	if pkg == "." {
		pkg = ""
	}
	return &file{name: name, pkg: pkg, test: strings.HasSuffix(name, "_test.go"), tree: tree}
}

// walk visits everything that is kept in the repository; what is built or downloaded is left out.
func walk(t *testing.T, visit func(name string, d fs.DirEntry)) {
	t.Helper()
	built := []string{".git", "bin", "data", "tmp", "web/dist/console", "web/node_modules", "web/test-results"}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		name = filepath.ToSlash(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case slices.Contains(built, name) && d.IsDir():
			return filepath.SkipDir
		case slices.Contains(built, name):
			return nil // in a linked work tree .git is a file, and skipping a file skips its folder
		}
		visit(name, d)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// family is the first folder of a package: the room it belongs to.
func family(pkg string) string {
	room, _, _ := strings.Cut(pkg, "/")
	return room
}

// houseImports are the house's own packages that f imports, as paths from the root.
func (f *file) houseImports() []string {
	var own []string
	for _, spec := range f.tree.Imports {
		switch p := unquote(spec.Path); {
		case p == "huiyin":
			own = append(own, "")
		case strings.HasPrefix(p, "huiyin/"):
			own = append(own, strings.TrimPrefix(p, "huiyin/"))
		}
	}
	return own
}

// imports finds imports of the given packages and of everything below them.
func imports(paths ...string) func(*file) []string {
	return func(f *file) []string {
		var found []string
		for _, spec := range f.tree.Imports {
			p := unquote(spec.Path)
			if slices.ContainsFunc(paths, func(q string) bool { return p == q || strings.HasPrefix(p, q+"/") }) {
				found = append(found, p)
			}
		}
		return found
	}
}

// selectors finds uses of some names of one package, whatever the file calls that package.
func selectors(pkg string, names ...string) func(*file) []string {
	return func(f *file) []string {
		local := f.localName(pkg)
		var found []string
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && isIdent(s.X, local) && slices.Contains(names, s.Sel.Name) {
				found = append(found, pkg+"."+s.Sel.Name)
			}
			return true
		})
		return found
	}
}

// localName is what f calls an imported package, or "" when it does not import it.
func (f *file) localName(pkg string) string {
	for _, spec := range f.tree.Imports {
		switch {
		case unquote(spec.Path) != pkg:
		case spec.Name != nil:
			return spec.Name.Name
		default:
			return path.Base(pkg)
		}
	}
	return ""
}

func (f *file) jsonTags() []string {
	var found []string
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && field.Tag != nil {
			if _, has := reflect.StructTag(unquote(field.Tag)).Lookup("json"); has {
				found = append(found, field.Tag.Value)
			}
		}
		return true
	})
	return found
}

// skips finds t.Skip and its sisters, on anything named as tests name their first parameter.
func (f *file) skips() []string {
	var found []string
	ast.Inspect(f.tree, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if ok && strings.HasPrefix(s.Sel.Name, "Skip") && (isIdent(s.X, "t") || isIdent(s.X, "b") || isIdent(s.X, "f") || isIdent(s.X, "tb")) {
			found = append(found, s.Sel.Name)
		}
		return true
	})
	return found
}

func isIdent(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && name != "" && id.Name == name
}

func unquote(lit *ast.BasicLit) string {
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return lit.Value
	}
	return s
}
