// Command exchange is what the console's telephone is tried with in Chromium: one seat behind the real counter, a tone
// that can be heard there, and a word now and then on what is heard from there. It knows no caller and no case.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/httpapi"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/voice/browser"
	"huiyin/voice/hearing"
)

func main() {
	data := flag.String("data", "", "folder for the record")
	http := flag.String("http", "127.0.0.1:0", "address to listen on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *data, *http); err != nil {
		fmt.Fprintln(os.Stderr, "exchange:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, data, address string) (err error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	record, err := store.Open(ctx, store.Options{Dir: data, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	api, err := counter(ctx, record, log)
	if err != nil {
		return err
	}
	server, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("0.0.0.0:0"), Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	all, ctx := errgroup.WithContext(ctx)
	table := hearing.New()
	all.Go(func() error { return table.Run(ctx) })
	place, err := sit(ctx, server, table)
	if err != nil {
		return err
	}
	api.Seat = place.take
	all.Go(func() error { return place.report(ctx) })
	all.Go(func() error { return api.RunSeats(ctx) })
	all.Go(func() error { return serve(ctx, address, api.Handler()) })
	if err := all.Wait(); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// counter is the JSON counter of a city with one operator.
func counter(ctx context.Context, record *store.Store, log *slog.Logger) (*httpapi.API, error) {
	dir, err := directory.Open(ctx, record)
	if err != nil {
		return nil, err
	}
	if err := dir.Found(ctx); err != nil {
		return nil, err
	}
	people := staff.New(record, staff.Options{Now: time.Now, Log: log, Demo: true})
	operator := staff.Form{Login: "op", Roles: []huiyin.Role{huiyin.Operator}, Password: "a-long-password"}
	if _, _, err := people.Add(ctx, operator, huiyin.TheSystem); err != nil {
		return nil, err
	}
	return &httpapi.API{Desk: desk.New(record, dir, time.Now, log), Staff: people, Directory: dir, Log: log, Version: "test"}, nil
}

func serve(ctx context.Context, address string, handler http.Handler) error {
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() error {
		<-ctx.Done()
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		return srv.Shutdown(last)
	})
	all.Go(func() error {
		fmt.Printf("http=%s\n", ln.Addr())
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	return all.Wait()
}
