package rtp

import (
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"syscall"

	"huiyin"
	"huiyin/voice/udp"
)

// Ports is a pool of pairs of UDP ports on one address: an even one for RTP, the next for RTCP (RFC 3550, section 11).
type Ports struct {
	addr  netip.Addr
	low   uint16
	mu    sync.Mutex
	taken []bool // by pair; nil: the system picks
	next  int    // the pair to try first: one that was given back waits for its turn, so that stragglers find nobody
}

// NewPorts makes a pool of the pairs from low to high. With low 0 the system picks.
func NewPorts(addr netip.Addr, low, high uint16) *Ports {
	p := &Ports{addr: addr.Unmap(), low: low + low&1}
	if low > 0 && high > p.low {
		p.taken = make([]bool, (int(high)-int(p.low)+1)/2)
	}
	return p
}

// Open takes a pair and listens. Nothing is accepted before Set has named the party.
// When all pairs are in use the error's kind is KindUnready.
func (p *Ports) Open() (*Stream, error) {
	pair, err := p.listen()
	if err != nil {
		return nil, err
	}
	s, err := newStream(p, pair)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open an RTP stream: %w", err), p.release(pair))
	}
	return s, nil
}

// A pair is two sockets on neighbouring ports.
type pair struct{ rtp, rtcp *udp.Socket }

func (p *Ports) listen() (pair, error) {
	if p.low == 0 {
		return p.listenAnywhere()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for range p.taken {
		i := p.next
		p.next = (p.next + 1) % len(p.taken)
		if p.taken[i] {
			continue
		}
		l, err := p.bind(p.low + uint16(2*i))
		if err == nil {
			p.taken[i] = true
			return l, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) {
			return pair{}, fmt.Errorf("listen for RTP: %w", err)
		}
	}
	return pair{}, huiyin.Unready("no_ports", nil, "All telephone lines are in use. Please try again in a moment.")
}

// listenAnywhere tries until the system picks an even port whose neighbour is free.
func (p *Ports) listenAnywhere() (pair, error) {
	for range 200 {
		probe, err := p.bindOne(0)
		if err != nil {
			return pair{}, fmt.Errorf("listen for RTP: %w", err)
		}
		port := probe.Local().Port()
		if port%2 == 0 {
			rtcp, err := p.bindOne(port + 1)
			if err == nil {
				return pair{probe, rtcp}, nil
			}
		}
		probe.Close() // nothing was sent or received on it
	}
	return pair{}, huiyin.Unready("no_ports", nil, "All telephone lines are in use. Please try again in a moment.")
}

func (p *Ports) bind(port uint16) (pair, error) {
	rtp, err := p.bindOne(port)
	if err != nil {
		return pair{}, err
	}
	rtcp, err := p.bindOne(port + 1)
	if err != nil {
		return pair{}, errors.Join(err, rtp.Close())
	}
	return pair{rtp, rtcp}, nil
}

func (p *Ports) bindOne(port uint16) (*udp.Socket, error) {
	return udp.Listen(netip.AddrPortFrom(p.addr, port))
}

// release closes both sockets and gives their ports back.
func (p *Ports) release(l pair) error {
	port := l.rtp.Local().Port()
	err := errors.Join(l.rtp.Close(), l.rtcp.Close())
	if p.low > 0 {
		p.mu.Lock()
		p.taken[(port-p.low)/2] = false
		p.mu.Unlock()
	}
	return err
}
