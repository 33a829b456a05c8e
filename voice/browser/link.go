package browser

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	pion "github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"huiyin/voice/rtp"
)

// Payload types: A-law has a fixed one (RFC 3551, section 6); for key presses the browser's offer names it.
const (
	typeVoice = 8
	typeKeys  = 126
	mimeKeys  = "audio/telephone-event"
)

// link is one WebRTC connection of a seat's browser.
type link struct {
	who    identity
	pc     *webrtc.PeerConnection
	track  *webrtc.TrackLocalStaticRTP
	sender *webrtc.RTPSender
	name   string      // CNAME of RTCP
	open   atomic.Bool // the browser is reached
	ready  atomic.Bool // and keys to encrypt with are agreed
	packet pion.Packet // reused; its peer lets one send at a time

	mu      sync.Mutex
	closed  bool
	readers sync.WaitGroup
}

// connect makes a connection that waits for an offer.
func (p *Peer) connect(who identity) (*link, error) {
	pc, err := p.server.api.NewPeerConnection(p.server.config)
	if err != nil {
		return nil, fmt.Errorf("browser: connection: %w", err)
	}
	l := &link{who: who, pc: pc, name: "huiyin"}
	l.packet.Version = 2
	if err := l.addVoice(); err != nil {
		return nil, errors.Join(fmt.Errorf("browser: track: %w", err), pc.Close())
	}
	pc.OnTrack(func(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
		l.read(func() { p.hear(l, t, keysType(r)) })
		l.read(func() { p.hearReports(l, r.Read) })
	})
	pc.OnConnectionStateChange(func(webrtc.PeerConnectionState) {
		l.open.Store(pc.ConnectionState() == webrtc.PeerConnectionStateConnected) // calls may overtake each other
		p.look()
	})
	return l, nil
}

// up tells whether voice can flow.
func (l *link) up() bool { return l.open.Load() && l.ready.Load() }

// follow waits until keys are there, and then for reports, until the connection ends. What is said before there are keys
// goes nowhere, silently; the library waits for them in the setting of a deadline and tells of them nowhere else.
func (p *Peer) follow(l *link) {
	if l.sender.SetReadDeadline(time.Time{}) == nil {
		l.ready.Store(true)
		p.look()
		p.hearReports(l, l.sender.Read)
	}
}

// addVoice adds the one voice, both ways. It is never taken off: calls come and go on it.
func (l *link) addVoice() (err error) {
	l.track, err = webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypePCMA, ClockRate: rtp.Rate}, "voice", l.name)
	if err != nil {
		return err
	}
	both, err := l.pc.AddTransceiverFromTrack(l.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendrecv})
	if err != nil {
		return err
	}
	l.sender = both.Sender()
	return nil
}

// keysType is the payload type that the browser gave to key presses, or one that nothing has.
func keysType(r *webrtc.RTPReceiver) uint8 {
	for _, c := range r.GetParameters().Codecs {
		if c.MimeType == mimeKeys {
			return uint8(c.PayloadType)
		}
	}
	return 255
}

// read runs a reader that ends when the connection does.
func (l *link) read(loop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.readers.Go(loop)
	}
}

// write sends a frame; the library adds the stream's number and type.
func (l *link) write(f rtp.Frame) error {
	h := &l.packet.Header
	h.SequenceNumber, h.Timestamp, h.Marker = f.Seq, f.Time, f.Marker
	l.packet.Payload = f.Payload
	return l.track.WriteRTP(&l.packet)
}

// ssrc is the number of the stream that is sent.
func (l *link) ssrc() uint32 {
	return uint32(l.sender.GetParameters().Encodings[0].SSRC)
}

// usable tells whether another offer can be answered on the connection.
func (l *link) usable() bool {
	switch l.sender.Transport().State() {
	case webrtc.DTLSTransportStateClosed, webrtc.DTLSTransportStateFailed:
		return false
	}
	return l.pc.ConnectionState() != webrtc.PeerConnectionStateClosed
}

// close ends the connection and waits for its readers.
func (l *link) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	_ = l.pc.GracefulClose() // what could go wrong is gone with it
	l.readers.Wait()
}

// answer takes an offer and gives the answer, with every way to reach this house in it.
func (l *link) answer(offer string) (string, error) {
	if err := l.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", err
	}
	answer, err := l.pc.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	gathered := webrtc.GatheringCompletePromise(l.pc)
	if err := l.pc.SetLocalDescription(answer); err != nil {
		return "", err
	}
	<-gathered // addresses of this machine: at once
	return l.pc.LocalDescription().SDP, nil
}
