package main

import (
	"context"
	"fmt"
)

func serve(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		return usage{"huiyin serve takes flags only."}
	}
	if err := e.noTelephony(); err != nil {
		return err
	}
	h, err := e.build(ctx)
	if err != nil {
		return err
	}
	login, password, made, err := h.staff.EnsureAdministrator(ctx)
	if err != nil {
		return err
	}
	if made {
		fmt.Fprintf(e.out, "administrator=%s password=%s (printed once; sign in at /console)\n", login, password)
	}
	return h.run(ctx, e)
}

// noTelephony refuses an address for telephones rather than pretending to listen there.
func (e *env) noTelephony() error {
	if e.flags.sip != "off" {
		return usage{"This version has no telephony yet: leave --sip out, or set it to off."}
	}
	return nil
}
