package voice

import (
	"testing"
	"time"

	"huiyin/voice/rtp"
)

func TestPressed(t *testing.T) {
	for body, want := range map[string]rtp.Digit{
		"Signal=5\r\nDuration=160\r\n": {Key: '5', Duration: 160 * time.Millisecond},
		"signal = a\nduration = x\n":   {Key: 'A', Duration: pressFor},
		"Signal=10":                    {Key: '*', Duration: pressFor},
		"Signal=12":                    {},
		"Signal=":                      {},
		"Duration=100":                 {},
	} {
		got, ok := pressed("application/dtmf-relay", body)
		if got != want || ok != (want.Key != 0) {
			t.Errorf("%q is %+v (%v), want %+v", body, got, ok, want)
		}
	}
	if got, ok := pressed("application/dtmf", " 9\r\n"); !ok || got.Key != '9' {
		t.Errorf("a bare key is %+v (%v)", got, ok)
	}
	if _, ok := pressed("text/plain", "5"); ok {
		t.Error("a text is a key")
	}
}

func FuzzPressed(f *testing.F) {
	f.Add("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n")
	f.Add("application/dtmf", "#")
	f.Fuzz(func(t *testing.T, kind, body string) {
		if d, ok := pressed(kind, body); ok && !plainKey(d.Key) {
			t.Errorf("%q is the key %q", body, d.Key)
		}
	})
}

func plainKey(k byte) bool {
	for i := range len(digits) {
		if digits[i] == k {
			return true
		}
	}
	return false
}

func TestNumberOf(t *testing.T) {
	for text, want := range map[string]string{
		"INVITE sip:12345@city SIP/2.0":          "12345",
		"INVITE sip:+8610;phone=x@city SIP/2.0":  "+8610",
		"INVITE sip:%2312@city SIP/2.0":          "#12",
		"INVITE sip:anonymous@city SIP/2.0":      "",
		"INVITE tel:+861012345;npdi SIP/2.0":     "+861012345",
		"INVITE sip:city;user=nobody@x SIP/2.0":  "city",
		"INVITE sip:Unknown@unknown.net SIP/2.0": "",
	} {
		u := request(t, text).Recipient
		if got := numberOf(u); got != want {
			t.Errorf("%s is for %q, want %q", text, got, want)
		}
	}
}
