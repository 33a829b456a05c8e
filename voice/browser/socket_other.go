//go:build !linux

package browser

import "net"

// widen asks for a large buffer, as large as the system gives.
func widen(c *net.UDPConn) error { return c.SetReadBuffer(socketSize) }
