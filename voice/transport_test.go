package voice

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/phone"
)

// certificate makes one for 127.0.0.1, and the pool that trusts it.
func certificate(t *testing.T) (Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	draft := x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, &draft, &draft, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	own := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	return func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return own, nil }, pool
}

func TestTransports(t *testing.T) {
	own, roots := certificate(t)
	b := start(t, trunks(loopback...), func(o *Options) {
		o.TCP, o.TLS, o.Certificate, o.Phone = "127.0.0.1:0", "127.0.0.1:0", own, people("801", "802")
	})
	for transport, c := range map[string]struct {
		name string
		srtp bool
		user string
	}{"tcp": {"TCP", false, "801"}, "tls": {"TLS", true, "802"}} {
		t.Run(transport, func(t *testing.T) {
			b.t = t
			calls := make(chan *phone.Call, 1)
			p := b.telephone(as(c.user), func(o *phone.Options) {
				o.Server, o.Transport, o.SRTP = b.Addr()[c.name].String(), transport, c.srtp
				o.TLS = &tls.Config{RootCAs: roots}
				o.Incoming = func(c *phone.Call) { c.Answer(); calls <- c }
			})
			if err := p.Register(t.Context(), 300); err != nil {
				t.Fatal(err)
			}
			b.expect(PhoneUp)
			in, l := b.talks(p, "12345")
			l.Member().Play(tone(600), true, nil)
			within(t, in.Ear.Hears(600, true), "what the engine plays")
			if err := in.Hold(true); err != nil {
				t.Fatal(err)
			}
			b.expect(Held, l.ID)
			if err := in.Hold(false); err != nil {
				t.Fatal(err)
			}
			within(t, in.Ear.Hears(600, true), "what the engine plays, again")
			// The phone can only be reached over the connection that it opened.
			second, err := b.Dial(t.Context(), Order{Phone: c.user})
			if err != nil {
				t.Fatal(err)
			}
			out := <-calls
			b.expect(Answered, second.ID)
			b.Table().Hear(l.Member(), second.Member(), true)
			out.Say(phone.Sine(900), true)
			l.Member().Stop()
			within(t, in.Ear.Hears(900, true), "one call in the other")
			l.Hangup()
			second.Hangup()
			b.expect(Ended, l.ID)
			b.expect(Ended, second.ID)
			within(t, in.Ended(), "the end of the first")
			within(t, out.Ended(), "the end of the second")
		})
	}
}

// An engine is the trunk of another, over TLS and with SRTP.
func TestEnginesCallEachOther(t *testing.T) {
	own, roots := certificate(t)
	far := start(t, trunks(loopback...), func(o *Options) { o.UDP, o.TLS, o.Certificate = "", "127.0.0.1:0", own })
	near := start(t, func(o *Options) {
		o.UDP, o.TLS, o.Certificate, o.Roots = "", "127.0.0.1:0", own, roots
		o.Trunks = []Trunk{{Name: "city", Address: far.Addr()["TLS"].String() + ";transport=tls", SRTP: true}}
	})
	near.expect(TrunkUp)
	out := near.calls(Order{From: "12345", To: "110"})
	in := far.Leg(far.expect(Arrived).Leg)
	in.Ring()
	near.expect(Ringing, out.ID)
	in.Answer()
	near.expect(Answered, out.ID)
	far.expect(Answered, in.ID)
	if err := out.SendDigits("42"); err != nil {
		t.Fatal(err)
	}
	for _, want := range "42" {
		if e := far.expect(Digit, in.ID); e.Digit.Key != byte(want) {
			t.Errorf("got %q, want %q", e.Digit.Key, want)
		}
	}
	out.Hold(true)
	far.expect(Held, in.ID)
	out.Hold(false)
	far.expect(Resumed, in.ID)
	in.Hangup()
	if e := near.expect(Ended, out.ID); e.Cause.Why != HungUp {
		t.Errorf("ended with %+v", e.Cause)
	}
}

// A telephone whose connection is cut is gone without a word.
func TestConnectionIsCut(t *testing.T) {
	b := start(t, fast, func(o *Options) { o.TCP, o.Phone = "127.0.0.1:0", people("801") })
	p := b.telephone(as("801"), func(o *phone.Options) { o.Server, o.Transport = b.Addr()["TCP"].String(), "tcp" })
	if err := p.Register(t.Context(), 600); err != nil {
		t.Fatal(err)
	}
	b.expect(PhoneUp)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	b.expect(PhoneDown)
}

func TestConnectionsOfAStrangerAreBounded(t *testing.T) {
	b := start(t, func(o *Options) { o.UDP, o.TCP = "", "127.0.0.1:0" })
	var open []net.Conn
	t.Cleanup(func() {
		for _, c := range open {
			c.Close()
		}
	})
	for range maxStrangersConnections + 1 {
		c, err := net.Dial("tcp", b.Addr()["TCP"].String())
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, c)
	}
	last := open[len(open)-1]
	if err := last.SetReadDeadline(time.Now().Add(patient)); err != nil {
		t.Fatal(err)
	}
	if _, err := last.Read(make([]byte, 1)); err == nil || isTimeout(err) {
		t.Errorf("the connection beyond the bound is open: %v", err)
	}
}

