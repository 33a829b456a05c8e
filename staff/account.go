package staff

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"huiyin"
	"huiyin/store"
	"huiyin/topic"
)

// Form is what a new account is made from.
type Form struct {
	Login    string // 2 to 64 of a–z, 0–9, dot, dash, underscore and @; capitals are made small
	Name     string // what colleagues see; the login when empty
	Roles    []huiyin.Role
	Unit     huiyin.UnitID // needed by the roles that act for a unit
	Password string        // a random one when empty
	Key      string        // the same key again makes no second account; "": none
}

// Add makes an account. password is the random one that was made when the form has none; it is told once: whoever sends
// the same form with the same key again gets the account and no password.
func (s *Staff) Add(ctx context.Context, f Form, by huiyin.Actor) (_ Account, password string, err error) {
	if err := mayEdit(by); err != nil {
		return Account{}, "", err
	}
	a, err := f.tidy()
	if err != nil {
		return Account{}, "", err
	}
	if a.Roles, err = orderly(f.Roles); err != nil {
		return Account{}, "", err
	}
	if f.Password == "" {
		password = randomPassword()
		f.Password = password
	} else if err := s.mayBe(a.Login, f.Password); err != nil {
		return Account{}, "", err
	}
	if a.Password, err = s.hashCalmly(ctx, f.Password); err != nil {
		return Account{}, "", err
	}
	err = s.store.Write(ctx, func(t *store.Tx) error {
		a.ID = huiyin.NewID[huiyin.StaffID](s.now())
		used, again, err := t.UseKey("add staff "+by.By(), f.Key, digestOf(a.Login, a.Name, fmt.Sprint(a.Roles, a.Unit)), int64(a.ID), nil, s.now())
		if again && err == nil {
			password = ""
			a, err = t.Staff(huiyin.StaffID(used.Subject))
		}
		if again || err != nil {
			return err
		}
		if old, err := t.StaffByLogins(a.Login); err != nil || len(old) > 0 {
			if err == nil {
				err = huiyin.Conflict("login_taken", "There is an account %q already; choose another login.", a.Login)
			}
			return err
		}
		return s.add(t, &a, by)
	})
	if err != nil {
		return Account{}, "", err
	}
	return account(a), password, nil
}

// tidy checks login and name and puts them into one form.
func (f Form) tidy() (a store.Staff, err error) {
	a = store.Staff{Login: normalLogin(f.Login), Unit: f.Unit, Active: true}
	if err = checkLogin(a.Login); err != nil {
		return a, err
	}
	if a.Name, err = topic.Clean("name", f.Name, 60, false); err != nil {
		return a, err
	}
	if a.Name == "" {
		a.Name = a.Login
	}
	return a, nil
}

