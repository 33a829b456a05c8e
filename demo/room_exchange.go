package demo

import (
	"context"
	"strings"
	"time"

	"huiyin"
	"huiyin/voice/phone"
)

// Plug opens the telephone exchange of the invented city: whoever is called from the answering centre is called there,
// and answers when Telephone runs. It tells the exchange's address. From now on people call by telephone, and Run does
// not invent their calls. Unplug closes it.
func (t *Town) Plug() (address string, err error) {
	p, err := phone.New(phone.Options{User: "exchange", Incoming: t.rung})
	if err != nil {
		return "", err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.exchange = p
	return p.Addr().String(), nil
}

// Unplug closes the exchange; without one it does nothing.
func (t *Town) Unplug() error {
	t.mu.Lock()
	p := t.exchange
	t.mu.Unlock()
	if p == nil {
		return nil
	}
	return p.Close()
}

// plugged tells whether people call by telephone.
func (t *Town) plugged() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.exchange != nil
}

// rung is a call to somebody outside the answering centre.
func (t *Town) rung(c *phone.Call) {
	t.mu.Lock()
	answer := t.answer
	t.mu.Unlock()
	if answer == nil {
		c.Refuse(480)
		return
	}
	answer(c)
}

// outside says who answers calls to people outside; nil: nobody.
func (t *Town) outside(answer func(*phone.Call)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.answer = answer
}

// theirs tells whether a number is one of the invented inhabitants'.
func theirs(number string) bool { return strings.HasPrefix(number, "1990000") && len(number) == 11 }

// away answers for whom was called: an inhabitant tells their matter again, an office says that it is there. There are
// no other telephones.
func (f *folk) away(ctx context.Context, c *phone.Call) {
	number := huiyin.Phone(c.To)
	office := len(number) <= 8
	if !office && !theirs(c.To) || c.To == cityNumber {
		c.Refuse(404)
		return
	}
	d := f.dice("rung")
	m := f.matters.of(number)
	if m != nil && !f.matters.lift(m) {
		c.Busy()
		return
	}
	if m != nil {
		defer f.matters.hangUp(m)
	}
	c.Ring()
	if !office && d.IntN(6) == 0 { // nobody is at home
		wait(ctx, c.Ended(), never)
		return
	}
	if !pass(ctx, c, time.Duration(1000+d.IntN(3000))*time.Millisecond) {
		return
	}
	c.Answer()
	if !wait(ctx, c.Ended(), c.Answered()) {
		return
	}
	if m != nil {
		f.tell(ctx, c, m)
		return
	}
	f.listenOnly(ctx, c)
}

var never = make(chan struct{})

// listenOnly is somebody who answers and lets the other speak, for two minutes at most.
func (f *folk) listenOnly(ctx context.Context, c *phone.Call) {
	defer c.Hangup()
	e := listen(c)
	if !said(ctx, c, f.line("zh", "greeting")) {
		return
	}
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); {
		e.again()
		if !until(ctx, c, time.Until(end), func() bool { spoken, quiet := e.heard(); return spoken && quiet > 1500*time.Millisecond }) {
			return
		}
		if !said(ctx, c, f.line("zh", "listening")) {
			return
		}
	}
}
