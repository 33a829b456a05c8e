package voice

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// baresip is a real desk phone that registers as 801, answers by itself, and says a tone of 440 Hz.
func (b *bench) baresip() {
	b.t.Helper()
	bin, err := exec.LookPath("baresip")
	if err != nil {
		b.t.Fatal("baresip is missing; scripts/setup.sh test installs it")
	}
	modules, err := filepath.Glob("/usr/lib/baresip/modules/account.so")
	if err != nil || len(modules) == 0 {
		b.t.Fatal("the modules of baresip are missing; scripts/setup.sh test installs them")
	}
	dir := b.t.TempDir()
	for name, text := range map[string]string{
		"config": "sip_listen 127.0.0.1:0\nmodule_path " + filepath.Dir(modules[0]) + "\nmodule g711.so\nmodule ausine.so\nmodule aubridge.so\n" +
			"module_app account.so\nmodule_app menu.so\naudio_source ausine,440\naudio_player aubridge,none\naudio_alert aubridge,none\nausrc_srate 48000\nausrc_channels 2\n",
		"accounts": "<sip:801@127.0.0.1>;auth_user=801;auth_pass=801;outbound=\"sip:" + b.Addr()["UDP"].String() + "\";answermode=auto;regint=300\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.t.Fatal(err)
		}
	}
	cmd := exec.Command(bin, "-f", dir)
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		if b.t.Failed() {
			b.t.Logf("baresip said %s", out.String())
		}
	})
}

func TestBaresip(t *testing.T) {
	b := start(t, trunks(loopback...), func(o *Options) { o.Phone = people("801") })
	b.baresip()
	b.expect(PhoneUp)
	c, caller := b.talks(b.telephone(as("1")), "12345")
	l, err := b.Dial(t.Context(), Order{Phone: "801", From: "1"})
	if err != nil {
		t.Fatal(err)
	}
	b.expect(Answered, l.ID)
	b.Table().Hear(caller.Member(), l.Member(), true)
	b.Table().Hear(l.Member(), caller.Member(), true)
	c.Say(tone(1000).Law, true)
	within(t, c.Ear.Hears(440, true), "the desk phone's tone")
	l.Hold(true) // it must take part in what comes inside a call as well
	l.Hold(false)
	within(t, c.Ear.Hears(440, true), "the desk phone's tone, again")
	l.Hangup()
	if e := b.expect(Ended, l.ID); e.Cause.Why != Closed || e.Phone != "801" {
		t.Errorf("ended %+v", e)
	}
	if r := b.Refusals(); r != (Refusals{}) {
		t.Errorf("something of the desk phone's was refused: %+v", r)
	}
}
