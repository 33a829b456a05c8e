package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// benchStart runs this very program on an empty folder.
func benchStart(ctx context.Context, _ *env) ([]figure, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	st, err := os.Stat(self)
	if err != nil {
		return nil, err
	}
	p, err := startServe(ctx)
	if err != nil {
		return nil, err
	}
	ready := time.Since(p.began)
	time.Sleep(3 * time.Second) // idle, as it will be at night
	rss, err := residentMB(p.cmd.Process.Pid)
	if err = errors.Join(err, p.stop()); err != nil {
		return nil, err
	}
	return []figure{
		most("empty folder to ready", ready.Seconds(), 1, "s"),
		most("the program", float64(st.Size())/1e6, 60, "MB"),
		most("memory when idle (resident)", rss, 120, "MB"),
	}, nil
}

// served is a running huiyin serve.
type served struct {
	cmd    *exec.Cmd
	url    string
	dir    string
	began  time.Time
	remove func()
}

func startServe(ctx context.Context) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, remove, err := scratch()
	if err != nil {
		return nil, err
	}
	p := &served{cmd: exec.CommandContext(ctx, self, "serve", "--data", dir, "--http", "127.0.0.1:0"), dir: dir, remove: remove}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.began = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "http="); ok {
			p.url = "http://" + address
			break
		}
	}
	if p.url == "" {
		return nil, errors.Join(errors.New("the service did not start"), p.stop())
	}
	res, err := http.Get(p.url + "/readyz")
	if err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, res.Body.Close()
}

func (p *served) stop() error {
	defer p.remove()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// withServer runs the whole program as a process of its own, so that client and service do not share a heap.
func withServer(ctx context.Context, e *env, do func(url, key string) error) error {
	p, err := startServe(ctx)
	if err != nil {
		return err
	}
	inner := &env{out: e.out, err: e.err, flags: e.flags, now: time.Now}
	inner.flags.data, inner.flags.database = p.dir, "sqlite"
	h, err := inner.build(ctx)
	if err != nil {
		return errors.Join(err, p.stop())
	}
	key, err := benchKey(ctx, h.staff)
	if err = errors.Join(err, h.store.Close()); err != nil {
		return errors.Join(err, p.stop())
	}
	return errors.Join(do(p.url, key), p.stop())
}

func residentMB(pid int) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "VmRSS:" {
			kb, err := strconv.ParseFloat(f[1], 64)
			return kb / 1000, err
		}
	}
	return 0, errors.New("the kernel does not tell the process's memory")
}
