package dialog

import (
	"log/slog"
	"net"
	"sync"

	"github.com/emiago/sipgo/sip"
)

// SetUp must be called before the library is used.
var SetUp = sync.OnceFunc(func() {
	// The library says whole messages, with numbers and names in them, to its log; we say what matters ourselves.
	sip.SetDefaultLogger(slog.New(slog.DiscardHandler))
	// It also refuses to send what may not fit one packet; responses have no other way, and fragments do arrive.
	sip.UDPMTUSize = 32 << 10
})

// Lend lets requests leave from a UDP socket at once, also before it is served: the library learns of it only then.
func Lend(tp *sip.TransportLayer, conn net.PacketConn) {
	at := conn.LocalAddr().String()
	tp.Pool("udp").Add(at, &sip.UDPConnection{PacketConn: conn, PacketAddr: at, Listener: true})
}

// Ended is why a transaction is done. The library closes it first and says why a moment later.
func Ended(tx sip.Transaction) error {
	if err := tx.Err(); err != nil {
		return err
	}
	return sip.ErrTransactionTerminated
}
