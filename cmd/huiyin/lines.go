package main

import (
	"bytes"
	"crypto/md5" //nolint:gosec // RFC 8760 keeps MD5 for telephones that know nothing else
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"huiyin/voice"
)

// lines are the trunks and desk phones, as the file that --telephony names holds them.
type lines struct {
	Trunks []trunk     `json:"trunks"`
	Phones []deskPhone `json:"phones"`
	DialBy string      `json:"dial_by"` // the trunk by which calls go out; the first when it is left out
	TLS    struct {    // files in PEM
		Certificate string `json:"certificate"`
		Key         string `json:"key"`
		Authorities string `json:"authorities"` // of trunks; the system's when it is left out
	} `json:"tls"`
}

type trunk struct {
	Name     string   `json:"name"`
	Address  string   `json:"address"`
	Allow    []string `json:"allow"`
	User     string   `json:"user"`
	Password string   `json:"password"`
	Register bool     `json:"register"`
	SRTP     bool     `json:"srtp"`
	MaxCalls int      `json:"max_calls"`
}

type deskPhone struct {
	User     string `json:"user"`
	Password string `json:"password"`
	SRTP     bool   `json:"srtp"`
}

// readLines reads the file of trunks and desk phones; without one there are none.
func (e *env) readLines() (lines, error) {
	var l lines
	if e.flags.telephony == "" {
		return l, nil
	}
	text, err := os.ReadFile(e.flags.telephony)
	if err != nil {
		return l, fmt.Errorf("the file of trunks and desk phones cannot be read: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return l, usage{fmt.Sprintf("The file of trunks and desk phones: %s.", capital(err.Error()))}
	}
	for _, file := range []*string{&l.TLS.Certificate, &l.TLS.Key, &l.TLS.Authorities} {
		if *file != "" && !filepath.IsAbs(*file) {
			*file = filepath.Join(filepath.Dir(e.flags.telephony), *file)
		}
	}
	return l, nil
}

// options turns the lines into what the engine may talk to.
func (l *lines) options(o voice.Options) (voice.Options, error) {
	for _, t := range l.Trunks {
		line := voice.Trunk{Name: t.Name, Address: t.Address, User: t.User, Password: t.Password, Register: t.Register, SRTP: t.SRTP, MaxCalls: t.MaxCalls}
		for _, a := range t.Allow {
			p, err := netip.ParsePrefix(a)
			if err != nil {
				return o, usage{fmt.Sprintf("The trunk %q: allow takes ranges such as 10.0.0.0/24; %q is not one.", t.Name, a)}
			}
			line.Allow = append(line.Allow, p)
		}
		o.Trunks = append(o.Trunks, line)
	}
	var err error
	if l.TLS.Authorities != "" {
		o.Roots, err = roots(l.TLS.Authorities)
	}
	return o, err
}

// dialBy is the trunk by which calls go out.
func (l *lines) dialBy() string {
	if l.DialBy == "" && len(l.Trunks) > 0 {
		return l.Trunks[0].Name
	}
	return l.DialBy
}

// loopback is where the invented city's townsfolk call from.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// demoPhone knows phone-1 to phone-500, with the password of everybody in the invented city.
func demoPhone(user string) (voice.Phone, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(user, "phone-"))
	if err != nil || n < 1 || n > demoPhones || user != fmt.Sprintf("phone-%d", n) {
		return voice.Phone{}, false
	}
	return voice.Phone{User: user, HA1: ha1(user, "demo")}, true
}

// ha1 is the digest of a desk phone's account (RFC 7616, section 3.4.2).
func ha1(user, password string) string {
	sum := md5.Sum([]byte(user + ":" + realm + ":" + password)) //nolint:gosec // see above
	return hex.EncodeToString(sum[:])
}
