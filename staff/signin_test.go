package staff_test

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
)

func TestSignIn(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		a := h.add("clerk", district, huiyin.UnitClerk)
		token, s, err := h.SignIn(context.Background(), staff.Credentials{Login: " Clerk ", Password: "clerk", Address: "192.0.2.1"})
		if err != nil {
			t.Fatal(err)
		}
		if s.Actor.Staff != a.ID || s.Actor.Name != "clerk" || s.Name != "李小明" || len(s.CSRF) < 20 || len(token) != 43 {
			t.Errorf("signed in as %+v, token %q", s, token)
		}
		if !s.Actor.Speaks(section) || s.Actor.Speaks(city) || s.Actor.City {
			t.Errorf("the clerk acts as %+v", s.Actor)
		}
		hash := sha256.Sum256([]byte(token))
		if err := h.store.Read(context.Background(), func(t *store.Tx) error {
			row, found, err := t.Session(hash[:])
			if !found || strings.Contains(string(row.Hash), token) {
				h.t.Error("the session is not kept by the hash of its token")
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if kinds, _ := h.events(a.ID); kinds != "staff.added" {
			t.Errorf("a sign-in wrote into the journal: %s", kinds)
		}
		if said := h.log.String(); !strings.Contains(said, "signed in") || strings.Contains(said, "李小明") || strings.Contains(said, "192.0.2.1") {
			t.Errorf("the log says %q", said)
		}
	})
}

// Whether a login exists cannot be told from the outside: not by a wrong password, not by the rest after several.
func TestAStrangerRestsLikeAnyone(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		a := h.add("known", 0, huiyin.Operator)
		say := func(login string) (all []string) {
			for i := range 8 {
				_, _, err := h.SignIn(context.Background(), staff.Credentials{Login: login, Password: "guess"})
				if h.code(err) == "" {
					t.Fatal("a guess opened the account")
				}
				all = append(all, err.Error())
				if i == 5 {
					h.clock.Advance(time.Minute)
				}
			}
			return all
		}
		known, unknown := say("known"), say("unknown")
		if !slices.Equal(known, unknown) {
			t.Errorf("one hears\n%s\nand the other\n%s", strings.Join(known, "\n"), strings.Join(unknown, "\n"))
		}
		if known[3] == known[4] || !strings.Contains(known[5], "60 seconds") || !strings.Contains(known[6], "2 minutes") {
			t.Errorf("the fifth should begin a rest of a minute, the next one of two:\n%s", strings.Join(known, "\n"))
		}
		if h.try("known", "known") != "sign_in_locked" {
			t.Error("the right password opens a resting account")
		}
		h.clock.Advance(2 * time.Minute)
		if got := h.try("known", "known"); got != "" {
			t.Errorf("after the rest: %s", got)
		}
		if row := h.row(a.ID); row.Failures != 0 || !row.LockedUntil.IsZero() {
			t.Errorf("after the right password %d failures are counted", row.Failures)
		}
	})
}

// Many tries at once are no more tries than one after the other, but for those inside the gate together.
func TestManyTriesAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		a := h.add("victim", 0, huiyin.Operator)
		var wg sync.WaitGroup
		for range 30 {
			wg.Go(func() {
				if h.try("victim", "guess") == "" {
					t.Error("a guess opened the account")
				}
			})
		}
		wg.Wait()
		if n := h.row(a.ID).Failures; n < 5 || n > 6 {
			t.Errorf("of 30 guesses at once %d were tried; want 5, or 6 with two in the gate", n)
		}
	})
}

