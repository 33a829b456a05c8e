package voice

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/dialog"
)

// trunkOf is an engine whose trunk is a wire.
func trunkOf(t *testing.T, change ...func(*Trunk)) (*bench, *wire) {
	t.Helper()
	w := newWire(t, netip.AddrPort{})
	tr := Trunk{Name: "city", Address: w.addr().String()}
	for _, f := range change {
		f(&tr)
	}
	b := start(t, trunks(tr), func(o *Options) { o.second = 100 * time.Millisecond })
	w.far = b.Addr()["UDP"]
	return b, w
}

func (b *bench) calls(o Order) *Leg {
	b.t.Helper()
	o.Trunk = "city"
	if o.To == "" {
		o.To = "13900001111"
	}
	l, err := b.Dial(b.t.Context(), o)
	if err != nil {
		b.t.Fatal(err)
	}
	return l
}

func TestCallOut(t *testing.T) {
	b, w := trunkOf(t, func(tr *Trunk) { tr.User, tr.Password = "city", "secret" })
	l := b.calls(Order{From: "12345", Display: "Hotline"})
	first := w.request(sip.INVITE)
	w.reply(first, 407, `Proxy-Authenticate: Digest realm="far", nonce="n1", algorithm=SHA-256, qop="auth"`, `Proxy-Authenticate: Digest realm="far", nonce="n2", algorithm=MD5, qop="auth"`)
	w.request(sip.ACK)
	second := w.request(sip.INVITE)
	if proof := second.GetHeader("proxy-authorization"); proof == nil || !strings.Contains(proof.Value(), "SHA-256") {
		t.Errorf("the second attempt has %v", proof)
	}
	if second.CSeq().SeqNo <= first.CSeq().SeqNo || second.CallID().Value() != first.CallID().Value() {
		t.Error("the second attempt is not the next of the same call")
	}
	w.reply(second, 422, "Min-SE: 2400")
	w.request(sip.ACK)
	third := w.request(sip.INVITE)
	if n, _ := sessionExpires(third); n != 2400 {
		t.Errorf("the third attempt wants %d s", n)
	}
	w.reply(third, 183, offering("Require: 100rel", "RSeq: 77"))
	w.reply(third, 183, offering("Require: 100rel", "RSeq: 77"))
	prack := w.request(sip.PRACK)
	if got := prack.GetHeader("rack").Value(); got != "77 3 INVITE" || prack.CSeq().SeqNo != 4 {
		t.Errorf("the PRACK %d is for %s", prack.CSeq().SeqNo, got)
	}
	w.reply(prack, 200)
	b.expect(Ringing, l.ID)
	w.reply(third, 200, "Session-Expires: 2400;refresher=uac")
	w.request(sip.ACK)
	w.reply(third, 200, "Session-Expires: 2400;refresher=uac") // as if the ACK were lost
	if ack := w.request(sip.ACK); ack.CSeq().SeqNo != 3 {
		t.Errorf("the ACK is for %d", ack.CSeq().SeqNo)
	}
	if e := b.expect(Answered, l.ID); e.From != "12345" || e.To != "13900001111" || e.Trunk != "city" {
		t.Errorf("answered %+v", e)
	}
	l.Hangup()
	bye := w.request(sip.BYE)
	w.reply(bye, 407, `Proxy-Authenticate: Digest realm="far", nonce="n3", qop="auth"`)
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
}

func TestHangupBeforeTheAnswer(t *testing.T) {
	b, w := trunkOf(t)
	l := b.calls(Order{})
	invite := w.request(sip.INVITE)
	l.Hangup() // nothing has been heard yet: no CANCEL may be sent
	if e := b.expect(Ended, l.ID); e.Cause.Why != Closed {
		t.Errorf("ended with %+v", e.Cause)
	}
	w.reply(invite, 180)
	cancel := w.request(sip.CANCEL)
	if branch(cancel) != branch(invite) {
		t.Error("the CANCEL is for something else")
	}
	w.reply(cancel, 200)
	w.reply(invite, 487)
	w.request(sip.ACK)
}

func TestCancelCrossesTheirAnswer(t *testing.T) {
	b, w := trunkOf(t)
	l := b.calls(Order{})
	invite := w.request(sip.INVITE)
	w.reply(invite, 180)
	b.expect(Ringing, l.ID)
	l.Hangup()
	w.reply(w.request(sip.CANCEL), 200)
	w.reply(invite, 200, offering())
	w.request(sip.ACK)
	w.reply(w.request(sip.BYE), 200)
	b.expect(Ended, l.ID)
	b.never(Answered)
}

