// Package browser is the seats' telephones that live in a browser: one warm WebRTC connection for each seat, over which
// calls come and go without the browser being asked again. All seats share one UDP port. It carries voice and tells how
// well; it knows neither who sits at the seat nor what a call is, and how offers and answers travel is others' business.
package browser

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"

	"huiyin/voice/rtp"
)

// Options say where browsers reach this house.
type Options struct {
	Listen netip.AddrPort // one UDP port for all seats; port 0 picks one
	Public []netip.Addr   // what browsers are told instead of the addresses of this machine, where a router stands in between
	Log    *slog.Logger
}

// A browser sends something at least every 2.5 s while it lives: voice, or a check that the way is still open. RFC 7675,
// section 5.1 lets consent last 30 s; a caller will not wait that long.
const (
	silentFor  = 6 * time.Second  // then the seat counts as away
	goneFor    = 30 * time.Second // after that; the connection can still be taken up again
	socketSize = 4 << 20          // bytes: 440 seats, each with 50 packets a second, during a stall of half a second
)

// Server is the one port and what all seats' connections have in common.
type Server struct {
	log    *slog.Logger
	socket *net.UDPConn
	mux    *ice.UDPMuxDefault
	api    *webrtc.API
	config webrtc.Configuration

	traffic rtp.Traffic // of the peers

	mu     sync.Mutex
	peers  map[*Peer]struct{}
	closed bool
}

// Open listens. It refuses an address that is not this machine's, or a port that is taken.
func Open(o Options) (*Server, error) {
	network := "udp"
	if o.Listen.Addr().Is4() {
		network = "udp4"
	}
	socket, err := net.ListenUDP(network, net.UDPAddrFromAddrPort(o.Listen))
	if err != nil {
		return nil, fmt.Errorf("browser: listen on %s: %w", o.Listen, err)
	}
	if err := errors.Join(widen(socket), socket.SetWriteBuffer(socketSize)); err != nil {
		return nil, errors.Join(fmt.Errorf("browser: socket buffer: %w", err), socket.Close())
	}
	s := &Server{log: o.Log, socket: socket, peers: map[*Peer]struct{}{}}
	if err := s.prepare(o); err != nil {
		return nil, errors.Join(err, socket.Close())
	}
	return s, nil
}

// prepare makes what all connections share: one certificate, one port, exactly one codec.
func (s *Server) prepare(o Options) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("browser: key: %w", err)
	}
	certificate, err := webrtc.GenerateCertificate(key)
	if err != nil {
		return fmt.Errorf("browser: certificate: %w", err)
	}
	s.config = webrtc.Configuration{Certificates: []webrtc.Certificate{*certificate}}
	codecs, err := codecs()
	if err != nil {
		return fmt.Errorf("browser: codecs: %w", err)
	}
	logs := quietLogs{s.log}
	s.mux = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: s.socket, Logger: logs.NewLogger("ice")})
	settings, err := settings(o)
	if err != nil {
		return errors.Join(err, s.mux.Close())
	}
	settings.LoggerFactory = logs
	settings.SetICEUDPMux(s.mux)
	s.api = webrtc.NewAPI(webrtc.WithMediaEngine(codecs), webrtc.WithSettingEngine(*settings), webrtc.WithInterceptorRegistry(&interceptor.Registry{}))
	return nil
}

// codecs are A-law and key presses and nothing else: a browser that may choose chooses wrongly.
func codecs() (*webrtc.MediaEngine, error) {
	m := &webrtc.MediaEngine{}
	for _, c := range []webrtc.RTPCodecParameters{
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypePCMA, ClockRate: 8000}, PayloadType: typeVoice},
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: mimeKeys, ClockRate: 8000}, PayloadType: typeKeys},
	} {
		if err := m.RegisterCodec(c, webrtc.RTPCodecTypeAudio); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func settings(o Options) (*webrtc.SettingEngine, error) {
	s := &webrtc.SettingEngine{}
	s.SetLite(true) // RFC 8445, section 2.5: this side has a public address, the browser does the checking
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6})
	s.SetICETimeouts(silentFor, goneFor, time.Second)
	s.SetIncludeLoopbackCandidate(o.Listen.Addr().IsLoopback() || o.Listen.Addr().IsUnspecified())
	s.SetSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80) // the first costs less than half
	if err := s.SetAnsweringDTLSRole(webrtc.DTLSRoleServer); err != nil {
		return nil, fmt.Errorf("browser: DTLS role: %w", err)
	}
	if len(o.Public) == 0 {
		return s, nil
	}
	rule := webrtc.ICEAddressRewriteRule{AsCandidateType: webrtc.ICECandidateTypeHost, Mode: webrtc.ICEAddressRewriteReplace}
	for _, a := range o.Public {
		rule.External = append(rule.External, a.String())
	}
	if err := s.SetICEAddressRewriteRules(rule); err != nil {
		return nil, fmt.Errorf("browser: public addresses: %w", err)
	}
	return s, nil
}

// Local is where the server listens.
func (s *Server) Local() netip.AddrPort {
	return s.socket.LocalAddr().(*net.UDPAddr).AddrPort()
}

// ErrClosed is what a server that was closed answers.
var ErrClosed = errors.New("browser: closed")

// Close ends every seat's connection and waits until all is quiet.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	open := make([]*Peer, 0, len(s.peers))
	for p := range s.peers {
		open = append(open, p)
	}
	s.mu.Unlock()
	var errs []error
	for _, p := range open {
		errs = append(errs, p.Close())
	}
	return errors.Join(append(errs, s.mux.Close())...)
}

func (s *Server) join(p *Peer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	s.peers[p] = struct{}{}
	return nil
}

func (s *Server) leave(p *Peer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.traffic.Leave(p.Stats())
	delete(s.peers, p)
}

// Traffic is what all seats' lines have counted since the port was opened.
func (s *Server) Traffic() rtp.Sums {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.traffic.Sum(func(yield func(rtp.Stats) bool) {
		for p := range s.peers {
			if !yield(p.Stats()) {
				return
			}
		}
	})
}
