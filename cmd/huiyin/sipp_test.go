package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/demo/voices"
	"huiyin/store"
	"huiyin/voice/rtp"
)

// Fifty people call at once, with twenty operators there: all of them are answered, one after the other, and not one
// call fails. The callers are SIPp's, which knows nothing of us.
func TestFiftyCallersAndTwentySeats(t *testing.T) {
	const callers = 50
	data := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	done := make(chan int, 1)
	var errs bytes.Buffer // read after the end
	go func() {
		done <- run(ctx, []string{"demo", "--quiet", "--operators", "20", "--speed", "40", "--past", "1", "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0", "--data", data}, w, &errs)
		w.Close()
	}()
	sip := ""
	for lines := bufio.NewScanner(r); sip == "" && lines.Scan(); {
		if address, found := strings.CutPrefix(lines.Text(), "sip="); found {
			sip = address
		}
	}
	go io.Copy(io.Discard, r) //nolint:errcheck // nothing more is read
	if sip == "" {
		t.Fatalf("the demo ended with %d before it took calls: %s", <-done, errs.String())
	}
	begun := time.Now()
	sipp(t, sip, callers)
	stop()
	if status := <-done; status != 0 {
		t.Errorf("the demo ended with %d: %s", status, errs.String())
	}
	answered(t, data, begun, callers)
	if status, out, errs := invoke(t, data, "verify"); status != 0 {
		t.Errorf("verify: %d %s %s", status, out, errs)
	}
}

// sipp lets so many people call at once, and waits until all have been let go.
func sipp(t *testing.T, server string, callers int) {
	t.Helper()
	dir := t.TempDir()
	scenario, err := os.ReadFile("testdata/caller.xml")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "piece.al"), piece(t), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "caller.xml"), bytes.ReplaceAll(scenario, []byte("SOUND"), []byte("piece.al")), 0o600))
	n := strconv.Itoa(callers)
	low := 20000 + 2*rand.IntN(5000)
	cmd := exec.Command("sipp", server, "-sf", "caller.xml", "-m", n, "-l", n, "-r", n, "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", free(t),
		"-mp", strconv.Itoa(low), "-timeout", "240s", "-timeout_error", "-nostdin", "-trace_err")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		wrong, _ := filepath.Glob(filepath.Join(dir, "*_errors.log"))
		for _, name := range wrong {
			text, _ := os.ReadFile(name)
			t.Logf("%.2000s", text)
		}
		t.Fatalf("sipp: %v\n%s", err, out[max(0, len(out)-3000):])
	}
}

// piece is two seconds of somebody's voice and three of silence.
func piece(t *testing.T) []byte {
	t.Helper()
	v, err := voices.Load()
	must(t, err)
	return append(bytes.Clone(v.Callers[0].Sound[:2*rtp.Rate]), bytes.Repeat([]byte{rtp.PCMA.Silence()}, 3*rtp.Rate)...)
}

// free is a UDP port that nobody has.
func free(t *testing.T) string {
	t.Helper()
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	defer c.Close()
	return fmt.Sprint(c.LocalAddr().(*net.UDPAddr).Port)
}

// answered checks that the record has so many calls since a moment, each answered by an operator and ended.
func answered(t *testing.T, data string, since time.Time, want int) {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Dir: data})
	must(t, err)
	defer s.Close()
	must(t, s.Read(context.Background(), func(tx *store.Tx) error {
		calls, _, err := tx.Calls(store.CallFilter{From: since}, huiyin.Page{Limit: 200})
		if len(calls) != want {
			t.Errorf("the record has %d calls, want %d", len(calls), want)
		}
		for _, c := range calls {
			if c.Outcome != "answered" || c.Staff == 0 || c.EndedAt.IsZero() || c.Cause != "" {
				t.Errorf("a call came to %q after %v: seat %d, %s", c.Outcome, c.EndedAt.Sub(c.ArrivedAt), c.Seat, c.Cause)
			}
		}
		return err
	}))
}
