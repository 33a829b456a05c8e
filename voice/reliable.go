package voice

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/sdp"
)

// A reliable is our provisional response that must be acknowledged by PRACK (RFC 3262), because the caller requires
// it. There is one at a time.
type reliable struct {
	res   *sip.Response // waiting for its PRACK; nil: none
	seq   uint32        // RSeq of the last
	used  bool          // some have been sent
	pause time.Duration
	until time.Time
	next  func() // another one that waits for this one's PRACK
}

func (r *reliable) open() bool { return r.res != nil }

// provisional answers 180 or 183, reliably when the caller requires it. Where a first reliable response must carry
// an offer, because the INVITE had none, it does.
func (l *Leg) provisional(status int, ours *sdp.Session) {
	if ours == nil && status == 183 {
		return // refused already
	}
	if l.first.open() {
		l.first.next = func() { l.provisional(status, ours) }
		return
	}
	must := lists(l.invite, "require", "100rel")
	res := l.response(l.invite, status)
	if must && ours == nil && l.talk.ours == nil {
		if offer, _ := described(l.invite); offer == nil {
			ours = l.talk.offer()
		}
	}
	if ours != nil {
		describe(res, ours)
	}
	if must {
		l.number(res)
	}
	if err := l.tx.Respond(res); errors.Is(err, sip.ErrTransactionCanceled) {
		l.meetCancel()
		return
	}
	l.state = early
}

func (l *Leg) number(res *sip.Response) {
	r := &l.first
	if r.seq == 0 {
		r.seq = 1 + rand.Uint32N(1<<30)
	} else {
		r.seq++
	}
	res.AppendHeader(header("Require", "100rel"))
	res.AppendHeader(header("RSeq", strconv.FormatUint(uint64(r.seq), 10)))
	r.res, r.used, r.pause = res, true, l.seconds(firstPause)
	r.until = time.Now().Add(l.seconds(patience))
	l.after(waitPrack, r.pause)
}

// resendProvisional repeats it; after 64 T1 the call is refused (RFC 3262 section 3).
func (l *Leg) resendProvisional() {
	r := &l.first
	if !r.open() || l.state > early {
		return
	}
	if time.Now().After(r.until) {
		l.refuse(504, Cause{Why: Lost})
		return
	}
	_ = l.tx.Respond(r.res)
	r.pause *= 2
	l.after(waitPrack, r.pause)
}

// pracked takes a PRACK, which may answer our offer or make one.
func (l *Leg) pracked(req *sip.Request, tx *sip.ServerTx) {
	r := &l.first
	if !r.open() || !acknowledges(req, r.seq, l.invite.CSeq().SeqNo) {
		answer(req, tx, no(481))
		return
	}
	res := l.response(req, 200)
	if l.talk.offered && len(req.Body()) > 0 {
		if !l.answered(req) {
			answer(req, tx, no(488))
			return
		}
	} else if ours, refused := l.reply(req); refused.status != 0 {
		answer(req, tx, refused)
		return
	} else if ours != nil {
		describe(res, ours)
	}
	r.res = nil
	l.never(waitPrack)
	_ = tx.Respond(res)
	next, wanted := r.next, l.wanted
	r.next, l.wanted = nil, nil
	for _, f := range []func(){next, wanted} {
		if f != nil {
			f()
		}
	}
}

// acknowledges reads RAck: our number, and that of the INVITE with its method.
func acknowledges(req *sip.Request, seq, invite uint32) bool {
	h := req.GetHeader("rack")
	if h == nil {
		return false
	}
	f := strings.Fields(h.Value())
	if len(f) != 3 || f[2] != string(sip.INVITE) {
		return false
	}
	a, err1 := strconv.ParseUint(f[0], 10, 32)
	b, err2 := strconv.ParseUint(f[1], 10, 32)
	return err1 == nil && err2 == nil && uint32(a) == seq && uint32(b) == invite
}
