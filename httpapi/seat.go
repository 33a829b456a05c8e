package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"

	"huiyin"
	"huiyin/staff"
)

// Seat is a person's place in the room while their console is connected: what it hears from the console, and what the
// console is told. The voice itself does not come this way and goes on when this connection breaks.
type Seat struct {
	Answer func(offer string) (answer string, err error)                // the telephone's SDP (browser.Peer.Answer)
	Hear   func(ctx context.Context, kind string, message []byte) error // every other message, one after the other
	Say    <-chan any                                                   // each becomes a message; closed: another window took the seat
	Leave  func()                                                       // the connection ended; called once, after the last Hear
}

// Messages are JSON objects with a type; the telephone's are here, the room's others are the room's.
type (
	// seatMessage is what every message has, and what offers, answers and the first word have besides.
	seatMessage struct {
		Type  string `json:"type"`
		SDP   string `json:"sdp,omitempty"`
		House string `json:"house,omitempty"`
	}
	// seatProblem tells that a message was refused.
	seatProblem struct {
		Type    string `json:"type"`
		Of      string `json:"of"`
		Problem any    `json:"problem"`
	}
)

const (
	seatMessageMost = 64 << 10 // bytes; the largest is an offer of some ten kilobytes
	seatBeat        = 10 * time.Second
	seatPatience    = 10 * time.Second // for a message to leave, and for the answer to a ping
)

// Close codes tell the console whether to come back (RFC 6455, section 7.4.2: 4000 and above are ours).
const (
	closeSignedOut websocket.StatusCode = 4401 // not before signing in
	closeTaken     websocket.StatusCode = 4409 // not by itself: the person sits at another window now
)

var (
	errSignedOut = errors.New("the session ended")
	errTaken     = errors.New("another window took the seat")
)

// thisHouse is another one whenever the program starts anew.
var thisHouse = rand.Text()

// seat connects a console with its person's seat over a WebSocket (RFC 6455).
func (a *API) seat(w http.ResponseWriter, r *http.Request) {
	s, err := a.maySit(r)
	if err != nil {
		writeProblem(w, problem(r.Context(), a.Log, err))
		return
	}
	ctx, end := context.WithCancelCause(r.Context())
	defer end(nil)
	leave, ok := a.sockets.join(s.ID, end)
	if !ok {
		writeProblem(w, problem(ctx, a.Log, noTelephony))
		return
	}
	defer leave()
	place, err := a.Seat(ctx, s)
	if err != nil {
		writeProblem(w, problem(ctx, a.Log, err))
		return
	}
	defer place.Leave()
	socket, err := websocket.Accept(w, r, nil) // it compares the origin once more
	if err != nil {
		return // and has answered
	}
	socket.SetReadLimit(seatMessageMost)
	p := &pump{api: a, seat: place, socket: socket, request: r}
	p.run(ctx)
}

var noTelephony = &huiyin.Error{Kind: huiyin.KindUnready, Code: "no_telephony", Say: "This house takes no calls at the moment."}

// maySit checks who asks, and from where: a page of another site would send the cookie along.
func (a *API) maySit(r *http.Request) (staff.Session, error) {
	if !sameOrigin(r) {
		return staff.Session{}, huiyin.Forbidden("origin", "Seats are taken from pages of this house only.")
	}
	s, err := a.requestSession(r)
	switch {
	case err != nil:
		return s, err
	case !staff.Can(s.Actor, staff.SeatsTake) && !staff.Can(s.Actor, staff.RoomSee):
		return s, lacks(staff.SeatsTake)
	case a.Seat == nil:
		return s, noTelephony
	}
	return s, nil
}

func lacks(p staff.Permission) error {
	return huiyin.Forbidden("permission", "Your account may not do this; it needs the permission %s.", p)
}

// sameOrigin tells whether a page of this house asks, or a program, which names no origin.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	return origin == "" || err == nil && strings.EqualFold(u.Host, r.Host)
}

