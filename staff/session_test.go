package staff_test

import (
	"context"
	"testing"
	"time"

	"huiyin"
	"huiyin/staff"
)

// noDatabase is a context in which every question to the record fails.
func noDatabase() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestARequestAsksTheRecordEveryHalfMinute(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.add("clerk", district, huiyin.UnitClerk)
		token, signedIn := h.in("clerk")
		key, _, err := h.MakeKey(context.Background(), staff.KeyOrder{For: signedIn.Actor.Staff, Name: "district system"}, huiyin.TheSystem)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.AuthenticateKey(context.Background(), key); err != nil {
			t.Fatal(err)
		}
		ask := func() (a, b error) {
			s, a := h.Authenticate(noDatabase(), token)
			k, b := h.AuthenticateKey(noDatabase(), key)
			if a == nil && (s.CSRF != signedIn.CSRF || !s.Actor.Speaks(section)) || b == nil && (k.CSRF != "" || !k.Actor.Speaks(section)) {
				t.Errorf("recognised as %+v and %+v", s, k)
			}
			return a, b
		}
		h.clock.Advance(30 * time.Second)
		if a, b := ask(); a != nil || b != nil {
			t.Errorf("within half a minute the record was asked: %v, %v", a, b)
		}
		h.clock.Advance(time.Second)
		if a, b := ask(); a == nil || b == nil {
			t.Error("after half a minute the record was not asked")
		}
		h.clock.Set(wednesday.Add(-time.Hour))
		if a, b := ask(); a == nil || b == nil {
			t.Error("after the clock was set back the record was not asked")
		}
	})
}

func TestASessionEnds(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.add("op-1", 0, huiyin.Operator)
		lives := func(token string) bool {
			_, err := h.Authenticate(context.Background(), token)
			if code := h.code(err); code != "" && code != "session_ended" {
				t.Fatal(err)
			}
			return err == nil
		}
		idle, _ := h.in("op-1")
		busy, _ := h.in("op-1")
		for range 11 { // used every hour, it ends after twelve all the same
			h.clock.Advance(time.Hour)
			if !lives(busy) {
				t.Fatal("a session that is used ended")
			}
		}
		if lives(idle) {
			t.Error("a session that nobody used for eleven hours lives")
		}
		h.clock.Set(wednesday.Add(12*time.Hour - time.Minute))
		if !lives(busy) {
			t.Error("ended before its twelve hours")
		}
		h.clock.Set(wednesday.Add(12 * time.Hour))
		if lives(busy) {
			t.Error("lives after twelve hours")
		}
		last, _ := h.in("op-1")
		h.clock.Advance(2*time.Hour - 1)
		if !lives(last) {
			t.Error("ended before two idle hours")
		}
		h.clock.Advance(2 * time.Hour)
		if lives(last) {
			t.Error("lives after two idle hours")
		}
	})
}

// The end of a session moves at every request and is written once a minute.
func TestTheEndIsWrittenOnceAMinute(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.add("op-1", 0, huiyin.Operator)
		token, _ := h.in("op-1")
		before, _, _ := h.store.Counts()
		for range 120 {
			h.clock.Advance(time.Second)
			if _, err := h.Authenticate(context.Background(), token); err != nil {
				t.Fatal(err)
			}
		}
		if after, _, _ := h.store.Counts(); after-before != 2 {
			t.Errorf("in two minutes of requests every second there were %d writes, want 2", after-before)
		}
	})
}

// Two processes serve one record: what happens in one is believed in the other half a minute later, and a session
// that is used in one does not end in the other.
func TestTwoProcesses(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		there := h.another()
		a := h.add("op-1", 0, huiyin.Operator)
		token, s := h.in("op-1")
		see := func() staff.Session {
			got, err := there.Authenticate(ctx, token)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		see()
		for range 5 {
			h.clock.Advance(time.Hour)
			if _, err := h.Authenticate(ctx, token); err != nil {
				t.Fatal(err)
			}
		}
		see()
		if _, err := h.Change(ctx, a.ID, staff.Change{Roles: []huiyin.Role{huiyin.Reviewer}}, huiyin.TheSystem); err != nil {
			t.Fatal(err)
		}
		if here, err := h.Authenticate(ctx, token); err != nil || !here.Actor.Is(huiyin.Reviewer) {
			t.Errorf("where the role changed it is %v (%v)", here.Actor.Roles, err)
		}
		h.clock.Advance(31 * time.Second)
		if !see().Actor.Is(huiyin.Reviewer) {
			t.Error("elsewhere the role did not change in half a minute")
		}
		if err := h.SignOut(ctx, s); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, token); h.code(err) != "session_ended" {
			t.Errorf("where it signed out: %v", err)
		}
		h.clock.Advance(31 * time.Second)
		if _, err := there.Authenticate(ctx, token); h.code(err) != "session_ended" {
			t.Errorf("elsewhere, half a minute after it signed out: %v", err)
		}
	})
}

func TestOwnSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("op-1", 0, huiyin.Operator)
		b := h.add("op-2", 0, huiyin.Operator)
		foreign, foreigner := h.in("op-2")
		first, _ := h.in("op-1")
		h.clock.Advance(time.Minute)
		second, s := h.in("op-1")
		list, err := h.Sessions(ctx, s)
		if err != nil || len(list) != 2 || !list[0].Current || list[1].Current || list[0].ID != s.ID || !list[1].ExpiresAt.Equal(wednesday.Add(2*time.Hour)) {
			t.Fatalf("%+v %v", list, err)
		}
		if h.code(h.EndSession(ctx, foreigner, list[1].ID)) != "session_not_found" {
			t.Error("somebody ended another's session")
		}
		if err := h.EndSession(ctx, s, list[1].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, first); h.code(err) != "session_ended" {
			t.Errorf("the ended session: %v", err)
		}
		if h.code(h.SignOutEverywhere(ctx, b.ID, s.Actor)) != "permission" {
			t.Error("an operator signed another out")
		}
		if err := h.SignOutEverywhere(ctx, a.ID, s.Actor); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Authenticate(ctx, second); h.code(err) != "session_ended" {
			t.Errorf("after signing out everywhere: %v", err)
		}
		if _, err := h.Authenticate(ctx, foreign); err != nil {
			t.Errorf("somebody else's session: %v", err)
		}
	})
}

func TestKeys(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		a := h.add("city-app", 0, huiyin.Open311Client)
		h.add("op-1", 0, huiyin.Operator)
		token, operator := h.in("op-1")
		if _, _, err := h.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: "app"}, operator.Actor); h.code(err) != "permission" {
			t.Errorf("an operator made a key: %v", err)
		}
		if _, _, err := h.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: " "}, huiyin.TheSystem); h.code(err) != "invalid_name" {
			t.Errorf("a key without a name: %v", err)
		}
		if _, _, err := h.MakeKey(ctx, staff.KeyOrder{For: 999, Name: "app"}, huiyin.TheSystem); h.code(err) != "staff_not_found" {
			t.Errorf("a key for nobody: %v", err)
		}
		key, made, err := h.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: "app"}, huiyin.TheSystem)
		if err != nil || len(key) != 46 || key[:3] != "hy_" {
			t.Fatalf("%q %v", key, err)
		}
		s, err := h.AuthenticateKey(ctx, key)
		if err != nil || s.Actor.Staff != a.ID || !s.Actor.Is(huiyin.Open311Client) || s.Actor.City {
			t.Errorf("the key acts as %+v (%v)", s, err)
		}
		// A key is no session and a session is no key, not even when the other is fresh in mind.
		if _, err := h.Authenticate(ctx, key); h.code(err) != "session_ended" {
			t.Errorf("a key as session: %v", err)
		}
		for _, k := range []string{token, "", "hy_", key + "x", key[:45]} {
			if _, err := h.AuthenticateKey(ctx, k); h.code(err) != "unknown_key" {
				t.Errorf("%q as key: %v", k, err)
			}
		}
		list, err := h.Keys(ctx, a.ID, huiyin.TheSystem)
		if err != nil || len(list) != 1 || list[0].ID != made.ID || list[0].Name != "app" || list[0].Revoked || !list[0].CreatedAt.Equal(wednesday) {
			t.Errorf("%+v %v", list, err)
		}
		for range 2 {
			if err := h.RevokeKey(ctx, a.ID, made.ID, huiyin.TheSystem); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.AuthenticateKey(ctx, key); h.code(err) != "unknown_key" {
			t.Errorf("a revoked key: %v", err)
		}
		if kinds, _ := h.events(a.ID); kinds != "staff.added staff.key_made staff.key_revoked" {
			t.Error(kinds)
		}
	})
}
