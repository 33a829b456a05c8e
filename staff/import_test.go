package staff_test

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
)

// rows are lines of login,name,role,unit,password, the first of them in line 2.
func rows(lines ...string) iter.Seq[staff.Row] {
	return func(yield func(staff.Row) bool) {
		for i, line := range lines {
			cells := append(strings.Split(line, ","), "", "", "", "")
			get := func(column string) string {
				for i, name := range []string{"login", "name", "role", "unit", "password"} {
					if name == column {
						return cells[i]
					}
				}
				return ""
			}
			if !yield(staff.Row{Line: i + 2, Get: get}) {
				return
			}
		}
	}
}

func (h *house) take(o staff.ImportOptions, lines ...string) staff.Report {
	h.t.Helper()
	r, err := h.Import(context.Background(), rows(lines...), o, huiyin.TheSystem)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) heads() (heads [huiyin.Shards]int64) {
	h.t.Helper()
	if err := h.store.Read(context.Background(), func(t *store.Tx) (err error) {
		heads, err = t.Heads()
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return heads
}

func TestImport(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		lines := []string{
			"op-1,张三,operator,,a password of one's own",
			"clerk,李雷,handler | unit_clerk,JJ-LIGHT",
			"OP-1,another,reviewer,",
			"ghost,,operator,NOWHERE",
			"bad login,,operator,",
			"unitless,,unit_clerk,",
			"roleless,,,",
			"wizard,,magician,",
			"chatty,," + "operator,," + strings.Repeat("x", 201),
			"admin,,admin,",
		}
		report := h.take(staff.ImportOptions{SharedPassword: "demo"}, lines...)
		if report.Added != 3 || report.Changed != 0 || report.Same != 0 || len(report.Bad) != 7 {
			t.Fatalf("%+v", report)
		}
		for i, want := range []string{"line 2", "NOWHERE", "login", "unit_clerk", "at least one role", "magician", "200 characters"} {
			bad := report.Bad[i]
			if bad.Line != i+4 || !strings.Contains(bad.Say, want) || !strings.HasSuffix(bad.Say, ".") {
				t.Errorf("%+v, want line %d and %q", bad, i+4, want)
			}
		}
		for login, password := range map[string]string{"op-1": "a password of one's own", "clerk": "demo", "admin": "demo"} {
			if got := h.try(login, password); got != "" {
				t.Errorf("%s: %s", login, got)
			}
		}
		h.again(lines, report.Bad)
		h.corrected()
	})
}

// again takes the same rows in once more: nothing happens, whatever passwords they bring.
func (h *house) again(lines []string, bad []staff.BadRow) {
	h.t.Helper()
	before, heads := h.password("op-1"), h.heads()
	lines[0] = strings.Replace(lines[0], "one's own", "somebody else", 1)
	r := h.take(staff.ImportOptions{SharedPassword: "other"}, lines...)
	if want := (staff.Report{Same: 3, Bad: bad}); !reflect.DeepEqual(r, want) {
		h.t.Errorf("again: %+v, want %+v", r, want)
	}
	if h.heads() != heads || h.password("op-1") != before {
		h.t.Error("taking the same rows in again wrote into the journal or changed a password")
	}
}

func (h *house) password(login string) string {
	h.t.Helper()
	a, err := h.AccountByLogin(context.Background(), login, huiyin.TheSystem)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.row(a.ID).Password
}

// corrected takes in rows that say something else: the accounts follow, sessions at once, and the last administrator stays.
func (h *house) corrected() {
	h.t.Helper()
	token, _ := h.with("clerk", "demo")
	r := h.take(staff.ImportOptions{}, "clerk,李雷,coordinator,JJ", "admin,,analyst,", "op-1,张三,operator,")
	if r.Changed != 1 || r.Same != 1 || len(r.Bad) != 1 || r.Bad[0].Line != 3 || !strings.Contains(r.Bad[0].Say, "last open administrator") {
		h.t.Errorf("corrected: %+v", r)
	}
	s, err := h.Authenticate(context.Background(), token)
	if err != nil || !s.Actor.Is(huiyin.Coordinator) || s.Actor.Unit != district {
		h.t.Errorf("the clerk acts as %+v (%v)", s.Actor, err)
	}
}

