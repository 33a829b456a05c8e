package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"huiyin/switchboard/prompt"
	"huiyin/voice"
	"huiyin/voice/rtp"
)

// checkVoice looks at the telephone side: each thing without which calls would not come, be heard or be kept.
func checkVoice(ctx context.Context, e *env) []finding {
	if e.flags.sip == "off" {
		return []finding{{"calls", true, "No calls are taken: --sip is off."}}
	}
	o, dialBy, err := e.lines(slog.New(slog.DiscardHandler))
	all := []finding{checkLines(o, dialBy, err)}
	if err != nil {
		return append(all, checkRecordings(e), checkPrompts())
	}
	ports := checkVoicePorts(e)
	all = append(all, ports, checkRange(o))
	if o.Certificate != nil {
		all = append(all, checkCertificate(o))
	}
	if ports.OK { // else the service runs, perhaps, and knows itself how its trunks do
		all = append(all, checkTrunks(ctx, e, o)...)
	}
	return append(all, checkRecordings(e), checkPrompts())
}

func checkLines(o voice.Options, dialBy string, err error) finding {
	if err != nil {
		return finding{"telephony", false, capital(err.Error())}
	}
	if len(o.Trunks) == 0 {
		return finding{"telephony", true, "No trunk is named: nobody can call from outside."}
	}
	if !slices.ContainsFunc(o.Trunks, func(t voice.Trunk) bool { return t.Name == dialBy }) {
		return finding{"telephony", false, fmt.Sprintf("Calls go out by the trunk %q, and there is none of that name.", dialBy)}
	}
	names := make([]string, len(o.Trunks))
	for i, t := range o.Trunks {
		names[i] = t.Name
	}
	return finding{"telephony", true, fmt.Sprintf("Trunks: %s. Calls go out by %s.", strings.Join(names, ", "), dialBy)}
}

// checkVoicePorts binds what telephones and browsers speak to, and lets go of it.
func checkVoicePorts(e *env) finding {
	say := "The address for telephones cannot be used: "
	for _, at := range []struct{ network, address string }{{"udp", e.flags.sip}, {"tcp", e.flags.sip}, {"tcp", e.flags.sips}, {"udp", e.flags.webrtc}} {
		if at.address == "" {
			continue
		}
		if err := bind(at.network, at.address); err != nil {
			return finding{"calls", false, say + err.Error()}
		}
	}
	return finding{"calls", true, e.flags.sip + " is free, by UDP and TCP" + besides(" with TLS", e.flags.sips) + besides(" for browsers", e.flags.webrtc) + "."}
}

func besides(what, address string) string {
	if address == "" {
		return ""
	}
	return "; " + address + what
}

func bind(network, address string) error {
	if network == "tcp" {
		l, err := net.Listen(network, address)
		if err != nil {
			return err
		}
		return l.Close()
	}
	c, err := net.ListenPacket(network, address)
	if err != nil {
		return err
	}
	return c.Close()
}

// portsLeast is how many ports for voice a centre of a few seats wants: two for each leg.
const portsLeast = 200

// checkRange looks whether there are ports for voice, and whether the system gives them to others as well.
func checkRange(o voice.Options) finding {
	if o.Low == 0 {
		return finding{"voice", true, "Any free UDP port is used for voice; a firewall wants --rtp."}
	}
	n := int(o.High) - int(o.Low) + 1
	if n < portsLeast {
		return finding{"voice", false, fmt.Sprintf("--rtp has %d ports, enough for %d calls; a call wants four.", n, n/4)}
	}
	s, err := rtp.NewPorts(netip.IPv4Unspecified(), o.Low, o.High).Open()
	if err != nil {
		return finding{"voice", false, "No port for voice can be opened: " + err.Error()}
	}
	if err := s.Close(); err != nil {
		return finding{"voice", false, err.Error()}
	}
	var low, high int
	text, err := os.ReadFile("/proc/sys/net/ipv4/ip_local_port_range")
	if _, scan := fmt.Sscan(string(text), &low, &high); err == nil && scan == nil && low <= int(o.High) && high >= int(o.Low) {
		return finding{"voice", true, fmt.Sprintf("%d ports for voice, enough for %d calls; the system takes ports from %d to %d for others, which --rtp should leave out.", n, n/4, low, high)}
	}
	return finding{"voice", true, fmt.Sprintf("%d ports for voice, enough for %d calls.", n, n/4)}
}

