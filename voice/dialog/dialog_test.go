package dialog_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

func message(t *testing.T, lines ...string) sip.Message {
	t.Helper()
	m, err := sip.ParseMessage([]byte(strings.Join(lines, "\r\n") + "\r\nContent-Length: 0\r\n\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func invite(t *testing.T, more ...string) *sip.Request {
	t.Helper()
	m := message(t, append([]string{"INVITE sip:12345@city SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1", "From: \"A\" <sip:139@far>;tag=f",
		"To: <sip:12345@city>", "Call-ID: c", "CSeq: 7 INVITE", "Contact: <sip:139@192.0.2.1:5060>"}, more...)...).(*sip.Request)
	m.SetTransport("UDP")
	return m
}

var us = sip.ContactHeader{Address: sip.Uri{Scheme: "sip", User: "12345", Host: "198.51.100.1", Port: 5060}}

func TestRequests(t *testing.T) {
	for name, c := range map[string]struct {
		routes  string
		address string
		target  string // request URI
		by      []string
		to      string // destination
	}{
		"direct":              {"", "", "sip:139@192.0.2.1:5060", nil, "192.0.2.1:5060"},
		"a loose router":      {"Record-Route: <sip:p1;lr>, <sip:p2:5070;lr>", "", "sip:139@192.0.2.1:5060", []string{"<sip:p1;lr>", "<sip:p2:5070;lr>"}, "p1:5060"},
		"a strict router":     {"Record-Route: <sip:p1>, <sip:p2;lr>", "", "sip:p1", []string{"<sip:p2;lr>", "<sip:139@192.0.2.1:5060>"}, "p1:5060"},
		"behind a NAT":        {"", "203.0.113.9:4000", "sip:139@192.0.2.1:5060", nil, "203.0.113.9:4000"},
		"a NAT and its proxy": {"Record-Route: <sip:p1;lr>", "203.0.113.9:4000", "sip:139@192.0.2.1:5060", []string{"<sip:p1;lr>"}, "203.0.113.9:4000"},
	} {
		t.Run(name, func(t *testing.T) {
			var more []string
			if c.routes != "" {
				more = append(more, c.routes)
			}
			d := dialog.Called(invite(t, more...), us)
			d.Address = c.address
			req := d.Request(sip.BYE)
			if req.Recipient.String() != c.target || req.Destination() != c.to {
				t.Errorf("%s goes to %s, want %s to %s", req.Recipient.String(), req.Destination(), c.target, c.to)
			}
			var by []string
			for _, h := range req.GetHeaders("route") {
				by = append(by, h.Value())
			}
			if strings.Join(by, " ") != strings.Join(c.by, " ") {
				t.Errorf("by %v, want %v", by, c.by)
			}
			if dialog.Tag(req.From()) != d.ID.Local || dialog.Tag(req.To()) != "f" || req.CallID().Value() != "c" {
				t.Errorf("the request is %s", req)
			}
		})
	}
}

func TestCallerReversesTheRoute(t *testing.T) {
	req := invite(t)
	d := dialog.Calling(req, us)
	d.Joined(message(t, "SIP/2.0 200 OK", "Via: SIP/2.0/UDP 192.0.2.1", "From: <sip:139@far>;tag=f", "To: <sip:12345@city>;tag=theirs", "Call-ID: c",
		"CSeq: 9 INVITE", "Record-Route: <sip:near;lr>", "Record-Route: <sip:far;lr>", "Contact: <sip:desk@192.0.2.8>").(*sip.Response))
	ack, bye := d.Ack(9), d.Request(sip.BYE)
	if ack.CSeq().SeqNo != 9 || ack.CSeq().MethodName != sip.ACK || bye.CSeq().SeqNo != 10 {
		t.Errorf("numbered %d and %d", ack.CSeq().SeqNo, bye.CSeq().SeqNo)
	}
	if r := bye.Route(); r == nil || r.Address.Host != "far" || bye.Recipient.String() != "sip:desk@192.0.2.8" || bye.Destination() != "far:5060" {
		t.Errorf("the BYE is %s to %s", bye, bye.Destination())
	}
	if d.ID != (dialog.ID{Call: "c", Local: "f", Remote: "theirs"}) {
		t.Errorf("the dialog is %+v", d.ID)
	}
}

func TestOrderOfTheirRequests(t *testing.T) {
	d := dialog.Called(invite(t), us)
	for _, c := range []struct {
		seq  uint32
		want error
	}{{7, dialog.ErrOld}, {6, dialog.ErrOld}, {8, nil}, {8, dialog.ErrOld}, {100, nil}, {99, dialog.ErrOld}} {
		req := invite(t)
		req.CSeq().SeqNo = c.seq
		if err := d.Take(req); !errors.Is(err, c.want) {
			t.Errorf("number %d: %v, want %v", c.seq, err, c.want)
		}
	}
}

func TestTheyMove(t *testing.T) {
	d := dialog.Called(invite(t), us)
	for contact, want := range map[string]string{"<sip:139@192.0.2.77>": "192.0.2.77:5060"} {
		d.Refresh(invite(t, "Contact: "+contact).Contact())
		if got := d.Request(sip.INFO).Destination(); got != want {
			t.Errorf("requests go to %s, want %s", got, want)
		}
	}
	d.Refresh(nil)
	d.Refresh(&sip.ContactHeader{Address: sip.Uri{Wildcard: true}})
	if got := d.Request(sip.INFO).Destination(); got != "192.0.2.77:5060" {
		t.Errorf("requests go to %s", got)
	}
}

func TestCancelIsThatOfItsInvite(t *testing.T) {
	req := invite(t, "Route: <sip:p1;lr>")
	req.SetDestination("203.0.113.1:5060")
	c := dialog.Cancel(req)
	if c.Via().Value() != req.Via().Value() || c.CSeq().SeqNo != 7 || c.CSeq().MethodName != sip.CANCEL ||
		c.Destination() != "203.0.113.1:5060" || c.Route() == nil || c.Recipient.String() != "sip:12345@city" {
		t.Errorf("the CANCEL is %s", c)
	}
}

func TestAuthorize(t *testing.T) {
	req := invite(t)
	for name, c := range map[string]struct {
		status  int
		headers []string
		want    string // what the proof says
	}{
		"the best comes first": {401, []string{`WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"`, `WWW-Authenticate: Digest realm="r", nonce="n"`}, "algorithm=SHA-256"},
		"unknown ones":         {401, []string{`WWW-Authenticate: Digest realm="r", nonce="n", algorithm=NEW`, `WWW-Authenticate: Digest realm="r", nonce="n", qop="auth, auth-int"`}, "qop=auth,"},
		"a proxy":              {407, []string{`Proxy-Authenticate: Digest realm="r", nonce="n"`}, `uri="sip:12345@city"`},
		"another scheme":       {401, []string{`WWW-Authenticate: Basic realm="r"`}, ""},
		"nothing":              {401, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines := append([]string{"SIP/2.0 401 Unauthorized", "CSeq: 7 INVITE"}, c.headers...)
			res := message(t, lines...).(*sip.Response)
			res.StatusCode = c.status
			h := dialog.Authorize(req, res, "user", "secret")
			if h == nil {
				if c.want != "" {
					t.Error("there is no proof")
				}
				return
			}
			if c.want == "" || !strings.Contains(h.Value(), c.want) || (h.Name() == "Proxy-Authorization") != (c.status == 407) {
				t.Errorf("the proof is %s: %s", h.Name(), h.Value())
			}
		})
	}
}
