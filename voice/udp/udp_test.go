package udp

import (
	"bytes"
	"net/netip"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// patience is how long a test waits for what must come; it never passes when all is well.
const patience = 10 * time.Second

var loopback = netip.MustParseAddr("127.0.0.1")

func open(t testing.TB, addr netip.Addr) *Socket {
	t.Helper()
	s, err := Listen(netip.AddrPortFrom(addr, 0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func send(t testing.TB, s *Socket, text string, to *Socket) {
	t.Helper()
	if err := s.Send([]byte(text), to.Local()); err != nil {
		t.Fatal(err)
	}
}

func await(t testing.TB, what func() bool) {
	t.Helper()
	for limit := time.Now().Add(patience); !what(); runtime.Gosched() {
		if time.Now().After(limit) {
			t.Fatal("it does not come about")
		}
	}
}

func TestDatagramsAreTakenInTheirOrder(t *testing.T) {
	for _, addr := range []netip.Addr{loopback, netip.IPv6Loopback()} {
		a, b := open(t, addr), open(t, addr)
		got := make(chan string, 100)
		if err := b.Receive(func(text []byte, from netip.AddrPort, at time.Time) {
			if from != a.Local() || time.Since(at) > patience {
				t.Errorf("of %v at %v", from, at)
			}
			got <- string(text)
		}); err != nil {
			t.Fatal(err)
		}
		for n := range 100 {
			send(t, a, string(rune('0'+n)), b)
		}
		for n := range 100 {
			select {
			case text := <-got:
				if text != string(rune('0'+n)) {
					t.Fatalf("datagram %d is %q", n, text)
				}
			case <-time.After(patience):
				t.Fatalf("datagram %d did not come", n)
			}
		}
	}
}

func TestNothingIsTakenAfterClose(t *testing.T) {
	for range 50 {
		a, b := open(t, loopback), open(t, loopback)
		var closed atomic.Bool
		if err := b.Receive(func([]byte, netip.AddrPort, time.Time) {
			if closed.Load() {
				t.Error("a datagram was taken by who had closed")
			}
		}); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		all.Go(func() {
			for range 100 {
				_ = a.Send([]byte("x"), b.Local())
			}
		})
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		closed.Store(true)
		all.Wait()
		if err := b.Receive(nil); err == nil {
			t.Error("a socket that is closed receives")
		}
		if err := b.Send([]byte("x"), a.Local()); err == nil {
			t.Error("a socket that is closed sends")
		}
	}
}

// A socket that many open and close at once never gets what another's was sent.
func TestSocketsComeAndGo(t *testing.T) {
	var all sync.WaitGroup
	for n := range 8 {
		mine := bytes.Repeat([]byte{byte(n)}, 10)
		all.Go(func() {
			for range 100 {
				a, err := Listen(netip.AddrPortFrom(loopback, 0))
				if err != nil {
					t.Error(err)
					return
				}
				b, err := Listen(netip.AddrPortFrom(loopback, 0))
				if err != nil {
					t.Error(err)
					return
				}
				got := make(chan bool, 1)
				if err := b.Receive(func(text []byte, _ netip.AddrPort, _ time.Time) { got <- bytes.Equal(text, mine) }); err != nil {
					t.Error(err)
				}
				if err := a.Send(mine, b.Local()); err != nil {
					t.Error(err)
				}
				select {
				case ok := <-got:
					if !ok {
						t.Error("somebody else's datagram")
					}
				case <-time.After(patience):
					t.Error("nothing came")
				}
				if a.Close() != nil || b.Close() != nil || b.Close() != nil {
					t.Error("does not close")
				}
			}
		})
	}
	all.Wait()
}

func TestNobodyWaitsWhenThereIsNothingToWaitAt(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 { // one that stayed each time could not hide behind what other tests leave
		s := open(t, loopback)
		if err := s.Receive(func([]byte, netip.AddrPort, time.Time) {}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	await(t, func() bool { return runtime.NumGoroutine() <= before })
}

func TestAnAddressThatIsNotOurs(t *testing.T) {
	if _, err := Listen(netip.MustParseAddrPort("192.0.2.1:0")); err == nil {
		t.Error("listened on an address of somebody else")
	}
}