// renewBy is how long before its end a certificate should have been renewed.
const renewBy = 14 * 24 * time.Hour

func checkCertificate(o voice.Options) finding {
	c, err := o.Certificate(nil)
	if err != nil || len(c.Certificate) == 0 {
		return finding{"tls", false, "The certificate for telephones cannot be read."}
	}
	leaf, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		return finding{"tls", false, "The certificate for telephones cannot be read: " + err.Error()}
	}
	until := leaf.NotAfter.Format(time.DateOnly)
	switch left := time.Until(leaf.NotAfter); {
	case left <= 0:
		return finding{"tls", false, "The certificate for telephones ended on " + until + "."}
	case time.Now().Before(leaf.NotBefore):
		return finding{"tls", false, "The certificate for telephones is not good before " + leaf.NotBefore.Format(time.DateOnly) + "."}
	case left < renewBy:
		return finding{"tls", false, "The certificate for telephones ends on " + until + "; renew it."}
	}
	return finding{"tls", true, "The certificate for telephones is good until " + until + "."}
}

// checkTrunks asks every trunk whether it is there.
func checkTrunks(ctx context.Context, e *env, o voice.Options) []finding {
	var err error
	if o.UDP, err = sipAddress(e.flags.sip); err != nil {
		return []finding{{"trunk", false, err.Error()}}
	}
	o.TCP = o.UDP
	answers, err := voice.Probe(ctx, o)
	if err != nil {
		return []finding{{"trunk", false, "The trunks cannot be asked: " + err.Error()}}
	}
	var all []finding
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		if answers[name] {
			all = append(all, finding{"trunk", true, fmt.Sprintf("The trunk %s answers.", name)})
		} else {
			all = append(all, finding{"trunk", false, fmt.Sprintf("The trunk %s does not answer; check its address, and the firewall.", name)})
		}
	}
	return all
}

// hourOfCall is what an hour of a recorded call takes, in bytes.
const hourOfCall = 3600 * 2 * rtp.Rate

// checkRecordings looks whether a recording can be begun, and for how long calls could be recorded.
func checkRecordings(e *env) finding {
	dir := filepath.Join(e.flags.data, "vault", "tapes")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return finding{"tapes", false, "Calls cannot be recorded: " + err.Error()}
	}
	f, err := os.CreateTemp(dir, ".check-*")
	if err != nil {
		return finding{"tapes", false, "Calls cannot be recorded: " + err.Error()}
	}
	_, err = f.Write(make([]byte, rtp.Rate))
	if err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name())); err != nil {
		return finding{"tapes", false, "Calls cannot be recorded: " + err.Error()}
	}
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return finding{"tapes", false, "The disk of the recordings cannot be asked: " + err.Error()}
	}
	hours := int64(st.Bavail) * st.Bsize / hourOfCall
	return finding{"tapes", hours >= diskLeast/hourOfCall, fmt.Sprintf("There is room for %d hours of recorded calls.", hours)}
}

// checkPrompts looks whether the house can say everything it may have to.
func checkPrompts() finding {
	var missing []string
	for _, language := range prompt.Languages() {
		for _, name := range prompt.Names() {
			if p, ok := prompt.Sound(language, name); !ok || p.Duration() == 0 {
				missing = append(missing, language+"/"+string(name))
			}
		}
	}
	if len(missing) > 0 {
		return finding{"prompts", false, "The house cannot say " + strings.Join(missing, ", ") + "."}
	}
	return finding{"prompts", true, fmt.Sprintf("The house can say %d sentences in %s.", len(prompt.Names()), strings.Join(prompt.Languages(), " and "))}
}