func isTimeout(err error) bool {
	n, ok := err.(net.Error)
	return ok && n.Timeout()
}

func TestListenersThatCannotBe(t *testing.T) {
	taken := start(t)
	for name, o := range map[string]Options{
		"none":                  {},
		"TLS, no certificate":   {TLS: "127.0.0.1:0"},
		"a taken port":          {UDP: taken.Addr()["UDP"].String()},
		"a trunk with no name":  {UDP: "127.0.0.1:0", Trunks: []Trunk{{}}},
		"a trunk by carrier":    {UDP: "127.0.0.1:0", Trunks: []Trunk{{Name: "x", Address: "127.0.0.1;transport=pigeon"}}},
		"registered at nowhere": {UDP: "127.0.0.1:0", Trunks: []Trunk{{Name: "x", Register: true}}},
	} {
		t.Run(name, func(t *testing.T) {
			if e, err := Open(o); err == nil {
				t.Errorf("it opened at %v", e.Addr())
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for name, c := range map[string]struct{ listen, phone string }{
		"everywhere":   {"0.0.0.0:0", "127.0.0.1"},
		"the new kind": {"[::1]:0", "::1"},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, func(o *Options) {
				o.UDP = c.listen
				o.Trunks = append(loopback[:1:1], Trunk{Name: "six", Allow: []netip.Prefix{netip.MustParsePrefix("::1/128")}})
			})
			at := netip.MustParseAddr(c.phone)
			p := b.telephone(as("1"), func(o *phone.Options) {
				o.Listen, o.Server = at, netip.AddrPortFrom(at, b.Addr()["UDP"].Port()).String()
			})
			call, l := b.talks(p, "12345")
			l.Member().Play(tone(600), true, nil)
			within(t, call.Ear.Hears(600, true), "what the engine plays")
			l.Hangup()
			b.expect(Ended, l.ID)
			within(t, call.Ended(), "the end")
		})
	}
}

// Many telephones at once, and afterwards nothing is left of them.
func TestManyTelephones(t *testing.T) {
	const many = 40
	before := runtime.NumGoroutine()
	t.Run("talk", func(t *testing.T) {
		b := start(t, func(o *Options) {
			o.Phone = func(user string) (Phone, bool) { return people(user)(user) }
			o.Trunks = loopback
		})
		var ready sync.WaitGroup
		phones := make([]*phone.Phone, many)
		for i := range phones {
			phones[i] = b.telephone(as(fmt.Sprint(800 + i)))
			ready.Go(func() {
				if err := phones[i].Register(t.Context(), 300); err != nil {
					t.Error(err)
				}
			})
		}
		ready.Wait()
		callers := make([]*phone.Call, many)
		for i := range phones {
			c, in := b.talks(b.telephone(as(fmt.Sprint(i))), "12345")
			out, err := b.Dial(t.Context(), Order{Phone: phones[i].User(), From: fmt.Sprint(i)})
			if err != nil {
				t.Fatal(err)
			}
			b.expect(Answered, out.ID)
			b.Table().Hear(in.Member(), in.Member(), true) // nobody hears themselves
			b.Table().Hear(out.Member(), in.Member(), true)
			b.Table().Hear(in.Member(), out.Member(), true)
			in.Member().Play(tone(600), true, nil)
			callers[i] = c
		}
		for _, c := range callers {
			within(t, c.Ear.Hears(600, true), "what is played")
			c.Hangup()
		}
		for range callers {
			b.expect(Ended)
		}
	})
	limit, tick := time.After(patient), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for runtime.NumGoroutine() > before+2 {
		select {
		case <-tick.C:
		case <-limit:
			all := make([]byte, 1<<16)
			t.Fatalf("%d goroutines are left of %d: %s", runtime.NumGoroutine(), before, all[:runtime.Stack(all, true)])
		}
	}
}

func TestDigitsToWhoKnowsNoEvents(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	w.asks(sip.INVITE, "", "", strings.ReplaceAll(offerOfWire, "8 101", "8"))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	w.response(200, sip.INVITE)
	w.asks(sip.ACK)
	if err := l.SendDigits("7#"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Signal=7", "Signal=#"} {
		req := w.request(sip.INFO)
		if !strings.HasPrefix(string(req.Body()), want) {
			t.Errorf("pressed %q, want %s", req.Body(), want)
		}
		w.reply(req, 200)
	}
}

// BenchmarkCall makes, answers and ends calls one after the other; the time is that of one call with both its ends.
func BenchmarkCall(b *testing.B) {
	var e *Engine
	ended := make(chan struct{}, 1)
	e, run := opened(b, Options{UDP: "127.0.0.1:0", Trunks: loopback, Sink: func(event Event) {
		switch event.Kind {
		case Arrived:
			e.Leg(event.Leg).Answer()
		case Ended:
			ended <- struct{}{}
		}
	}})
	run()
	p, err := phone.New(phone.Options{Server: e.Addr()["UDP"].String(), User: "1"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	for b.Loop() {
		c, err := p.Call("12345")
		if err != nil {
			b.Fatal(err)
		}
		<-c.Answered()
		c.Hangup()
		<-ended
	}
}
