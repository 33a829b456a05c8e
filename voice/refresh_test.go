package voice

import (
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
)

// quick lets half of the shortest session pass in a fifth of a second.
func quick(o *Options) { o.second = 4 * time.Millisecond }

func TestTheyRefresh(t *testing.T) {
	b := start(t, trunks(loopback...), quick)
	w := b.wire()
	w.asks(sip.INVITE, offering("Supported: timer", "Session-Expires: 90"))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	res := w.response(200, sip.INVITE)
	if got := res.GetHeader("session-expires"); got == nil || got.Value() != "90;refresher=uac" || !lists(res, "require", "timer") {
		t.Errorf("the session is granted %v", got)
	}
	w.asks(sip.ACK)
	b.expect(Answered, l.ID)
	for range 3 {
		w.asks(sip.UPDATE, "Supported: timer", "Session-Expires: 90;refresher=uac")
		w.response(200, sip.UPDATE)
	}
	b.never(Ended)
	w.reply(w.request(sip.BYE), 200) // and then they forget it
	if e := b.expect(Ended, l.ID); e.Cause.Why != Lost {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestWeRefreshByUpdate(t *testing.T) {
	b := start(t, trunks(loopback...), quick)
	w := b.wire()
	l := w.talks(b, "Supported: timer", "Session-Expires: 90;refresher=uas", "Allow: INVITE, UPDATE")
	for range 2 {
		req := w.request(sip.UPDATE)
		if got := req.GetHeader("session-expires").Value(); got != "90;refresher=uac" || len(req.Body()) > 0 {
			t.Errorf("the refresh wants %q and says %q", got, req.Body())
		}
		w.reply(req, 200, "Session-Expires: 90;refresher=uac", "Require: timer")
	}
	w.reply(w.request(sip.UPDATE), 481)
	w.reply(w.request(sip.BYE), 481)
	if e := b.expect(Ended, l.ID); e.Cause.Why != Lost {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestWeRefreshByInvite(t *testing.T) {
	b := start(t, trunks(loopback...), quick)
	w := b.wire()
	l := w.talks(b, "Session-Expires: 90") // it does not know the timer itself: the proxy asks
	first := w.request(sip.INVITE)
	version := ""
	for i, req := range []*sip.Request{first, nil} {
		if req == nil {
			req = w.request(sip.INVITE)
		}
		origin := strings.Fields(string(req.Body()))[3]
		if i > 0 && origin != version {
			t.Errorf("the description changed from version %s to %s", version, origin)
		}
		version = origin
		w.reply(req, 200, offering("Session-Expires: 90;refresher=uac"))
		w.request(sip.ACK)
	}
	b.never(Held)
	w.reply(w.request(sip.INVITE), 491) // both at once: tried again
	w.request(sip.ACK)
	w.reply(w.request(sip.INVITE), 200, offering("Session-Expires: 90;refresher=uac"))
	w.request(sip.ACK)
	w.reply(w.request(sip.INVITE), 408)
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
}

func TestTooBrief(t *testing.T) {
	b := start(t, trunks(loopback...))
	w := b.wire()
	w.asks(sip.INVITE, offering("Supported: timer", "Session-Expires: 60", "Min-SE: 60"))
	res := w.response(422, sip.INVITE)
	if least, _ := number(res, "min-se"); least != 90 {
		t.Errorf("Min-SE is %d", least)
	}
	b.never(Arrived)
}

func TestReliableRinging(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	w.asks(sip.INVITE, offering("Require: 100rel"))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Ring()
	res := w.response(180, sip.INVITE)
	seq := res.GetHeader("rseq").Value()
	if again := w.response(180, sip.INVITE); again.GetHeader("rseq").Value() != seq || !lists(again, "require", "100rel") {
		t.Errorf("it is repeated as %s", again)
	}
	l.EarlyMedia() // waits for its turn
	l.Answer()     // and this as well
	w.asks(sip.PRACK, "RAck: "+seq+" 1 INVITE")
	w.response(200, sip.PRACK)
	next := w.next("183", func(m sip.Message) bool { r, ok := m.(*sip.Response); return ok && r.StatusCode == 183 }).(*sip.Response)
	if len(next.Body()) == 0 {
		t.Error("the early media has no description")
	}
	w.asks(sip.PRACK, "RAck: "+next.GetHeader("rseq").Value()+" 1 INVITE")
	w.response(200, sip.PRACK)
	if res := w.next("200", func(m sip.Message) bool {
		r, ok := m.(*sip.Response)
		return ok && r.StatusCode == 200 && r.CSeq().MethodName == sip.INVITE
	}); len(res.Body()) > 0 {
		t.Error("what was said reliably is said twice")
	}
	w.asks(sip.ACK)
	b.expect(Answered, l.ID)
}

func TestReliableRingingWithOurOffer(t *testing.T) {
	b := start(t, trunks(loopback...), fast)
	w := b.wire()
	w.asks(sip.INVITE, "Require: 100rel")
	l := b.Leg(b.expect(Arrived).Leg)
	l.Ring()
	res := w.response(180, sip.INVITE)
	if len(res.Body()) == 0 {
		t.Fatal("there is no offer")
	}
	w.asks(sip.PRACK, offering("RAck: "+res.GetHeader("rseq").Value()+" 1 INVITE"))
	w.response(200, sip.PRACK)
	l.Answer()
	w.next("200", func(m sip.Message) bool {
		r, ok := m.(*sip.Response)
		return ok && r.StatusCode == 200 && r.CSeq().MethodName == sip.INVITE && len(r.Body()) == 0
	})
	w.asks(sip.ACK)
	b.expect(Answered, l.ID)
}

func TestNobodyAcknowledgesTheRinging(t *testing.T) {
	b := start(t, trunks(loopback...), quick)
	w := b.wire()
	w.asks(sip.INVITE, offering("Require: 100rel"))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Ring()
	l.Answer()
	w.next("504", func(m sip.Message) bool { r, ok := m.(*sip.Response); return ok && r.StatusCode == 504 })
	if e := b.expect(Ended, l.ID); e.Cause.Why != Lost {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestEarlyMedia(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.dials(b.telephone(as("1")), "12345")
	l.EarlyMedia()
	within(t, c.Ringing(), "progress")
	l.Member().Play(tone(450), true, nil)
	within(t, c.Ear.Hears(450, true), "what is played before the answer")
	l.Answer()
	within(t, c.Answered(), "the answer")
	b.expect(Answered, l.ID)
}
