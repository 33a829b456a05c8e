package browser

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	pion "github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"huiyin/voice/rtp"
)

// Client is the other side of a Peer: a browser on this machine that has neither screen nor microphone, for measurements
// and tests. It offers both laws and key presses, as browsers do, and finds the way.
type Client struct {
	pc     *webrtc.PeerConnection
	cable  *net.UDPConn
	mux    *ice.UDPMuxDefault
	voice  *microphone
	sender *webrtc.RTPSender
	once   sync.Once
	heard  func(rtp.Frame)
	up     chan struct{}
	mu     sync.Mutex
	closed bool
	ears   sync.WaitGroup
}

// keysOffered is the payload type that clients give to key presses; browsers use 110 or 126.
const keysOffered = 110

// NewClient opens a socket on loopback. What the seat is told goes to heard, from the client's goroutine.
func NewClient(heard func(rtp.Frame)) (*Client, error) {
	cable, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, fmt.Errorf("browser: client: %w", err)
	}
	c := &Client{cable: cable, voice: &microphone{}, heard: heard, up: make(chan struct{})}
	c.mux = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: cable, Logger: silent.NewLogger("ice")})
	if err := c.connect(); err != nil {
		return nil, errors.Join(fmt.Errorf("browser: client: %w", err), c.mux.Close())
	}
	return c, nil
}

func (c *Client) connect() error {
	codecs := &webrtc.MediaEngine{}
	for _, c := range []struct {
		kind webrtc.PayloadType
		name string
	}{{0, webrtc.MimeTypePCMU}, {typeVoice, webrtc.MimeTypePCMA}, {keysOffered, mimeKeys}} {
		p := webrtc.RTPCodecParameters{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: c.name, ClockRate: rtp.Rate}, PayloadType: c.kind}
		if err := codecs.RegisterCodec(p, webrtc.RTPCodecTypeAudio); err != nil {
			return err
		}
	}
	reports := &interceptor.Registry{}
	if err := webrtc.ConfigureRTCPReports(reports); err != nil {
		return err
	}
	s := webrtc.SettingEngine{LoggerFactory: silent}
	s.SetIncludeLoopbackCandidate(true)
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetICEUDPMux(c.mux)
	var err error
	api := webrtc.NewAPI(webrtc.WithMediaEngine(codecs), webrtc.WithSettingEngine(s), webrtc.WithInterceptorRegistry(reports))
	if c.pc, err = api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return err
	}
	if c.sender, err = c.pc.AddTrack(c.voice); err != nil {
		return errors.Join(err, c.pc.Close())
	}
	c.pc.OnTrack(func(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
		c.listen(func() { drain(r.Read) })
		c.listen(func() { c.hear(t) })
	})
	return nil
}

// Offer makes an offer for Peer.Answer. An offer after the first looks for another way of the same connection.
func (c *Client) Offer() (string, error) {
	again := c.pc.CurrentRemoteDescription() != nil
	offer, err := c.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: again})
	if err != nil {
		return "", err
	}
	return offer.SDP, c.pc.SetLocalDescription(offer)
}

// Accept takes the answer.
func (c *Client) Accept(answer string) error {
	if err := c.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		return err
	}
	c.once.Do(func() { c.listen(c.follow) })
	return nil
}

func (c *Client) follow() {
	if c.sender.SetReadDeadline(time.Time{}) == nil { // it waits for the keys
		close(c.up)
		drain(c.sender.Read)
	}
}

// Wait waits until what is said goes somewhere.
func (c *Client) Wait(ctx context.Context) error {
	select {
	case <-c.up:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Say sends a frame as it is.
func (c *Client) Say(f rtp.Frame) error { return c.voice.send(uint8(f.Codec), f) }

// Press sends one packet of a key press (RFC 4733, section 2.3): event, flags and volume, duration.
func (c *Client) Press(f rtp.Frame) error { return c.voice.send(keysOffered, f) }

// Cut pulls the cable out: from now on nothing comes or goes, and nobody is told.
func (c *Client) Cut() error { return c.cable.Close() }

// Close says goodbye and waits until nothing is heard any more.
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	err := errors.Join(c.pc.GracefulClose(), c.mux.Close())
	c.ears.Wait()
	return err
}

func (c *Client) listen(loop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.ears.Go(loop)
	}
}

func (c *Client) hear(t *webrtc.TrackRemote) {
	buf := make([]byte, longestPacket)
	var h pion.Header
	for {
		n, _, err := t.Read(buf)
		if err != nil {
			return
		}
		used, err := h.Unmarshal(buf[:n])
		if err != nil {
			continue
		}
		c.heard(rtp.Frame{Codec: rtp.Codec(h.PayloadType), Payload: buf[used:n], Seq: h.SequenceNumber, Time: h.Timestamp, Marker: h.Marker})
	}
}

// drain reads reports that somebody else evaluates, so that they do not pile up.
func drain(read func([]byte) (int, interceptor.Attributes, error)) {
	buf := make([]byte, longestPacket)
	for {
		if _, _, err := read(buf); err != nil {
			return
		}
	}
}

// microphone is a track that carries packets of more than one type.
type microphone struct {
	mu   sync.Mutex
	to   webrtc.TrackLocalWriter
	ssrc uint32
}

func (m *microphone) send(kind uint8, f rtp.Frame) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.to == nil {
		return ErrDown
	}
	h := &pion.Header{Version: 2, Marker: f.Marker, PayloadType: kind, SequenceNumber: f.Seq, Timestamp: f.Time, SSRC: m.ssrc}
	_, err := m.to.WriteRTP(h, f.Payload)
	return err
}

// Bind is called by the library when both sides agreed.
func (m *microphone) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.to, m.ssrc = c.WriteStream(), uint32(c.SSRC())
	for _, codec := range c.CodecParameters() {
		if codec.PayloadType == typeVoice {
			return codec, nil
		}
	}
	return webrtc.RTPCodecParameters{}, webrtc.ErrUnsupportedCodec
}

// Unbind is called when the connection ends.
func (m *microphone) Unbind(webrtc.TrackLocalContext) error { return nil }

// ID, RID, StreamID and Kind name the track in SDP.
func (m *microphone) ID() string                { return "microphone" }
func (m *microphone) RID() string               { return "" }
func (m *microphone) StreamID() string          { return "seat" }
func (m *microphone) Kind() webrtc.RTPCodecType { return webrtc.RTPCodecTypeAudio }
