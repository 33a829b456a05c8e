package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/httpapi"
	"huiyin/knowledge"
	"huiyin/staff"
	"huiyin/testkit"
	"huiyin/vault"
)

// house is a founded city behind a real HTTP server.
type house struct {
	t     *testing.T
	url   string
	staff *staff.Staff
	dir   *directory.Directory
	api   *httpapi.API

	closing func() // ends the context that requests are born from, as the lobby does
}

func open(t *testing.T) *house { return openOn(t, "sqlite") }

func openOn(t *testing.T, database string) *house {
	t.Helper()
	ctx := context.Background()
	s := testkit.Record(t, database)
	dir, err := directory.Open(ctx, s)
	must(t, err)
	must(t, dir.Found(ctx))
	v, err := vault.Open(t.TempDir())
	must(t, err)
	log := slog.New(slog.DiscardHandler)
	h := &house{t: t, dir: dir, staff: staff.New(s, staff.Options{Now: time.Now, Log: log, Demo: true})}
	d := desk.New(s, dir, time.Now, log)
	h.api = &httpapi.API{Desk: d, Staff: h.staff, Directory: dir, Knowledge: knowledge.New(s, knowledge.Options{Now: time.Now, Zone: dir.City().Book.Calendar.Zone(), Log: log}), Vault: v, Hub: desk.NewHub(d), Log: log, Version: "test"}
	running, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- h.api.Hub.Run(running) }()
	srv := httptest.NewUnstartedServer(h.api.Handler())
	requests, closing := context.WithCancel(ctx)
	h.closing = closing
	srv.Config.BaseContext = func(net.Listener) context.Context { return requests }
	srv.Start()
	h.url = srv.URL
	t.Cleanup(func() {
		closing()
		srv.CloseClientConnections()
		srv.Close()
		stop()
		must(t, <-done)
	})
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// person is somebody signed in.
type person struct {
	h      *house
	cookie *http.Cookie
	csrf   string
}

func (h *house) join(login string, unit huiyin.UnitID, roles ...huiyin.Role) *person {
	h.t.Helper()
	_, _, err := h.staff.Add(context.Background(), staff.Form{Login: login, Roles: roles, Unit: unit, Password: "a-long-password"}, huiyin.TheSystem)
	must(h.t, err)
	res, body := h.send(nil, "POST", "/session", map[string]string{"login": login, "password": "a-long-password"}, nil)
	if res.StatusCode != http.StatusOK {
		h.t.Fatalf("sign in: %d %s", res.StatusCode, body)
	}
	var me struct{ CSRF string }
	must(h.t, json.Unmarshal(body, &me))
	return &person{h, res.Cookies()[0], me.CSRF}
}

// send makes a request as somebody, or as a stranger.
func (h *house) send(who *person, method, path string, body any, header map[string]string) (*http.Response, []byte) {
	h.t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		r = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		must(h.t, err)
		r = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, h.url+"/api/v1"+path, r)
	must(h.t, err)
	if r != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if who != nil {
		req.AddCookie(who.cookie)
		req.Header.Set("X-CSRF-Token", who.csrf)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	must(h.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(h.t, err)
	return res, text
}
