package voice

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/icholy/digest"

	"huiyin/voice/dialog"
	"huiyin/voice/phone"
)

func TestStrangers(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	w := b.wire()
	w.asks(sip.INVITE, offering())
	if res := w.response(403, sip.INVITE); len(res.GetHeaders("www-authenticate")) > 0 {
		t.Error("a stranger is asked for a digest")
	}
	w.theirs = ""
	w.asks(sip.OPTIONS)
	w.response(403, sip.OPTIONS)
	w.asks(sip.REGISTER)
	w.response(401, sip.REGISTER)
	for range 20 {
		w.asks(sip.INVITE, offering())
	}
	other := b.wire("127.0.0.2") // another address is not to blame, and is answered after all of the first
	other.asks(sip.OPTIONS)
	other.response(403, sip.OPTIONS)
	if n := len(w.got); n > strangersBurst-3 {
		t.Errorf("%d of 20 more were answered", n)
	}
	if r := b.Refusals(); r.Refused != strangersBurst+1 || r.Silenced != 23-strangersBurst {
		t.Errorf("counted %+v", r)
	}
	b.never(Arrived)
	if len(b.legs) > 0 || b.tp.Pool("udp").Size() > 1 {
		t.Errorf("strangers left %d legs and %d connections behind", len(b.legs), b.tp.Pool("udp").Size())
	}
}

// A scanner that sends from everywhere fills no table.
func TestTallyIsBounded(t *testing.T) {
	y := newTally(2, time.Second)
	now := time.Unix(0, 0)
	a := netip.MustParseAddr("10.0.0.0")
	for range y.limit {
		a = a.Next()
		if !y.take(a, now) {
			t.Fatal("a new address was refused")
		}
	}
	if y.take(a.Next(), now) {
		t.Error("there is room for one more than the limit")
	}
	if !y.take(a.Next(), now.Add(2*time.Second)) || len(y.per) > 1 {
		t.Errorf("quiet addresses are not forgotten: %d are left", len(y.per))
	}
}

func TestTally(t *testing.T) {
	y := newTally(2, time.Second)
	now := time.Unix(0, 0)
	v6, near := netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::2")
	var got []bool
	for _, step := range []struct {
		from  netip.Addr
		after time.Duration
	}{{v6, 0}, {near, 0}, {v6, 0}, {v6, time.Second}, {v6, 0}, {near, time.Hour}, {v6, 0}, {v6, 0}} {
		now = now.Add(step.after)
		got = append(got, y.take(step.from, now))
	}
	if want := "[true true false true false true true false]"; fmt.Sprint(got) != want {
		t.Errorf("allowed %v, want %s", got, want)
	}
	y.forgive(near)
	if !y.take(v6, now) {
		t.Error("not forgiven")
	}
}

// answers makes the header that answers a challenge.
func answers(t *testing.T, res *sip.Response, user, password, method, uri string, count int) string {
	t.Helper()
	c, err := digest.ParseChallenge(res.GetHeader("www-authenticate").Value())
	if err != nil {
		t.Fatal(err)
	}
	cred, err := digest.Digest(c, digest.Options{Method: method, URI: uri, Username: user, Password: password, Count: count})
	if err != nil {
		t.Fatal(err)
	}
	return "Authorization: " + cred.String()
}

// registers sends a REGISTER of 801.
func (w *wire) registers(more ...string) {
	w.t.Helper()
	w.seq++
	w.send(fmt.Sprintf("REGISTER sip:127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;branch=%s;rport\nMax-Forwards: 70\nFrom: <sip:801@127.0.0.1>;tag=%s\n"+
		"To: <sip:801@127.0.0.1>\nCall-ID: %s\nCSeq: %d REGISTER\nContact: <sip:801@%s>\n%s\nContent-Length: 0\n\n",
		w.addr(), dialog.NewBranch(), w.tag, w.call, w.seq, w.addr(), strings.Join(more, "\n")))
}

