package rtp

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// receiveBuffer lets a stall of the process delay packets rather than lose them: a call fills 256 kB in some seconds.
const receiveBuffer = 256 << 10

// expedited asks routers to send voice before other packets: expedited forwarding (RFC 3246, RFC 4594, section 4.1).
const expedited = 46 << 2

// prepare asks for a large buffer, beyond the system's limit where that is permitted, and for precedence.
func prepare(c *net.UDPConn) error {
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
		mark := syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IP, syscall.IP_TOS, expedited)
		if c.LocalAddr().(*net.UDPAddr).IP.To4() == nil {
			mark = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IPV6, syscall.IPV6_TCLASS, expedited)
		}
		set = errors.Join(set, mark)
	})
	if err != nil {
		return err
	}
	return set
}

// A pile is datagrams that nobody waits for; the system notes when each came. Not for use by two goroutines at once.
type pile struct{ raw syscall.RawConn }

func newPile(c *net.UDPConn) (*pile, error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return nil, err
	}
	var set error
	err = raw.Control(func(fd uintptr) {
		set = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_TIMESTAMP, 1)
	})
	return &pile{raw}, errors.Join(err, set)
}

// take reads the oldest, when there is one, and says when it came. It never waits.
func (p *pile) take(b []byte) (n int, from netip.AddrPort, at time.Time, ok bool) {
	var notes [64]byte
	var noted int
	var sender syscall.Sockaddr
	err := p.raw.Read(func(fd uintptr) bool {
		var err error
		n, noted, _, sender, err = syscall.Recvmsg(int(fd), b, notes[:], syscall.MSG_DONTWAIT)
		ok = err == nil
		return true // never wait
	})
	if err != nil || !ok {
		return 0, from, at, false
	}
	switch a := sender.(type) {
	case *syscall.SockaddrInet4:
		from = netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
	case *syscall.SockaddrInet6:
		from = netip.AddrPortFrom(netip.AddrFrom16(a.Addr), uint16(a.Port))
	}
	return n, from, arrival(notes[:noted]), true
}

// arrival is the time in a datagram's notes, as our own clock has it.
func arrival(notes []byte) time.Time {
	now := time.Now()
	list, err := syscall.ParseSocketControlMessage(notes)
	if err != nil {
		return now
	}
	for _, m := range list {
		if m.Header.Level != syscall.SOL_SOCKET || m.Header.Type != syscall.SCM_TIMESTAMP || len(m.Data) < 16 {
			continue
		}
		at := time.Unix(int64(binary.NativeEndian.Uint64(m.Data)), int64(binary.NativeEndian.Uint64(m.Data[8:]))*1000)
		if ago := now.Sub(at); ago > 0 { // else the clock was set back
			return now.Add(-ago)
		}
	}
	return now
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