// Only failures count against an address, and those against resting accounts as well.
func TestAnAddressThatFailsTooOften(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.add("op-1", 0, huiyin.Operator)
		for range 20 {
			h.try("nobody-here", "guess")
		}
		if got := h.try("op-1", "op-1"); got != "too_many_sign_ins" {
			t.Errorf("after twenty failures from its address a sign-in gives %q", got)
		}
		if _, _, err := h.SignIn(context.Background(), staff.Credentials{Login: "op-1", Password: "op-1", Address: "192.0.2.2"}); err != nil {
			t.Errorf("from another address: %v", err)
		}
		h.clock.Advance(time.Minute)
		for range 25 {
			if got := h.try("op-1", "op-1"); got != "" {
				t.Fatalf("a good sign-in counts against its address: %s", got)
			}
		}
	})
}

func TestAccountsThatDoNotOpen(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		closed, silent := h.add("closed", 0, huiyin.Operator), h.add("silent", 0, huiyin.Operator)
		if _, err := h.Change(context.Background(), closed.ID, staff.Change{Active: new(bool)}, huiyin.TheSystem); err != nil {
			t.Fatal(err)
		}
		if err := h.store.Write(context.Background(), func(t *store.Tx) error { return t.SetPassword(silent.ID, "") }); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ login, password, want string }{
			{"closed", "closed", "account_closed"}, // told to nobody but who knows the password
			{"closed", "guess", "wrong_password"},
			{"silent", "silent", "wrong_password"},
			{"silent", "", "wrong_password"},
			{"", "", "wrong_password"},
			{strings.Repeat("长", 5000), "x", "wrong_password"},
		} {
			if got := h.try(c.login, c.password); got != c.want {
				t.Errorf("%.20q with %q: %q, want %q", c.login, c.password, got, c.want)
			}
		}
	})
}

// A password that was kept at another cost is kept at today's after its owner has signed in.
func TestOldCostsAreRenewed(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		const old = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
		a := h.add("veteran", 0, huiyin.Operator)
		if err := h.store.Write(context.Background(), func(t *store.Tx) error { return t.SetPassword(a.ID, old) }); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := h.try("veteran", "password"); got != "" {
				t.Fatal(got)
			}
		}
		if now := h.row(a.ID).Password; !strings.HasPrefix(now, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("kept as %s", now)
		}
	})
}

func TestChangePassword(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("op-1", 0, huiyin.Operator)
		other, _ := h.in("op-1")
		token, s := h.in("op-1")
		if got := h.code(h.ChangePassword(ctx, s, "wrong", "a long new one")); got != "wrong_password" {
			t.Errorf("with a wrong old password: %q", got)
		}
		if got := h.code(h.ChangePassword(ctx, s, "op-1", "")); got != "invalid_password" {
			t.Errorf("with an empty new password: %q", got)
		}
		if err := h.ChangePassword(ctx, s, "op-1", "a long new one"); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, token); err != nil {
			t.Errorf("the session that changed the password: %v", err)
		}
		if _, err := h.Authenticate(ctx, other); h.code(err) != "session_ended" {
			t.Errorf("another session: %v", err)
		}
		if h.try("op-1", "op-1") != "wrong_password" || h.try("op-1", "a long new one") != "" {
			t.Error("the old password still opens, or the new one does not")
		}
		if kinds, data := h.events(a.ID); kinds != "staff.added staff.password_changed" || strings.Contains(data, "李") || strings.Contains(data, "op-1") {
			t.Errorf("%s\n%s", kinds, data)
		}
	})
}

// A password that was changed between being checked and the session being written opens nothing.
func TestOnlyTheCheckedPasswordIsWelcome(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		a := h.add("op-1", 0, huiyin.Operator)
		kept := h.row(a.ID).Password
		welcome := func(checked string) (in bool) {
			if err := h.store.Write(context.Background(), func(t *store.Tx) (err error) {
				in, err = t.Welcome(a.ID, checked, kept)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return in
		}
		if !welcome(kept) || welcome("another") {
			t.Error("the checked password is not welcome, or another is")
		}
		if _, err := h.Change(context.Background(), a.ID, staff.Change{Active: new(bool)}, huiyin.TheSystem); err != nil {
			t.Fatal(err)
		}
		if welcome(kept) {
			t.Error("a closed account is welcome")
		}
	})
}
