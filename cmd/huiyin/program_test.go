package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/voice/phone"
)

// programVar makes this test the program itself, as a process of its own that can be killed.
const programVar = "HUIYIN_TEST_PROGRAM"

func TestMain(m *testing.M) {
	switch disk := os.Getenv(diskVar); {
	case disk != "":
		os.Exit(playOnDisk(disk))
	case os.Getenv(programVar) != "":
		main()
	}
	os.Exit(m.Run())
}

// patient is how long tests wait for what must come.
const patient = 30 * time.Second

// program is a running huiyin serve.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	told  map[string]string // http, sip, sips: where it is
	ended chan error
	wrote chan struct{}

	mu  sync.Mutex
	log bytes.Buffer
}

// Write keeps what the program logs.
func (p *program) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case p.wrote <- struct{}{}:
	default:
	}
	return p.log.Write(b)
}

// logs waits until the program logs something.
func (p *program) logs(text string) {
	p.t.Helper()
	for limit := time.After(patient); !strings.Contains(p.logged(), text); {
		select {
		case <-p.wrote:
		case <-limit:
			p.t.Fatalf("the log does not say %q: %s", text, p.logged())
		}
	}
}

func (p *program) logged() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// begin starts the program and waits until it takes calls; prepare changes how it is started.
func begin(t *testing.T, prepare func(*exec.Cmd), args ...string) *program {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	p := &program{t: t, cmd: exec.Command(self, append([]string{"serve", "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"}, args...)...), told: map[string]string{}, ended: make(chan error, 1), wrote: make(chan struct{}, 1)}
	p.cmd.Env, p.cmd.Stderr = append(os.Environ(), programVar+"=1"), p
	if prepare != nil {
		prepare(p.cmd)
	}
	out, err := p.cmd.StdoutPipe()
	must(t, err)
	must(t, p.cmd.Start())
	t.Cleanup(p.kill)
	lines := bufio.NewScanner(out)
	for p.told["sip"] == "" && lines.Scan() {
		for word := range strings.FieldsSeq(lines.Text()) {
			if name, value, ok := strings.Cut(word, "="); ok {
				p.told[name] = value
			}
		}
		if p.told["sip"] != "" && p.told["http"] != "" {
			break
		}
	}
	go func() {
		_, _ = io.Copy(io.Discard, out) // nothing more is read
		p.ended <- p.cmd.Wait()
	}()
	if p.told["sip"] == "" {
		p.kill()
		t.Fatalf("the program ended before it took calls: %s", p.logged())
	}
	return p
}

// kill ends the program as a power cut does, and waits until it is gone.
func (p *program) kill() {
	_ = p.cmd.Process.Kill() // it may have ended before
	p.ended <- <-p.ended
}

// stop asks the program to end, and wants it to do so well.
func (p *program) stop() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(syscall.SIGTERM))
	err := <-p.ended
	p.ended <- err
	if err != nil {
		p.t.Errorf("the program ended with %v: %s", err, p.logged())
	}
}

// founded is a folder with a centre: a hotline that is always open, seats with desk phones, and the keys of who sits there.
type founded struct {
	data, lines string
	keys        []string
}

func found(t *testing.T, seats int) founded {
	t.Helper()
	f := founded{data: t.TempDir(), lines: filepath.Join(t.TempDir(), "telephony.json")}
	e := &env{out: io.Discard, err: io.Discard, now: time.Now}
	e.flags.data, e.flags.database = f.data, "sqlite"
	h, err := e.build(t.Context())
	must(t, err)
	must(t, h.dir.SaveHotline(t.Context(), store.Hotline{Number: "12345", Name: "12345", Mode: "merged", Hours: "24h"}, huiyin.TheSystem, time.Now()))
	must(t, h.store.Write(t.Context(), seatTheCentre))
	for n := 1; n <= seats; n++ {
		form := staff.Form{Login: fmt.Sprintf("op%d", n), Roles: []huiyin.Role{huiyin.Operator, huiyin.ShiftLeader}}
		a, _, err := h.staff.Add(t.Context(), form, huiyin.TheSystem)
		must(t, err)
		key, _, err := h.staff.MakeKey(t.Context(), staff.KeyOrder{For: a.ID, Name: "seat"}, huiyin.TheSystem)
		must(t, err)
		f.keys = append(f.keys, key)
	}
	must(t, h.store.Close())
	f.reached(t, func(*lines) {})
	return f
}

// reached writes the file of trunks and desk phones: a trunk that lets this machine in, and a desk phone for each seat.
func (f founded) reached(t *testing.T, change func(*lines)) {
	t.Helper()
	var l lines
	must(t, json.Unmarshal([]byte(`{"trunks": [{"name": "city", "allow": ["127.0.0.0/8"]}]}`), &l))
	for n := range f.keys {
		l.Phones = append(l.Phones, deskPhone{User: fmt.Sprintf("phone-%d", n+1), Password: "demo"})
	}
	change(&l)
	text, err := json.Marshal(l)
	must(t, errors.Join(err, os.WriteFile(f.lines, text, 0o600)))
}

// serve runs the program on the folder.
func (f founded) serve(t *testing.T, more ...string) *program {
	t.Helper()
	return begin(t, nil, append([]string{"--data", f.data, "--telephony", f.lines}, more...)...)
}

