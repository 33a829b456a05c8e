package browser

import (
	"errors"
	"net"
	"syscall"
)

// widen asks for a large buffer, beyond the system's limit where that is permitted.
func widen(c *net.UDPConn) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	var refused error
	err = raw.Control(func(fd uintptr) {
		refused = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUFFORCE, socketSize)
	})
	if refused != nil {
		return errors.Join(err, c.SetReadBuffer(socketSize)) // up to the limit
	}
	return err
}
