//go:build !linux

package rtp

import (
	"net"
	"net/netip"
	"time"
)

const receiveBuffer = 256 << 10

func prepare(c *net.UDPConn) error { return c.SetReadBuffer(receiveBuffer) }

// A pile is datagrams that nobody waits for. Elsewhere than on Linux nobody notes when each came, and the round trip
// that is reckoned from it is too long.
type pile struct{ conn *net.UDPConn }

func newPile(c *net.UDPConn) (*pile, error) { return &pile{c}, nil }

func (p *pile) take(b []byte) (n int, from netip.AddrPort, at time.Time, ok bool) {
	if p.conn.SetReadDeadline(time.Now().Add(time.Millisecond)) != nil {
		return 0, from, at, false
	}
	n, from, err := p.conn.ReadFromUDPAddrPort(b)
	return n, from, time.Now(), err == nil
}

// A post sends datagrams. Elsewhere than on Linux it may wait for the network card.
type post struct{ conn *net.UDPConn }

func newPost(c *net.UDPConn) (*post, error) { return &post{c}, nil }

func (p *post) send(b []byte, to netip.AddrPort) error {
	_, err := p.conn.WriteToUDPAddrPort(b, to)
	return err
}
