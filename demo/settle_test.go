package demo_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huiyin"
	"huiyin/demo"
	"huiyin/staff"
)

// A second start finds everything as the first left it.
func TestSettlingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	h := town(t, demo.Options{}) // settled once for the template, and again when it was copied
	before, ctx := h.heads(t), context.Background()
	if err := h.store.Write(ctx, forget); err != nil {
		t.Fatal(err)
	}
	if err := h.Settle(ctx); err != nil { // looks at every row again
		t.Fatal(err)
	}
	if after := h.heads(t); after != before {
		t.Errorf("settling again wrote to the journal: %v, then %v", before, after)
	}
	h.accounts(t)
	c := h.Directory.City()
	if u := c.Top(); u == nil || u.Code != "CD" {
		t.Errorf("the unit over all is %v", u)
	}
	for what, n := range map[string][2]int{"units": {len(c.Units), 584}, "areas": {len(c.Areas), 3329}, "mailboxes": {len(c.Mailboxes), 2300}, "catalogue": {len(c.Catalogue), 4000}, "hotlines": {len(c.Hotlines), 100}} {
		if n[0] < n[1] {
			t.Errorf("the city has %d %s, expected %d or more", n[0], what, n[1])
		}
	}
}

// accounts: whoever opens the sign-in page finds an account for every role, and each lets them in.
func (h *house) accounts(t *testing.T) {
	t.Helper()
	list := h.Accounts("")
	for _, role := range huiyin.Roles {
		i := slices.IndexFunc(list, func(a demo.Account) bool { return slices.Contains(a.Roles, role) })
		if i < 0 {
			if role != huiyin.Open311Client { // a program, which has a key
				t.Errorf("no account for the role %s", role)
			}
			continue
		}
		a := list[i]
		_, session, err := h.Staff.SignIn(context.Background(), staff.Credentials{Login: a.Login, Password: a.Password, Address: "127.0.0.1"})
		if err != nil {
			t.Fatalf("%s signs in: %v", a.Login, err)
		}
		who, taken := session.Actor, h.actor(t, a.Login)
		slices.Sort(who.Units)
		slices.Sort(taken.Units)
		if !who.Is(role) || who.City != (a.Unit == "") || session.Name != a.Name || !reflect.DeepEqual(who, taken) {
			t.Errorf("%+v signs in as another than the townsfolk take for %s", a, taken.Name)
		}
	}
	for text, least := range map[string]int{"op-": 30, "锦江区": 20, "U-CD-": 50, "rev-3": 1} {
		found := h.Accounts(text)
		if len(found) < least {
			t.Errorf("%q finds %d accounts, expected %d or more", text, len(found), least)
		}
		for _, a := range found {
			if !strings.Contains(a.Login+a.Name+a.Unit, strings.ToLower(text)) {
				t.Errorf("%q finds %+v", text, a)
			}
		}
	}
	if found := h.Accounts("nobody has such a name"); len(found) != 0 {
		t.Errorf("found %v", found)
	}
}