// window is somebody before the console: at a seat with a desk phone, or watching.
type window struct {
	t      *testing.T
	socket *websocket.Conn
	told   chan news
	phone  *phone.Phone
	rung   chan *phone.Call
}

// news is what a window is told, the fields of all messages together.
type news struct {
	Type, State string
	Callbacks   int
	Waiting     int
	Unrecorded  int
	Of          string
	Problem     struct{ Detail string }
}

// window opens a window, which reads all it is told.
func (p *program) window(t *testing.T, key string) *window {
	t.Helper()
	c, _, err := websocket.Dial(t.Context(), "ws://"+p.told["http"]+"/api/v1/seat", &websocket.DialOptions{HTTPHeader: http.Header{"Authorization": {"Bearer " + key}}})
	must(t, err)
	c.SetReadLimit(1 << 20)
	w := &window{t: t, socket: c, told: make(chan news, 4096)}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		defer close(w.told)
		for {
			_, text, err := c.Read(context.Background())
			var n news
			if err != nil || json.Unmarshal(text, &n) != nil {
				return
			}
			w.told <- n
		}
	}()
	t.Cleanup(func() {
		_ = c.CloseNow()
		<-closed
	})
	return w
}

func (w *window) say(order string) {
	w.t.Helper()
	must(w.t, w.socket.Write(w.t.Context(), websocket.MessageText, []byte(order)))
}

// until reads the window until it says what it should.
func (w *window) until(what string, is func(news) bool) {
	w.t.Helper()
	for limit := time.After(patient); ; {
		select {
		case n, open := <-w.told:
			if !open || n.Type == "problem" {
				w.t.Fatalf("the window does not say: %s; it says %+v", what, n)
			}
			if is(n) {
				return
			}
		case <-limit:
			w.t.Fatalf("the window does not say: %s", what)
		}
	}
}

// sits brings somebody to a seat with a registered desk phone, ready for calls.
func (p *program) sits(t *testing.T, f founded, seat int, opt phone.Options) *window {
	t.Helper()
	rung := make(chan *phone.Call, 8)
	opt.User, opt.Password = fmt.Sprintf("phone-%d", seat), "demo"
	if opt.Server == "" {
		opt.Server = p.told["sip"]
	}
	opt.Incoming = func(c *phone.Call) {
		c.Ring()
		rung <- c
	}
	desk, err := phone.New(opt)
	must(t, err)
	t.Cleanup(func() { must(t, desk.Close()) })
	must(t, desk.Register(t.Context(), 600))
	w := p.window(t, f.keys[seat-1])
	w.phone, w.rung = desk, rung
	w.until("hello", func(n news) bool { return n.Type == "room" })
	w.say(fmt.Sprintf(`{"type": "sit", "seat": %d, "device": "desk_phone"}`, seat))
	w.ready()
	return w
}

func (w *window) ready() {
	w.t.Helper()
	w.say(`{"type": "ready"}`)
	w.until("ready", func(n news) bool { return n.Type == "seat" && n.State != "" && n.State != "offline" })
}

// calls lets a citizen call the city.
func (p *program) calls(t *testing.T, number string) *phone.Call {
	t.Helper()
	citizen, err := phone.New(phone.Options{Server: p.told["sip"], User: number})
	must(t, err)
	t.Cleanup(func() { must(t, citizen.Close()) })
	c, err := citizen.Call("12345")
	must(t, err)
	return c
}

func wait[T any](t *testing.T, what string, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patient):
		t.Fatalf("it did not happen: %s", what)
	}
	panic("unreachable")
}

const (
	citizenTone  = 440
	operatorTone = 880
)

// talks connects the citizen with the next seat that is rung, and wants both to hear each other.
func (w *window) talks(c *phone.Call) *phone.Call {
	w.t.Helper()
	desk := wait(w.t, "the desk phone rings", w.rung)
	desk.Answer()
	wait(w.t, "the seat is connected", desk.Answered())
	c.Say(phone.Sine(citizenTone), true)
	desk.Say(phone.Sine(operatorTone), true)
	hear(w.t, c, desk)
	return desk
}

// hear wants a citizen and a seat to hear each other.
func hear(t *testing.T, c, desk *phone.Call) {
	t.Helper()
	wait(t, "the seat hears the citizen", desk.Ear.Hears(citizenTone, true))
	wait(t, "the citizen hears the seat", c.Ear.Hears(operatorTone, true))
}

// ask fetches a page of the program.
func (p *program) ask(t *testing.T, path string) string {
	t.Helper()
	res, err := http.Get("http://" + p.told["http"] + path)
	must(t, err)
	body, err := io.ReadAll(res.Body)
	must(t, errors.Join(err, res.Body.Close()))
	return string(body)
}

// recorded waits until the record, to which another process writes, says something.
func recorded(t *testing.T, data, what string, says func(*store.Tx) (bool, error)) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: data})
	must(t, err)
	defer s.Close()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for limit := time.After(patient); ; {
		said := false
		must(t, s.Read(t.Context(), func(tx *store.Tx) (err error) { said, err = says(tx); return err }))
		if said {
			return
		}
		select {
		case <-again.C:
		case <-limit:
			t.Fatalf("the record does not say: %s", what)
		}
	}
}

// record reads what is kept in a folder.
func record(t *testing.T, data string, read func(*store.Tx) error) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: data})
	must(t, err)
	must(t, errors.Join(s.Read(t.Context(), read), s.Close()))
}