func TestWrongDigestLocksOut(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	p := b.telephone(as("801"))
	if err := p.Register(t.Context(), 300); err != nil { // makes friends with the address
		t.Fatal(err)
	}
	w := b.wire()
	w.registers()
	challenge := w.response(401, sip.REGISTER)
	for count := range lockAfter {
		w.registers(answers(t, challenge, "801", "guess", "REGISTER", "sip:127.0.0.1", count+1))
		w.response(403, sip.REGISTER)
	}
	w.registers(answers(t, challenge, "801", "801", "REGISTER", "sip:127.0.0.1", 10))
	w.response(403, sip.REGISTER)
	if r := b.Refusals(); r.Wrong != lockAfter || r.Locked != 1 {
		t.Errorf("counted %+v", r)
	}
}

func TestNonceServesEachCountOnce(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	w := b.wire()
	w.registers()
	challenge := w.response(401, sip.REGISTER)
	first := answers(t, challenge, "801", "801", "REGISTER", "sip:127.0.0.1", 1)
	w.registers(first)
	res := w.response(200, sip.REGISTER)
	if c := res.Contact(); c == nil || c.Address.Port != int(w.addr().Port()) || c.Params.GetOr("expires", "") == "" {
		t.Errorf("registered at %v", c)
	}
	w.registers(first)
	again := w.response(401, sip.REGISTER)
	if !strings.Contains(again.GetHeader("www-authenticate").Value(), "stale=true") {
		t.Error("a used count is not called stale")
	}
	w.registers(answers(t, challenge, "801", "801", "REGISTER", "sip:127.0.0.1", 2))
	w.response(200, sip.REGISTER)
	w.registers(answers(t, challenge, "801", "801", "REGISTER", "sip:elsewhere", 3)) // made for another place
	w.response(403, sip.REGISTER)
	w.registers(answers(t, challenge, "801", "801", "REGISTER", "sip:127.0.0.1", 4), "Expires: 30")
	w.response(423, sip.REGISTER)
}

