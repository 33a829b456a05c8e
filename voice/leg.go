package voice

import (
	"context"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/hearing"
	"huiyin/voice/rtp"
)

// Leg is our side of one call. All it does happens in one goroutine at a time, in order; its methods only leave word
// for it, and events tell what came of it. They may be called at any time, also when the leg is gone. While there is
// nothing to do, there is no goroutine: people talk for minutes.
type Leg struct {
	ID     LegID
	e      *Engine
	trunk  *trunk
	phone  string
	from   string
	to     string
	called bool // somebody called us; else we call

	stream *rtp.Stream
	member *hearing.Member
	box    box
	alarm  *time.Timer     // for what is due next
	last   func()          // what is to be done when the leg is over
	life   context.Context // ends with the leg
	die    context.CancelFunc
	due    [waits]time.Time
	remote atomic.Pointer[string] // the other side's tag, for those who ask before handing a request over

	// What follows belongs to the goroutine.
	d       *dialog.Dialog
	state   state
	talk    talk
	timer   refreshing
	invite  *sip.Request // the one that began the leg
	tx      *sip.ServerTx
	accept  *acceptance // our 2xx that waits for its ACK
	first   reliable    // our provisional response that waits for its PRACK
	wanted  func()      // what waits for that
	calling *calling    // our INVITE on its way
	seen    uint64      // the last reliable provisional response of theirs
	friend  netip.AddrPort
	updates bool // the other side understands UPDATE
	hanging bool // we want to hang up and must wait for an ACK first
	silent  bool
	asking  bool // a request of ours with an offer is on its way
	again   int  // how often a re-INVITE met theirs
	more    bool // another offer is wanted once this one is through
}

// state is how far a leg has come.
type state uint8

const (
	arriving state = iota // an INVITE is open, theirs or ours
	early                 // it has been answered provisionally
	up                    // it has been accepted
	over
)

// A wait is something that happens when nothing else happened before.
type wait uint8

const (
	waitResend   wait = iota // our 2xx, until the ACK
	waitAck                  // the end of patience
	waitPrack                // our reliable 1xx
	waitNoAnswer             // the order's time-out
	waitRefresh              // we refresh the session
	waitExpire               // the session ends
	waitSilence              // has anything been heard?
	waitRetry                // a re-INVITE that met theirs
	waits
)

// newLeg makes one that nobody knows yet; us is the address that the far end sees of us.
func (e *Engine) newLeg(t *trunk, phone string, us netip.Addr) (*Leg, error) {
	stream, err := e.ports.Open()
	if err != nil {
		return nil, err
	}
	l := &Leg{e: e, trunk: t, phone: phone, stream: stream, member: e.table.Join(stream), box: box{busy: true}}
	l.life, l.die = context.WithCancel(context.Background())
	at := stream.Local()
	if at.Addr().IsUnspecified() {
		at = netip.AddrPortFrom(us, at.Port())
	}
	l.talk = e.newTalk(at, t, phone)
	stream.Digits(func(d rtp.Digit) { l.do(func() { l.tell(Event{Kind: Digit, Digit: d}) }) })
	return l, nil
}

// Member is the leg's seat at the table of who hears whom.
func (l *Leg) Member() *hearing.Member { return l.member }

// Stats counts the leg's packets.
func (l *Leg) Stats() rtp.Stats { return l.stream.Stats() }

// do leaves word. It is done once the leg has begun.
func (l *Leg) do(f func()) {
	if l.box.put(f) {
		go l.run() // the engine waits for the leg's end
	}
}

// start lets the leg do what is left for it, until it is over.
func (l *Leg) start(last func()) {
	l.e.work.enter()
	l.last = last
	l.alarm = time.AfterFunc(l.untilDue(), func() { l.do(func() { l.fire(time.Now()) }) })
	go l.run()
}

// run does what is left until nothing is. What belongs to the goroutine is not touched after that.
func (l *Leg) run() {
	for todo := l.box.take(); len(todo) > 0; todo = l.box.take() {
		for _, f := range todo {
			if l.state != over {
				f()
			}
		}
		if l.state == over {
			l.alarm.Stop()
			l.close()
			l.last()
			l.e.work.leave()
			return // nobody is sent for any more
		}
		l.alarm.Reset(l.untilDue())
	}
}

