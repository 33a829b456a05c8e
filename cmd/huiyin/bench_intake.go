package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"huiyin"
	"huiyin/staff"
)

// withHouse wires a house in a scratch folder and takes it down again.
func withHouse(ctx context.Context, e *env, do func(*house) error) error {
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	inner := &env{out: io.Discard, err: io.Discard, flags: e.flags, now: time.Now}
	inner.flags.data = dir
	h, err := inner.build(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(h), h.store.Close())
}

func benchIntake(ctx context.Context, e *env) (out []figure, err error) {
	err = withHouse(ctx, e, func(h *house) error {
		one, _, err := load(ctx, 1, e.lasting()/2, func(_, i int) error { _, err := h.desk.Register(ctx, sample(i), operator); return err })
		if err != nil {
			return err
		}
		_, commits, _ := h.store.Counts()
		many, rate, err := load(ctx, e.flags.clients, e.lasting(), func(c, i int) error {
			_, err := h.desk.Register(ctx, sample(c*1_000_000+i), operator)
			return err
		})
		if err != nil {
			return err
		}
		_, after, _ := h.store.Counts()
		out = []figure{
			least(fmt.Sprintf("appeals a second, %d clients", e.flags.clients), rate, 2500, "/s"),
			most("p99 of them", many.at(.99), 100, "ms"),
			most("commits (one fsync each) for each appeal", float64(after-commits)/float64(len(many)), 0.05, ""),
			most("p50, one client", one.at(.5), 5, "ms"),
		}
		return nil
	})
	return out, err
}

func (e *env) lasting() time.Duration { return time.Duration(e.flags.seconds) * time.Second }

func benchHTTP(ctx context.Context, e *env) (out []figure, err error) {
	err = withServer(ctx, e, func(url, key string) error {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: e.flags.clients}}
		post := func(c, i int) error { return postAppeal(ctx, client, url, key, c*1_000_000+i) }
		one, _, err := load(ctx, 1, e.lasting()/2, post)
		if err != nil {
			return err
		}
		many, rate, err := load(ctx, e.flags.clients, e.lasting(), func(c, i int) error { return post(c+1, i) })
		if err != nil {
			return err
		}
		out = []figure{
			least(fmt.Sprintf("appeals a second through HTTP, %d clients", e.flags.clients), rate, 1200, "/s"),
			most("p99 of them", many.at(.99), 100, "ms"),
			most("p50, one client", one.at(.5), 5, "ms"),
		}
		return nil
	})
	return out, err
}

func postAppeal(ctx context.Context, client *http.Client, url, key string, i int) error {
	a := sample(i)
	body, err := json.Marshal(map[string]any{"title": a.Form.Title, "content": a.Form.Content, "nature": a.Form.Nature, "channel": "phone",
		"person": map[string]string{"name": a.Person.Name, "phone": string(a.Person.Phone)}})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/api/v1/cases", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusCreated {
		err = fmt.Errorf("status %d: %s", res.StatusCode, text)
	}
	return err
}

// benchKey makes an account that may register, with an API key.
func benchKey(ctx context.Context, s *staff.Staff) (string, error) {
	a, _, err := s.Add(ctx, staff.Form{Login: fmt.Sprintf("bench.%d", time.Now().UnixMilli()), Roles: []huiyin.Role{huiyin.Operator}}, huiyin.TheSystem)
	if err != nil {
		return "", err
	}
	key, _, err := s.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: "bench"}, huiyin.TheSystem)
	return key, err
}
