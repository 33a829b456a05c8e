package voice

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// A wire is the other side by hand: it says what a telephone would never say, and sees what one would hide.
type wire struct {
	t      *testing.T
	conn   *net.UDPConn
	far    netip.AddrPort
	call   string
	tag    string // ours
	theirs string // once known
	seq    int
	got    chan sip.Message
	deaf   bool // do not answer OPTIONS, and hear what nobody can read
}

func (b *bench) wire(at ...string) *wire {
	b.t.Helper()
	return newWire(b.t, b.Addr()["UDP"], at...)
}

func newWire(t *testing.T, far netip.AddrPort, at ...string) *wire {
	t.Helper()
	host := "127.0.0.1"
	if len(at) > 0 {
		host = at[0]
	}
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.ParseIP(host)})
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, conn: conn, far: far, call: dialog.NewTag(), tag: dialog.NewTag(), got: make(chan sip.Message, 1000)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.read()
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return w
}

func (w *wire) addr() netip.AddrPort { return w.conn.LocalAddr().(*net.UDPAddr).AddrPort() }

func (w *wire) read() {
	b := make([]byte, 65536)
	for {
		n, from, err := w.conn.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		msg, err := sip.ParseMessage(append([]byte(nil), b[:n]...))
		if err != nil && !w.deaf {
			w.t.Errorf("the engine sent what cannot be read: %v", err)
		}
		if err != nil {
			continue
		}
		if req, ok := msg.(*sip.Request); ok {
			req.SetSource(from.String())
			if req.Method == sip.OPTIONS && !w.deaf {
				w.reply(req, 200)
				continue
			}
		}
		w.got <- msg
	}
}

// next is the next message that fits; others are forgotten.
func (w *wire) next(what string, fits func(sip.Message) bool) sip.Message {
	w.t.Helper()
	limit := time.After(patient)
	for {
		select {
		case m := <-w.got:
			if fits(m) {
				return m
			}
		case <-limit:
			w.t.Fatalf("%s did not come", what)
		}
	}
}

func (w *wire) response(status int, method sip.RequestMethod) *sip.Response {
	w.t.Helper()
	m := w.next(fmt.Sprint(status, " to ", method), func(m sip.Message) bool {
		res, ok := m.(*sip.Response)
		if ok && res.CSeq().MethodName == method && res.StatusCode != status && res.StatusCode > 100 {
			w.t.Fatalf("got %d to %s, want %d", res.StatusCode, method, status)
		}
		return ok && res.StatusCode == status && res.CSeq().MethodName == method
	})
	res := m.(*sip.Response)
	if tag := dialog.Tag(res.To()); tag != "" && method == sip.INVITE {
		w.theirs = tag
	}
	return res
}

func (w *wire) request(method sip.RequestMethod) *sip.Request {
	w.t.Helper()
	return w.next("a "+string(method), func(m sip.Message) bool {
		req, ok := m.(*sip.Request)
		return ok && req.Method == method
	}).(*sip.Request)
}

// send writes text with CRLF line ends.
func (w *wire) send(text string) {
	w.t.Helper()
	w.sendTo(w.far, text)
}

func (w *wire) sendTo(to netip.AddrPort, text string) {
	w.t.Helper()
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	if _, err := w.conn.WriteToUDPAddrPort([]byte(text), to); err != nil && !errors.Is(err, net.ErrClosed) {
		w.t.Error(err)
	}
}

const offerOfWire = "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 40000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000\n"

// asks sends a request of the call; more are header lines, and after an empty line the body.
func (w *wire) asks(method sip.RequestMethod, more ...string) string {
	w.t.Helper()
	if method != sip.ACK && method != sip.CANCEL {
		w.seq++
	}
	return w.asksAs(method, w.seq, dialog.NewBranch(), more...)
}

// asksAs also says the number and the branch, which it returns.
func (w *wire) asksAs(method sip.RequestMethod, seq int, branch string, more ...string) string {
	w.t.Helper()
	headers, body := split(more)
	to := ""
	if w.theirs != "" && method != sip.CANCEL {
		to = ";tag=" + w.theirs
	}
	w.send(fmt.Sprintf("%s sip:12345@%s SIP/2.0\nVia: SIP/2.0/UDP %s;branch=%s;rport\nMax-Forwards: 70\nFrom: <sip:139@127.0.0.1>;tag=%s\n"+
		"To: <sip:12345@127.0.0.1>%s\nCall-ID: %s\nCSeq: %d %s\nContact: <sip:139@%s>\n%sContent-Length: %d\n\n%s",
		method, w.far, w.addr(), branch, w.tag, to, w.call, seq, method, w.addr(), headers, len(body), body))
	return branch
}

// split takes header lines, and after an empty line a body, apart.
func split(more []string) (headers, body string) {
	text := strings.Join(more, "\n")
	if i := strings.Index(text, "\n\n"); i >= 0 {
		text, body = text[:i], strings.ReplaceAll(text[i+2:], "\n", "\r\n")
		text += "\nContent-Type: application/sdp"
	}
	if text = strings.Trim(text, "\n"); text != "" {
		text += "\n"
	}
	return text, body
}

// reply answers a request of the engine; the tag is ours.
func (w *wire) reply(req *sip.Request, status int, more ...string) {
	w.t.Helper()
	w.replyAs(req, status, w.tag, more...)
}

func (w *wire) replyAs(req *sip.Request, status int, tag string, more ...string) {
	w.t.Helper()
	w.replyWith(req, fmt.Sprintf("<sip:wire@%s>", w.addr()), status, tag, more...)
}

// replyTo says another contact than the true one.
func (w *wire) replyTo(req *sip.Request, contact string, status int, more ...string) {
	w.t.Helper()
	w.replyWith(req, contact, status, w.tag, more...)
}

func (w *wire) replyWith(req *sip.Request, contact string, status int, tag string, more ...string) {
	w.t.Helper()
	headers, body := split(more)
	to := req.To().Value()
	if dialog.Tag(req.To()) == "" {
		to += ";tag=" + tag
	}
	w.sendTo(sourceOf(req), fmt.Sprintf("SIP/2.0 %d %s\nVia: %s\nFrom: %s\nTo: %s\nCall-ID: %s\nCSeq: %s\nContact: %s\n%sContent-Length: %d\n\n%s",
		status, "Said", req.Via().Value(), req.From().Value(), to, req.CallID().Value(), req.CSeq().Value(), contact, headers, len(body), body))
}

func offering(headers ...string) string { return strings.Join(headers, "\n") + "\n\n" + offerOfWire }

// talks sets a call up that is answered and acknowledged.
func (w *wire) talks(b *bench, headers ...string) *Leg {
	w.t.Helper()
	w.asks(sip.INVITE, offering(headers...))
	l := b.Leg(b.expect(Arrived).Leg)
	l.Answer()
	w.response(200, sip.INVITE)
	w.asks(sip.ACK)
	b.expect(Answered, l.ID)
	return l
}

// fast makes the protocol's waits short.
func fast(o *Options) { o.second = 20 * time.Millisecond }