// close gives back what the leg held. The end has been told already.
func (l *Leg) close() {
	l.e.leave(l)
	l.e.guard.knows(l.friend, -1)
	l.member.Leave()
	_ = l.stream.Close()
	if l.trunk != nil {
		l.trunk.leave()
	}
	l.die()
}

func (l *Leg) after(w wait, d time.Duration) { l.due[w] = time.Now().Add(d) }

func (l *Leg) never(list ...wait) {
	for _, w := range list {
		l.due[w] = time.Time{}
	}
}

func (l *Leg) untilDue() time.Duration {
	next := time.Hour
	for _, at := range l.due {
		if !at.IsZero() {
			next = min(next, time.Until(at))
		}
	}
	return max(next, 0)
}

func (l *Leg) fire(now time.Time) {
	for w, at := range l.due {
		if at.IsZero() || at.After(now) || l.state == over {
			continue
		}
		l.due[w] = time.Time{}
		switch wait(w) {
		case waitResend:
			l.resend()
		case waitAck:
			l.unacknowledged()
		case waitPrack:
			l.resendProvisional()
		case waitNoAnswer:
			l.end(Cause{Why: NoAnswer})
		case waitRefresh:
			l.refresh()
		case waitExpire:
			l.end(Cause{Why: Lost})
		case waitSilence:
			l.listen()
		case waitRetry:
			l.reinvite()
		}
	}
}

// seconds is n of the protocol's longer seconds.
func (l *Leg) seconds(n float64) time.Duration { return time.Duration(n * float64(l.e.second)) }

func (l *Leg) tell(event Event) {
	event.Leg, event.At, event.From, event.To, event.Phone = l.ID, time.Now(), l.from, l.to, l.phone
	if l.trunk != nil {
		event.Trunk = l.trunk.Name
	}
	l.e.sink(event)
}

// begin is the moment from which both sides can talk.
func (l *Leg) begin() {
	l.state = up
	l.never(waitNoAnswer)
	l.tell(Event{Kind: Answered})
	l.after(waitSilence, l.seconds(silentAfter))
}

const silentAfter = 10

// listen looks whether anything has been heard lately; without packets a line is dead, whatever SIP says.
func (l *Leg) listen() {
	if !l.talk.hears {
		l.after(waitSilence, l.seconds(silentAfter))
		return
	}
	quiet := l.stream.Idle()
	if quiet < l.seconds(silentAfter) {
		l.silent = false
		l.after(waitSilence, l.seconds(silentAfter)-quiet)
		return
	}
	if !l.silent {
		l.silent = true
		l.tell(Event{Kind: Silent})
	}
	l.after(waitSilence, l.seconds(1))
}

// isFrom says whether a request with our tag also has theirs.
func (l *Leg) isFrom(req *sip.Request) bool {
	theirs := l.remote.Load()
	return theirs == nil || *theirs == dialog.Tag(req.From())
}

// joined notes the other side's tag for isFrom.
func (l *Leg) joined() {
	tag := l.d.ID.Remote
	l.remote.Store(&tag)
}

// follow takes what a request inside the call says about where its sender is.
func (l *Leg) follow(req *sip.Request) {
	l.d.Refresh(req.Contact())
	if l.d.Address != "" { // a phone that moved behind its NAT, or reconnected
		l.d.Address = req.Source()
	}
	l.reads(req)
}

// reads notes what the other side can do.
func (l *Leg) reads(m sip.Message) {
	if len(m.GetHeaders("allow")) > 0 {
		l.updates = lists(m, "allow", "update")
	}
}

// numberOf is the number or name in an address, "" when it is withheld.
func numberOf(u sip.Uri) string {
	user := u.User
	if u.Scheme == "tel" {
		user = u.Raw()
	}
	user, _, _ = strings.Cut(user, ";")
	if plain, err := url.PathUnescape(user); err == nil {
		user = plain
	}
	if strings.EqualFold(user, "anonymous") || strings.EqualFold(user, "unknown") {
		return ""
	}
	return user
}
