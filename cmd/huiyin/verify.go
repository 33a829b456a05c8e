package main

import (
	"context"
	"encoding/json"
	"fmt"

	"huiyin/store"
)

// open opens the record the flags name.
func (e *env) open(ctx context.Context) (*store.Store, error) {
	return store.Open(ctx, store.Options{Dir: e.flags.data, Database: e.flags.database, Log: e.log()})
}

func migrate(ctx context.Context, e *env, _ []string) error {
	s, err := e.open(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "The schema is at version %d.\n", store.SchemaVersion())
	return s.Close()
}

func verify(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		return usage{"huiyin verify takes no argument."}
	}
	s, err := e.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	p := e.progress("verifying")
	problems, err := s.Verify(ctx, p.step)
	p.end()
	if err != nil {
		return err
	}
	if e.flags.json {
		said := []string{}
		for _, q := range problems {
			said = append(said, q.String())
		}
		if err := json.NewEncoder(e.out).Encode(map[string]any{"ok": len(problems) == 0, "problems": said}); err != nil {
			return err
		}
	} else {
		for _, q := range problems {
			fmt.Fprintln(e.out, q)
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("the journal does not verify: %d problems", len(problems))
	}
	if !e.flags.json {
		fmt.Fprintln(e.out, "Every sequence is without a gap, every chain is whole, every case is as the journal tells.")
	}
	return nil
}
