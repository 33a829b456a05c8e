package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
)

// A demo that is stopped while it still tells its past ends well and leaves a record that verifies.
func TestDemoStopsInTheMiddle(t *testing.T) {
	data := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"demo", "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0", "--data", data}, w, io.Discard)
		w.Close()
	}()
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "http=") {
			break
		}
	}
	go io.Copy(io.Discard, r) //nolint:errcheck // nothing more is read
	stop()
	if status := <-done; status != 0 {
		t.Errorf("the demo ended with %d", status)
	}
	if status, out, errs := invoke(t, data, "verify"); status != 0 {
		t.Errorf("verify: %d %s %s", status, out, errs)
	}
}
