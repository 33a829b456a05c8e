package staff_test

import (
	"slices"
	"testing"

	"huiyin"
	"huiyin/staff"
)

func TestTheTableOfPermissions(t *testing.T) {
	seen := map[staff.Permission]bool{}
	for _, g := range staff.Grants {
		if len(g.Roles) == 0 || seen[g.Permission] {
			t.Errorf("%s is held by nobody or stands twice", g.Permission)
		}
		seen[g.Permission] = true
		for _, r := range g.Roles {
			if !slices.Contains(huiyin.Roles, r) {
				t.Errorf("%s is held by %q, which is no role of staff", g.Permission, r)
			}
		}
	}
	for _, r := range huiyin.Roles {
		if len(staff.PermissionsOf(huiyin.Actor{Roles: []huiyin.Role{r}})) == 0 {
			t.Errorf("a %s can do nothing", r)
		}
	}
	who := func(roles ...huiyin.Role) huiyin.Actor { return huiyin.Actor{Staff: 1, Roles: roles} }
	for _, c := range []struct {
		who  huiyin.Actor
		what staff.Permission
		want bool
	}{
		{who(huiyin.Admin), staff.StaffEdit, true},
		{who(huiyin.Admin), staff.UnitsEdit, true},
		{who(huiyin.Admin), staff.CityRead, true},
		{who(huiyin.Admin), staff.CasesRead, false},
		{who(huiyin.Admin), staff.IdentityRead, false},
		{who(huiyin.Auditor), staff.JournalRead, true},
		{who(huiyin.Auditor), staff.CasesRead, false},
		{who(huiyin.Handler), staff.CasesStep, true},
		{who(huiyin.Handler), staff.CasesRegister, false},
		{who(huiyin.Analyst), staff.IdentityRead, false},
		{who(huiyin.Analyst, huiyin.Operator), staff.IdentityRead, true},
		{who(huiyin.Open311Client), staff.Open311Post, true},
		{who(huiyin.Open311Client), staff.CasesRead, false},
		{who(), staff.CityRead, false},
		{huiyin.TheAppellant, staff.CasesRead, false},
		{huiyin.TheSystem, staff.StaffEdit, true},
		{who(huiyin.Admin), "no.such", false},
	} {
		if got := staff.Can(c.who, c.what); got != c.want {
			t.Errorf("%v, %s: %v", c.who.Roles, c.what, got)
		}
	}
}
