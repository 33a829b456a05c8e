package udp

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"
)

// expedited asks routers to send voice before other packets: expedited forwarding (RFC 3246, RFC 4594, section 4.1).
const expedited = 46 << 2

// Socket sends and receives datagrams at one address. Many may use it at once.
type Socket struct {
	fd    int
	local netip.AddrPort

	reading sync.Mutex // held while somebody reads, and while what was read is taken
	take    Take       // nil: nobody waits
	notes   []byte

	sending sync.Mutex
	to4     syscall.SockaddrInet4
	to6     syscall.SockaddrInet6

	closed bool // guarded by both
}

// Listen opens a socket with a large buffer, beyond the system's limit where that is permitted, and with precedence on the
// way. Port 0: the system picks.
func Listen(addr netip.AddrPort) (*Socket, error) {
	family := syscall.AF_INET
	if network(addr.Addr()) == "udp6" {
		family = syscall.AF_INET6
	}
	fd, err := syscall.Socket(family, syscall.SOCK_DGRAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	s := &Socket{fd: fd}
	if err := s.bind(family, addr); err != nil {
		return nil, errors.Join(err, syscall.Close(fd))
	}
	return s, nil
}

func (s *Socket) bind(family int, addr netip.AddrPort) error {
	set := syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_RCVBUFFORCE, receiveBuffer)
	if set != nil {
		set = syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_RCVBUF, receiveBuffer)
	}
	stamp := syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_TIMESTAMP, 1)
	var only, mark error
	if family == syscall.AF_INET6 {
		only = syscall.SetsockoptInt(s.fd, syscall.IPPROTO_IPV6, syscall.IPV6_V6ONLY, 1)
		mark = syscall.SetsockoptInt(s.fd, syscall.IPPROTO_IPV6, syscall.IPV6_TCLASS, expedited)
	} else {
		mark = syscall.SetsockoptInt(s.fd, syscall.IPPROTO_IP, syscall.IP_TOS, expedited)
	}
	if err := errors.Join(set, stamp, only, mark); err != nil {
		return os.NewSyscallError("setsockopt", err)
	}
	if err := syscall.Bind(s.fd, s.address(netip.AddrPortFrom(addr.Addr().Unmap(), addr.Port()))); err != nil {
		return os.NewSyscallError("bind", err)
	}
	bound, err := syscall.Getsockname(s.fd)
	if err != nil {
		return os.NewSyscallError("getsockname", err)
	}
	s.local = addrPort(bound)
	return nil
}

// Local is where the socket listens.
func (s *Socket) Local() netip.AddrPort { return s.local }

// Receive lets take have what comes from now on, until Close. It may be called once. The system need not note any more
// when something came: that is when it is taken.
func (s *Socket) Receive(take Take) error {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.closed {
		return net.ErrClosed
	}
	if err := syscall.SetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_TIMESTAMP, 0); err != nil {
		return os.NewSyscallError("setsockopt", err)
	}
	s.take = take
	return watch(s)
}

// ready takes one datagram, when there is one, into b.
func (s *Socket) ready(b []byte) {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.closed {
		return
	}
	n, from, err := syscall.Recvfrom(s.fd, b, syscall.MSG_DONTWAIT)
	if err == nil {
		s.take(b[:n], addrPort(from), time.Now())
	}
}

// Next reads the oldest datagram, when there is one, and says when it came, as the system noted. It never waits; it is for
// sockets where nobody does.
func (s *Socket) Next(b []byte) (n int, from netip.AddrPort, at time.Time, ok bool) {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.closed {
		return 0, from, at, false
	}
	if s.notes == nil {
		s.notes = make([]byte, 64)
	}
	n, noted, _, sender, err := syscall.Recvmsg(s.fd, b, s.notes, syscall.MSG_DONTWAIT)
	if err != nil {
		return 0, from, at, false
	}
	return n, addrPort(sender), arrival(s.notes[:noted]), true
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

// Send sends a datagram. It never waits: what the network card has no room for is lost, as it would be on the way.
func (s *Socket) Send(b []byte, to netip.AddrPort) error {
	s.sending.Lock()
	defer s.sending.Unlock()
	if s.closed {
		return net.ErrClosed
	}
	return os.NewSyscallError("sendto", syscall.Sendto(s.fd, b, syscall.MSG_DONTWAIT, s.address(to)))
}

// address is one as the system wants it, in a place of the socket's own.
func (s *Socket) address(a netip.AddrPort) syscall.Sockaddr {
	if addr := a.Addr(); addr.Is4() {
		s.to4.Addr, s.to4.Port = addr.As4(), int(a.Port())
		return &s.to4
	}
	s.to6.Addr, s.to6.Port = a.Addr().As16(), int(a.Port())
	return &s.to6
}

func addrPort(a syscall.Sockaddr) netip.AddrPort {
	switch a := a.(type) {
	case *syscall.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
	case *syscall.SockaddrInet6:
		return netip.AddrPortFrom(netip.AddrFrom16(a.Addr), uint16(a.Port))
	}
	return netip.AddrPort{}
}

// Close closes the socket. Nothing is taken after it has returned. It may be called twice.
func (s *Socket) Close() error {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.sending.Lock()
	defer s.sending.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var err error
	if s.take != nil {
		err = forget(s)
	}
	return errors.Join(err, os.NewSyscallError("close", syscall.Close(s.fd)))
}
