package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

// flags are the configuration. The same names are the lines of a configuration file; a flag beats the file.
type flags struct {
	data, database, config, http, sip string
	sips, telephony, webrtc, rtp      string
	json, quiet, secure               bool
	format                            string
	role, unit, name                  string
	speed                             float64
	callers, operators, past          int
	cases                             int
	seconds                           int
	clients                           int
	calls                             int
	history, minutes                  int
	record                            string
}

// everybody says that nobody said how many.
const everybody = -1

// crowd is how many operators and callers the demo has.
func (f *flags) crowd() (operators, callers int) {
	operators, callers = f.operators, f.callers
	if operators < 0 {
		operators = 20
		if f.quiet {
			operators = 0
		}
	}
	if callers < 0 {
		callers = 0
		if !f.quiet && operators > 0 {
			callers = operators + 1 // so that now and then somebody waits
		}
	}
	return operators, callers
}

func (f *flags) set(fs *flag.FlagSet, command string) {
	fs.StringVar(&f.data, "data", "./data", "the data `folder`")
	fs.StringVar(&f.database, "database", "sqlite", "sqlite (a file in the data folder) or a postgres://… `address`")
	fs.StringVar(&f.config, "config", "", "a configuration `file`: lines of name = value with the names of these flags")
	fs.BoolVar(&f.json, "json", false, "machine-readable output")
	switch command {
	case "serve", "demo", "check":
		fs.StringVar(&f.http, "http", "127.0.0.1:12345", "the `address` for browsers and programs; port 0 picks a free one")
		fs.StringVar(&f.sip, "sip", "127.0.0.1:5060", "the `address` for telephones over SIP, by UDP and TCP; port 0 picks a free one, off takes no calls")
		fs.StringVar(&f.telephony, "telephony", "", "a JSON `file` with the trunks, the desk phones and the certificate for TLS")
		fs.StringVar(&f.webrtc, "webrtc", "", "the `address` for the voice of seats in browsers, one UDP port; a free one at the host of --http when it is left out")
		fs.StringVar(&f.rtp, "rtp", "", "the `range` of UDP ports for voice, such as 20000-29999; any when it is left out")
		fs.BoolVar(&f.secure, "secure-cookies", false, "send cookies over TLS only: set it behind a proxy that speaks TLS")
	case "export":
		fs.StringVar(&f.format, "format", "jsonl", "jsonl, csv or xlsx")
	case "staff":
		fs.StringVar(&f.role, "role", "", "roles, separated by |")
		fs.StringVar(&f.unit, "unit", "", "the unit's `code`; none for the centre's own people")
		fs.StringVar(&f.name, "name", "", "the person's name")
	case "bench":
		fs.IntVar(&f.cases, "cases", 1_000_000, "how many `cases` the large record has")
		fs.IntVar(&f.seconds, "seconds", 10, "how long each load lasts")
		fs.IntVar(&f.clients, "clients", 64, "how many clients write at once")
		fs.IntVar(&f.calls, "calls", benchSeats, "how many calls go on at once")
		fs.IntVar(&f.history, "history", 6_000_000, "how many `cases` there are when the telephone rings")
		fs.StringVar(&f.record, "record", "", "the `folder` of that record, kept and used again; a scratch folder when it is left out")
		fs.IntVar(&f.minutes, "minutes", 20, "how many minutes the hurried day lasts, with 1,650 calls each")
	}
	if command == "serve" || command == "check" { // the invented city has no certificate
		fs.StringVar(&f.sips, "sips", "", "the `address` for telephones over SIP with TLS, besides; its certificate is named in the file of trunks and desk phones")
	}
	if command == "demo" {
		fs.Float64Var(&f.speed, "speed", 1, "how many times faster than life the townsfolk act")
		fs.IntVar(&f.callers, "callers", everybody, "simulated callers at the same `time`; as many as keep the operators busy when it is left out")
		fs.IntVar(&f.operators, "operators", everybody, "simulated `operators` ready in the room, at most 340; 20 when it is left out")
		fs.IntVar(&f.past, "past", 6000, "how many matters the past month has")
		fs.BoolVar(&f.quiet, "quiet", false, "no townsfolk but the operators and callers asked for")
	}
}

// parse reads flags before, between and after the arguments, then the configuration file for what no flag set.
func (e *env) parse(c command, args []string) ([]string, error) {
	fs := flag.NewFlagSet("huiyin "+c.name, flag.ContinueOnError)
	fs.Usage = func() {
		fmt.Fprintf(e.out, "huiyin %s %s\n%s\n\n", c.name, c.args, c.about)
		fs.SetOutput(e.out)
		fs.PrintDefaults()
	}
	e.flags.set(fs, c.name)
	if c.name == "demo" {
		if err := fs.Set("data", ""); err != nil {
			return nil, err
		}
	}
	var rest []string
	for len(args) > 0 {
		fs.SetOutput(discard{})
		if err := fs.Parse(args); err == flag.ErrHelp {
			return nil, err
		} else if err != nil {
			return nil, usage{fmt.Sprintf("%s. huiyin %s --help lists the flags.", capital(err.Error()), c.name)}
		}
		if args = fs.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	return rest, e.readConfig(fs)
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (e *env) readConfig(fs *flag.FlagSet) error {
	if e.flags.config == "" {
		return nil
	}
	text, err := os.ReadFile(e.flags.config)
	if err != nil {
		return fmt.Errorf("the configuration file cannot be read: %w", err)
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for i, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.Trim(strings.TrimSpace(value), `"`)
		if !ok {
			return usage{fmt.Sprintf("Line %d of the configuration file is not of the form name = value.", i+1)}
		}
		if fs.Lookup(name) == nil || given[name] {
			continue // a line for another command, or a flag that beats it
		}
		if err := fs.Set(name, value); err != nil {
			return usage{fmt.Sprintf("Line %d of the configuration file: %s cannot be %q.", i+1, name, value)}
		}
	}
	return nil
}
