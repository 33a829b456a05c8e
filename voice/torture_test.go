package voice

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// options is a plain request with some lines in the place of others; "-" leaves a line out.
func (w *wire) options(first string, change map[string]string) string {
	lines := []string{"Via", "Max-Forwards", "From", "To", "Call-ID", "CSeq", "Contact", "Extra", "Content-Length"}
	said := map[string]string{
		"Via": fmt.Sprintf("SIP/2.0/UDP %s;branch=%s;rport", w.addr(), dialog.NewBranch()), "Max-Forwards": "70",
		"From": "<sip:139@127.0.0.1>;tag=" + w.tag, "To": "<sip:12345@127.0.0.1>", "Call-ID": dialog.NewTag(), "CSeq": "1 OPTIONS",
		"Contact": fmt.Sprintf("<sip:139@%s>", w.addr()), "Content-Length": "0",
	}
	for name, value := range change {
		said[name] = value
	}
	text := first + "\r\n"
	for _, name := range lines {
		switch value, ok := said[name]; {
		case name == "Extra" && ok:
			text += value + "\r\n"
		case ok && value != "-":
			text += name + ": " + value + "\r\n"
		}
	}
	return text + "\r\n" + said["Body"]
}

// What RFC 4475 describes, in words of our own, from somebody we talk to. Status 0 is silence.
func TestTorture(t *testing.T) {
	b := start(t, trunks(loopback...))
	const first = "OPTIONS sip:12345@127.0.0.1 SIP/2.0"
	for name, c := range map[string]struct {
		first  string
		change map[string]string
		want   int
	}{
		"tortuous but right":        {first, map[string]string{"To": "\r\n sip:12345@127.0.0.1 ;   extra   = 7", "Via": "-", "Extra": "v:  SIP/2.0/UDP\r\n    HERE;rport;branch=z9hG4bKtorture1\r\nNewFangled: anything\r\n continued ;;,,;;\r\nk: pigeon,  timer\r\nSubject:\r\nROUTE: <sip:127.0.0.1;lr>"}, 200},
		"names in all scripts":      {first, map[string]string{"From": "\"张\u00e9\u0000\U0001F4DE\\\"\" <sip:139@127.0.0.1>;tag=9"}, 200},
		"unusual but valid numbers": {"OPTIONS sip:%75se%72:%70w;p=1@127.0.0.1;unknown=?;x?h=1 SIP/2.0", nil, 200},
		"no hops left":              {first, map[string]string{"Max-Forwards": "0"}, 200},
		"the greatest number":       {first, map[string]string{"CSeq": "2147483647 OPTIONS"}, 200},
		"lower case version":        {"OPTIONS sip:12345@127.0.0.1 sip/2.0", nil, 200},
		"no Call-ID":                {first, map[string]string{"Call-ID": "-"}, 400},
		"no From":                   {first, map[string]string{"From": "-"}, 400},
		"no To":                     {first, map[string]string{"To": "-"}, 400},
		"no CSeq":                   {first, map[string]string{"CSeq": "-"}, 400},
		"another method in CSeq":    {first, map[string]string{"CSeq": "1 INVITE"}, 400},
		"two From":                  {first, map[string]string{"Extra": "From: <sip:someone@else>;tag=2"}, 400},
		"two Call-ID":               {first, map[string]string{"Extra": "i: another"}, 400},
		"more length than text":     {first, map[string]string{"Content-Length": "9999"}, 400},
		"another version":           {"OPTIONS sip:12345@127.0.0.1 SIP/7.0", nil, 505},
		"an unknown scheme":         {"OPTIONS nobodyKnowsThisScheme:opaque SIP/2.0", nil, 416},
		"a telephone number":        {"OPTIONS tel:+861234 SIP/2.0", nil, 416},
		"an unknown method":         {"NEWMETHOD sip:12345@127.0.0.1 SIP/2.0", map[string]string{"CSeq": "1 NEWMETHOD"}, 501},
		"a needed extension":        {first, map[string]string{"Extra": "Require: nothingSupportsThis, nothingSupportsThisEither"}, 420},
		"no Via":                    {first, map[string]string{"Via": "-"}, 400},
		"a number too great":        {first, map[string]string{"CSeq": "36893488147419103232 OPTIONS"}, 0},
		"a negative length":         {first, map[string]string{"Content-Length": "-999"}, 400},
		"spaces in the address":     {"OPTIONS sip:12345@127.0.0.1; lr SIP/2.0", nil, 0},
		"no version":                {"OPTIONS sip:12345@127.0.0.1", nil, 0},
		"a header without colon":    {first, map[string]string{"Extra": "what is this"}, 400},
		"an unfinished quotation":   {first, map[string]string{"To": "\"Mr. J. User <sip:j.user@example.com>"}, 0},
		"a response to nothing":     {"SIP/2.0 200 OK", nil, 0},
		"a status beyond all":       {"SIP/2.0 4294967301 better not break the receiver", nil, 0},
		"a headless ACK":            {"ACK sip:12345@127.0.0.1 SIP/2.0", map[string]string{"CSeq": "1 ACK"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWire(t, b.Addr()["UDP"])
			text := strings.ReplaceAll(w.options(c.first, c.change), "HERE", w.addr().String())
			if _, err := w.conn.WriteToUDPAddrPort([]byte(text), w.far); err != nil {
				t.Fatal(err)
			}
			if c.want != 0 {
				w.next(fmt.Sprint(c.want), func(m sip.Message) bool {
					res, ok := m.(*sip.Response)
					if ok && res.StatusCode != c.want {
						t.Errorf("got %d, want %d", res.StatusCode, c.want)
					}
					return ok
				})
				return
			}
			w.alive(t)
		})
	}
	b.never(Arrived)
}

