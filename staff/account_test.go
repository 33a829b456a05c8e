package staff_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"huiyin"
	"huiyin/staff"
)

func TestAdd(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a, password, err := h.Add(ctx, staff.Form{Login: "Wang.Fang", Name: "王芳", Roles: []huiyin.Role{huiyin.Handler, huiyin.UnitClerk, huiyin.Handler}, Unit: section}, huiyin.TheSystem)
		want := staff.Account{ID: a.ID, Login: "wang.fang", Name: "王芳", Roles: []huiyin.Role{huiyin.UnitClerk, huiyin.Handler}, Unit: section, Active: true, HasPassword: true}
		if err != nil || !reflect.DeepEqual(a, want) {
			t.Fatalf("%+v %v", a, err)
		}
		if got := h.try("wang.fang", password); got != "" {
			t.Errorf("with the first password: %s", got)
		}
		if kinds, data := h.events(a.ID); kinds != "staff.added" || data != `system {"active":true,"roles":["unit_clerk","handler"],"unit":3}`+"\n" {
			t.Errorf("%s %s", kinds, data)
		}
		for _, c := range []struct {
			form staff.Form
			want string
		}{
			{staff.Form{Login: "WANG.fang", Roles: []huiyin.Role{huiyin.Operator}}, "login_taken"},
			{staff.Form{Login: "x", Roles: []huiyin.Role{huiyin.Operator}}, "invalid_login"},
			{staff.Form{Login: "two words", Roles: []huiyin.Role{huiyin.Operator}}, "invalid_login"},
			{staff.Form{Login: "王芳", Roles: []huiyin.Role{huiyin.Operator}}, "invalid_login"},
			{staff.Form{Login: "new", Name: "a\nb", Roles: []huiyin.Role{huiyin.Operator}}, "invalid_name"},
			{staff.Form{Login: "new"}, "invalid_role"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{"mayor"}}, "invalid_role"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.System}}, "invalid_role"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.Appellant}}, "invalid_role"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.UnitClerk}}, "invalid_unit"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.Operator, huiyin.MailboxClerk}}, "invalid_unit"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.UnitClerk}, Unit: 99}, "invalid_unit"},
			{staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.Operator}, Password: strings.Repeat("x", 201)}, "invalid_password"},
		} {
			if _, _, err := h.Add(ctx, c.form, huiyin.TheSystem); h.code(err) != c.want {
				t.Errorf("%+v: %v, want %s", c.form, err, c.want)
			}
		}
	})
}

// Only administrators look after accounts, whoever asks them to.
func TestOnlyAdministrators(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("op-1", 0, huiyin.Operator)
		for _, by := range []huiyin.Actor{{}, huiyin.TheAppellant, {Staff: a.ID, Roles: []huiyin.Role{huiyin.ShiftLeader, huiyin.Auditor}, City: true}} {
			var errs [9]error
			_, _, errs[0] = h.Add(ctx, staff.Form{Login: "new", Roles: []huiyin.Role{huiyin.Admin}}, by)
			_, errs[1] = h.Change(ctx, a.ID, staff.Change{Roles: []huiyin.Role{huiyin.Admin}}, by)
			_, errs[2] = h.ResetPassword(ctx, a.ID, by)
			_, _, errs[3] = h.List(ctx, staff.Filter{}, huiyin.Page{}, by)
			_, errs[4] = h.Account(ctx, a.ID, by)
			_, errs[5] = h.AccountByLogin(ctx, "op-1", by)
			_, errs[6] = h.Import(ctx, rows(), staff.ImportOptions{}, by)
			_, errs[7] = h.Export(ctx, by)
			_, errs[8] = h.Keys(ctx, a.ID, by)
			for i, err := range errs {
				if h.code(err) != "permission" {
					t.Errorf("%v did the %dth: %v", by.Roles, i, err)
				}
			}
		}
	})
}

func TestActors(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		for i, c := range []struct {
			unit  huiyin.UnitID
			roles []huiyin.Role
			units []huiyin.UnitID
			city  bool
		}{
			{0, []huiyin.Role{huiyin.Operator}, nil, true},
			{0, []huiyin.Role{huiyin.Admin}, nil, true},
			{0, []huiyin.Role{huiyin.Open311Client}, nil, false},
			{district, []huiyin.Role{huiyin.Coordinator}, []huiyin.UnitID{district, section}, false},
			{city, []huiyin.Role{huiyin.MailboxClerk}, []huiyin.UnitID{city, district, bureau, section}, false},
			{bureau, []huiyin.Role{huiyin.CityLeader}, []huiyin.UnitID{bureau}, false},
			{section, []huiyin.Role{huiyin.Operator, huiyin.UnitClerk}, []huiyin.UnitID{section}, false},
		} {
			login := fmt.Sprintf("person-%d", i)
			a := h.add(login, c.unit, c.roles...)
			want := huiyin.Actor{Staff: a.ID, Name: login, Roles: c.roles, Unit: c.unit, Units: c.units, City: c.city}
			if _, s := h.in(login); !reflect.DeepEqual(s.Actor, want) {
				t.Errorf("%+v, want %+v", s.Actor, want)
			}
		}
	})
}

