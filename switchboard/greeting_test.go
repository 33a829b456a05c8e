package switchboard_test

import (
	"bytes"
	"testing"
	"time"

	"huiyin"
	"huiyin/directory"
	"huiyin/switchboard/prompt"
	"huiyin/switchboard/room"
	"huiyin/testkit"
	"huiyin/voice/phone"
)

// Who calls a number hears what was spoken for it, and nobody hears what was taken away.
func TestASpokenGreetingIsHeard(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir(), func(p *room.Policy) { p.Notice = true })
	tone := prompt.Prompt(phone.Sine(1320))
	for tone.Duration() < 3*time.Second {
		tone = append(tone, tone...)
	}
	blob, err := h.vault.Put(ctx, bytes.NewReader(tone.WAV()), 1<<20)
	must(t, err)
	must(t, h.city.SaveGreeting(ctx, "12345", directory.Greeting{Hash: blob.Hash.String(), Long: tone.Duration()}, huiyin.TheSystem, time.Now()))
	// The sound is read beside the room; a call before it is there hears the common notice only.
	for heard := false; !heard; {
		c, err := h.citizen("19900001234").Call("12345")
		must(t, err)
		wait(t, "the call is taken", c.Answered())
		select {
		case <-c.Ear.Hears(1320, true):
			heard = true
		case <-time.After(2 * time.Second):
		}
		c.Hangup()
		wait(t, "the call ends", c.Ended())
	}
}
