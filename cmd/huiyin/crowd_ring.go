package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"huiyin/voice/phone"
)

// told is what a seat is told over its socket, as far as it matters here.
type told struct {
	at    time.Time
	Type  string `json:"type"`
	State string `json:"state"`
	Call  json.RawMessage
	Cases []json.RawMessage `json:"cases"`
}

// console is a seat with a desk phone, and the socket of its screen.
type console struct {
	socket *websocket.Conn
	news   chan told
}

// ring calls the one seat there is, from every caller's number, and notes when its screen had both the call and who calls.
func (c *crowd) ring(ctx context.Context) (*crowdReport, error) {
	desk, err := phone.New(phone.Options{Server: c.order.Server, User: "phone-1", Password: "demo", Incoming: func(call *phone.Call) { call.Ring() }})
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	if err := desk.Stay(ctx); err != nil {
		return nil, err
	}
	s, err := sitDown(ctx, c.order.Web, c.order.Key)
	if err != nil {
		return nil, err
	}
	defer s.socket.CloseNow()
	r := &crowdReport{}
	for _, who := range c.order.Callers {
		took, err := s.called(ctx, c.order.Server, who)
		if err != nil {
			return nil, err
		}
		if took == 0 {
			r.Failed++
			continue
		}
		r.Waits = append(r.Waits, took)
	}
	return r, nil
}

// sitDown opens a console, sits down at the first seat and asks for calls.
func sitDown(ctx context.Context, web, key string) (*console, error) {
	socket, res, err := websocket.Dial(ctx, "ws://"+web+"/api/v1/seat", &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"Bearer " + key}}})
	if err != nil {
		return nil, err
	}
	if res.Body != nil {
		defer res.Body.Close()
	}
	socket.SetReadLimit(1 << 20)
	s := &console{socket: socket, news: make(chan told, 256)}
	go s.read(ctx)
	for _, order := range []string{`{"type":"sit","seat":1,"device":"desk_phone"}`, `{"type":"ready"}`} {
		if err := socket.Write(ctx, websocket.MessageText, []byte(order)); err != nil {
			return nil, err
		}
	}
	return s, s.until(func(n told) bool { return n.Type == "seat" && n.State == "ready" })
}

func (s *console) read(ctx context.Context) {
	defer close(s.news)
	for {
		_, text, err := s.socket.Read(ctx)
		if err != nil {
			return
		}
		n := told{at: time.Now()}
		if json.Unmarshal(text, &n) == nil {
			s.news <- n
		}
	}
}

// until reads the screen until it says what is waited for.
func (s *console) until(is func(told) bool) error {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		select {
		case n, open := <-s.news:
			if !open {
				return fmt.Errorf("the seat's socket was closed")
			}
			if n.Type == "problem" {
				return fmt.Errorf("the seat was refused something")
			}
			if is(n) {
				return nil
			}
		case <-limit.C:
			return fmt.Errorf("the seat was not told in %s", patience)
		}
	}
}

// called is one call, and how long it took until the screen had it all; 0 when the card was not that caller's.
func (s *console) called(ctx context.Context, server string, who caller) (time.Duration, error) {
	p, err := phone.New(phone.Options{Server: server, User: who.Number})
	if err != nil {
		return 0, err
	}
	defer p.Close()
	began := time.Now()
	call, err := p.Call("12345")
	if err != nil {
		return 0, err
	}
	var took time.Duration
	var offered, card, right bool
	err = s.until(func(n told) bool {
		switch n.Type {
		case "call":
			offered = offered || string(n.Call) != "null"
		case "caller":
			card, right = true, len(n.Cases) == min(who.Cases, 20)
		}
		took = n.at.Sub(began)
		return offered && card
	})
	if err != nil {
		return 0, err
	}
	call.Hangup()
	if err := s.until(func(n told) bool { return n.Type == "seat" && n.State == "ready" }); err != nil {
		return 0, err
	}
	if !right {
		return 0, nil
	}
	return took, nil
}
