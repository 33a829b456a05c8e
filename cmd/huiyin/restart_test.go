package main

import (
	"encoding/binary"
	"io"
	"path/filepath"
	"testing"

	"huiyin"
	"huiyin/store"
	"huiyin/vault"
	"huiyin/voice/phone"
	"huiyin/voice/rtp"
)

// The program is killed while people talk and wait, and killed again while it starts: each of them is owed one call, with a
// time, however often they called; what was said can be heard; and the record is whole.
func TestAKillForgetsNobody(t *testing.T) {
	f := found(t, 2)
	p := f.serve(t)
	talking, waiting := []string{"19900000001", "19900000002"}, []string{"19900000003", "19900000004", "19900000003"}
	for i, number := range talking {
		seat := p.sits(t, f, i+1, phone.Options{})
		c := p.calls(t, number)
		seat.talks(c)
		wait(t, "so much is said that some is on the disk", c.Say(tone(7), false))
	}
	for _, number := range waiting {
		wait(t, "music is heard", p.calls(t, number).Answered())
	}
	p.window(t, f.keys[0]).until("three wait", func(n news) bool { return n.Type == "room" && n.Waiting == len(waiting) })
	p.kill()
	for range 2 {
		f.serve(t).kill()
	}
	p = f.serve(t)
	p.window(t, f.keys[0]).until("four are owed a call", func(n news) bool { return n.Type == "room" && n.Callbacks == 4 })
	p.stop()

	record(t, f.data, func(tx *store.Tx) error {
		for _, number := range append(talking, waiting[:2]...) {
			if list, err := tx.CallbackTo(huiyin.Phone(number)); err != nil || len(list) != 1 || list[0].Reason != "restart" || list[0].Promised.IsZero() || list[0].Hotline != "12345" {
				t.Errorf("what is owed: %+v %v", list, err)
			}
		}
		calls, _, err := tx.Calls(store.CallFilter{}, huiyin.Page{})
		if len(calls) != 5 {
			t.Errorf("the record has %d calls", len(calls))
		}
		for _, c := range calls {
			if c.Outcome != "cut_off" || c.Cause != "restart" || c.EndedAt.IsZero() {
				t.Errorf("a call came to %q by %q", c.Outcome, c.Cause)
			}
			if !c.AnsweredAt.IsZero() {
				r, err := tx.Recording(c.ID)
				must(t, err)
				playable(t, f.data, r)
			}
		}
		return err
	})
	if status, out, errs := invoke(t, f.data, "verify"); status != 0 {
		t.Errorf("verify: %d %s %s", status, out, errs)
	}
}

// A desk phone registers before the program is killed. Afterwards its seat can be sat at, and is rung, at once: the phone
// itself has not noticed anything.
func TestADeskPhoneSurvivesAKill(t *testing.T) {
	f := found(t, 1)
	p := f.serve(t)
	desk := p.sits(t, f, 1, phone.Options{})
	kept := func(tx *store.Tx) (bool, error) {
		list, err := tx.PhonePlaces()
		return len(list) == 1, err
	}
	recorded(t, f.data, "where the phone is", kept)
	p.kill()
	p = f.serve(t, "--sip", p.told["sip"])
	again := p.window(t, f.keys[0])
	again.rung = desk.rung
	again.until("hello", func(n news) bool { return n.Type == "room" })
	again.say(`{"type": "sit", "seat": 1, "device": "desk_phone"}`)
	again.ready()
	again.talks(p.calls(t, "19900001234"))
	p.stop()
}

// tone is so many seconds of the citizen's voice.
func tone(seconds int) []byte {
	var sound []byte
	for range seconds {
		sound = append(sound, phone.Sine(citizenTone)...)
	}
	return sound
}

// playable wants a recording to be a whole WAV file in the vault, with something said on both sides.
func playable(t *testing.T, data string, r store.Recording) {
	t.Helper()
	v, err := vault.Open(filepath.Join(data, "vault"))
	must(t, err)
	hash, err := vault.ParseHash(r.Hash)
	if err != nil {
		t.Errorf("the recording is not kept: %+v", r)
		return
	}
	file, size, err := v.Open(hash)
	must(t, err)
	defer file.Close()
	wav, err := io.ReadAll(file)
	must(t, err)
	const header = 58
	if size != r.Size || len(wav) < header || string(wav[:4]) != "RIFF" || int64(binary.LittleEndian.Uint32(wav[header-4:])) != size-header || r.Duration.Seconds() < 2 {
		t.Fatalf("the recording has %d bytes and lasts %v", len(wav), r.Duration)
	}
	for side, want := range []float64{citizenTone, operatorTone} {
		law := make([]byte, 0, len(wav)/2)
		for i := header + side; i < len(wav); i += 2 {
			law = append(law, wav[i])
		}
		if !phone.Tone(law[rtp.Rate:2*rtp.Rate], want) {
			t.Errorf("%v Hz is not on side %d", want, side)
		}
	}
}
