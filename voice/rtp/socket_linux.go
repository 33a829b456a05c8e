package rtp

import (
	"net"
	"net/netip"
	"syscall"
)

// receiveBuffer lets a stall of the process delay packets rather than lose them: a call fills 256 kB in some seconds.
const receiveBuffer = 256 << 10

// widen asks for a large buffer, beyond the system's limit where that is permitted.
func widen(c *net.UDPConn) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	var set error
	err = raw.Control(func(fd uintptr) {
		set = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUFFORCE, receiveBuffer)
		if set != nil {
			set = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, receiveBuffer)
		}
	})
	if err != nil {
		return err
	}
	return set
}

// A post sends datagrams without ever waiting and without allocating: what the network card has no room for is
// lost, as it would be on the way. Not for use by two goroutines at once.
type post struct {
	raw   syscall.RawConn
	write func(fd uintptr) bool
	b     []byte
	to    syscall.Sockaddr
	to4   syscall.SockaddrInet4
	to6   syscall.SockaddrInet6
	err   error
}

func newPost(c *net.UDPConn) (*post, error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return nil, err
	}
	p := &post{raw: raw}
	p.write = func(fd uintptr) bool {
		p.err = syscall.Sendto(int(fd), p.b, syscall.MSG_DONTWAIT, p.to)
		return true // never wait
	}
	return p, nil
}

func (p *post) send(b []byte, to netip.AddrPort) error {
	p.b = b
	if addr := to.Addr(); addr.Is4() {
		p.to4.Addr, p.to4.Port = addr.As4(), int(to.Port())
		p.to = &p.to4
	} else {
		p.to6.Addr, p.to6.Port = addr.As16(), int(to.Port())
		p.to = &p.to6
	}
	if err := p.raw.Write(p.write); err != nil {
		return err
	}
	return p.err
}