// requestSession finds out who makes a request that does not go through the library.
func (a *API) requestSession(r *http.Request) (staff.Session, error) {
	return a.session(r.Header.Get, r.Method, func(name string) string {
		if c, err := r.Cookie(name); err == nil {
			return c.Value
		}
		return ""
	}, r.Context())
}

// pump carries messages between a socket and a seat.
type pump struct {
	api     *API
	seat    *Seat
	socket  *websocket.Conn
	request *http.Request
}

// run ends when either side does, and has said to the console why.
func (p *pump) run(ctx context.Context) {
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() error { return p.listen(ctx) })
	all.Go(func() error { return p.talk(ctx) })
	all.Go(func() error { return p.watch(ctx) })
	all.Go(func() error {
		<-ctx.Done()
		code, reason := farewell(context.Cause(ctx))
		_ = p.socket.Close(code, reason) // the console may be gone already
		return nil
	})
	err := all.Wait()
	p.api.Log.DebugContext(ctx, "a console left its seat", "why", err)
}

func farewell(why error) (websocket.StatusCode, string) {
	var e *huiyin.Error
	switch {
	case errors.Is(why, errTaken):
		return closeTaken, "taken"
	case errors.Is(why, errSignedOut), errors.As(why, &e) && e.Kind == huiyin.KindUnknown:
		return closeSignedOut, "signed out"
	case errors.Is(why, context.Canceled):
		return websocket.StatusGoingAway, "closing"
	case errors.As(why, &e):
		return websocket.StatusUnsupportedData, e.Code
	}
	return websocket.StatusInternalError, ""
}

// listen hands on what the console says. It does not end with ctx: closing the socket ends it.
func (p *pump) listen(ctx context.Context) error {
	for {
		kind, text, err := p.socket.Read(context.WithoutCancel(ctx))
		if err != nil {
			return err
		}
		var m seatMessage
		if kind != websocket.MessageText || json.Unmarshal(text, &m) != nil || m.Type == "" {
			return huiyin.Invalid("message", "A message to a seat is a JSON object with a type.")
		}
		if _, err := p.api.requestSession(p.request); err != nil {
			return err
		}
		if err := p.hear(ctx, m, text); err != nil {
			refused := seatProblem{"problem", m.Type, problem(ctx, p.api.Log, err)}
			if err := p.write(ctx, refused); err != nil {
				return err
			}
		}
	}
}

func (p *pump) hear(ctx context.Context, m seatMessage, text []byte) error {
	if m.Type != "offer" {
		return p.seat.Hear(ctx, m.Type, text)
	}
	answer, err := p.seat.Answer(m.SDP)
	if err != nil {
		return err
	}
	return p.write(ctx, seatMessage{Type: "answer", SDP: answer})
}

// talk says what the room says. The first word names this running of the program: a console that comes back to the same
// one goes on with the voice it has.
func (p *pump) talk(ctx context.Context) error {
	if err := p.write(ctx, seatMessage{Type: "hello", House: thisHouse}); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case m, open := <-p.seat.Say:
			if !open {
				return errTaken
			}
			if err := p.write(ctx, m); err != nil {
				return err
			}
		}
	}
}

// watch asks now and then whether the console is there, and whether its person is still signed in; sitting at a seat is
// using the session. Beats are for the console, whose scripts cannot see pings.
func (p *pump) watch(ctx context.Context) error {
	beat := time.NewTicker(seatBeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
		if _, err := p.api.requestSession(p.request); err != nil {
			return err
		}
		if err := p.write(ctx, seatMessage{Type: "beat"}); err != nil {
			return err
		}
		patient, stop := patience(ctx)
		err := p.socket.Ping(patient)
		stop()
		if err != nil {
			return err
		}
	}
}

func (p *pump) write(ctx context.Context, m any) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	patient, stop := patience(ctx)
	defer stop()
	return p.socket.Write(patient, websocket.MessageText, text)
}

// patience does not end with ctx: the library breaks a connection off whose message was not waited for, and the console
// would not be told why.
func patience(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), seatPatience)
}
