package main

import (
	"bufio"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/store"
	"huiyin/voice/phone"
)

// looked runs check and gives what it said, by what was looked at; a STOPS is written before.
func looked(t *testing.T, f founded, args ...string) (status int, said map[string]string) {
	t.Helper()
	status, out, errs := invoke(t, f.data, append([]string{"check", "--json", "--http", "127.0.0.1:0", "--telephony", f.lines}, args...)...)
	said = map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
		var l finding
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatalf("%v: %s %s", err, out, errs)
		}
		if said[l.What] = l.Say; !l.OK {
			said[l.What] = "STOPS " + l.Say
		}
	}
	return status, said
}

// Before opening hours check says what of the telephone side would stop them, in a sentence each.
func TestCheckOfTheTelephoneSide(t *testing.T) {
	f := found(t, 1)
	exchange, err := phone.New(phone.Options{User: "exchange"})
	must(t, err)
	t.Cleanup(func() { must(t, exchange.Close()) })
	taken, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	deaf, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	defer deaf.Close()
	with := func(trunk string, until time.Duration) func(*lines) {
		return func(l *lines) {
			certify(t, filepath.Dir(f.lines), time.Now().Add(until))
			l.Trunks[0].Address = trunk
			l.TLS.Certificate, l.TLS.Key = "sips.pem", "sips.key"
		}
	}
	secure := []string{"--sip", "127.0.0.1:0", "--sips", "127.0.0.1:0", "--rtp", "21000-21999"}
	for name, c := range map[string]struct {
		lines func(*lines)
		args  []string
		want  map[string]string
	}{
		"all is well": {with(exchange.Addr().String(), 90*24*time.Hour), secure, map[string]string{"telephony": "Trunks: city. Calls go out by city.",
			"calls": "127.0.0.1:0 is free", "voice": "1000 ports for voice, enough for 250 calls", "tls": "The certificate for telephones is good until ", "trunk": "The trunk city answers.",
			"tapes": "There is room for ", "prompts": "The house can say 14 sentences in zh and en."}},
		"a deaf trunk, and little time": {with(deaf.LocalAddr().String(), 3*24*time.Hour), secure, map[string]string{"trunk": "STOPS The trunk city does not answer",
			"tls": "STOPS The certificate for telephones ends on "}},
		"an old certificate": {with("", -time.Minute), secure, map[string]string{"tls": "STOPS The certificate for telephones ended on "}},
		"a port that is taken, and few ports": {with("", time.Hour), []string{"--sip", taken.LocalAddr().String(), "--rtp", "21000-21009"},
			map[string]string{"calls": "STOPS The address for telephones cannot be used: ", "voice": "STOPS --rtp has 10 ports"}},
		"a trunk that is not there": {func(l *lines) { l.DialBy = "land" }, []string{"--sip", "127.0.0.1:0"}, map[string]string{"telephony": `STOPS Calls go out by the trunk "land"`}},
		"no calls":                  {func(*lines) {}, []string{"--sip", "off"}, map[string]string{"calls": "No calls are taken"}},
	} {
		f.reached(t, c.lines)
		status, said := looked(t, f, c.args...)
		for what, want := range c.want {
			if !strings.HasPrefix(said[what], want) {
				t.Errorf("%s: of %s it says %q, want %q", name, what, said[what], want)
			}
			if strings.HasPrefix(want, "STOPS") && status != 1 {
				t.Errorf("%s: status %d", name, status)
			}
		}
	}
	must(t, os.WriteFile(f.lines, []byte(`{"trunks": 1}`), 0o600))
	if _, said := looked(t, f); !strings.HasPrefix(said["telephony"], "STOPS The file of trunks and desk phones: ") {
		t.Errorf("of a file that is none it says %q", said["telephony"])
	}
}

// A rule of the room that is on record and cannot stand is named, and stops nothing.
func TestCheckNamesRulesThatCannotStand(t *testing.T) {
	data := found(t, 1).data
	rules := func(want string) {
		t.Helper()
		status, out, errs := invoke(t, data, "check", "--sip", "off", "--http", "127.0.0.1:0")
		if i := strings.Index(out, "ok    rules"); i < 0 || !strings.Contains(out[i:], want) {
			t.Errorf("status %d: %s %s", status, out, errs)
		}
	}
	rules("0 rules of the room differ from the default.")
	s, err := store.Open(t.Context(), store.Options{Dir: data})
	must(t, err)
	must(t, s.Write(t.Context(), func(tx *store.Tx) error {
		return tx.SaveRoomRule(store.RoomRule{Key: "offer", Value: "soon", At: time.Now()})
	}))
	must(t, s.Close())
	rules(`The room is run without some rules that are on record. The rule offer takes a whole number of seconds from 5 to 120; "soon" is not that.`)
}
