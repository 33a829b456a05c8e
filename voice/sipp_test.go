package voice

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"huiyin/voice/phone"
)

// sipp is Debian's sip-tester, running a scenario of testdata/sipp; it is told where to send to, and how often.
func sipp(t *testing.T, scenario string, args ...string) *exec.Cmd {
	t.Helper()
	bin, err := exec.LookPath("sipp")
	if err != nil {
		t.Fatal("sipp is missing; scripts/setup.sh test installs it")
	}
	file, err := filepath.Abs(filepath.Join("testdata", "sipp", scenario))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tone.al"), phone.Sine(440), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, append([]string{"-sf", file, "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", strconv.Itoa(freePort(t)),
		"-mp", strconv.Itoa(freePort(t) &^ 1), "-nostdin", "-timeout", "30s", "-timeout_error"}, args...)...)
	cmd.Dir = dir
	return cmd
}

// freePort is one that nobody has at the moment.
func freePort(t *testing.T) int {
	t.Helper()
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.LocalAddr().(*net.UDPAddr).Port
}

func TestSIPp(t *testing.T) {
	const calls = 10
	for scenario, c := range map[string]struct {
		does func(*Leg)
		want Why
	}{
		"caller.xml":   {func(l *Leg) { l.Ring(); l.Answer() }, HungUp},
		"hold.xml":     {func(l *Leg) { l.Answer() }, HungUp},
		"reliable.xml": {func(l *Leg) { l.Ring(); l.Answer() }, HungUp},
		"abandon.xml":  {func(l *Leg) { l.Ring() }, Cancelled},
	} {
		t.Run(scenario, func(t *testing.T) {
			b := start(t, trunks(loopback...))
			done := make(chan error, 1)
			cmd := sipp(t, scenario, "-m", fmt.Sprint(calls), "-r", "20", "-d", "400", b.Addr()["UDP"].String())
			go func() {
				out, err := cmd.CombinedOutput()
				if err != nil {
					err = fmt.Errorf("%w: %s", err, out)
				}
				done <- err
			}()
			packets := uint64(0)
			var legs []*Leg
			for range calls {
				legs = append(legs, b.Leg(b.expect(Arrived).Leg))
				c.does(legs[len(legs)-1])
			}
			for _, l := range legs {
				if e := b.expect(Ended, l.ID); e.Cause.Why != c.want {
					t.Errorf("ended with %+v", e.Cause)
				}
				packets += l.Stats().PacketsIn
			}
			if err := <-done; err != nil {
				t.Error(err)
			}
			if scenario == "caller.xml" && packets < calls*10 {
				t.Errorf("%d packets were heard", packets)
			}
			if scenario == "hold.xml" {
				for range calls {
					b.expect(Held)
					b.expect(Resumed)
				}
			}
		})
	}
}

func TestSIPpTelephone(t *testing.T) {
	port := freePort(t)
	cmd := sipp(t, "phone.xml", "-aa", "-p", strconv.Itoa(port))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // it would wait for more calls; how these went, our side says
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	b := start(t, trunks(Trunk{Name: "city", Address: net.JoinHostPort("127.0.0.1", strconv.Itoa(port))}))
	for range 5 {
		l := b.calls(Order{From: "12345"})
		b.expect(Answered, l.ID)
		tick := time.NewTicker(5 * time.Millisecond)
		for l.Member().Level() < 0.1 {
			select {
			case <-tick.C:
			case <-l.life.Done():
				t.Fatal("it hung up")
			}
		}
		tick.Stop()
		l.Hangup()
		b.expect(Ended, l.ID)
	}
}
