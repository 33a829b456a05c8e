package voice

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// linphone is another real desk phone; it registers as 802 and calls a number.
func (b *bench) linphone(number string) {
	b.t.Helper()
	bin, err := exec.LookPath("linphonec")
	if err != nil {
		b.t.Fatal("linphonec is missing; scripts/setup.sh test installs it")
	}
	dir := b.t.TempDir()
	config := filepath.Join(dir, "linphonerc")
	text := fmt.Sprintf("[sip]\nsip_port=%d\nsip_tcp_port=0\nsip_tls_port=0\n"+
		"[rtp]\naudio_rtp_port=%d\n", freePort(b.t), freePort(b.t)&^1)
	if err := os.MkdirAll(filepath.Join(dir, ".local", "share", "linphone"), 0o700); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(bin, "-c", config)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	in, err := cmd.StdinPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if b.t.Failed() {
			b.t.Logf("linphone said %s", out.String())
		}
	})
	if _, err := fmt.Fprintf(in, "soundcard use files\nregister sip:802@127.0.0.1 sip:%s 802\n", b.Addr()["UDP"]); err != nil {
		b.t.Fatal(err)
	}
	b.expect(PhoneUp)
	if _, err := fmt.Fprintf(in, "call sip:%s@127.0.0.1\n", number); err != nil {
		b.t.Fatal(err)
	}
}

func TestLinphone(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("802") })
	b.linphone("12345")
	e := b.expect(Arrived)
	if e.Phone != "802" || e.To != "12345" {
		t.Errorf("arrived %+v", e)
	}
	l := b.Leg(e.Leg)
	l.Ring()
	l.Answer()
	b.expect(Answered, l.ID)
	l.Member().Play(tone(600), true, nil)
	l.Hold(true)
	l.Hold(false)
	l.Hangup()
	b.expect(Ended, l.ID)
}
