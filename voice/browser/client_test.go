package browser_test

import (
	"context"
	"io"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"huiyin/voice/browser"
	voice "huiyin/voice/rtp"
)

// loopback is a server on this machine.
func loopback(t testing.TB) *browser.Server {
	t.Helper()
	s, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("127.0.0.1:0"), Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// seat is a peer that says when its browser comes and goes.
type seat struct {
	*browser.Peer
	states chan bool
}

func open(t testing.TB, s *browser.Server) *seat {
	t.Helper()
	states := make(chan bool, 100)
	p, err := s.Peer(browser.Seat{Up: func() { states <- true }, Down: func() { states <- false }})
	must(t, err)
	t.Cleanup(func() { must(t, p.Close()) })
	return &seat{p, states}
}

func (s *seat) waitFor(t testing.TB, up bool) {
	t.Helper()
	if got := receive(t, s.states); got != up {
		t.Fatalf("up: %v, want %v", got, up)
	}
}

// receive waits for a signal, as long as a test may last.
func receive[T any](t testing.TB, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-t.Context().Done():
	case <-time.After(30 * time.Second):
	}
	t.Fatal("nothing came")
	panic("unreachable")
}

// chrome is a browser as pion plays it: it offers A-law and key presses, and checks the way.
type chrome struct {
	pc    *webrtc.PeerConnection
	track *microphone
	heard chan *rtp.Packet // what came, up to a few hundred packets
	seq   uint16
	time  uint32
}

// newAPI is what browsers are made of; plug, when there is one, is their network, which can be pulled out.
func newAPI(plug net.PacketConn) *webrtc.API {
	m := &webrtc.MediaEngine{}
	for _, c := range []webrtc.RTPCodecParameters{
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypePCMU, ClockRate: 8000}, PayloadType: 0},
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypePCMA, ClockRate: 8000}, PayloadType: 8},
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000}, PayloadType: 110},
	} {
		if err := m.RegisterCodec(c, webrtc.RTPCodecTypeAudio); err != nil {
			panic(err)
		}
	}
	reports := &interceptor.Registry{}
	if err := webrtc.ConfigureRTCPReports(reports); err != nil {
		panic(err)
	}
	s := webrtc.SettingEngine{}
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	if plug != nil {
		s.SetICEUDPMux(webrtc.NewICEUDPMux(nil, plug))
	}
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithSettingEngine(s), webrtc.WithInterceptorRegistry(reports))
}

var browserAPI = sync.OnceValue(func() *webrtc.API { return newAPI(nil) })

func newChrome(t testing.TB) *chrome { return chromeOf(t, browserAPI()) }

func chromeOf(t testing.TB, api *webrtc.API) *chrome {
	t.Helper()
	pc, err := api.NewPeerConnection(webrtc.Configuration{})
	must(t, err)
	c := &chrome{pc: pc, heard: make(chan *rtp.Packet, 400), seq: 65530, time: math.MaxUint32 - 300}
	t.Cleanup(func() { must(t, pc.GracefulClose()) })
	c.track = &microphone{}
	sender, err := pc.AddTrack(c.track)
	must(t, err)
	go drain(sender.Read)
	pc.OnTrack(func(track *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
		go drain(r.Read)
		for {
			p, _, err := track.ReadRTP()
			if err != nil {
				return
			}
			select {
			case c.heard <- p:
			default:
			}
		}
	})
	return c
}

func drain(read func([]byte) (int, interceptor.Attributes, error)) {
	buf := make([]byte, 1500)
	for {
		if _, _, err := read(buf); err != nil {
			return
		}
	}
}

// call offers to the seat and takes its answer; a restart looks for another way.
func (c *chrome) call(t testing.TB, s *seat, restart bool) {
	t.Helper()
	offer, err := c.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	must(t, err)
	must(t, c.pc.SetLocalDescription(offer))
	answer, err := s.Answer(offer.SDP)
	must(t, err)
	must(t, c.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}))
}

// say sends a frame of 20 ms.
func (c *chrome) say(payload []byte) error {
	c.seq, c.time = c.seq+1, c.time+160
	return c.send(8, payload)
}

// send sends a packet of the given payload type.
func (c *chrome) send(kind uint8, payload []byte) error {
	c.track.mu.Lock()
	defer c.track.mu.Unlock()
	if c.track.to == nil {
		return io.ErrClosedPipe
	}
	h := &rtp.Header{Version: 2, SequenceNumber: c.seq, Timestamp: c.time, PayloadType: kind, SSRC: c.track.ssrc}
	_, err := c.track.to.WriteRTP(h, payload)
	return err
}

// microphone is a track that sends packets of any type.
type microphone struct {
	mu   sync.Mutex
	to   webrtc.TrackLocalWriter
	ssrc uint32
}

func (m *microphone) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.to, m.ssrc = c.WriteStream(), uint32(c.SSRC())
	for _, codec := range c.CodecParameters() {
		if codec.PayloadType == 8 {
			return codec, nil
		}
	}
	return webrtc.RTPCodecParameters{}, webrtc.ErrUnsupportedCodec
}

func (m *microphone) Unbind(webrtc.TrackLocalContext) error { return nil }
func (m *microphone) ID() string                            { return "microphone" }
func (m *microphone) RID() string                           { return "" }
func (m *microphone) StreamID() string                      { return "seat" }
func (m *microphone) Kind() webrtc.RTPCodecType             { return webrtc.RTPCodecTypeAudio }

// tone is frame n of a tone in A-law.
func tone(hertz float64, n int) []byte {
	var s [160]int16
	for i := range s {
		s[i] = int16(8000 * math.Sin(2*math.Pi*hertz*float64(n*160+i)/8000))
	}
	out := make([]byte, 160)
	voice.PCMA.Encode(out, s[:])
	return out
}

// strength is how much of a tone there is in A-law, from 0 to 1 (Goertzel).
func strength(hertz float64, alaw []byte) float64 {
	s := make([]int16, len(alaw))
	voice.PCMA.Decode(s, alaw)
	w := 2 * math.Cos(2*math.Pi*hertz/8000)
	var a, b, sum float64
	for _, v := range s {
		x := float64(v) / 32768
		a, b = x+w*a-b, a
		sum += x * x
	}
	if sum == 0 {
		return 0
	}
	return (a*a + b*b - w*a*b) / (sum * float64(len(s)) / 2)
}

// every calls with 0, 1, 2, … each 20 ms until it is stopped.
func every(t testing.TB, do func(n int)) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		beat := time.NewTicker(20 * time.Millisecond)
		defer beat.Stop()
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-beat.C:
				do(n)
			}
		}
	})
	return func() { cancel(); running.Wait() }
}
