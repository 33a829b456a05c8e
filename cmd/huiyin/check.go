package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"huiyin/directory"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// finding is one thing that was looked at.
type finding struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	Say  string `json:"say"`
}

// checkHouse looks at everything that would stop opening hours and says it in sentences.
func checkHouse(ctx context.Context, e *env, args []string) error {
	if len(args) > 0 {
		return usage{"huiyin check takes flags only."}
	}
	var all []finding
	for _, look := range []func(context.Context, *env) finding{checkFolder, checkDisk, checkDatabase, checkPort, checkClock, checkCalendar, checkRules} {
		all = append(all, look(ctx, e))
	}
	all = append(all, checkVoice(ctx, e)...)
	bad := 0
	for _, f := range all {
		mark := "ok   "
		if !f.OK {
			mark, bad = "STOPS", bad+1
		}
		if err := e.say(nil, map[string]any{"what": f.What, "ok": f.OK, "say": f.Say}, "%s %-9s %s", mark, f.What, f.Say); err != nil {
			return err
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d checks would stop opening hours", bad, len(all))
	}
	return nil
}

func checkFolder(_ context.Context, e *env) finding {
	if err := os.MkdirAll(e.flags.data, 0o700); err != nil {
		return finding{"folder", false, "The data folder cannot be made: " + err.Error()}
	}
	f, err := os.CreateTemp(e.flags.data, ".check-*")
	if err != nil {
		return finding{"folder", false, "The data folder cannot be written to: " + err.Error()}
	}
	_, err = f.WriteString("x")
	if err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name())); err != nil {
		return finding{"folder", false, "The data folder does not keep what is written: " + err.Error()}
	}
	return finding{"folder", true, "The data folder " + filepath.Clean(e.flags.data) + " can be written to."}
}

// diskLeast is how much room a day of calls and attachments may need, in bytes.
const diskLeast = 2 << 30

func checkDisk(_ context.Context, e *env) finding {
	var st syscall.Statfs_t
	if err := syscall.Statfs(e.flags.data, &st); err != nil {
		return finding{"disk", false, "The disk cannot be asked: " + err.Error()}
	}
	free := int64(st.Bavail) * st.Bsize
	return finding{"disk", free >= diskLeast, fmt.Sprintf("%.1f GB are free; a day may need 2.", float64(free)/1e9)}
}

func checkDatabase(ctx context.Context, e *env) finding {
	s, err := e.open(ctx)
	if err != nil {
		return finding{"database", false, err.Error()}
	}
	defer s.Close()
	start := time.Now()
	if err := s.Write(ctx, func(t *store.Tx) error { return t.SetSetting("checked_at", time.Now().Format(time.RFC3339)) }); err != nil {
		return finding{"database", false, err.Error()}
	}
	return finding{"database", true, fmt.Sprintf("%s takes a durable write in %s; schema %d.", s.Engine(), time.Since(start).Round(10*time.Microsecond), store.SchemaVersion())}
}

func checkPort(_ context.Context, e *env) finding {
	ln, err := net.Listen("tcp", e.flags.http)
	if err != nil {
		return finding{"port", false, "The address for browsers cannot be used: " + err.Error()}
	}
	if err := ln.Close(); err != nil {
		return finding{"port", false, err.Error()}
	}
	return finding{"port", true, e.flags.http + " is free."}
}

func checkClock(context.Context, *env) finding {
	now := time.Now()
	return finding{"clock", now.Year() >= 2025 && now.Year() < 2100, "The clock says " + now.Format(time.RFC1123Z) + "."}
}

// checkCalendar warns before a year begins whose holidays nobody has brought in.
func checkCalendar(ctx context.Context, e *env) finding {
	s, err := e.open(ctx)
	if err != nil {
		return finding{"calendar", false, err.Error()}
	}
	defer s.Close()
	dir, err := directory.Open(ctx, s)
	if err != nil {
		return finding{"calendar", false, err.Error()}
	}
	cal := dir.City().Book.Calendar
	year := time.Now().Year()
	if !cal.Announced(year) {
		return finding{"calendar", false, fmt.Sprintf("The holidays of %d are not known; bring them in with huiyin import holidays FILE.", year)}
	}
	if time.Now().Month() == time.December && !cal.Announced(year+1) {
		return finding{"calendar", true, fmt.Sprintf("The holidays of %d are not known yet; bring them in when they are announced.", year+1)}
	}
	return finding{"calendar", true, fmt.Sprintf("The holidays of %d are known.", year)}
}

// checkRules names the rules of the live room that are on record and cannot stand: the default holds in their place, which
// stops nothing.
func checkRules(ctx context.Context, e *env) finding {
	s, err := e.open(ctx)
	if err != nil {
		return finding{"rules", false, err.Error()}
	}
	defer s.Close()
	dir, err := directory.Open(ctx, s)
	if err != nil {
		return finding{"rules", false, err.Error()}
	}
	var kept map[string]string
	if err := s.Read(ctx, func(t *store.Tx) (err error) { kept, err = ledger.RulesKept(t); return err }); err != nil {
		return finding{"rules", false, err.Error()}
	}
	if _, left := e.policy(dir).Ruled(kept); len(left) > 0 {
		return finding{"rules", true, "The room is run without some rules that are on record. " + strings.ReplaceAll(errors.Join(left...).Error(), "\n", " ")}
	}
	return finding{"rules", true, fmt.Sprintf("%d rules of the room differ from the default.", len(kept))}
}
