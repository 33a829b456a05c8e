package main

import (
	"bytes"
	"crypto/md5" //nolint:gosec // RFC 8760 keeps MD5 for telephones that know nothing else
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice"
	"huiyin/voice/browser"
)

// realm is part of what desk phones' passwords are hashed with; changing it locks every phone out.
const realm = "huiyin"

// lines are the trunks and desk phones, as the file that --telephony names holds them.
type lines struct {
	Trunks []struct {
		Name     string   `json:"name"`
		Address  string   `json:"address"`
		Allow    []string `json:"allow"`
		User     string   `json:"user"`
		Password string   `json:"password"`
		Register bool     `json:"register"`
		SRTP     bool     `json:"srtp"`
		MaxCalls int      `json:"max_calls"`
	} `json:"trunks"`
	Phones []struct {
		User     string `json:"user"`
		Password string `json:"password"`
	} `json:"phones"`
	DialBy string `json:"dial_by"` // the trunk by which calls go out; the first when it is left out
}

// demoPhones is how many desk phones the invented city has.
const demoPhones = 500

// telephony opens the telephone side of the house: trunks and desk phones over SIP, browsers over WebRTC, and the room
// between them. With --sip off nothing is opened.
func (h *house) telephony(e *env) error {
	if e.flags.sip == "off" || e.flags.sip == "" { // commands that take no calls have no such flag
		return nil
	}
	o, dialBy, err := e.lines()
	if err != nil {
		return err
	}
	if o.UDP, err = sipAddress(e.flags.sip); err != nil {
		return err
	}
	o.TCP = o.UDP
	if h.browsers, err = e.browsers(h); err != nil {
		return err
	}
	policy := room.DefaultPolicy()
	policy.Calendar = h.dir.City().Book.Calendar
	h.board = switchboard.New(switchboard.Options{Store: h.store, Vault: h.vault, Desk: h.desk, Ledger: h.calls, Browsers: h.browsers, Policy: policy, Trunk: dialBy, Now: e.now, Log: h.log})
	o.Sink, o.Realm, o.Log = h.board.Heard, realm, h.log
	if h.engine, err = voice.Open(o); err != nil {
		return errors.Join(fmt.Errorf("telephones cannot be reached at %s: %w", e.flags.sip, err), h.browsers.Close())
	}
	h.board.Connect(h.engine)
	h.api.Switchboard = h.board
	return nil
}

// sipAddress makes port 0 a free one that is the same for UDP and TCP.
func sipAddress(s string) (string, error) {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return "", usage{fmt.Sprintf("--sip must be an address such as 127.0.0.1:5060, or off; %q is neither.", s)}
	}
	if port != "0" {
		return s, nil
	}
	l, err := net.Listen("tcp", s)
	if err != nil {
		return "", fmt.Errorf("the address %s cannot be used for telephones: %w", s, err)
	}
	_, port, err = net.SplitHostPort(l.Addr().String())
	return net.JoinHostPort(host, port), errors.Join(err, l.Close())
}

// browsers opens the port of the seats that talk from a browser.
func (e *env) browsers(h *house) (*browser.Server, error) {
	address := e.flags.webrtc
	if address == "" {
		host, _, err := net.SplitHostPort(e.flags.http)
		if err != nil {
			return nil, usage{fmt.Sprintf("--http must be an address such as 127.0.0.1:12345; %q is not.", e.flags.http)}
		}
		if host == "" || host == "localhost" {
			host = "127.0.0.1"
		}
		address = net.JoinHostPort(host, "0")
	}
	listen, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, usage{fmt.Sprintf("--webrtc must be a numeric address with a port, such as 0.0.0.0:12346; %q is not.", address)}
	}
	return browser.Open(browser.Options{Listen: listen, Log: h.log})
}

// lines reads what the engine may talk to.
func (e *env) lines() (voice.Options, string, error) {
	o := voice.Options{}
	if err := e.ports(&o); err != nil {
		return o, "", err
	}
	if e.demo {
		o.Trunks = []voice.Trunk{{Name: "townsfolk", Address: e.exchange, Allow: loopback}}
		o.Phone = demoPhone
		return o, "townsfolk", nil
	}
	if e.flags.telephony == "" {
		return o, "", nil
	}
	text, err := os.ReadFile(e.flags.telephony)
	if err != nil {
		return o, "", fmt.Errorf("the file of trunks and desk phones cannot be read: %w", err)
	}
	return readLines(text, o)
}

func readLines(text []byte, o voice.Options) (voice.Options, string, error) {
	var l lines
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return o, "", usage{fmt.Sprintf("The file of trunks and desk phones: %s.", capital(err.Error()))}
	}
	for _, t := range l.Trunks {
		trunk := voice.Trunk{Name: t.Name, Address: t.Address, User: t.User, Password: t.Password, Register: t.Register, SRTP: t.SRTP, MaxCalls: t.MaxCalls}
		for _, a := range t.Allow {
			p, err := netip.ParsePrefix(a)
			if err != nil {
				return o, "", usage{fmt.Sprintf("The trunk %q: allow takes ranges such as 10.0.0.0/24; %q is not one.", t.Name, a)}
			}
			trunk.Allow = append(trunk.Allow, p)
		}
		o.Trunks = append(o.Trunks, trunk)
	}
	phones := map[string]voice.Phone{}
	for _, p := range l.Phones {
		phones[p.User] = voice.Phone{User: p.User, HA1: ha1(p.User, p.Password)}
	}
	o.Phone = func(user string) (voice.Phone, bool) { p, ok := phones[user]; return p, ok }
	dialBy := l.DialBy
	if dialBy == "" && len(l.Trunks) > 0 {
		dialBy = l.Trunks[0].Name
	}
	return o, dialBy, nil
}

// ports reads the range of ports for voice.
func (e *env) ports(o *voice.Options) error {
	if e.flags.rtp == "" {
		return nil
	}
	low, high, _ := strings.Cut(e.flags.rtp, "-")
	a, errA := strconv.ParseUint(low, 10, 16)
	b, errB := strconv.ParseUint(high, 10, 16)
	if errA != nil || errB != nil || a == 0 || b <= a {
		return usage{fmt.Sprintf("--rtp must be a range of ports such as 20000-29999; %q is not.", e.flags.rtp)}
	}
	o.Low, o.High = uint16(a), uint16(b)
	return nil
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
