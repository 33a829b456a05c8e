package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"
)

// log writes what a machine noticed to standard error.
func (e *env) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(e.err, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

// progress shows how long work goes on: one moving line on a terminal, plain lines elsewhere.
type progress struct {
	mu       sync.Mutex // held by callers that report from several goroutines
	what     string
	w        io.Writer
	terminal bool
	start    time.Time
	last     time.Time
	moved    bool
}

func (e *env) progress(what string) *progress {
	return &progress{what: what, w: e.err, terminal: isTerminal(e.err), start: time.Now(), last: time.Now()}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}

// step reports done of all; all is 0 when it is not known.
func (p *progress) step(done, all int64) {
	every := 10 * time.Second
	if p.terminal {
		every = 200 * time.Millisecond
	}
	now := time.Now()
	if now.Sub(p.last) < every {
		return
	}
	p.last, p.moved = now, true
	rate := float64(done) / now.Sub(p.start).Seconds()
	line := fmt.Sprintf("%s: %d, %.0f a second", p.what, done, rate)
	if all > 0 && rate > 0 {
		left := time.Duration(float64(all-done) / rate * float64(time.Second)).Round(time.Second)
		line = fmt.Sprintf("%s: %d of %d, %.0f a second, %s to go", p.what, done, all, rate, left)
	}
	if p.terminal {
		fmt.Fprintf(p.w, "\r\033[K%s", line)
	} else {
		fmt.Fprintln(p.w, line)
	}
}

func (p *progress) end() {
	if p.terminal && p.moved {
		fmt.Fprint(p.w, "\r\033[K")
	}
}
