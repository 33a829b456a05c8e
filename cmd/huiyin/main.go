// Command huiyin is the whole city service in one program: it reads the configuration, wires the rooms together and
// runs them. It has no rule of its own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"huiyin"
	"huiyin/switchboard/room"
)

// version is set when the program is built.
var version = "dev"

// command is one word after huiyin.
type command struct {
	name, args, about string
	run               func(ctx context.Context, e *env, args []string) error
}

// commands lists them in the order of help.
func commands() []command {
	return []command{
		{"serve", "", "run the whole city service", serve},
		{"demo", "", "the same with an invented city that lives by itself", demoCity},
		{"import", "KIND FILE", "bring in units, mailboxes, hotlines, categories, catalogue, holidays, articles, letters, staff, areas or limits from CSV, JSONL or XLSX", importKind},
		{"export", "KIND", "write the same kinds, cases or journal to standard output", exportKind},
		{"staff", "add|list|reset|key …", "accounts, passwords and API keys", staffCommand},
		{"check", "", "configuration, database, ports, clock and disk: what would stop opening hours", checkHouse},
		{"migrate", "", "bring the schema up to date", migrate},
		{"verify", "", "every sequence, chain and digest of the journal", verify},
		{"bench", "[NAME …]", "measure what the README claims", benchAll},
		{"version", "", "print the version", func(_ context.Context, e *env, _ []string) error { fmt.Fprintln(e.out, version); return nil }},
	}
}

// env is what a command works with; a test gives its own.
type env struct {
	out, err io.Writer
	flags    flags
	demo     bool               // an invented city
	exchange string             // where its townsfolk's telephones are
	room     func(*room.Policy) // changes how the live room is run; nil: as it is
	now      func() time.Time   // the clock
}

// usage is an error of wrong use: exit status 2.
type usage struct{ say string }

func (u usage) Error() string { return u.say }

func main() {
	if order := os.Getenv(crowdVar); order != "" {
		os.Exit(playCrowd(order))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run carries one command out and gives its exit status: 0 done, 1 failed, 2 wrong usage.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	e := &env{out: out, err: errs, now: time.Now}
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		help(out)
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		rest, err := e.parse(c, args[1:])
		if err == nil {
			err = c.run(ctx, e, rest)
		}
		return status(err, errs)
	}
	fmt.Fprintf(errs, "There is no command %q; huiyin help lists them.\n", args[0])
	return 2
}

func status(err error, errs io.Writer) int {
	var u usage
	var h *huiyin.Error
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &u):
		fmt.Fprintln(errs, u.say)
		return 2
	case errors.As(err, &h):
		fmt.Fprintln(errs, h.Say)
		if h.Err != nil {
			fmt.Fprintln(errs, "Cause:", h.Err)
		}
		return 1
	}
	fmt.Fprintln(errs, err)
	return 1
}

func help(w io.Writer) {
	fmt.Fprintf(w, "Huiyin %s: every appeal gets an answer.\n\nhuiyin COMMAND [flags]\n\n", version)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-8s %-22s %s\n", c.name, c.args, c.about)
	}
	fmt.Fprint(w, "\nEvery command takes --data DIR, --database URL and --config FILE; huiyin COMMAND --help lists all its flags.\n")
}
