//go:build !linux

package rtp

import (
	"net"
	"net/netip"
)

const receiveBuffer = 256 << 10

func widen(c *net.UDPConn) error { return c.SetReadBuffer(receiveBuffer) }

// A post sends datagrams. Elsewhere than on Linux it may wait for the network card.
type post struct{ conn *net.UDPConn }

func newPost(c *net.UDPConn) (*post, error) { return &post{c}, nil }

func (p *post) send(b []byte, to netip.AddrPort) error {
	_, err := p.conn.WriteToUDPAddrPort(b, to)
	return err
}
