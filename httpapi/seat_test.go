package httpapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"huiyin"
	"huiyin/httpapi"
	"huiyin/staff"
	"huiyin/voice/browser"
)

// room is a room with one seat and the telephone of whoever sits there.
type room struct {
	*house
	heard chan string
	say   chan any
	left  chan struct{}
}

func openRoom(t *testing.T) *room {
	t.Helper()
	server, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("127.0.0.1:0"), Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { must(t, server.Close()) })
	peer, err := server.Peer(browser.Seat{})
	must(t, err)
	r := &room{house: open(t), heard: make(chan string, 10), say: make(chan any), left: make(chan struct{}, 10)}
	r.api.Seat = func(_ context.Context, s staff.Session) (*httpapi.Seat, error) {
		hear := func(_ context.Context, kind string, message []byte) error {
			r.heard <- string(message)
			if kind == "break" {
				return huiyin.Conflict("in_call", "%s cannot take a break in a call.", s.Actor.Name)
			}
			return nil
		}
		return &httpapi.Seat{Answer: peer.Answer, Hear: hear, Say: r.say, Leave: func() { r.left <- struct{}{} }}, nil
	}
	return r
}

// sit opens the person's console at its seat.
func (r *room) sit(p *person) *websocket.Conn {
	r.t.Helper()
	c, res, err := r.dial(p, r.url)
	if err != nil {
		r.t.Fatalf("%v %+v", err, res)
	}
	r.t.Cleanup(func() { _ = c.CloseNow() })
	if m := read(r.t, c); m.Type != "hello" || m.House == "" {
		r.t.Errorf("the first word is %+v", m)
	}
	return c
}

func (r *room) dial(p *person, origin string) (*websocket.Conn, *http.Response, error) {
	h := http.Header{"Origin": {origin}}
	if p != nil {
		h.Set("Cookie", p.cookie.String())
	}
	return websocket.Dial(r.t.Context(), r.url+"/api/v1/seat", &websocket.DialOptions{HTTPHeader: h})
}

func write(t *testing.T, c *websocket.Conn, text string) {
	t.Helper()
	must(t, c.Write(t.Context(), websocket.MessageText, []byte(text)))
}

// read gives the next message that is not a beat.
func read(t *testing.T, c *websocket.Conn) (m struct {
	Type, SDP, Of, House string
	Problem              struct{ Code, Field string }
}) {
	t.Helper()
	for m.Type == "" || m.Type == "beat" {
		_, text, err := c.Read(t.Context())
		must(t, err)
		must(t, json.Unmarshal(text, &m))
	}
	return m
}

// ends waits until the connection is closed and gives the code of why.
func ends(t *testing.T, c *websocket.Conn) websocket.StatusCode {
	t.Helper()
	for {
		if _, _, err := c.Read(t.Context()); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func TestWhoMaySit(t *testing.T) {
	r := openRoom(t)
	op, analyst := r.join("op", 0, huiyin.Operator), r.join("analyst", 0, huiyin.Analyst)
	for name, c := range map[string]struct {
		who    *person
		origin string
		status int
	}{
		"a stranger":               {nil, r.url, http.StatusUnauthorized},
		"who takes no calls":       {analyst, r.url, http.StatusForbidden},
		"a page of another site":   {op, "https://example.org", http.StatusForbidden},
		"an origin without a host": {op, "null", http.StatusForbidden},
	} {
		conn, res, err := r.dial(c.who, c.origin)
		if err == nil {
			_ = conn.CloseNow()
		}
		if err == nil || res.StatusCode != c.status || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %v, %+v", name, err, res)
		}
	}
	r.api.Seat = nil
	if _, res, err := r.dial(op, r.url); err == nil || res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a house without telephony: %v", err)
	}
}

// chromeOffer is what a browser offers for one voice, in short.
const chromeOffer = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\na=msid-semantic: WMS\r\n" +
	"m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\na=ice-ufrag:F7gI\r\na=ice-pwd:x9cml/YzichV2+XlhiMu8g==\r\n" +
	"a=ice-options:trickle\r\na=fingerprint:sha-256 C4:68:F8:77:6A:44:F1:98:6D:7C:9F:47:EB:E3:34:A4:0A:AA:2D:49:08:28:70:2E:1F:AE:18:7D:4E:3E:66:BF\r\n" +
	"a=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=msid:- 3d3a\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n" +
	"a=rtpmap:126 telephone-event/8000\r\na=ssrc:3570614608 cname:4TOk42mSjXCkVIa6\r\n"

