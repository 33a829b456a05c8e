package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"huiyin/directory"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice"
	"huiyin/voice/browser"
)

// realm is part of what desk phones' passwords are hashed with; changing it locks every phone out.
const realm = "huiyin"

// demoPhones is how many desk phones the invented city has.
const demoPhones = 500

// telephony opens the telephone side of the house: trunks and desk phones over SIP, browsers over WebRTC, and the room
// between them. With --sip off nothing is opened.
func (h *house) telephony(ctx context.Context, e *env) error {
	if e.flags.sip == "off" || e.flags.sip == "" { // commands that take no calls have no such flag
		return nil
	}
	o, dialBy, err := e.lines(h.log)
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
	h.board = switchboard.New(switchboard.Options{Store: h.store, Vault: h.vault, Desk: h.desk, Ledger: h.calls, Browsers: h.browsers, Policy: h.policy, Trunk: dialBy, Now: e.now, Log: h.log})
	o.Sink, o.Placed, o.Realm, o.Log = h.board.Heard, h.board.Placed, realm, h.log
	if o.Places, err = h.board.Places(ctx); err != nil {
		return errors.Join(err, h.browsers.Close())
	}
	if h.engine, err = voice.Open(o); err != nil {
		return errors.Join(fmt.Errorf("telephones cannot be reached at %s: %w", e.flags.sip, err), h.browsers.Close())
	}
	h.board.Connect(h.engine)
	h.api.Switchboard = h.board
	return nil
}

// policy is how the room is run by default.
func (e *env) policy(dir *directory.Directory) room.Policy {
	p := room.DefaultPolicy()
	p.Calendar = dir.City().Book.Calendar
	if e.room != nil {
		e.room(&p)
	}
	return p
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

// lines says what the engine may talk to, and by which trunk calls go out.
func (e *env) lines(log *slog.Logger) (o voice.Options, dialBy string, err error) {
	if err := e.ports(&o); err != nil {
		return o, "", err
	}
	if e.demo {
		o.Trunks = []voice.Trunk{{Name: "townsfolk", Address: e.exchange, Allow: loopback}}
		o.Phone = demoPhone
		return o, "townsfolk", nil
	}
	l, err := e.readLines()
	if err == nil {
		o, err = l.options(o)
	}
	if e.flags.telephony != "" {
		o.Phone = (&phoneBook{env: e, log: log}).find
	}
	if err != nil || e.flags.sips == "" {
		return o, l.dialBy(), err
	}
	if l.TLS.Certificate == "" || l.TLS.Key == "" {
		return o, "", usage{"--sips needs a certificate and its key; name both under tls in the file that --telephony names."}
	}
	c, err := readCertificate(l.TLS.Certificate, l.TLS.Key)
	if err != nil {
		return o, "", err
	}
	c.log, o.Certificate, o.TLS = log, c.get, e.flags.sips
	return o, l.dialBy(), nil
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
