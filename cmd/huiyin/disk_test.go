package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"huiyin"
	"huiyin/store"
	"huiyin/voice/phone"
)

// diskVar names a folder that becomes a small disk of the program's own. What is on it is copied to a folder beside it in
// the end. With limitVar there is no such disk, and a limit for files stands for it.
const (
	diskVar  = "HUIYIN_TEST_DISK"
	limitVar = "HUIYIN_TEST_LIMIT"
)

const (
	diskAfter = "-after"
	diskFull  = "the disk is full now"
	diskRoom  = "there is room on the disk again"
)

// playOnDisk is the program on such a disk. A signal fills it, another makes room.
func playOnDisk(dir string) int {
	narrow, widen := fileLimit()
	if os.Getenv(limitVar) == "" && errors.Join(syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""), syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=24m")) == nil {
		narrow, widen = filler(filepath.Join(dir, "filler"))
	}
	if err := os.CopyFS(dir, os.DirFS(os.Getenv(programVar))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGUSR2)
	go func() { // as long as the process
		for s := range signals {
			do, say := narrow, diskFull
			if s == syscall.SIGUSR2 {
				do, say = widen, diskRoom
			}
			if err := do(); err != nil {
				say = err.Error()
			}
			fmt.Fprintln(os.Stderr, say)
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err := os.CopyFS(dir+diskAfter, os.DirFS(dir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

// filler fills a disk to the last byte with a file.
func filler(name string) (narrow, widen func() error) {
	return func() error {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		for size := 1 << 20; size > 0; {
			if _, err := f.Write(make([]byte, size)); err != nil {
				size /= 2
			}
		}
		return f.Close()
	}, func() error { return os.Remove(name) }
}

// fileLimit makes files fail that grow, as a disk does that has no room: for where there cannot be one of our own.
func fileLimit() (narrow, widen func() error) {
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old)
	return func() error {
			return errors.Join(err, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 64 << 10, Max: old.Max}))
		}, func() error {
			return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old)
		}
}

// onDisk starts the program on a disk of its own.
func (f founded) onDisk(t *testing.T) *program {
	t.Helper()
	disk := filepath.Join(t.TempDir(), "disk")
	must(t, os.Mkdir(disk, 0o700))
	own := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		own.Cloneflags |= syscall.CLONE_NEWUSER
		own.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		own.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	limit := ""
	try := exec.Command("true")
	if try.SysProcAttr = own; os.Getenv(limitVar) != "" || try.Run() != nil {
		own, limit = nil, "yes" // not here
	}
	p := begin(t, func(c *exec.Cmd) {
		c.Env = append(os.Environ(), programVar+"="+f.data, diskVar+"="+disk, limitVar+"="+limit)
		c.SysProcAttr = own
	}, "--data", disk, "--telephony", f.lines)
	p.told["after"] = disk + diskAfter
	return p
}

func (p *program) fillDisk() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(syscall.SIGUSR1))
	p.logs(diskFull)
}

func (p *program) clearDisk() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(syscall.SIGUSR2))
	p.logs(diskRoom)
}

// The disk fills while calls are recorded: they go on, both ways, and so does a call that begins then. An alarm is on the
// board, among the metrics and in the log, and what there is of the recordings says that it ends early. When there is room
// again calls are recorded as before, the alarm ends, and the record has everything.
func TestTheDiskFillsUpDuringCalls(t *testing.T) {
	f := found(t, 3)
	p := f.onDisk(t)
	seats := []*window{p.sits(t, f, 1, phone.Options{}), p.sits(t, f, 2, phone.Options{}), p.sits(t, f, 3, phone.Options{})}
	first := p.calls(t, "19900000001")
	one := seats[0].talks(first)
	wait(t, "so much is said that some is on the disk", first.Say(tone(7), false))
	p.fillDisk()
	second := p.calls(t, "19900000002")
	two := seats[1].talks(second)
	first.Say(tone(1), true)
	for i, seat := range seats[:2] {
		seat.until(fmt.Sprintf("the alarm at seat %d", i+1), func(n news) bool { return n.Type == "room" && n.Unrecorded == 2 })
	}
	hear(t, first, one)
	hear(t, second, two)
	metrics := p.ask(t, "/metrics")
	for _, want := range []string{"huiyin_recordings_failed_total 2", "huiyin_calls_unrecorded 2"} {
		if !strings.Contains(metrics, want+"\n") {
			t.Errorf("the metrics do not say %s", want)
		}
	}
	p.logs("a recording failed; the call goes on")
	first.Hangup()
	second.Hangup()
	wait(t, "the seat is hung up", one.Ended())
	wait(t, "the seat is hung up", two.Ended())
	p.clearDisk()
	third := p.calls(t, "19900000003")
	three := seats[2].talks(third)
	wait(t, "enough is said", third.Say(tone(4), false))
	third.Hangup()
	wait(t, "the seat is hung up", three.Ended())
	seats[2].until("the end of the alarm", func(n news) bool { return n.Type == "room" && n.Unrecorded == 0 })
	p.stop()
	f.data = p.told["after"]

	record(t, f.data, func(tx *store.Tx) error {
		calls, _, err := tx.Calls(store.CallFilter{}, huiyin.Page{})
		if len(calls) != 3 {
			t.Fatalf("the record has %d calls", len(calls))
		}
		for i, want := range []string{"", "disk", "disk"} { // the latest first
			r, err := tx.Recording(calls[i].ID)
			must(t, err)
			if r.Trouble != want || calls[i].EndedAt.IsZero() {
				t.Errorf("call %d has the recording %+v", i, r)
			}
			if i != 1 { // nothing of the second could be kept
				playable(t, f.data, r)
			}
		}
		return err
	})
	if status, out, errs := invoke(t, f.data, "verify"); status != 0 {
		t.Errorf("verify: %d %s %s", status, out, errs)
	}
}
