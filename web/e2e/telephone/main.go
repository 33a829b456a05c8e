// Command telephone is what the console's tests and measurements call with: a line in is what somebody does, a line out is what happens.
//
//	call 13900000001 12345     somebody takes the telephone up and dials
//	press 13900000001 5        presses a key
//	listen 13900000001         waits to be spoken to from now on
//	hang 13900000001           hangs up
//
//	13900000001 rings          and then talks, and ended with why it did not come about, or 0
//	13900000001 hears 17…      the first that is neither music nor silence, in milliseconds since 1970
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"huiyin/voice/phone"
)

func main() {
	server := flag.String("server", "", "host:port of the answering centre")
	flag.Parse()
	people := people{server: *server, phones: map[string]*phone.Phone{}, calls: map[string]*phone.Call{}, ears: map[string]*attentive{}}
	err := people.live(bufio.NewScanner(os.Stdin))
	if err := errors.Join(err, people.leave()); err != nil {
		fmt.Fprintln(os.Stderr, "telephone:", err)
		os.Exit(1)
	}
}

// people have a telephone each, by number.
type people struct {
	server string
	phones map[string]*phone.Phone
	calls  map[string]*phone.Call
	ears   map[string]*attentive
}

func (p *people) live(lines *bufio.Scanner) error {
	for lines.Scan() {
		if err := p.do(strings.Fields(lines.Text())); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (p *people) do(words []string) error {
	switch {
	case len(words) == 3 && words[0] == "call":
		return p.call(words[1], words[2])
	case len(words) == 2 && words[0] == "hang" && p.calls[words[1]] != nil:
		p.calls[words[1]].Hangup()
		return nil
	case len(words) == 2 && words[0] == "listen" && p.ears[words[1]] != nil:
		p.ears[words[1]].listen()
		return nil
	case len(words) == 3 && words[0] == "press" && p.calls[words[1]] != nil:
		return p.calls[words[1]].Digits(words[2])
	}
	return fmt.Errorf("nobody can %q", words)
}

func (p *people) call(from, to string) error {
	if p.phones[from] == nil {
		telephone, err := phone.New(phone.Options{Server: p.server, User: from})
		if err != nil {
			return err
		}
		p.phones[from] = telephone
	}
	c, err := p.phones[from].Call(to)
	if err != nil {
		return err
	}
	p.calls[from] = c
	p.ears[from] = &attentive{spoken: func(at time.Time) { fmt.Printf("%s hears %.3f\n", from, float64(at.UnixMicro())/1000) }}
	c.Ear.Tape(p.ears[from])
	c.Say(phone.Sine(440), true)
	go follow(from, c)
	return nil
}

// follow tells what happens to a call.
func follow(from string, c *phone.Call) {
	ringing, answered := c.Ringing(), c.Answered()
	for {
		select {
		case <-ringing:
			fmt.Println(from, "rings")
			ringing = nil
		case <-answered:
			fmt.Println(from, "talks")
			answered = nil
		case <-c.Ended():
			fmt.Println(from, "ended", c.Status())
			return
		}
	}
}

func (p *people) leave() error {
	var err error
	for _, telephone := range p.phones {
		err = errors.Join(err, telephone.Close())
	}
	return err
}
