package main

import (
	"bytes"
	"slices"
	"sync"
	"time"

	"huiyin/switchboard/prompt"
)

// attentive is an ear that waits to be spoken to: for the first piece of sound that is neither the house's music nor silence.
type attentive struct {
	spoken func(time.Time)

	mu    sync.Mutex
	waits bool
}

func (a *attentive) listen() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waits = true
}

// tune is the house's music and its beginning once more, so that a piece across its end is found as well.
var tune = sync.OnceValue(func() []byte { m := prompt.Music(); return append(slices.Clone(m), m[:160]...) })

// Write takes a piece as it comes.
func (a *attentive) Write(piece []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.waits && !silent(piece) && !bytes.Contains(tune(), piece) {
		a.waits = false
		a.spoken(time.Now())
	}
	return len(piece), nil
}

// silent tells whether a piece is one level throughout.
func silent(piece []byte) bool {
	for _, b := range piece {
		if b != piece[0] {
			return false
		}
	}
	return true
}
