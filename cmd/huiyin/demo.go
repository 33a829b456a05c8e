package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"huiyin/demo"
	"huiyin/httpapi"
)

// demoCity runs the whole service with an invented city, in a fresh folder unless one is named.
func demoCity(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		return usage{"huiyin demo takes flags only."}
	}
	e.demo = true
	if e.flags.data == "" {
		dir, err := os.MkdirTemp("", "huiyin-demo-")
		if err != nil {
			return fmt.Errorf("no folder for the demo city: %w", err)
		}
		defer os.RemoveAll(dir)
		e.flags.data = dir
	}
	h, err := e.build(ctx)
	if err != nil {
		return err
	}
	operators, callers := e.flags.crowd()
	town, err := demo.New(demo.Rooms{Directory: h.dir, Staff: h.staff, Desk: h.desk, Knowledge: h.knowledge, Vault: h.vault, Ledger: h.calls, Log: h.log},
		demo.Options{Seed: 12345, Cases: e.flags.past, Speed: e.flags.speed, Operators: operators, Callers: callers, Quiet: e.flags.quiet})
	if err != nil {
		return errors.Join(err, h.store.Close())
	}
	if err := town.Settle(ctx); err != nil {
		return errors.Join(err, h.store.Close())
	}
	h.api.Demo = accountsOf(town)
	if e.flags.sip == "off" {
		return h.run(ctx, e, h.live(e, town))
	}
	return h.callable(ctx, e, town)
}

// callable runs the house with the town's telephones. When ctx ends everybody hangs up, and then the house closes.
func (h *house) callable(ctx context.Context, e *env, town *demo.Town) (err error) {
	if e.exchange, err = town.Plug(); err != nil {
		return errors.Join(err, h.store.Close())
	}
	hours, closing := context.WithCancel(context.WithoutCancel(ctx))
	defer closing()
	telephone := func(hours context.Context) error {
		defer closing()
		hours, goHome := context.WithCancel(hours)
		defer goHome()
		stop := context.AfterFunc(ctx, goHome)
		defer stop()
		return town.Telephone(hours, demo.Centre{Switchboard: h.board, Server: h.engine.Addr()["UDP"].String()})
	}
	return errors.Join(h.run(hours, e, h.live(e, town), telephone), town.Unplug())
}

// live tells the town's past and lets it live.
func (h *house) live(e *env, town *demo.Town) func(context.Context) error {
	return func(ctx context.Context) error {
		e.invite(h)
		start := time.Now()
		if err := town.History(ctx); err != nil {
			return err
		}
		h.log.Info("the past month is told", "took", time.Since(start).Round(time.Second))
		return town.Run(ctx)
	}
}

// invite says to a person at a terminal where to look, and how to call.
func (e *env) invite(h *house) {
	fmt.Fprintf(e.out, "An invented city of Chengdu's size. Citizens: /   Staff: /console (accounts are listed there, password %s)\n", demo.Password)
	if h.engine == nil {
		return
	}
	sip := h.engine.Addr()["UDP"]
	fmt.Fprintf(e.out, "A SIP telephone on this machine calls sip:12345@%s without an account, or any other hotline of the city.\n", sip)
	fmt.Fprintf(e.out, "It is the desk phone of seat N with the account phone-N at %s, password %s; an operator's account sits down there in the console.\n", sip, demo.Password)
}

// accountsOf shows the town's accounts on the sign-in page.
func accountsOf(town *demo.Town) func(string) []httpapi.DemoAccount {
	return func(text string) []httpapi.DemoAccount {
		out := []httpapi.DemoAccount{}
		for _, a := range town.Accounts(text) {
			d := httpapi.DemoAccount{Login: a.Login, Name: a.Name, Unit: a.Unit, Group: a.Group, Password: a.Password, Roles: []string{}}
			for _, r := range a.Roles {
				d.Roles = append(d.Roles, string(r))
			}
			out = append(out, d)
		}
		return out
	}
}