// alive fails unless the next that comes back is an answer to an ordinary request.
func (w *wire) alive(t *testing.T) {
	t.Helper()
	call := dialog.NewTag()
	if _, err := w.conn.WriteToUDPAddrPort([]byte(w.options("OPTIONS sip:12345@127.0.0.1 SIP/2.0", map[string]string{"Call-ID": call})), w.far); err != nil {
		t.Fatal(err)
	}
	m := w.next("an answer", func(sip.Message) bool { return true })
	if res, ok := m.(*sip.Response); !ok || res.StatusCode != 200 || res.CallID().Value() != call {
		t.Errorf("instead of silence came %v", m)
	}
}

func TestInvitesThatWillNotDo(t *testing.T) {
	b := start(t, trunks(loopback...))
	for name, c := range map[string]struct {
		change map[string]string
		want   int
	}{
		"no way back":         {map[string]string{"Contact": "-"}, 400},
		"a strange body":      {map[string]string{"Extra": "Content-Type: application/unknown", "Content-Length": "3", "Body": "abc"}, 415},
		"a packed body":       {map[string]string{"Extra": "Content-Type: application/sdp\r\nContent-Encoding: gzip", "Content-Length": "3", "Body": "abc"}, 415},
		"a body of no kind":   {map[string]string{"Content-Length": "3", "Body": "abc"}, 415},
		"a mess for a body":   {map[string]string{"Extra": "Content-Type: application/sdp", "Content-Length": "3", "Body": "abc"}, 400},
		"nothing in common":   {map[string]string{"Extra": "Content-Type: application/sdp", "Content-Length": "22", "Body": "v=0\r\no=- 1 1 IN IP4 x\r\n"[:22]}, 488},
		"a call of another's": {map[string]string{"To": "<sip:12345@127.0.0.1>;tag=unknown"}, 481},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWire(t, b.Addr()["UDP"])
			c.change["CSeq"] = "1 INVITE"
			if _, err := w.conn.WriteToUDPAddrPort([]byte(w.options("INVITE sip:12345@127.0.0.1 SIP/2.0", c.change)), w.far); err != nil {
				t.Fatal(err)
			}
			w.response(c.want, sip.INVITE)
		})
	}
	b.never(Arrived)
}

// FuzzDatagram sends whatever comes to mind to an engine that takes calls, from an address that it trusts, and sees
// that it goes on answering.
func FuzzDatagram(f *testing.F) {
	seed := &wire{far: addrPort(&net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 5060}), tag: "t", call: "c"}
	seed.conn, _ = net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	f.Cleanup(func() { seed.conn.Close() })
	for _, method := range []string{"INVITE", "OPTIONS", "REGISTER", "BYE", "ACK", "CANCEL", "UPDATE", "INFO", "PRACK", "REFER"} {
		f.Add([]byte(seed.options(method+" sip:12345@127.0.0.1 SIP/2.0", map[string]string{"CSeq": "1 " + method})))
		f.Add([]byte(seed.options(method+" sip:12345@127.0.0.1 SIP/2.0", map[string]string{"CSeq": "1 " + method, "To": "<sip:x@y>;tag=1", "Extra": "Content-Type: application/sdp",
			"Content-Length": fmt.Sprint(len(offerOfWire)), "Body": offerOfWire})))
	}
	f.Add([]byte("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nCSeq: 1 INVITE\r\n\r\n"))
	f.Add([]byte("REGISTER sip:a SIP/2.0\r\nv:SIP/2.0/UDP a;branch=z9hG4bKx\r\nf:<sip:801@a>;tag=1\r\nt:<sip:801@a>\r\ni:1\r\nCSeq: 1 REGISTER\r\nAuthorization: Digest realm=\"huiyin\", nonce=\"\"\r\nm:*\r\n\r\n"))
	var e *Engine
	opt := Options{UDP: "127.0.0.1:0", Trunks: append(loopback[:1:1], Trunk{Name: "any", User: "any", Password: "any"}), Phone: people("801"), second: 10 * time.Millisecond}
	opt.Sink = func(event Event) {
		if event.Kind == Arrived {
			l := e.Leg(event.Leg)
			l.Ring()
			l.Answer()
			l.Hangup()
		}
	}
	e, run := opened(f, opt)
	e.guard.strange = newTally(1<<40, time.Second) // let strangers in as far as they come
	run()
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 4 {
			e.guard.pass(netip.MustParseAddrPort("127.0.0.3:9"), false, b)
		}
		w := newWire(t, e.Addr()["UDP"])
		w.deaf = true
		for _, text := range [][]byte{b, []byte(strings.ReplaceAll(string(b), "OPTIONS", "INVITE"))} {
			if _, err := w.conn.WriteToUDPAddrPort(text, w.far); err != nil {
				return // longer than a datagram
			}
		}
		w.asks(sip.OPTIONS)
		w.next("an answer", func(m sip.Message) bool {
			res, ok := m.(*sip.Response)
			return ok && res.CallID() != nil && res.CallID().Value() == w.call && res.StatusCode == 200
		})
	})
}