func TestNobodyAnswersInTime(t *testing.T) {
	b, w := trunkOf(t)
	l := b.calls(Order{Timeout: 100 * time.Millisecond})
	invite := w.request(sip.INVITE)
	w.reply(invite, 180)
	w.reply(w.request(sip.CANCEL), 200)
	w.reply(invite, 487)
	if e := b.expect(Ended, l.ID); e.Cause.Why != NoAnswer {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestTheOrderIsWithdrawn(t *testing.T) {
	b, w := trunkOf(t)
	ctx, cancel := context.WithCancel(t.Context())
	l, err := b.Dial(ctx, Order{Trunk: "city", To: "110"})
	if err != nil {
		t.Fatal(err)
	}
	invite := w.request(sip.INVITE)
	w.reply(invite, 180)
	b.expect(Ringing, l.ID)
	cancel()
	w.reply(w.request(sip.CANCEL), 200)
	w.reply(invite, 487)
	b.expect(Ended, l.ID)
}

// A proxy rang two telephones, and both were picked up.
func TestSecondTelephoneIsHungUp(t *testing.T) {
	b, w := trunkOf(t)
	l := b.calls(Order{})
	invite := w.request(sip.INVITE)
	w.replyAs(invite, 200, "first", offering())
	w.request(sip.ACK)
	b.expect(Answered, l.ID)
	w.replyAs(invite, 200, "second", offering())
	ack := w.request(sip.ACK)
	bye := w.request(sip.BYE)
	if dialog.Tag(ack.To()) != "second" || dialog.Tag(bye.To()) != "second" {
		t.Errorf("the ACK is for %s, the BYE for %s", ack.To(), bye.To())
	}
	w.reply(bye, 200)
	b.never(Ended)
}

func TestAnswersThatWillNotDo(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		want   Cause
	}{
		"not found":      {404, "", Cause{NotFound, 404}},
		"out of order":   {503, "", Cause{Unreachable, 503}},
		"moved":          {302, "Contact: <sip:elsewhere@192.0.2.1>", Cause{Refused, 302}},
		"no description": {200, "", Cause{Why: Unsuited}},
		"another codec":  {200, "\n\n" + strings.ReplaceAll(offerOfWire, "AVP 8 101", "AVP 18"), Cause{Why: Unsuited}},
		"a mess":         {200, "\n\nhello", Cause{Why: Unsuited}},
	} {
		t.Run(name, func(t *testing.T) {
			b, w := trunkOf(t)
			l := b.calls(Order{})
			w.reply(w.request(sip.INVITE), c.status, c.body)
			w.request(sip.ACK)
			if c.status == 200 {
				w.reply(w.request(sip.BYE), 200)
			}
			if e := b.expect(Ended, l.ID); e.Cause != c.want {
				t.Errorf("ended with %+v, want %+v", e.Cause, c.want)
			}
		})
	}
}

func TestOrdersThatMakeNoSense(t *testing.T) {
	b, _ := trunkOf(t, func(tr *Trunk) { tr.MaxCalls = 1 })
	for name, c := range map[string]struct {
		order Order
		want  huiyin.Kind
	}{
		"nowhere":          {Order{To: "110"}, huiyin.KindInvalid},
		"two ways":         {Order{To: "110", Trunk: "city", Phone: "801"}, huiyin.KindInvalid},
		"no number":        {Order{Trunk: "city"}, huiyin.KindInvalid},
		"a smuggled line":  {Order{Trunk: "city", To: "110\r\nX: y"}, huiyin.KindInvalid},
		"another host":     {Order{Trunk: "city", To: "110@192.0.2.1"}, huiyin.KindInvalid},
		"a smuggled name":  {Order{Trunk: "city", To: "110", Display: "a\" <sip:x>"}, huiyin.KindInvalid},
		"a smuggled from":  {Order{Trunk: "city", To: "110", From: "1;tag=2"}, huiyin.KindInvalid},
		"an unknown trunk": {Order{Trunk: "moon", To: "110"}, huiyin.KindNotFound},
		"an unknown phone": {Order{Phone: "801"}, huiyin.KindNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if l, err := b.Dial(t.Context(), c.order); huiyin.KindOf(err) != c.want {
				t.Errorf("got %v and %v, want %s", l, err, c.want)
			}
		})
	}
	b.calls(Order{})
	if _, err := b.Dial(t.Context(), Order{Trunk: "city", To: "110"}); huiyin.KindOf(err) != huiyin.KindUnready {
		t.Errorf("the second call over one line: %v", err)
	}
}

func TestTrunkComesAndGoes(t *testing.T) {
	w := newWire(t, netip.AddrPort{})
	b := start(t, trunks(Trunk{Name: "city", Address: w.addr().String(), User: "city", Password: "secret", Register: true}),
		func(o *Options) { o.second = 50 * time.Millisecond })
	first := w.request(sip.REGISTER)
	w.reply(first, 401, `WWW-Authenticate: Digest realm="far", nonce="n1", qop="auth"`)
	again := w.request(sip.REGISTER)
	if again.GetHeader("authorization") == nil {
		t.Error("the REGISTER has no credentials")
	}
	w.reply(again, 200, "Expires: 10")
	w.request(sip.REGISTER) // before the 10 seconds are over
	if e := b.expect(TrunkUp); e.Trunk != "city" {
		t.Errorf("up is %+v", e)
	}
	w.conn.Close()
	if e := b.expect(TrunkDown); e.Trunk != "city" {
		t.Errorf("down is %+v", e)
	}
}
