//go:build !linux

package udp

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// Socket sends and receives datagrams at one address. Many may use it at once. Elsewhere than on Linux it has a goroutine
// of its own, may wait for the network card, and nobody notes when a datagram came that nobody waits for.
type Socket struct {
	conn  *net.UDPConn
	ended sync.WaitGroup
}

// Listen opens a socket with a large buffer. Port 0: the system picks.
func Listen(addr netip.AddrPort) (*Socket, error) {
	conn, err := net.ListenUDP(network(addr.Addr()), net.UDPAddrFromAddrPort(addr))
	if err != nil {
		return nil, err
	}
	return &Socket{conn: conn}, conn.SetReadBuffer(receiveBuffer)
}

// Local is where the socket listens.
func (s *Socket) Local() netip.AddrPort {
	a := s.conn.LocalAddr().(*net.UDPAddr).AddrPort()
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

// Receive lets take have what comes from now on, until Close. It may be called once.
func (s *Socket) Receive(take Take) error {
	s.ended.Go(func() {
		b := make([]byte, Largest)
		for {
			n, from, err := s.conn.ReadFromUDPAddrPort(b)
			if err != nil {
				return
			}
			take(b[:n], netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), time.Now())
		}
	})
	return nil
}

// Next reads the oldest datagram, when there is one.
func (s *Socket) Next(b []byte) (n int, from netip.AddrPort, at time.Time, ok bool) {
	if s.conn.SetReadDeadline(time.Now().Add(time.Millisecond)) != nil {
		return 0, from, at, false
	}
	n, from, err := s.conn.ReadFromUDPAddrPort(b)
	return n, from, time.Now(), err == nil
}

// Send sends a datagram.
func (s *Socket) Send(b []byte, to netip.AddrPort) error {
	_, err := s.conn.WriteToUDPAddrPort(b, to)
	return err
}

// Close closes the socket. Nothing is taken after it has returned. It may be called twice.
func (s *Socket) Close() error {
	err := s.conn.Close()
	s.ended.Wait()
	return err
}