func TestChange(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("clerk", section, huiyin.UnitClerk)
		by := huiyin.Actor{Staff: 7, Roles: []huiyin.Role{huiyin.Admin}}
		token, _ := h.in("clerk")
		key, _, err := h.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: "system"}, by)
		if err != nil {
			t.Fatal(err)
		}
		change := func(c staff.Change) string {
			t.Helper()
			_, err := h.Change(ctx, a.ID, c, by)
			return h.code(err)
		}
		unit, none, name, open := bureau, huiyin.UnitID(0), "王芳", true
		for _, c := range []struct {
			change staff.Change
			want   string
		}{
			{staff.Change{}, ""},
			{staff.Change{Active: &open, Roles: []huiyin.Role{huiyin.UnitClerk}}, ""},
			{staff.Change{Unit: &none}, "invalid_unit"},
			{staff.Change{Roles: []huiyin.Role{}}, "invalid_role"},
			{staff.Change{Unit: &unit, Name: &name}, ""},
		} {
			if got := change(c.change); got != c.want {
				t.Errorf("%+v: %q, want %q", c.change, got, c.want)
			}
		}
		if s, err := h.Authenticate(ctx, token); err != nil || s.Actor.Unit != bureau || s.Name != "王芳" {
			t.Errorf("after moving to another unit: %+v %v", s, err)
		}
		if kinds, data := h.events(a.ID); kinds != "staff.added staff.key_made staff.changed" || strings.Contains(data, "王芳") ||
			!strings.Contains(data, `staff:7 {"active":true,"changed":["name","unit"],"roles":["unit_clerk"],"unit":4}`) {
			t.Errorf("%s\n%s", kinds, data)
		}
		closed := false
		if got := change(staff.Change{Active: &closed}); got != "" {
			t.Fatal(got)
		}
		_, one := h.Authenticate(ctx, token)
		_, two := h.AuthenticateKey(ctx, key)
		if h.code(one) != "session_ended" || h.code(two) != "unknown_key" {
			t.Errorf("a closed account still opens: %v, %v", one, two)
		}
		if got := change(staff.Change{Active: &open}); got != "" {
			t.Fatal(got)
		}
		_, one = h.Authenticate(ctx, token)
		_, two = h.AuthenticateKey(ctx, key)
		if h.code(one) != "session_ended" || two != nil {
			t.Errorf("opened again, its session is %v and its key %v", one, two)
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a, b := h.add("admin-1", 0, huiyin.Admin), h.add("admin-2", 0, huiyin.Admin, huiyin.Analyst)
		if _, err := h.Change(ctx, a.ID, staff.Change{Active: new(bool)}, huiyin.TheSystem); err != nil {
			t.Fatal(err)
		}
		for _, c := range []staff.Change{{Active: new(bool)}, {Roles: []huiyin.Role{huiyin.Analyst}}} {
			if _, err := h.Change(ctx, b.ID, c, huiyin.TheSystem); h.code(err) != "last_administrator" {
				t.Errorf("%+v: %v", c, err)
			}
		}
		if _, err := h.Change(ctx, b.ID, staff.Change{Roles: []huiyin.Role{huiyin.Admin}}, huiyin.TheSystem); err != nil {
			t.Errorf("an administrator who stays one: %v", err)
		}
	})
}

func TestResetPassword(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("op-1", 0, huiyin.Operator)
		token, _ := h.in("op-1")
		for range 5 {
			h.try("op-1", "forgotten")
		}
		if got := h.try("op-1", "op-1"); got != "sign_in_locked" {
			t.Fatalf("after five wrong passwords: %q", got)
		}
		password, err := h.ResetPassword(ctx, a.ID, huiyin.TheSystem)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, token); h.code(err) != "session_ended" {
			t.Errorf("a session from before: %v", err)
		}
		if got := h.try("op-1", "op-1"); got != "wrong_password" {
			t.Errorf("with the old password: %q", got)
		}
		if got := h.try("op-1", password); got != "" {
			t.Errorf("with the new password: %q", got)
		}
		if kinds, data := h.events(a.ID); kinds != "staff.added staff.password_reset" || strings.Contains(data, password) {
			t.Errorf("%s\n%s", kinds, data)
		}
		if _, err := h.ResetPassword(ctx, 999, huiyin.TheSystem); h.code(err) != "staff_not_found" {
			t.Errorf("for nobody: %v", err)
		}
	})
}

