package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"huiyin"
	"huiyin/directory"
	"huiyin/staff"
)

// staffCommand looks after accounts from the machine itself: whoever may read the data folder is the administrator.
func staffCommand(ctx context.Context, e *env, args []string) error {
	if len(args) == 0 {
		return usage{"huiyin staff add LOGIN --role R, staff list, staff reset LOGIN, or staff key LOGIN."}
	}
	h, err := e.build(ctx)
	if err != nil {
		return err
	}
	return errors.Join(h.staffDo(ctx, e, args), h.store.Close())
}

func (h *house) staffDo(ctx context.Context, e *env, args []string) error {
	verb, login := args[0], ""
	if len(args) > 1 {
		login = args[1]
	}
	if verb != "list" && login == "" {
		return usage{fmt.Sprintf("huiyin staff %s needs the account's login.", verb)}
	}
	switch verb {
	case "add":
		return h.staffAdd(ctx, e, login)
	case "list":
		return h.staffList(ctx, e)
	case "reset":
		a, err := h.staff.AccountByLogin(ctx, login, huiyin.TheSystem)
		if err != nil {
			return err
		}
		password, err := h.staff.ResetPassword(ctx, a.ID, huiyin.TheSystem)
		return e.say(err, map[string]any{"login": a.Login, "password": password}, "login=%s password=%s (printed once)", a.Login, password)
	case "key":
		return h.staffKey(ctx, e, login)
	}
	return usage{fmt.Sprintf("There is no staff %s; there are add, list, reset and key.", verb)}
}

// form reads the account the flags describe.
func (e *env) form(dir *directory.Directory, login, role string) (staff.Form, error) {
	f := staff.Form{Login: login, Name: e.flags.name}
	for _, r := range strings.FieldsFunc(role, func(r rune) bool { return r == '|' || r == ',' }) {
		f.Roles = append(f.Roles, huiyin.Role(strings.TrimSpace(r)))
	}
	if e.flags.unit != "" {
		u := dir.City().UnitByCode(e.flags.unit)
		if u == nil {
			return f, huiyin.Invalid("unit", "There is no unit with the code %q.", e.flags.unit)
		}
		f.Unit = u.ID
	}
	return f, nil
}

func (h *house) staffAdd(ctx context.Context, e *env, login string) error {
	f, err := e.form(h.dir, login, e.flags.role)
	if err != nil {
		return err
	}
	a, password, err := h.staff.Add(ctx, f, huiyin.TheSystem)
	return e.say(err, map[string]any{"login": a.Login, "password": password}, "login=%s password=%s (printed once)", a.Login, password)
}

// staffKey makes an API key; with --role it makes the account as well, so that one command connects a program.
func (h *house) staffKey(ctx context.Context, e *env, login string) error {
	a, err := h.staff.AccountByLogin(ctx, login, huiyin.TheSystem)
	if huiyin.KindOf(err) == huiyin.KindNotFound && e.flags.role != "" {
		f, ferr := e.form(h.dir, login, e.flags.role)
		if ferr != nil {
			return ferr
		}
		a, _, err = h.staff.Add(ctx, f, huiyin.TheSystem)
	}
	if err != nil {
		return err
	}
	key, _, err := h.staff.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: login}, huiyin.TheSystem)
	return e.say(err, map[string]any{"login": a.Login, "key": key}, "%s", key)
}

func (h *house) staffList(ctx context.Context, e *env) error {
	page := huiyin.Page{Limit: 200}
	for {
		as, next, err := h.staff.List(ctx, staff.Filter{}, page, huiyin.TheSystem)
		if err != nil {
			return err
		}
		for _, a := range as {
			roles := make([]string, len(a.Roles))
			for i, r := range a.Roles {
				roles[i] = string(r)
			}
			unit := ""
			if u := h.dir.City().Unit(a.Unit); u != nil {
				unit = u.Code
			}
			if err := e.say(nil, map[string]any{"login": a.Login, "name": a.Name, "roles": roles, "unit": unit, "active": a.Active}, "%-28s %-30s %s", a.Login, strings.Join(roles, "|"), unit); err != nil {
				return err
			}
		}
		if page.After = next; next == "" {
			return nil
		}
	}
}

// say prints a result as JSON or as a line.
func (e *env) say(err error, data map[string]any, format string, args ...any) error {
	if err != nil {
		return err
	}
	if e.flags.json {
		return json.NewEncoder(e.out).Encode(data)
	}
	_, err = fmt.Fprintf(e.out, format+"\n", args...)
	return err
}
