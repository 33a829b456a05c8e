package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/sync/errgroup"

	"huiyin/desk"
	"huiyin/directory"
	"huiyin/httpapi"
	"huiyin/knowledge"
	"huiyin/open311"
	"huiyin/portal"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/vault"
	"huiyin/voice"
	"huiyin/voice/browser"
	"huiyin/web"
)

// house is every room, wired.
type house struct {
	log   *slog.Logger
	store *store.Store
	dir   *directory.Directory
	staff *staff.Staff
	vault *vault.Vault
	desk  *desk.Desk
	calls *ledger.Ledger
	hub   *desk.Hub
	api   *httpapi.API
	web   string // where browsers reach it, once it runs

	policy room.Policy // by which calls are taken, before any rule on record changes it

	engine    *voice.Engine // nil, as what follows: no calls are taken
	browsers  *browser.Server
	board     *switchboard.Switchboard
	knowledge *knowledge.Knowledge
}

// build opens the record in the folder and wires the rooms. A new folder gets the built-in city.
func (e *env) build(ctx context.Context) (*house, error) {
	h := &house{log: e.log()}
	var err error
	if h.store, err = e.open(ctx); err != nil {
		return nil, err
	}
	if err := h.wire(ctx, e); err != nil {
		return nil, errors.Join(err, h.store.Close())
	}
	return h, nil
}

func (h *house) wire(ctx context.Context, e *env) error {
	var err error
	if h.dir, err = directory.Open(ctx, h.store); err != nil {
		return err
	}
	if !e.demo { // the invented city brings everything with it
		if err = h.dir.Found(ctx); err != nil {
			return err
		}
	}
	if h.vault, err = vault.Open(filepath.Join(e.flags.data, "vault")); err != nil {
		return err
	}
	h.staff = staff.New(h.store, staff.Options{Now: e.now, Log: h.log, Demo: e.demo})
	h.desk = desk.New(h.store, h.dir, e.now, h.log)
	h.hub = desk.NewHub(h.desk)
	h.policy = e.policy(h.dir)
	h.calls = ledger.New(h.desk, h.vault, h.log, ledger.Options{Room: &h.policy})
	h.knowledge = knowledge.New(h.store, knowledge.Options{Now: e.now, Zone: h.dir.City().Book.Calendar.Zone(), Log: h.log})
	h.api = &httpapi.API{Desk: h.desk, Staff: h.staff, Directory: h.dir, Knowledge: h.knowledge, Vault: h.vault, Ledger: h.calls, Hub: h.hub, Log: h.log, Version: version, Secure: e.flags.secure}
	return nil
}

// open gives every address to its counter.
func (h *house) open(e *env) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", h.api.Handler())
	mux.Handle("/open311/", open311.New(open311.Options{Desk: h.desk, Staff: h.staff, Now: e.now, Log: h.log}))
	console := web.Handler()
	mux.Handle("/console/", console)
	mux.Handle("/console", http.RedirectHandler("/console/", http.StatusMovedPermanently))
	mux.Handle("/metrics", promhttp.HandlerFor(h.metrics(), promhttp.HandlerOpts{}))
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/readyz", h.ready)
	mux.Handle("/", portal.New(h.desk, h.vault, h.log, portal.Options{Now: e.now, Secure: e.flags.secure, Demo: e.demo, Letters: 300}))
	return guard(mux)
}

// ready says whether the record answers: what a balancer asks.
func (h *house) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := h.store.Read(ctx, func(t *store.Tx) error { _, err := t.Heads(); return err }); err != nil {
		http.Error(w, "the record does not answer", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// guard sets what every answer carries.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "same-origin")
		w.Header().Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}

// run serves until the context ends, then lets go of everything in order.
func (h *house) run(ctx context.Context, e *env, more ...func(context.Context) error) error {
	if err := h.telephony(ctx, e); err != nil {
		return errors.Join(err, h.store.Close())
	}
	ln, err := net.Listen("tcp", e.flags.http)
	if err != nil {
		return errors.Join(fmt.Errorf("the address %s cannot be used: %w", e.flags.http, err), h.store.Close())
	}
	h.web = ln.Addr().String()
	srv := &http.Server{Handler: h.open(e), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelWarn)}
	group, ctx := errgroup.WithContext(ctx)
	srv.BaseContext = func(net.Listener) context.Context { return ctx }
	group.Go(func() error {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		return srv.Shutdown(last)
	})
	if h.engine != nil {
		more = append(more, h.board.Run, h.engine.Run, h.api.RunSeats)
	}
	for _, run := range append([]func(context.Context) error{h.desk.Run, h.desk.RunPublisher, h.calls.Run, h.hub.Run, h.dir.Run, h.knowledge.Run, h.sweep}, more...) {
		group.Go(func() error {
			if err := run(ctx); !errors.Is(err, context.Canceled) {
				return err
			}
			return nil // it was told to stop in the middle of something
		})
	}
	fmt.Fprintf(e.out, "http=%s\n", h.web)
	if h.engine != nil {
		if tls, on := h.engine.Addr()["TLS"]; on {
			fmt.Fprintf(e.out, "sips=%s\n", tls)
		}
		fmt.Fprintf(e.out, "sip=%s\n", h.engine.Addr()["UDP"])
	}
	err = group.Wait()
	if h.browsers != nil {
		err = errors.Join(err, h.browsers.Close())
	}
	return errors.Join(err, h.store.Close())
}

// sweep removes attachments that no case ever named: uploads that were given up. Once a day, and a day old at least.
func (h *house) sweep(ctx context.Context) error {
	tick := time.NewTicker(24 * time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		known := func(hash vault.Hash) (found bool, err error) {
			if h.dir.City().HasGreeting(hash.String()) {
				return true, nil
			}
			err = h.store.Read(ctx, func(t *store.Tx) error { found, err = t.FileKnown(hash.String()); return err })
			return found, err
		}
		if swept, err := h.vault.Sweep(ctx, known, time.Now().Add(-24*time.Hour)); err != nil {
			h.log.Error("the vault could not be swept", "err", err)
		} else {
			h.log.Info("the vault was swept", "seen", swept.Seen, "removed", swept.Removed)
		}
	}
}