func normalLogin(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func checkLogin(s string) error {
	odd := strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789.-_@")
	if odd != "" || len(s) < 2 || len(s) > 64 {
		return huiyin.Invalid("login", "The login must have 2 to 64 characters, and only a to z, 0 to 9, dot, dash, underscore and @.")
	}
	return nil
}

// digestOf tells whether what is sent with a key is what was sent with it before.
func digestOf(parts ...string) []byte {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return sum[:]
}

// add writes a new account and its first event; a gets its identity unless it has one.
func (s *Staff) add(t *store.Tx, a *store.Staff, by huiyin.Actor) error {
	if err := belongs(t, a); err != nil {
		return err
	}
	now := s.now()
	if a.ID == 0 {
		a.ID = huiyin.NewID[huiyin.StaffID](now)
	}
	if err := t.AddStaff(*a); err != nil {
		return err
	}
	return t.Append(int64(a.ID), now, by.By(), store.Fact{Kind: "staff.added", Data: facts(a)})
}

// facts are what the journal may know of an account: no name, and no login, which often is one.
func facts(a *store.Staff) map[string]any {
	return map[string]any{"roles": a.Roles, "unit": int64(a.Unit), "active": a.Active}
}

// Change says what of an account shall change; nil stays as it is.
type Change struct {
	Name   *string
	Roles  []huiyin.Role
	Unit   *huiyin.UnitID
	Active *bool
}

// Change changes an account. Closing one ends its sessions; its keys rest as long as it is closed.
func (s *Staff) Change(ctx context.Context, id huiyin.StaffID, c Change, by huiyin.Actor) (Account, error) {
	if err := mayEdit(by); err != nil {
		return Account{}, err
	}
	var after store.Staff
	err := s.store.Write(ctx, func(t *store.Tx) error {
		before, err := t.Staff(id)
		if err != nil {
			return err
		}
		if after, err = c.applied(before); err != nil {
			return err
		}
		_, err = s.change(t, before, after, by)
		return err
	})
	s.forget(id)
	if err != nil {
		return Account{}, err
	}
	return account(after), nil
}

func (c Change) applied(a store.Staff) (_ store.Staff, err error) {
	if c.Name != nil {
		if a.Name, err = topic.Clean("name", *c.Name, 60, false); err != nil {
			return a, err
		}
		if a.Name == "" {
			a.Name = a.Login
		}
	}
	if c.Roles != nil {
		if a.Roles, err = orderly(c.Roles); err != nil {
			return a, err
		}
	}
	if c.Unit != nil {
		a.Unit = *c.Unit
	}
	if c.Active != nil {
		a.Active = *c.Active
	}
	return a, nil
}

// change saves what differs and tells whether anything did. The last administrator stays.
func (s *Staff) change(t *store.Tx, before, after store.Staff, by huiyin.Actor) (bool, error) {
	var changed []any
	for _, f := range []struct {
		name string
		same bool
	}{{"name", before.Name == after.Name}, {"roles", slices.Equal(before.Roles, after.Roles)}, {"unit", before.Unit == after.Unit}, {"active", before.Active == after.Active}} {
		if !f.same {
			changed = append(changed, f.name)
		}
	}
	if len(changed) == 0 {
		return false, nil
	}
	if err := belongs(t, &after); err != nil {
		return false, err
	}
	if administers(before) && !administers(after) {
		others, _, err := t.StaffList(store.StaffFilter{Role: huiyin.Admin, Active: true}, huiyin.Page{Limit: 2})
		if err != nil {
			return false, err
		}
		if len(others) < 2 {
			return false, huiyin.Conflict("last_administrator", "This is the last open administrator's account; make another administrator first.")
		}
	}
	if err := t.SaveStaff(after); err != nil {
		return false, err
	}
	if !after.Active {
		if err := t.EndSessions(after.ID, nil); err != nil {
			return false, err
		}
	}
	f := facts(&after)
	f["changed"] = changed
	return true, t.Append(int64(after.ID), s.now(), by.By(), store.Fact{Kind: "staff.changed", Data: f})
}

func administers(a store.Staff) bool { return a.Active && slices.Contains(a.Roles, huiyin.Admin) }

// forget drops what is remembered about an account, after it changed.
func (s *Staff) forget(id huiyin.StaffID) {
	s.sessions.drop(id)
	s.keys.drop(id)
}

// ResetPassword gives an account a new random password, told once, lifts its lock and ends its sessions.
func (s *Staff) ResetPassword(ctx context.Context, id huiyin.StaffID, by huiyin.Actor) (password string, err error) {
	if err := mayEdit(by); err != nil {
		return "", err
	}
	password = randomPassword()
	phc, err := s.hashCalmly(ctx, password)
	if err != nil {
		return "", err
	}
	err = s.store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.Staff(id); err != nil {
			return err
		}
		if err := t.SetPassword(id, phc); err != nil {
			return err
		}
		if err := t.EndSessions(id, nil); err != nil {
			return err
		}
		return t.Append(int64(id), s.now(), by.By(), store.Fact{Kind: "staff.password_reset", Data: map[string]any{}})
	})
	s.sessions.drop(id)
	if err != nil {
		return "", err
	}
	return password, nil
}

// Filter says which accounts of a list are wanted; empty fields do not narrow.
type Filter = store.StaffFilter

// List lists a part of the accounts, by login. next is the cursor for the part after it, empty at the end.
func (s *Staff) List(ctx context.Context, f Filter, page huiyin.Page, by huiyin.Actor) (out []Account, next string, err error) {
	if err := mayEdit(by); err != nil {
		return nil, "", err
	}
	err = s.store.Read(ctx, func(t *store.Tx) error {
		var rows []store.Staff
		rows, next, err = t.StaffList(f, page)
		out = nil
		for _, a := range rows {
			out = append(out, account(a))
		}
		return err
	})
	return out, next, err
}

// Account reads one account.
func (s *Staff) Account(ctx context.Context, id huiyin.StaffID, by huiyin.Actor) (out Account, err error) {
	if err := mayEdit(by); err != nil {
		return out, err
	}
	err = s.store.Read(ctx, func(t *store.Tx) error {
		a, err := t.Staff(id)
		out = account(a)
		return err
	})
	return out, err
}

// AccountByLogin reads one account by its login.
func (s *Staff) AccountByLogin(ctx context.Context, login string, by huiyin.Actor) (Account, error) {
	if err := mayEdit(by); err != nil {
		return Account{}, err
	}
	a, err := s.find(ctx, normalLogin(login))
	if err == nil && a.ID == 0 {
		err = huiyin.NotFound("staff", "There is no account with the login %q.", login)
	}
	return account(a), err
}
