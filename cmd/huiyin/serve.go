package main

import (
	"context"
	"fmt"
)

func serve(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		return usage{"huiyin serve takes flags only."}
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