func TestList(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		report, err := h.Import(ctx, rows("op_1,张三,operator,", "op-2,张四,operator|reviewer,", "clerk,李%雷,unit_clerk,JJ", "zed,,auditor,"), staff.ImportOptions{}, huiyin.TheSystem)
		if err != nil || report.Added != 4 {
			t.Fatalf("%+v %v", report, err)
		}
		zed, err := h.AccountByLogin(ctx, " ZED", huiyin.TheSystem)
		if err != nil || zed.Name != "zed" || zed.HasPassword {
			t.Fatalf("%+v %v", zed, err)
		}
		if same, err := h.Account(ctx, zed.ID, huiyin.TheSystem); err != nil || !reflect.DeepEqual(same, zed) {
			t.Errorf("%+v %v", same, err)
		}
		if _, err := h.Change(ctx, zed.ID, staff.Change{Active: new(bool)}, huiyin.TheSystem); err != nil {
			t.Fatal(err)
		}
		logins := func(f staff.Filter) string {
			t.Helper()
			var got []string
			for next, more := "", true; more; more = next != "" {
				var list []staff.Account
				if list, next, err = h.List(ctx, f, huiyin.Page{After: next, Limit: 1}, huiyin.TheSystem); err != nil || len(list) > 1 {
					t.Fatalf("%+v %v", list, err)
				}
				for _, a := range list {
					got = append(got, a.Login)
				}
			}
			return strings.Join(got, " ")
		}
		for _, c := range []struct {
			filter staff.Filter
			want   string
		}{
			{staff.Filter{Role: huiyin.Operator, Text: "op-"}, "op-2"},
			{staff.Filter{Text: "OP_"}, "op_1"},
			{staff.Filter{Text: "%"}, "clerk"},
			{staff.Filter{Text: "张四"}, "op-2"},
			{staff.Filter{Role: huiyin.Reviewer}, "op-2"},
			{staff.Filter{Role: "view"}, ""},
			{staff.Filter{Unit: district}, "clerk"},
			{staff.Filter{Role: huiyin.Auditor, Active: true}, ""},
		} {
			if got := logins(c.filter); got != c.want {
				t.Errorf("%+v: %q, want %q", c.filter, got, c.want)
			}
		}
		if got := logins(staff.Filter{}); len(strings.Fields(got)) != 4 {
			t.Errorf("all of them, one by one: %q", got)
		}
	})
}

// However many processes begin at once on a new record, one of them makes the administrator.
func TestEnsureAdministrator(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		var wg sync.WaitGroup
		made := make(chan [2]string, 4)
		for range 4 {
			room := h.another()
			wg.Go(func() {
				login, password, ok, err := room.EnsureAdministrator(ctx)
				if err != nil {
					t.Error(err)
				}
				if ok {
					made <- [2]string{login, password}
				}
			})
		}
		wg.Wait()
		if len(made) != 1 {
			t.Fatalf("%d administrators were made", len(made))
		}
		who := <-made
		_, s, err := h.SignIn(ctx, staff.Credentials{Login: who[0], Password: who[1]})
		if err != nil || !s.Actor.Is(huiyin.Admin) {
			t.Fatalf("%+v %v", s, err)
		}
		if _, _, again, err := h.EnsureAdministrator(ctx); again || err != nil {
			t.Errorf("a second one: %v %v", again, err)
		}
	})
}

// The same key makes one account and one API key, and tells the secret once; with other words it is refused.
func TestTheSameKeyMakesOne(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		by := huiyin.Actor{Staff: 7, Roles: []huiyin.Role{huiyin.Admin}}
		form := staff.Form{Login: "anna", Roles: []huiyin.Role{huiyin.Operator}, Key: "k1"}
		first, password, err := h.Add(ctx, form, by)
		if err != nil || password == "" {
			t.Fatal(err)
		}
		if again, told, err := h.Add(ctx, form, by); err != nil || again.ID != first.ID || told != "" {
			t.Errorf("again: %+v, told %q: %v", again, told, err)
		}
		form.Login = "bert"
		if _, _, err := h.Add(ctx, form, by); h.code(err) != "key_reused" {
			t.Errorf("another form with the key: %v", err)
		}
		order := staff.KeyOrder{For: first.ID, Name: "app", Once: "k2"}
		if key, _, err := h.MakeKey(ctx, order, by); err != nil || key == "" {
			t.Fatal(err)
		}
		if key, _, err := h.MakeKey(ctx, order, by); err != nil || key != "" {
			t.Errorf("again: %q %v", key, err)
		}
		order.Name = "other"
		if _, _, err := h.MakeKey(ctx, order, by); h.code(err) != "key_reused" {
			t.Errorf("another name with the key: %v", err)
		}
	})
}
