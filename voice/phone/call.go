package phone

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/dialog"
	"huiyin/voice/rtp"
	"huiyin/voice/sdp"
)

// Call is one conversation of a telephone, from the first ringing to its end.
type Call struct {
	Ear    Ear
	From   string // who calls, as shown
	To     string // who is called
	phone  *Phone
	mouth  mouth
	called bool

	// Each is closed when that has happened.
	ringing, answered, ended chan struct{}
	farewell                 chan struct{} // when the other side knows of the end
	parted                   sync.Once

	giveUp context.Context // ends when nobody wants the call any more
	stop   context.CancelFunc

	mu      sync.Mutex
	state   state
	status  int
	presses []rtp.Digit
	stream  *rtp.Stream
	local   sdp.Local
	ours    *sdp.Session
	d       *dialog.Dialog
	invite  *sip.Request
	tx      *sip.ServerTx
	acks    map[uint32]chan struct{} // by CSeq: our 2xx that wait
	held    bool
}

type state uint8

const (
	open state = iota
	talking
	over
)

func (p *Phone) newCall() (*Call, error) {
	stream, err := p.ports.Open()
	if err != nil {
		return nil, err
	}
	c := &Call{phone: p, stream: stream, acks: map[uint32]chan struct{}{}, ringing: make(chan struct{}), answered: make(chan struct{}),
		ended: make(chan struct{}), farewell: make(chan struct{})}
	c.giveUp, c.stop = context.WithCancel(p.life)
	c.local = sdp.Local{ID: uint64(rand.Uint32()), Version: 1, Addr: stream.Local(), Codecs: p.opt.Codecs, Secure: p.opt.SRTP, Way: sdp.Both}
	c.listen(stream)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		c.stop()
		return nil, errors.Join(net.ErrClosed, stream.Close())
	}
	p.calls[c] = struct{}{}
	return c, nil
}

func (c *Call) listen(s *rtp.Stream) {
	s.Receive(c.Ear.hear)
	s.Digits(func(d rtp.Digit) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.presses = append(c.presses, d)
	})
}

// Ringing is closed when the other side rings, Answered when both can talk, Ended when it is over.
func (c *Call) Ringing() <-chan struct{}  { return c.ringing }
func (c *Call) Answered() <-chan struct{} { return c.answered }
func (c *Call) Ended() <-chan struct{}    { return c.ended }

// Status is why a call did not come about: the SIP status; 0 otherwise.
func (c *Call) Status() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.status
}

// Held says whether the other side has put us on hold.
func (c *Call) Held() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

// Presses are the keys that the other side has pressed.
func (c *Call) Presses() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var keys []byte
	for _, d := range c.presses {
		keys = append(keys, d.Key)
	}
	return string(keys)
}

// Secure says whether what is said is encrypted (RFC 4568).
func (c *Call) Secure() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ours != nil && len(c.ours.Media) > 0 && len(c.ours.Media[0].Crypto) > 0
}

// Stats counts the packets.
func (c *Call) Stats() rtp.Stats { return c.line().Stats() }

func (c *Call) line() *rtp.Stream {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream
}

// Say speaks A-law, 8,000 bytes a second, instead of what was being said; loop repeats it. It returns a channel that
// is closed when a sound without loop has been said.
func (c *Call) Say(sound []byte, loop bool) <-chan struct{} {
	said := make(chan struct{})
	c.mouth.mu.Lock()
	defer c.mouth.mu.Unlock()
	c.mouth.sound, c.mouth.at, c.mouth.loop = sound, 0, loop
	c.mouth.done = sync.OnceFunc(func() { close(said) })
	return said
}

// Mute stops sending altogether, as a cut line does; silence is something else.
func (c *Call) Mute(yes bool) {
	c.mouth.mu.Lock()
	defer c.mouth.mu.Unlock()
	c.mouth.mute = yes
}

// DropPackets loses so many percent of what is said.
func (c *Call) DropPackets(percent int) {
	c.mouth.mu.Lock()
	defer c.mouth.mu.Unlock()
	c.mouth.drop = percent
}

// Delay keeps what is said back for so long.
func (c *Call) Delay(d time.Duration) {
	c.mouth.mu.Lock()
	defer c.mouth.mu.Unlock()
	c.mouth.delay = d
}

