package voice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

func TestNoAck(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	for range 4 {
		w.response(200, sip.INVITE)
	}
	w.reply(w.request(sip.BYE), 200)
	if e := b.expect(Ended, l.ID); e.Cause.Why != Lost {
		t.Errorf("ended with %+v", e.Cause)
	}
}

// An ACK may take 32 seconds: a network that is slow, or that loses what is sent, does not cost the call.
func TestALateAck(t *testing.T) {
	b := start(t, trunks(loopback...), func(o *Options) { o.second = 100 * time.Millisecond })
	w := b.wire()
	w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	b.expect(Answered, l.ID)
	for range 6 { // the sixth comes after 11.5 s
		w.response(200, sip.INVITE)
	}
	w.asks(sip.ACK)
	w.asks(sip.INFO) // the call goes on
	w.response(200, sip.INFO)
	l.Hangup()
	w.reply(w.request(sip.BYE), 200)
	if e := b.expect(Ended, l.ID); e.Cause.Why != Closed {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestHangupWaitsForTheAck(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	l.Hangup()
	w.response(200, sip.INVITE)
	w.response(200, sip.INVITE) // repeated: no BYE has come in between, or it would be found next
	select {
	case m := <-w.got:
		t.Fatalf("before the ACK came %v", m)
	default:
	}
	w.asks(sip.ACK)
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
}

func TestLateOffer(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.asks(sip.INVITE)
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	res := w.response(200, sip.INVITE)
	if offer, err := described(res); err != nil || offer == nil || len(offer.Media[0].Codecs) != 2 {
		t.Fatalf("the offer is %s (%v)", res.Body(), err)
	}
	b.never(Answered)
	w.asks(sip.ACK, offering())
	b.expect(Answered, l.ID)
	// The same again inside the call, with an ACK that has no answer: the call cannot go on.
	w.asks(sip.INVITE)
	w.response(200, sip.INVITE)
	w.asks(sip.ACK)
	w.reply(w.request(sip.BYE), 200)
	if e := b.expect(Ended, l.ID); e.Cause.Why != Unsuited {
		t.Errorf("ended with %+v", e.Cause)
	}
}

// A telephone may send the ACK of a 2xx with the branch of the INVITE.
func TestAckWithTheSameBranch(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	branch := w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	w.response(200, sip.INVITE)
	w.asksAs(sip.ACK, w.seq, branch)
	w.asks(sip.OPTIONS)
	w.response(200, sip.OPTIONS)
	l.Hangup()
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
}

func TestCancelCrossesTheAnswer(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	branch := w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	w.response(200, sip.INVITE)
	w.asksAs(sip.CANCEL, w.seq, branch)
	w.response(200, sip.CANCEL)
	w.asks(sip.ACK)
	w.asks(sip.BYE)
	w.response(200, sip.BYE)
	if e := b.expect(Ended, l.ID); e.Cause.Why != HungUp {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestCancelBeforeTheAnswer(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	branch := w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	w.asksAs(sip.CANCEL, w.seq, branch)
	w.response(200, sip.CANCEL)
	w.response(487, sip.INVITE)
	l.Answer() // too late, and nobody minds
	if e := b.expect(Ended, l.ID); e.Cause.Why != Cancelled {
		t.Errorf("ended with %+v", e.Cause)
	}
	b.never(Answered)
}

func TestByeBeforeTheAnswer(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.asks(sip.INVITE, offering())
	l := b.Leg(b.expect(Arrived).Leg)
	l.Ring()
	w.response(180, sip.INVITE)
	w.asks(sip.BYE)
	w.next("both ends", func(m sip.Message) bool {
		res, ok := m.(*sip.Response)
		return ok && res.StatusCode == 487 && res.CSeq().MethodName == sip.INVITE
	})
	if e := b.expect(Ended, l.ID); e.Cause.Why != Cancelled {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestRecordRoute(t *testing.T) {
	b := start(t, trunks(loopback...))
	w, proxy := b.wire(), b.wire()
	w.asks(sip.INVITE, offering("Record-Route: <sip:"+proxy.addr().String()+";lr>, <sip:192.0.2.1;lr>"))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	res := w.response(200, sip.INVITE)
	if n := len(res.GetHeaders("record-route")); n != 2 {
		t.Errorf("the answer has %d Record-Route headers", n)
	}
	w.asks(sip.ACK)
	b.expect(Answered, l.ID)
	l.Hangup()
	bye := proxy.request(sip.BYE)
	proxy.reply(bye, 200)
	if bye.Recipient.User != "139" || bye.Recipient.Port != int(w.addr().Port()) {
		t.Errorf("the BYE is for %s", bye.Recipient.String())
	}
	if r := bye.GetHeaders("route"); len(r) != 2 || !strings.Contains(r[1].Value(), "192.0.2.1") {
		t.Errorf("the BYE goes by %v", r)
	}
	b.expect(Ended, l.ID)
}

func TestResponsesGoBackToThePortTheyCameFrom(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.send("OPTIONS sip:12345@127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKx1;rport\nFrom: <sip:a@b>;tag=1\n" +
		"To: <sip:12345@b>\nCall-ID: natted\nCSeq: 1 OPTIONS\nMax-Forwards: 70\nContent-Length: 0\n\n")
	via := w.response(200, sip.OPTIONS).Via()
	port, _ := via.Params.Get("rport")
	received, _ := via.Params.Get("received")
	if port != fmt.Sprint(w.addr().Port()) || received != "127.0.0.1" {
		t.Errorf("the Via is %s", via.Value())
	}
}

func TestOneCallAmongOthers(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	l := w.talks(b, "Allow: INVITE, ACK, BYE, UPDATE")
	for _, c := range []struct {
		method sip.RequestMethod
		more   string
		want   int
	}{
		{sip.REFER, "Refer-To: <sip:other@192.0.2.1>", 603},
		{sip.SUBSCRIBE, "Event: dialog", 489},
		{sip.NOTIFY, "Event: refer", 405},
		{sip.MESSAGE, "", 405},
		{"DANCE", "", 501},
		{sip.OPTIONS, "", 200},
		{sip.UPDATE, offering(), 200},
		{sip.UPDATE, "", 200},
		{sip.UPDATE, "Session-Expires: 30", 422},
		{sip.INVITE, "Require: levitation", 420},
		{sip.INVITE, "\n\nthis is no description", 400},
		{sip.INVITE, "\n\n" + strings.ReplaceAll(offerOfWire, "AVP 8 101", "AVP 18"), 488},
		{sip.PRACK, "RAck: 1 1 INVITE", 481},
		{sip.CANCEL, "", 481},
	} {
		w.asks(c.method, c.more)
		w.response(c.want, c.method)
		if c.method == sip.INVITE {
			w.asks(sip.ACK)
		}
	}
	w.asksAs(sip.OPTIONS, 1, dialog.NewBranch()) // an old number
	w.response(500, sip.OPTIONS)
	if b.Leg(l.ID) == nil {
		t.Error("the call is gone")
	}
	w.theirs = "nobody"
	w.asks(sip.BYE)
	w.response(481, sip.BYE)
	b.never(Ended)
}

func TestInfoDigits(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	l := w.talks(b)
	for body, want := range map[string]byte{"Signal=7\nDuration=250\n": '7', "Signal= 11\n": '#'} {
		w.seq++
		w.send(fmt.Sprintf("INFO sip:12345@%s SIP/2.0\nVia: SIP/2.0/UDP %s;branch=%s\nFrom: <sip:139@127.0.0.1>;tag=%s\nTo: <sip:12345@127.0.0.1>;tag=%s\n"+
			"Call-ID: %s\nCSeq: %d INFO\nContent-Type: application/dtmf-relay\n\n%s", w.far, w.addr(), dialog.NewBranch(), w.tag, w.theirs, w.call, w.seq, body))
		w.response(200, sip.INFO)
		if e := b.expect(Digit, l.ID); e.Digit.Key != want {
			t.Errorf("pressed %q, want %q", e.Digit.Key, want)
		}
	}
}

func TestMergedRequest(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.asks(sip.INVITE, offering())
	b.expect(Arrived)
	w.asksAs(sip.INVITE, w.seq, dialog.NewBranch(), offering())
	w.response(482, sip.INVITE)
	b.never(Arrived)
}

func TestSilence(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	l := b.wire().talks(b)
	b.expect(Silent, l.ID)
	b.never(Ended)
}

func TestTrunkIsFull(t *testing.T) {
	full := loopback[0]
	full.MaxCalls = 1
	b := start(t, trunks(full), fast)
	w, second := b.wire(), b.wire()
	l := w.talks(b)
	second.asks(sip.INVITE, offering())
	second.response(503, sip.INVITE)
	l.Hangup()
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
	within(t, l.life.Done(), "the end of the leg")
	third := b.wire()
	third.talks(b)
}
