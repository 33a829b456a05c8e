package voice

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/dialog"
)

// Connections are bounded, in all and for each address that is neither a trunk's nor near a registered phone.
const (
	maxConnections          = 4096
	maxStrangersConnections = 32
	writeTimeout            = 5 * time.Second
	signalBuffer            = 1 << 20 // bytes that the kernel keeps for us while we are busy
)

// listen opens the sockets and puts the guard, the transports and the transactions on them.
func (e *Engine) listen() error {
	dialog.SetUp()
	quiet := slog.New(slog.DiscardHandler)
	e.tp = sip.NewTransportLayer(net.DefaultResolver, sip.NewParser(), &tls.Config{RootCAs: e.opt.Roots, MinVersion: tls.VersionTLS12},
		sip.WithTransportLayerLogger(quiet),
		sip.WithTransportLayerReadFilter(e.guard.filter),
		sip.WithTransportLayerTransports(sip.TransportsConfig{
			TCP: &sip.TransportTCP{WriteTimeout: writeTimeout, DialerCreate: dialer},
			TLS: &sip.TransportTLS{TransportTCP: &sip.TransportTCP{WriteTimeout: writeTimeout, DialerCreate: dialer}},
		}))
	e.txl = sip.NewTransactionLayer(e.tp, sip.WithTransactionLayerLogger(quiet),
		sip.WithTransactionLayerUnhandledResponseHandler(func(*sip.Response) {}),
		sip.WithTransactionLayerTerminateOnConnClose())
	e.txl.OnRequest(e.handle)
	if err := e.listenUDP(); err != nil {
		return err
	}
	if err := e.listenTCP("TCP", e.opt.TCP, nil); err != nil {
		return err
	}
	if e.opt.TLS != "" && e.opt.Certificate == nil {
		return huiyin.Invalid("certificate", "Listening with TLS needs a certificate; please name one or leave TLS off.")
	}
	if e.opt.TLS != "" {
		if err := e.listenTCP("TLS", e.opt.TLS, &tls.Config{GetCertificate: e.opt.Certificate, MinVersion: tls.VersionTLS12}); err != nil {
			return err
		}
	}
	if len(e.addr) == 0 {
		return huiyin.Invalid("udp", "The telephone engine needs at least one of UDP, TCP and TLS to listen on.")
	}
	return nil
}

func dialer(local net.Addr) net.Dialer { return net.Dialer{Timeout: writeTimeout, LocalAddr: local} }

func (e *Engine) listenUDP() error {
	if e.opt.UDP == "" {
		return nil
	}
	addr, err := net.ResolveUDPAddr("udp", e.opt.UDP)
	if err != nil {
		return fmt.Errorf("voice: UDP address: %w", err)
	}
	if e.udp, err = net.ListenUDP("udp", addr); err != nil {
		return fmt.Errorf("voice: listen on UDP: %w", err)
	}
	if err := e.udp.SetReadBuffer(signalBuffer); err != nil {
		return fmt.Errorf("voice: UDP buffer: %w", err)
	}
	e.addr["UDP"] = addrPort(e.udp.LocalAddr())
	dialog.Lend(e.tp, e.udp)
	return nil
}

func (e *Engine) listenTCP(transport, at string, conf *tls.Config) error {
	if at == "" {
		return nil
	}
	l, err := net.Listen("tcp", at)
	if err != nil {
		return fmt.Errorf("voice: listen on %s: %w", transport, err)
	}
	e.addr[transport] = addrPort(l.Addr())
	var bounded net.Listener = &boundedListener{Listener: l, guard: e.guard, per: map[netip.Addr]int{}}
	if conf != nil {
		bounded = tls.NewListener(bounded, conf)
	}
	e.lists = append(e.lists, bounded)
	return nil
}

// serve reads from all sockets, each in a goroutine of its own, until unlisten.
func (e *Engine) serve(own *sync.WaitGroup, failed chan<- error) {
	report := func(err error) { // the library also returns nil when it has given a socket up
		if !e.closing.Load() {
			failed <- fmt.Errorf("voice: a listener stopped: %w", errors.Join(err, net.ErrClosed))
		}
	}
	if e.udp != nil {
		own.Go(func() { report(e.tp.ServeUDP(e.udp)) })
	}
	for _, l := range e.lists {
		if _, plain := l.(*boundedListener); plain {
			own.Go(func() { report(e.tp.ServeTCP(l)) })
		} else {
			own.Go(func() { report(e.tp.ServeTLS(l)) })
		}
	}
}

