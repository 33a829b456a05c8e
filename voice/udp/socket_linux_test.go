package udp

import (
	"testing"
	"time"
)

// A datagram that nobody waited for came when it was sent, not when it is read. The system begins to note that a moment
// after the first socket has asked for it, so the first ones may be read without a note.
func TestTheSystemNotesWhenADatagramCame(t *testing.T) {
	a, b := open(t, loopback), open(t, loopback)
	buf := make([]byte, Largest)
	if _, _, _, ok := b.Next(buf); ok {
		t.Fatal("there is a datagram before any was sent")
	}
	await(t, func() bool {
		for _, text := range []string{"one", "two"} {
			send(t, a, text, b)
		}
		sent, noted := time.Now(), true
		await(t, func() bool { return time.Since(sent) > 50*time.Millisecond })
		for _, text := range []string{"one", "two"} {
			n, from, at, ok := b.Next(buf)
			if !ok || string(buf[:n]) != text || from != a.Local() {
				t.Fatalf("there is %q of %v, %v; want %q", buf[:n], from, ok, text)
			}
			noted = noted && at.Before(sent.Add(25*time.Millisecond))
		}
		if _, _, _, ok := b.Next(buf); ok {
			t.Fatal("a datagram came twice")
		}
		return noted
	})
}
