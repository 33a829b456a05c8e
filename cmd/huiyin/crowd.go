package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/voice/browser"
	"huiyin/voice/phone"
)

// A crowd is this program once more, as many telephones: what they cost must not count for the house.
const crowdVar = "HUIYIN_CROWD"

// crowdOrder says what the crowd is to do.
type crowdOrder struct {
	Do      string   `json:"do"` // talk, set_up, browsers, ring or day
	Server  string   `json:"server"`
	N       int      `json:"n"`       // calls at the same time, a second, or together
	Seconds int      `json:"seconds"` // of what is measured
	Web     string   `json:"web"`     // host:port of the console's counter, for ring
	Key     string   `json:"key"`     // of an operator there
	Callers []caller `json:"callers"` // who rings
}

// crowdReport is what came of it.
type crowdReport struct {
	Failed int     `json:"failed"`
	Heard  int     `json:"heard"`
	Lost   int     `json:"lost"`
	P50    float64 `json:"p50_ms"`
	P99    float64 `json:"p99_ms"`

	Waits  latencies `json:"waits,omitempty"`
	GaveUp int       `json:"gave_up,omitempty"`
}

// A crowd and its house speak in lines: "at" says that a moment has come, "offer" and "answer" carry the telephones of
// browsers, "report" ends it.
type crowdLine struct {
	At     string       `json:"at,omitempty"`
	Seat   int          `json:"seat,omitempty"`
	Offer  string       `json:"offer,omitempty"`
	Answer string       `json:"answer,omitempty"`
	Report *crowdReport `json:"report,omitempty"`
	Failed string       `json:"failed,omitempty"`
}

// playCrowd is the main function of a crowd; it gives the exit status.
func playCrowd(order string) int {
	var o crowdOrder
	if err := json.Unmarshal([]byte(order), &o); err != nil {
		return 2
	}
	c := &crowd{order: o, out: json.NewEncoder(os.Stdout), in: bufio.NewScanner(os.Stdin)}
	c.in.Buffer(nil, 1<<20)
	do := map[string]func(context.Context) (*crowdReport, error){"talk": c.talk, "set_up": c.setUp, "browsers": c.browsers, "ring": c.ring, "day": c.day}[o.Do]
	r, err := do(context.Background())
	if err != nil {
		_ = c.say(crowdLine{Failed: err.Error()})
		return 1
	}
	_ = c.say(crowdLine{Report: r})
	return 0
}

type crowd struct {
	order crowdOrder
	in    *bufio.Scanner
	mu    sync.Mutex
	out   *json.Encoder
}

func (c *crowd) say(l crowdLine) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.Encode(l)
}