func TestAConsoleTalksWithItsSeat(t *testing.T) {
	r := openRoom(t)
	op := r.join("op", 0, huiyin.Operator)
	c := r.sit(op)
	offer, err := json.Marshal(map[string]string{"type": "offer", "sdp": chromeOffer})
	must(t, err)
	write(t, c, string(offer))
	answer := read(t, c)
	for _, want := range []string{"a=ice-lite", "a=setup:passive", "m=audio 9 UDP/TLS/RTP/SAVPF 8 126\r\n", "a=rtpmap:8 PCMA/8000", "a=candidate:"} {
		if answer.Type != "answer" || !strings.Contains(answer.SDP, want) {
			t.Errorf("the answer lacks %q:\n%s", want, answer.SDP)
		}
	}
	write(t, c, `{"type":"offer","sdp":"v=0"}`)
	if m := read(t, c); m.Type != "problem" || m.Of != "offer" || m.Problem.Field != "sdp" {
		t.Errorf("%+v", m)
	}
	write(t, c, `{"type":"ready","skills":["zh"]}`)
	if got := <-r.heard; got != `{"type":"ready","skills":["zh"]}` {
		t.Errorf("the room heard %s", got)
	}
	write(t, c, `{"type":"break"}`)
	if m := read(t, c); m.Type != "problem" || m.Of != "break" || m.Problem.Code != "in_call" {
		t.Errorf("%+v", m)
	}
	r.say <- map[string]string{"type": "ringing"}
	if m := read(t, c); m.Type != "ringing" {
		t.Errorf("%+v", m)
	}
	must(t, c.Close(websocket.StatusNormalClosure, ""))
	<-r.left
}

// What ends a connection, and what the console is told, for it comes back after some ends and not after others.
func TestWhatEndsAConnection(t *testing.T) {
	r := openRoom(t)
	for name, c := range map[string]struct {
		end  func(*person, *websocket.Conn)
		code websocket.StatusCode
	}{
		"signing out": {func(p *person, _ *websocket.Conn) { r.send(p, "DELETE", "/session", nil, nil) }, 4401},
		"a session ended from elsewhere, at the next word": {func(p *person, c *websocket.Conn) {
			who, err := r.staff.Authenticate(context.Background(), p.cookie.Value)
			must(t, err)
			must(t, r.staff.SignOutEverywhere(context.Background(), who.Actor.Staff, who.Actor))
			write(t, c, `{"type":"ready"}`)
		}, 4401},
		"another window":    {func(*person, *websocket.Conn) { close(r.say) }, 4409},
		"no JSON":           {func(_ *person, c *websocket.Conn) { write(t, c, "ready") }, websocket.StatusUnsupportedData},
		"no type":           {func(_ *person, c *websocket.Conn) { write(t, c, "{}") }, websocket.StatusUnsupportedData},
		"a message too big": {func(_ *person, c *websocket.Conn) { write(t, c, `{"type":"`+strings.Repeat("a", 70_000)+`"}`) }, websocket.StatusMessageTooBig},
	} {
		r.say = make(chan any)
		p := r.join(fmt.Sprintf("op-%x", name[:min(9, len(name))]), 0, huiyin.Operator)
		conn := r.sit(p)
		c.end(p, conn)
		if got := ends(t, conn); got != c.code {
			t.Errorf("%s: closed with %d, want %d", name, got, c.code)
		}
		<-r.left
	}
}

func TestASeatThatCannotBeTaken(t *testing.T) {
	r := openRoom(t)
	op := r.join("op", 0, huiyin.Operator)
	r.api.Seat = func(context.Context, staff.Session) (*httpapi.Seat, error) {
		return nil, errors.New("the room is on fire")
	}
	if _, res, err := r.dial(op, r.url); err == nil || res.StatusCode != http.StatusInternalServerError {
		t.Errorf("%v", err)
	}
}

// When the house closes, consoles are told that it does, and none is left behind.
func TestAHouseThatClosesLetsGoOfItsConsoles(t *testing.T) {
	r := openRoom(t)
	c := r.sit(r.join("op", 0, huiyin.Operator))
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- r.api.RunSeats(ctx) }()
	stop()
	r.closing()
	if got := ends(t, c); got != websocket.StatusGoingAway {
		t.Errorf("closed with %d", got)
	}
	must(t, <-done)
}
