package staff

import (
	"context"

	"huiyin"
	"huiyin/store"
)

// EnsureAdministrator makes the account admin with a random password when the record has no account at all, and tells
// both; the caller prints them once. Import accounts before, where there are some to import.
func (s *Staff) EnsureAdministrator(ctx context.Context) (login, password string, made bool, err error) {
	var empty bool
	if err := s.store.Read(ctx, func(t *store.Tx) (err error) {
		empty, err = noStaff(t)
		return err
	}); err != nil || !empty {
		return "", "", false, err
	}
	a := store.Staff{Login: "admin", Name: "Administrator", Roles: []huiyin.Role{huiyin.Admin}, Active: true}
	password = randomPassword()
	if a.Password, err = s.hashCalmly(ctx, password); err != nil {
		return "", "", false, err
	}
	err = s.store.Write(ctx, func(t *store.Tx) error {
		if empty, err = noStaff(t); err != nil || !empty { // another process was first
			return err
		}
		return s.add(t, &a, huiyin.TheSystem)
	})
	if err != nil || !empty {
		return "", "", false, err
	}
	return a.Login, password, true, nil
}

func noStaff(t *store.Tx) (bool, error) {
	list, _, err := t.StaffList(store.StaffFilter{}, huiyin.Page{Limit: 1})
	return len(list) == 0, err
}
