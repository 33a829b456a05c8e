package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"huiyin"
	"huiyin/store"
)

// Credentials are what somebody signs in with, and from where.
type Credentials struct {
	Login, Password string
	Address         string // of the caller, without port; "" for one on this machine
}

// SignIn checks a password and opens a session. The token is told once; the record keeps its SHA-256.
//
// Sign-ins are logged by account, not journalled: the journal is for ever, and nobody outside shall be able to write
// into it. An unknown login takes as long as a wrong password and rests like it after several.
func (s *Staff) SignIn(ctx context.Context, c Credentials) (token string, _ Session, err error) {
	if err := s.addresses.allow(c.Address, s.now()); err != nil {
		return "", Session{}, err
	}
	leave, err := s.gate.enter(ctx)
	if err != nil {
		return "", Session{}, err
	}
	defer leave()
	login := normalLogin(c.Login)
	a, err := s.find(ctx, login)
	if err != nil {
		return "", Session{}, err
	}
	h, err := s.check(ctx, a, login, c)
	if err != nil {
		return "", Session{}, err
	}
	if !a.Active {
		return "", Session{}, huiyin.Forbidden("account_closed", "This account is closed. If you still work here, ask an administrator to open it.")
	}
	newest := a.Password
	if !h.newest() {
		if h, err = hash(c.Password); err != nil {
			return "", Session{}, err
		}
		newest = h.String()
	}
	return s.open(ctx, a, newest)
}

// find reads an account by its login; its identity is 0 when there is none.
func (s *Staff) find(ctx context.Context, login string) (a store.Staff, err error) {
	err = s.store.Read(ctx, func(t *store.Tx) error {
		found, err := t.StaffByLogins(login)
		if err == nil && len(found) == 1 {
			a = found[0]
		}
		return err
	})
	return a, err
}

// check compares a password, inside the gate: those who waited there are counted one after the other, so that many
// tries at once are no more tries than one by one.
func (s *Staff) check(ctx context.Context, a store.Staff, login string, c Credentials) (hashed, error) {
	now, until := s.now(), a.LockedUntil
	if a.ID == 0 {
		until = s.strangers.until(login)
	}
	if err := s.addresses.allow(c.Address, now); err != nil {
		return nobody, err
	}
	if err := resting(until, now); err != nil {
		s.addresses.fail(c.Address, now)
		return nobody, err
	}
	h := nobody
	if a.Password != "" {
		var err error
		if h, err = parseHashed(a.Password); err != nil {
			return nobody, fmt.Errorf("check the password of account %d: %w", a.ID, err)
		}
	}
	if h.fits(c.Password) {
		return h, nil
	}
	return nobody, s.failed(ctx, a, login, c.Address)
}

// failed counts a wrong password and gives the refusal.
func (s *Staff) failed(ctx context.Context, a store.Staff, login, address string) error {
	now := s.now()
	s.addresses.fail(address, now)
	until := now
	if a.ID == 0 {
		until = s.strangers.fail(login, now)
	} else {
		var failures int
		err := s.store.Write(context.WithoutCancel(ctx), func(t *store.Tx) (err error) { // hanging up does not undo a try
			if failures, err = t.CountFailure(a.ID); err != nil {
				return err
			}
			until = now.Add(rest(failures))
			return t.LockStaff(a.ID, until)
		})
		if err != nil {
			return err
		}
		s.log.Warn("a password was wrong", "staff", int64(a.ID), "failures", failures, "rest", until.Sub(now))
	}
	if err := resting(until, now); err != nil {
		return err
	}
	return wrong()
}

func wrong() error {
	return &huiyin.Error{Kind: huiyin.KindUnknown, Code: "wrong_password", Say: "The login and the password do not fit together. Check both and try again."}
}

// open writes a session down, if the password that was checked is still the account's.
func (s *Staff) open(ctx context.Context, a store.Staff, newest string) (token string, out Session, err error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return "", out, fmt.Errorf("make a token: %w", err)
	}
	token = base64.RawURLEncoding.EncodeToString(secret)
	key, now := sha256.Sum256([]byte(token)), s.now()
	row := store.Session{Hash: key[:], Staff: a.ID, CSRF: rand.Text(), CreatedAt: now, Expires: endOf(now, now)}
	generation := s.sessions.begin()
	err = s.store.Write(ctx, func(t *store.Tx) error {
		in, err := t.Welcome(a.ID, a.Password, newest)
		if err != nil {
			return err
		}
		if !in {
			return wrong()
		}
		if err := t.AddSession(row); err != nil {
			return err
		}
		out, err = sessionOf(t, row, a)
		return err
	})
	if err != nil {
		return "", Session{}, err
	}
	s.sessions.put(generation, out, now)
	s.log.Info("signed in", "staff", int64(a.ID))
	return token, out, nil
}

// ChangePassword changes one's own password and ends one's other sessions. A wrong old one counts like a wrong
// password at sign-in.
func (s *Staff) ChangePassword(ctx context.Context, who Session, old, fresh string) error {
	if err := s.mayBe(who.Actor.Name, fresh); err != nil {
		return err
	}
	leave, err := s.gate.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	a, err := s.find(ctx, who.Actor.Name)
	if err != nil {
		return err
	}
	if _, err := s.check(ctx, a, a.Login, Credentials{Password: old}); err != nil {
		return err
	}
	h, err := hash(fresh)
	if err != nil {
		return err
	}
	err = s.store.Write(ctx, func(t *store.Tx) error {
		in, err := t.Welcome(a.ID, a.Password, h.String())
		if err != nil {
			return err
		}
		if !in {
			return wrong()
		}
		if err := t.EndSessions(a.ID, who.hash[:]); err != nil {
			return err
		}
		return t.Append(int64(a.ID), s.now(), who.Actor.By(), store.Fact{Kind: "staff.password_changed", Data: map[string]any{}})
	})
	s.sessions.drop(a.ID)
	return err
}