func TestDoorkeeper(t *testing.T) {
	k := newDoorkeeper("city", true)
	now, here := time.Unix(1e9, 0), netip.MustParseAddr("192.0.2.1")
	for name, c := range map[string]struct {
		algorithm int // of the challenges
		from      netip.Addr
		after     time.Duration
		password  string
		want      verdict
	}{
		"SHA-256":          {0, here, 0, "secret", right},
		"MD5":              {1, here, 0, "secret", right},
		"wrong":            {0, here, 0, "guess", wrong},
		"too late":         {0, here, 6 * time.Minute, "secret", stale},
		"somewhere else":   {0, netip.MustParseAddr("192.0.2.2"), 0, "secret", missing},
		"before its time":  {0, here, -time.Minute, "secret", stale},
		"the last seconds": {1, here, 5 * time.Minute, "secret", right},
	} {
		t.Run(name, func(t *testing.T) {
			var u sip.Uri
			_ = sip.ParseUri("sip:city", &u)
			req := sip.NewRequest(sip.REGISTER, u)
			res := sip.NewResponse(401, "")
			res.AppendHeader(k.challenges(here, now, false)[c.algorithm])
			req.AppendHeader(dialog.Authorize(req, res, "801", c.password))
			at := now.Add(c.after)
			cred := k.credentials(req, c.from, at)
			if cred == nil {
				if c.want != missing {
					t.Error("the credentials are not seen")
				}
				return
			}
			if got := k.check(req, cred, secretOf("801", "city", "secret"), c.from, at); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
	k.sweep(now.Add(time.Hour))
	if len(k.used)+len(k.locks) > 0 {
		t.Errorf("%d nonces and %d locks are left", len(k.used), len(k.locks))
	}
}

func TestTrunkByDigest(t *testing.T) {
	b := start(t, trunks(Trunk{Name: "gateway", User: "gw", Password: "gw"}))
	c, err := b.telephone(as("gw")).Call("12345")
	if err != nil {
		t.Fatal(err)
	}
	e := b.expect(Arrived)
	if e.Trunk != "gateway" {
		t.Errorf("arrived %+v", e)
	}
	b.Leg(e.Leg).Answer()
	within(t, c.Answered(), "the answer")
	stranger, err := b.telephone(func(o *phone.Options) { o.User, o.Password = "gw", "guess" }).Call("12345")
	if err != nil {
		t.Fatal(err)
	}
	within(t, stranger.Ended(), "the refusal")
	if stranger.Status() != 403 {
		t.Errorf("refused with %d", stranger.Status())
	}
	b.never(Arrived)
}

func TestPhoneCallsOut(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	p := b.telephone(as("801"))
	if err := p.Register(t.Context(), 300); err != nil {
		t.Fatal(err)
	}
	c, l := b.talks(p, "110")
	b.never(Arrived)
	c.Hangup()
	if e := b.expect(Ended, l.ID); e.Phone != "801" || e.From != "801" || e.To != "110" {
		t.Errorf("ended %+v", e)
	}
}

func TestRegistrationExpires(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") }, quick)
	if err := b.telephone(as("801")).Register(t.Context(), 60); err != nil {
		t.Fatal(err)
	}
	b.expect(PhoneUp)
	if e := b.expect(PhoneDown); e.Phone != "801" {
		t.Errorf("down is %+v", e)
	}
	b.guard.mu.RLock()
	defer b.guard.mu.RUnlock()
	if len(b.guard.known)+len(b.guard.hosts) > 0 {
		t.Errorf("still known: %v", b.guard.known)
	}
}

func TestHA1IsWhatTheWorldComputes(t *testing.T) {
	sum := md5.Sum([]byte("Mufasa:http-auth@example.org:Circle of Life")) // RFC 7616 section 3.9.1
	if got := secretOf("Mufasa", "http-auth@example.org", "Circle of Life")[md5Name]; got != hex.EncodeToString(sum[:]) || got != "3d78807defe7de2157e2b0b6573a855f" {
		t.Errorf("HA1 is %s", got)
	}
}

// A phone behind a NAT believes to be somewhere else, and does not ask for its port.
func TestPhoneBehindNAT(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	w := b.wire()
	register := func(proof string) {
		w.seq++
		w.send(fmt.Sprintf("REGISTER sip:127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 192.168.1.20:5060;branch=%s\nFrom: <sip:801@127.0.0.1>;tag=%s\n"+
			"To: <sip:801@127.0.0.1>\nCall-ID: %s\nCSeq: %d REGISTER\nContact: <sip:801@192.168.1.20:5060>\n%sContent-Length: 0\n\n",
			dialog.NewBranch(), w.tag, w.call, w.seq, proof))
	}
	register("")
	register(answers(t, w.response(401, sip.REGISTER), "801", "801", "REGISTER", "sip:127.0.0.1", 1) + "\n")
	w.response(200, sip.REGISTER)
	l, err := b.Dial(t.Context(), Order{Phone: "801"})
	if err != nil {
		t.Fatal(err)
	}
	invite := w.request(sip.INVITE)
	if invite.Recipient.Host != "192.168.1.20" {
		t.Errorf("the INVITE is for %s", invite.Recipient.String())
	}
	w.replyTo(invite, "<sip:801@192.168.1.20:5060>", 200, offering())
	w.request(sip.ACK)
	b.expect(Answered, l.ID)
	l.Hangup()
	w.reply(w.request(sip.BYE), 200)
}

func TestPhoneWithSHA256(t *testing.T) {
	b := start(t, func(o *Options) {
		o.SHA256 = true
		o.Phone = func(user string) (Phone, bool) {
			s := secretOf(user, "huiyin", user)
			return Phone{User: user, SHA256: s[sha256Name]}, true // no MD5 at all
		}
	})
	if err := b.telephone(as("801")).Register(t.Context(), 300); err != nil {
		t.Fatal(err)
	}
	b.expect(PhoneUp)
}

func TestStrangerOverTCP(t *testing.T) {
	b := start(t, func(o *Options) { o.TCP = "127.0.0.1:0" })
	p := b.telephone(func(o *phone.Options) {
		o.Server, o.Transport, o.User = b.Addr()["TCP"].String(), "tcp", "1"
	})
	c, err := p.Call("12345")
	if err != nil {
		t.Fatal(err)
	}
	within(t, c.Ended(), "the refusal")
	if c.Status() != 403 {
		t.Errorf("refused with %d", c.Status())
	}
	b.never(Arrived)
}
