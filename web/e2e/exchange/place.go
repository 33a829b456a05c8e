package main

import (
	"context"
	"sync"
	"time"

	"huiyin"
	"huiyin/httpapi"
	"huiyin/staff"
	"huiyin/voice/browser"
	"huiyin/voice/hearing"
)

// place is the one seat. Whoever sits down last has it.
type place struct {
	peer   *browser.Peer
	member *hearing.Member

	mu  sync.Mutex
	say chan any // to the console that sits there; nil: nobody
}

// heard is what is told of the seat's voice, five times a second.
type heard struct {
	Type    string  `json:"type"`
	Level   float64 `json:"level"`
	Packets uint64  `json:"packets"`
	Lost    uint64  `json:"lost"`
	Trip    float64 `json:"trip"` // milliseconds
	Up      bool    `json:"up"`
}

func sit(ctx context.Context, server *browser.Server, table *hearing.Table) (*place, error) {
	peer, err := server.Peer(browser.Seat{})
	if err != nil {
		return nil, err
	}
	return &place{peer: peer, member: table.Join(peer)}, nil
}

// take is httpapi.API.Seat.
func (p *place) take(context.Context, staff.Session) (*httpapi.Seat, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.say != nil {
		close(p.say)
	}
	say := make(chan any, 10)
	p.say = say
	return &httpapi.Seat{Answer: p.peer.Answer, Hear: p.hear, Say: say, Leave: func() { p.leave(say) }}, nil
}

func (p *place) leave(say chan any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.say == say {
		p.say = nil
	}
}

// hear takes the two words there are: call, and hang up.
func (p *place) hear(_ context.Context, kind string, _ []byte) error {
	switch kind {
	case "call":
		p.member.Play(hearing.Tone("ringback", 450, time.Second, 0), true, nil)
	case "hangup":
		p.member.Stop()
	default:
		return huiyin.Invalid("type", "There is no message %q.", kind)
	}
	return nil
}

func (p *place) report(ctx context.Context) error {
	beat := time.NewTicker(200 * time.Millisecond)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
		s := p.peer.Stats()
		h := heard{Type: "heard", Level: p.member.Level(), Packets: s.PacketsIn, Lost: s.Lost, Trip: float64(s.RoundTrip) / 1e6, Up: p.peer.Up()}
		p.mu.Lock()
		select {
		case p.say <- h:
		default: // nobody is there, or busy
		}
		p.mu.Unlock()
	}
}
