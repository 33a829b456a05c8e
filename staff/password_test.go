package staff

import (
	"regexp"
	"strings"
	"testing"

	"huiyin"
)

func TestAPasswordFitsItself(t *testing.T) {
	h, err := hash("the lamp is dark")
	if err != nil {
		t.Fatal(err)
	}
	again, err := parseHashed(h.String())
	if err != nil {
		t.Fatal(err)
	}
	if !again.fits("the lamp is dark") || again.fits("the lamp is dark ") || !again.newest() {
		t.Error("a kept password does not fit, fits another, or is not of today's cost")
	}
	other, err := hash("the lamp is dark")
	if err != nil || other.String() == h.String() {
		t.Errorf("two people with one password have one hash (%v)", err)
	}
	if !nobody.newest() || nobody.fits("") {
		t.Error("an unknown login is not checked at today's cost, or lets somebody in")
	}
}

// An example made with the reference program: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32.
func TestTheReferenceHashFits(t *testing.T) {
	h, err := parseHashed("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
	if err != nil {
		t.Fatal(err)
	}
	if !h.fits("password") || h.newest() {
		t.Error("the reference's password does not fit, or its cost passes for ours")
	}
}

func TestWhatAPasswordMayBe(t *testing.T) {
	city, demo := &Staff{}, &Staff{demo: true}
	for _, c := range []struct {
		password   string
		city, demo bool
	}{
		{"", false, false},
		{"demo", false, true},
		{"123456789", false, true},
		{"春熙路的灯坏了一周", false, true}, // nine
		{"春熙路的灯坏了一周了", true, true},
		{"op-1-of-chengdu", false, true}, // the login
		{"OP-1-of-Chengdu", false, true},
		{strings.Repeat("x", 200), true, true},
		{strings.Repeat("x", 201), false, false},
	} {
		for _, s := range []struct {
			*Staff
			want bool
		}{{city, c.city}, {demo, c.demo}} {
			err := s.mayBe("op-1-of-chengdu", c.password)
			if (err == nil) != s.want || err != nil && huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Errorf("%q (demo %v): %v", c.password, s.demo, err)
			}
		}
	}
}

func TestRandomPasswords(t *testing.T) {
	form := regexp.MustCompile(`^[a-z2-7]{5}(-[a-z2-7]{5}){3}$`)
	a, b := randomPassword(), randomPassword()
	if a == b || !form.MatchString(a) || (&Staff{}).mayBe("admin", a) != nil {
		t.Errorf("random passwords %q and %q", a, b)
	}
}

func FuzzParseHashed(f *testing.F) {
	for _, s := range []string{"", "$", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=08,t=1,p=1 $c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ\n$AAAAAAAAAAAAAAAAAAAAAA", "$argon2id$v=19$m=8,t=0,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := parseHashed(s)
		if err != nil {
			return
		}
		if h.String() != s {
			t.Errorf("%q reads as %q", s, h)
		}
		if h.memory > 256*1024 || h.passes < 1 || h.lanes < 1 || len(h.sum) < 16 {
			t.Errorf("%q was let through: it would panic or hold the machine up", s)
		}
	})
}
