package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/voice/phone"
)

// certify writes a certificate for this machine, good until some time, and its key, and gives the authorities that trust it.
func certify(t *testing.T, dir string, until time.Time) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	draft := x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), NotBefore: time.Now().Add(-time.Hour), NotAfter: until,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, &draft, &draft, &key.PublicKey, key)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	leaf := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	must(t, errors.Join(os.WriteFile(filepath.Join(dir, "sips.key"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600),
		os.WriteFile(filepath.Join(dir, "sips.pem"), leaf, 0o600)))
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(leaf)
	return pool
}

// A seat's desk phone is reached over TLS and speaks SRTP, the caller comes by TCP, and they hear each other. A renewed
// certificate needs no restart. What a monitor is told names nobody.
func TestADeskPhoneOverTLS(t *testing.T) {
	f := found(t, 2)
	dir := filepath.Dir(f.lines)
	known := certify(t, dir, time.Now().Add(time.Hour))
	f.reached(t, func(l *lines) {
		l.Phones[0].SRTP = true
		l.TLS.Certificate, l.TLS.Key = "sips.pem", "sips.key" // beside the file
	})
	p := f.serve(t, "--sips", "127.0.0.1:0")
	seat := p.sits(t, f, 1, phone.Options{Server: p.told["sips"], Transport: "tls", TLS: &tls.Config{RootCAs: known}, SRTP: true})
	citizen, err := phone.New(phone.Options{Server: p.told["sip"], Transport: "tcp", User: "19900001234"})
	must(t, err)
	t.Cleanup(func() { must(t, citizen.Close()) })
	c, err := citizen.Call("12345")
	must(t, err)
	if desk := seat.talks(c); !desk.Secure() || c.Secure() {
		t.Errorf("the desk phone's voice is encrypted: %v, the caller's: %v", desk.Secure(), c.Secure())
	}
	waiting := p.calls(t, "19900005678")
	wait(t, "music is heard", waiting.Answered())
	p.window(t, f.keys[1]).until("one waits", func(n news) bool { return n.Type == "room" && n.Waiting == 1 })

	renewed := certify(t, dir, time.Now().Add(2*time.Hour))
	other, err := phone.New(phone.Options{Server: p.told["sips"], Transport: "tls", TLS: &tls.Config{RootCAs: renewed}, User: "phone-2", Password: "wrong"})
	must(t, err)
	t.Cleanup(func() { must(t, other.Close()) })
	var refused *phone.RefusedError
	if err := other.Register(t.Context(), 600); !errors.As(err, &refused) || refused.Status != 403 {
		t.Errorf("with a wrong password, over a connection with the renewed certificate: %v", err)
	}
	metrics := p.ask(t, "/metrics")
	for _, want := range []string{`huiyin_trunk_up{trunk="city"} 1`, `huiyin_trunk_calls{trunk="city"} 2`, `huiyin_desk_phones_registered 1`, `huiyin_calls{state="talking"} 1`,
		`huiyin_calls{state="queued"} 1`, `huiyin_seats{state="talking"} 1`, `huiyin_sip_refused_total{reason="wrong_digest"} 1`, `huiyin_callbacks_open 0`,
		`huiyin_calls_unrecorded 0`, `huiyin_recordings_failed_total 0`, `huiyin_rtp_packets_lost_total{from="sip"} `, `huiyin_queue_longest_wait_seconds `} {
		if !strings.Contains(metrics, "\n"+want) {
			t.Errorf("the metrics do not say %s", want)
		}
	}
	for line := range strings.Lines(metrics) {
		name, _, _ := strings.Cut(line, " ") // with its labels
		for _, secret := range []string{"1990000", "12345", "phone-", "op1"} {
			if strings.Contains(name, secret) {
				t.Errorf("the metrics name %s: %s", secret, line)
			}
		}
	}
	p.stop()
}

// A phone more in the file, or another password, needs no restart; a mistake in the file takes nobody's phone away.
func TestADeskPhoneMoreNeedsNoRestart(t *testing.T) {
	f := found(t, 1)
	f.reached(t, func(*lines) {})
	p := f.serve(t)
	status := func(user, password string) int {
		desk, err := phone.New(phone.Options{Server: p.told["sip"], User: user, Password: password})
		must(t, err)
		defer desk.Close() //nolint:errcheck // a telephone that was only tried
		var refused *phone.RefusedError
		if err := desk.Register(t.Context(), 600); !errors.As(err, &refused) {
			must(t, err)
			return 200
		}
		return refused.Status
	}
	if was := status("phone-9", "demo"); was != 403 {
		t.Errorf("a phone that nobody knows: %d", was)
	}
	f.reached(t, func(l *lines) { l.Phones = append(l.Phones, deskPhone{User: "phone-9", Password: "demo"}) })
	if was := status("phone-9", "demo"); was != 200 {
		t.Errorf("a phone that was added: %d", was)
	}
	must(t, os.WriteFile(f.lines, []byte(`{"phones": [`), 0o600))
	if was := status("phone-9", "demo"); was != 200 {
		t.Errorf("while there is a mistake in the file: %d", was)
	}
	f.reached(t, func(l *lines) { l.Phones[0].Password = "other" })
	if was, is := status("phone-1", "demo"), status("phone-1", "other"); was != 403 || is != 200 {
		t.Errorf("the password before: %d, the one now: %d", was, is)
	}
	p.stop()
}
