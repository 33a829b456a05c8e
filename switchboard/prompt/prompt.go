// Package prompt is what the house itself says to callers, and the music it plays to them: short sentences in Chinese
// and English, numbers, and the caller's place in the queue strung together from both. Every sound is G.711 A-law at
// 8 kHz, as it goes over the wire.
//
// The texts are in texts.txt; scripts/sounds.sh makes the sounds of them, which are part of the program. Package prompt
// refuses to know calls, queues and wires: when something is said, and to whom, is for the switchboard.
package prompt

import (
	"embed"
	"path"
	"strings"
	"sync"
	"time"
)

// Prompt is something to be heard: G.711 A-law, 8,000 bytes a second, one channel, no header. Prompts are shared by
// all calls, so nobody may write to one.
type Prompt []byte

// Duration is how long it takes to say.
func (p Prompt) Duration() time.Duration {
	return time.Duration(len(p)) * time.Second / rate
}

// rate is the number of samples a second (ITU-T G.711).
const rate = 8000

// Name says which sentence is meant, whatever the language.
type Name string

// The sentences, about in the order in which a call may meet them.
const (
	Notice           Name = "notice"            // who answers, and that the call is recorded
	QueueWait        Name = "queue_wait"        // all seats are busy
	Overflow         Name = "overflow"          // the queue is full; the house will call back
	OfferCallback    Name = "offer_callback"    // press 1 to be called back
	CallbackTaken    Name = "callback_taken"    // the wish to be called back is noted
	CallbackNotice   Name = "callback_notice"   // the house calls back, and records
	Night            Name = "night"             // nobody is on duty
	Survey           Name = "survey"            // press 1 to 5
	Thanks           Name = "thanks"            // farewell
	Hold             Name = "hold"              // a moment, please
	Transfer         Name = "transfer"          // being connected to somebody else
	RecordingPaused  Name = "recording_paused"  // something private is about to be said
	RecordingResumed Name = "recording_resumed" // it has been said
	CutOffSorry      Name = "cut_off_sorry"     // a fault ended the call; the house will call back
)

// Names lists the sentences.
func Names() []Name {
	return []Name{Notice, QueueWait, Overflow, OfferCallback, CallbackTaken, CallbackNotice, Night, Survey, Thanks, Hold, Transfer, RecordingPaused, RecordingResumed,
		CutOffSorry}
}

// Languages are those that are spoken, the first of them when a caller's own is not.
func Languages() []string { return []string{"zh", "en"} }

// Sound returns the sentence in a language ("zh" or "en"). A language that is not spoken is answered in Chinese: better
// to hear something. It reports false for a name that is not known.
func Sound(language string, name Name) (Prompt, bool) {
	p, ok := sounds()[path.Join(spoken(language), string(name))]
	return p, ok
}

// spoken is the language itself, or the first when it is not spoken.
func spoken(language string) string {
	for _, l := range Languages() {
		if l == language {
			return l
		}
	}
	return Languages()[0]
}

//go:embed zh/*.wav en/*.wav
var files embed.FS

// sounds are all recordings by "language/name". One that cannot be read is missing; the tests read each.
var sounds = sync.OnceValue(func() map[string]Prompt {
	all := map[string]Prompt{}
	for _, language := range Languages() {
		entries, err := files.ReadDir(language)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name := path.Join(language, e.Name())
			wav, err := files.ReadFile(name)
			if err != nil {
				continue
			}
			if p, err := Read(wav); err == nil {
				all[strings.TrimSuffix(name, ".wav")] = p
			}
		}
	}
	return all
})