// Digits presses keys, one after the other.
func (c *Call) Digits(keys string) error {
	s := c.line()
	for i := range len(keys) {
		if err := s.SendDigit(rtp.Digit{Key: keys[i], Duration: 100 * time.Millisecond}); err != nil {
			return err
		}
	}
	return nil
}

// Hold stops listening, and tells the other side, or listens again. It returns when the other side knows.
func (c *Call) Hold(yes bool) error {
	c.mu.Lock()
	c.local.Way = sdp.Both
	if yes {
		c.local.Way = sdp.SendOnly
	}
	c.mu.Unlock()
	return c.reinvite(true)
}

// Move goes on at other ports, as a telephone that changes networks does.
func (c *Call) Move() error {
	next, err := c.phone.ports.Open()
	if err != nil {
		return err
	}
	c.listen(next)
	c.mu.Lock()
	old := c.stream
	c.stream = next
	c.local.Addr = next.Local()
	c.mu.Unlock()
	return errors.Join(old.Close(), c.reinvite(true))
}

// Renew asks the other side for its offer: a re-INVITE without a description.
func (c *Call) Renew() error { return c.reinvite(false) }

// Hangup ends the call: it refuses, cancels or says goodbye.
func (c *Call) Hangup() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.state == over:
	case c.state == talking:
		req := c.d.Request(sip.BYE)
		c.finish(0)
		c.phone.goes(func() {
			defer c.part()
			_, _ = c.phone.ask(c.phone.life, req)
		})
	case c.called:
		c.refuse(480)
	default:
		c.finish(0) // the INVITE's goroutine cancels, and says farewell
	}
}

// finish is the end; the caller holds the lock.
func (c *Call) finish(status int) {
	if c.state == over {
		return
	}
	was := c.state
	c.state, c.status = over, status
	c.stop()
	close(c.ended)
	if was != talking && c.called {
		c.part()
	}
	c.phone.mu.Lock()
	delete(c.phone.calls, c)
	select {
	case <-c.farewell:
	default:
		c.phone.going[c] = struct{}{}
	}
	c.phone.mu.Unlock()
	stream := c.stream
	c.phone.goes(func() { _ = stream.Close() }) // it waits for callbacks, which wait for our lock
}

// part notes that the other side knows of the end.
func (c *Call) part() {
	c.phone.mu.Lock()
	defer c.phone.mu.Unlock()
	delete(c.phone.going, c)
	c.parted.Do(func() { close(c.farewell) })
}

// begin starts talking; the caller holds the lock.
func (c *Call) begin() {
	c.state = talking
	close(c.answered)
	c.mouth.speak(c.ended, c.line)
}

// agree sets the stream to what both have said; the caller holds the lock.
func (c *Call) agree(offer, answer *sdp.Session, offered bool) error {
	agreed, err := sdp.Agree(offer, answer, offered)
	if err != nil {
		return err
	}
	theirs := offer
	if offered {
		theirs = answer
	}
	c.held = theirs.Held()
	return c.stream.Set(agreed)
}

// offer describes us; the caller holds the lock.
func (c *Call) offer() *sdp.Session {
	c.local.Version++
	if len(c.local.Crypto) > 0 {
		c.local.Secure = true
	}
	c.ours = sdp.Offer(c.local)
	c.local.Crypto = c.ours.Media[0].Crypto
	return c.ours
}

// answerTo answers an offer, and sets the stream; the caller holds the lock.
func (c *Call) answerTo(offer *sdp.Session) (*sdp.Session, error) {
	c.local.Version++
	answer, err := sdp.Answer(offer, c.local)
	if err != nil {
		return nil, err
	}
	for _, m := range answer.Media {
		if len(m.Crypto) > 0 {
			c.local.Crypto = m.Crypto
		}
	}
	c.ours = answer
	return answer, c.agree(offer, answer, false)
}

func describe(m sip.Message, s *sdp.Session) {
	kind := sip.ContentTypeHeader("application/sdp")
	m.AppendHeader(&kind)
	m.SetBody([]byte(s.String()))
}

func described(m sip.Message) *sdp.Session {
	s, err := sdp.Parse(m.Body())
	if err != nil {
		return nil
	}
	return s
}

var errUnset = huiyin.Invalid("call", "The call is not one that both sides talk in.")

// Local is where the telephone hears.
func (c *Call) Local() netip.AddrPort { return c.line().Local() }