// tell says that a moment has come and waits until the house has taken note.
func (c *crowd) tell(moment string) error {
	if err := c.say(crowdLine{At: moment}); err != nil {
		return err
	}
	if !c.in.Scan() {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// patience is how long one telephone waits for another.
const patience = 20 * time.Second

func soon(what <-chan struct{}) bool {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-what:
		return true
	case <-timer.C:
		return false
	}
}

// talk lets n desk phones register and answer, n callers call them, and everybody talk.
func (c *crowd) talk(ctx context.Context) (*crowdReport, error) {
	picked := make(chan *phone.Call, c.order.N)
	for i := range c.order.N {
		p, err := phone.New(phone.Options{Server: c.order.Server, User: fmt.Sprintf("phone-%d", i+1), Password: "demo", Incoming: func(call *phone.Call) {
			call.Answer()
			picked <- call
		}})
		if err != nil {
			return nil, err
		}
		defer p.Close()
		if err := p.Stay(ctx); err != nil {
			return nil, err
		}
	}
	if err := c.tell("seated"); err != nil {
		return nil, err
	}
	r := &crowdReport{}
	var probes []*phone.Probe
	var calls []*phone.Call
	pace := time.NewTicker(time.Second / 40)
	defer pace.Stop()
	for i := range c.order.N {
		<-pace.C
		p, err := phone.New(phone.Options{Server: c.order.Server, User: fmt.Sprintf("1990%07d", i)})
		if err != nil {
			return nil, err
		}
		defer p.Close()
		call, err := p.Call("12345")
		if err != nil {
			return nil, err
		}
		calls = append(calls, call)
	}
	for _, call := range calls {
		if !soon(call.Answered()) {
			r.Failed++
		}
		probes = append(probes, call.Probe())
	}
	for range calls {
		select {
		case call := <-picked:
			probes = append(probes, call.Probe())
			calls = append(calls, call)
		case <-time.After(patience):
			r.Failed++
		}
	}
	pause(2 * time.Second) // the music ends, and everybody is connected
	for _, p := range probes {
		p.Reset()
	}
	if err := c.tell("talking"); err != nil {
		return nil, err
	}
	pause(time.Duration(c.order.Seconds) * time.Second)
	sum := phone.Reported(probes)
	if err := c.tell("said"); err != nil {
		return nil, err
	}
	for _, call := range calls[:c.order.N] {
		call.Hangup()
	}
	r.Heard, r.Lost, r.P50, r.P99 = sum.Heard, sum.Lost, sum.P50.Seconds()*1000, sum.P99.Seconds()*1000
	return r, nil
}

func pause(d time.Duration) {
	timer := time.NewTimer(d)
	<-timer.C
}

// setUp begins n calls a second; each is answered by the house, heard, and hung up.
func (c *crowd) setUp(context.Context) (*crowdReport, error) {
	const handsets = 50
	var phones []*phone.Phone
	for i := range handsets {
		p, err := phone.New(phone.Options{Server: c.order.Server, User: fmt.Sprintf("1991%07d", i)})
		if err != nil {
			return nil, err
		}
		defer p.Close()
		phones = append(phones, p)
	}
	if err := c.tell("talking"); err != nil {
		return nil, err
	}
	var failed, done atomic.Int64
	var all sync.WaitGroup
	pace := time.NewTicker(10 * time.Millisecond)
	defer pace.Stop()
	total := c.order.N * c.order.Seconds
	for begun, sent := time.Now(), 0; sent < total; {
		<-pace.C
		for due := min(total, int(time.Since(begun).Seconds()*float64(c.order.N))); sent < due; sent++ {
			p := phones[sent%handsets]
			all.Go(func() {
				call, err := p.Call("12345")
				if err != nil || !soon(call.Answered()) {
					failed.Add(1)
				} else {
					done.Add(1)
				}
				if call != nil {
					call.Hangup()
				}
			})
		}
	}
	all.Wait()
	if err := c.tell("said"); err != nil {
		return nil, err
	}
	return &crowdReport{Failed: int(failed.Load()), Heard: int(done.Load())}, nil
}

// browsers connects n browsers and lets them talk.
func (c *crowd) browsers(ctx context.Context) (*crowdReport, error) {
	var turn sync.Mutex
	crowd, err := browser.Gather(ctx, c.order.N, func(_ context.Context, seat int, offer string) (string, error) {
		turn.Lock() // one question at a time
		defer turn.Unlock()
		if err := c.say(crowdLine{Seat: seat, Offer: offer}); err != nil {
			return "", err
		}
		var l crowdLine
		if !c.in.Scan() {
			return "", io.ErrUnexpectedEOF
		}
		return l.Answer, json.Unmarshal(c.in.Bytes(), &l)
	})
	if err != nil {
		return nil, err
	}
	defer crowd.Close()
	if err := c.tell("connected"); err != nil {
		return nil, err
	}
	crowd.Talk(ctx, time.Second) // the first packets find their way
	if err := c.tell("talking"); err != nil {
		return nil, err
	}
	f := crowd.Talk(ctx, time.Duration(c.order.Seconds)*time.Second)
	if err := c.tell("said"); err != nil {
		return nil, err
	}
	return &crowdReport{Heard: int(f.Heard), Lost: int(f.Sent - f.Heard), P50: f.Middle.Seconds() * 500, P99: f.Worst.Seconds() * 500}, nil
}

// gather starts a crowd. at is called at each moment that it tells of, answer for each offer of a browser.
func gather(ctx context.Context, o crowdOrder, at func(moment string) error, answer func(seat int, offer string) (string, error)) (*crowdReport, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	order, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Env, cmd.Stderr = append(os.Environ(), crowdVar+"="+string(order)), os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	report, err := converse(json.NewDecoder(out), json.NewEncoder(in), at, answer)
	in.Close()
	if ended := cmd.Wait(); err == nil && report == nil {
		err = fmt.Errorf("the crowd left without a report: %w", ended)
	}
	return report, err
}

func converse(from *json.Decoder, to *json.Encoder, at func(string) error, answer func(int, string) (string, error)) (*crowdReport, error) {
	for {
		var l crowdLine
		if err := from.Decode(&l); err != nil {
			return nil, fmt.Errorf("the crowd says nothing more: %w", err)
		}
		reply := crowdLine{At: l.At}
		var err error
		switch {
		case l.Report != nil:
			return l.Report, nil
		case l.Failed != "":
			return nil, fmt.Errorf("the crowd failed: %s", l.Failed)
		case l.Offer != "":
			reply.Answer, err = answer(l.Seat, l.Offer)
		default:
			err = at(l.At)
		}
		if err != nil {
			return nil, err
		}
		if err := to.Encode(reply); err != nil {
			return nil, err
		}
	}
}
