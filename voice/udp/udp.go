// Package udp is sockets for voice: hundreds at once, each with a datagram every 20 ms. One goroutine waits at all of
// them and takes what has gathered within a millisecond, for to be woken up by each datagram costs more than to carry it.
// It refuses to know what is in a datagram.
package udp

import (
	"net/netip"
	"time"
)

// Take is given a datagram, which is valid only during the call, and when it came. A socket gives one at a time. Take must
// neither block, for others wait as well, nor close the socket.
type Take func(b []byte, from netip.AddrPort, at time.Time)

// Largest is more than any packet of voice has; what is longer is cut.
const Largest = 1500

// receiveBuffer lets a stall of the process delay datagrams rather than lose them: a call fills 256 kB in some seconds.
const receiveBuffer = 256 << 10

func network(addr netip.Addr) string {
	if addr.Unmap().Is4() {
		return "udp4"
	}
	return "udp6"
}