// with signs in with a password that is not the login.
func (h *house) with(login, password string) (string, staff.Session) {
	h.t.Helper()
	token, s, err := h.SignIn(context.Background(), staff.Credentials{Login: login, Password: password})
	if err != nil {
		h.t.Fatal(err)
	}
	return token, s
}

// What was exported can be imported, and changes nothing.
func TestExport(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.take(staff.ImportOptions{}, "op-1,张三,operator|reviewer,", "clerk,,unit_clerk,JJ", "admin,,admin,")
		ctx := context.Background()
		out, err := h.Export(ctx, huiyin.TheSystem)
		if err != nil || len(out) != 3 {
			t.Fatalf("%v %v", out, err)
		}
		if want := map[string]string{"login": "clerk", "name": "clerk", "role": "unit_clerk", "unit": "JJ"}; !reflect.DeepEqual(out[1], want) {
			t.Errorf("%v, want %v", out[1], want)
		}
		heads := h.heads()
		r, err := h.Import(ctx, func(yield func(staff.Row) bool) {
			for i, row := range out {
				if !yield(staff.Row{Line: i + 2, Get: func(c string) string { return row[c] }}) {
					return
				}
			}
		}, staff.ImportOptions{}, huiyin.TheSystem)
		if err != nil || r.Same != 3 || len(r.Bad) > 0 || h.heads() != heads {
			t.Errorf("%+v %v", r, err)
		}
	})
}

// An invented city has some two thousand accounts; they come in by several transactions.
func TestImportOfAWholeCity(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		var lines []string
		for i := range 2100 {
			lines = append(lines, fmt.Sprintf("u-%d,,unit_clerk,JJ", i))
		}
		o := staff.ImportOptions{SharedPassword: "demo"}
		if r := h.take(o, lines...); r.Added != 2100 || len(r.Bad) > 0 {
			t.Fatalf("%+v", r)
		}
		heads := h.heads()
		if r := h.take(o, lines...); r.Same != 2100 || h.heads() != heads {
			t.Errorf("again: %+v", r)
		}
		if h.password("u-0") != h.password("u-2099") {
			t.Error("the shared password was hashed more than once")
		}
		if got := h.try("u-2099", "demo"); got != "" {
			t.Error(got)
		}
	})
}

// A table of logins and names moves nobody to another unit and takes nobody's roles.
func TestMissingColumnsChangeNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.take(staff.ImportOptions{}, "clerk,李雷,unit_clerk,JJ", "op-1,张三,operator,WATER")
		narrow := func(yield func(staff.Row) bool) {
			for i, cells := range []map[string]string{{"login": "clerk", "name": "王芳"}, {"login": "op-1", "name": "张三"}, {"login": "new", "name": "张四"}} {
				if !yield(staff.Row{Line: i + 2, Get: func(c string) string { return cells[c] }, Has: func(c string) bool { _, ok := cells[c]; return ok }}) {
					return
				}
			}
		}
		r, err := h.Import(context.Background(), narrow, staff.ImportOptions{}, huiyin.TheSystem)
		if err != nil || r.Changed != 1 || r.Same != 1 || len(r.Bad) != 1 || r.Bad[0].Line != 4 || !strings.Contains(r.Bad[0].Say, "at least one role") {
			t.Fatalf("%+v %v", r, err)
		}
		a, err := h.AccountByLogin(context.Background(), "clerk", huiyin.TheSystem)
		if err != nil || a.Name != "王芳" || a.Unit != district || len(a.Roles) != 1 {
			t.Errorf("%+v %v", a, err)
		}
	})
}
