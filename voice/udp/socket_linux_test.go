package udp

import (
	"testing"
	"time"
)

// A datagram that nobody waited for came when it was sent, not when it is read.
func TestTheSystemNotesWhenADatagramCame(t *testing.T) {
	a, b := open(t, loopback), open(t, loopback)
	buf := make([]byte, Largest)
	if _, _, _, ok := b.Next(buf); ok {
		t.Fatal("there is a datagram before any was sent")
	}
	for _, text := range []string{"one", "two"} {
		send(t, a, text, b)
	}
	sent := time.Now()
	await(t, func() bool { return time.Since(sent) > 50*time.Millisecond })
	for _, text := range []string{"one", "two"} {
		n, from, at, ok := b.Next(buf)
		if !ok || string(buf[:n]) != text || from != a.Local() {
			t.Errorf("there is %q of %v, %v; want %q", buf[:n], from, ok, text)
		}
		if at.After(sent.Add(time.Millisecond)) {
			t.Errorf("%q came %v after it was sent", text, at.Sub(sent))
		}
	}
	if _, _, _, ok := b.Next(buf); ok {
		t.Error("a datagram came twice")
	}
}