func (e *Engine) unlisten() {
	e.closing.Store(true)
	if e.udp != nil {
		_ = e.udp.Close()
	}
	for _, l := range e.lists {
		_ = l.Close()
	}
}

// mediaAddr is where voice goes when Options do not say: where the first listener is. One that listens everywhere
// means IPv4 unless it says [::].
func (e *Engine) mediaAddr() netip.Addr {
	if e.opt.Media.IsValid() {
		return e.opt.Media
	}
	for _, l := range []struct{ transport, at string }{{"UDP", e.opt.UDP}, {"TCP", e.opt.TCP}, {"TLS", e.opt.TLS}} {
		a, ok := e.addr[l.transport]
		if ok && a.Addr().IsUnspecified() && !strings.HasPrefix(l.at, "[") {
			return netip.IPv4Unspecified()
		}
		if ok {
			return a.Addr()
		}
	}
	return netip.Addr{}
}

// localFor is the address that a far end sees of us: that of the listener, or, when it listens everywhere, the one
// from which packets leave.
func (e *Engine) localFor(transport, far string) (netip.AddrPort, error) {
	bound, ok := e.addr[transport]
	if !ok {
		return netip.AddrPort{}, huiyin.Unready("no_transport", nil, "The telephone engine does not listen on %s.", transport)
	}
	if !bound.Addr().IsUnspecified() {
		return bound, nil
	}
	conn, err := net.Dial("udp", far) // nothing is sent; the kernel only looks the way up
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("voice: way to the far end: %w", err)
	}
	defer conn.Close()
	return netip.AddrPortFrom(addrPort(conn.LocalAddr()).Addr(), bound.Port()), nil
}

// contact is where the far end reaches us.
func (e *Engine) contact(transport, user, far string) (sip.ContactHeader, error) {
	local, err := e.localFor(transport, far)
	if err != nil {
		return sip.ContactHeader{}, err
	}
	c := sip.ContactHeader{Address: sip.Uri{Scheme: "sip", User: user, Host: local.Addr().String(), Port: int(local.Port())}}
	switch transport {
	case "TCP":
		c.Address.UriParams.Add("transport", "tcp")
	case "TLS":
		c.Address.UriParams.Add("transport", "tls")
	}
	return c, nil
}

// hostOf is the address in a contact of ours.
func hostOf(c sip.ContactHeader) netip.Addr {
	a, _ := netip.ParseAddr(c.Address.Host)
	return a
}

// socket makes requests over UDP leave from the port we listen on; connections know their own.
func (e *Engine) socket(transport string) sip.Addr {
	if transport != "UDP" || e.udp == nil {
		return sip.Addr{}
	}
	a := e.udp.LocalAddr().(*net.UDPAddr)
	return sip.Addr{IP: a.IP, Port: a.Port, Hostname: net.JoinHostPort(a.IP.String(), strconv.Itoa(a.Port))}
}

// A boundedListener closes connections beyond the bounds as soon as they come.
type boundedListener struct {
	net.Listener
	guard *guard
	mu    sync.Mutex
	all   int
	per   map[netip.Addr]int
}

func (l *boundedListener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if from := addrPort(c.RemoteAddr()).Addr(); l.admit(from) {
			return &boundedConn{Conn: c, leave: sync.OnceFunc(func() { l.dismiss(from) })}, nil
		}
		_ = c.Close()
	}
}

func (l *boundedListener) admit(from netip.Addr) bool {
	friend := l.guard.isNeighbour(from) || l.guard.e.trunkAt(from) != nil
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all >= maxConnections || !friend && l.per[from] >= maxStrangersConnections {
		return false
	}
	l.all++
	l.per[from]++
	return true
}

func (l *boundedListener) dismiss(from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.per[from]--; l.per[from] == 0 {
		delete(l.per, from)
	}
}

type boundedConn struct {
	net.Conn
	leave func()
}

func (c *boundedConn) Close() error {
	c.leave()
	return c.Conn.Close()
}
