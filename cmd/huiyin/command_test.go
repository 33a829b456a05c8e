package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// invoke runs one command on a data folder and gives its status and what it printed.
func invoke(t *testing.T, data string, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(context.Background(), append(args, "--data", data), &o, &e)
	return status, o.String(), e.String()
}

func TestWrongUsageIsTwo(t *testing.T) {
	for _, args := range [][]string{{"fly"}, {"import", "units"}, {"import", "dragons", "x.csv"}, {"export", "dragons"}, {"serve", "--port", "1"}, {"staff"},
		{"staff", "add"}, {"verify", "all"}, {"bench", "dragons"}, {"serve", "--sip", "nowhere", "--data", "x"}} {
		status, _, errs := invoke(t, t.TempDir(), args...)
		if status != 2 || strings.Count(strings.TrimSpace(errs), "\n") != 0 || errs == "" {
			t.Errorf("%v: status %d, %q", args, status, errs)
		}
	}
	if status, out, _ := invoke(t, t.TempDir(), "serve", "--help"); status != 0 || !strings.Contains(out, "--data") && !strings.Contains(out, "-data") {
		t.Errorf("help: status %d, %q", status, out)
	}
}

// A table goes in with its bad rows told, again without a change, and comes out as it is kept.
func TestImportAndExport(t *testing.T) {
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "units.csv")
	must(t, os.WriteFile(file, []byte("code,name,parent,level,kind\nJJ,锦江区,CITY,2,district\nXX,,CITY,2,district\n"), 0o600))
	status, out, errs := invoke(t, data, "import", "units", file)
	if status != 0 || !strings.Contains(out, "1 added") || !strings.Contains(out, "1 rejected") || !strings.Contains(errs, "line 3") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	if text, err := os.ReadFile(file + ".rejected.csv"); err != nil || !strings.Contains(string(text), "XX") {
		t.Errorf("rejected rows: %v %s", err, text)
	}
	status, out, _ = invoke(t, data, "import", "--json", "units", file)
	var again struct{ Added, Changed, Unchanged, Rejected int }
	if err := json.Unmarshal([]byte(out), &again); status != 0 || err != nil || again.Added+again.Changed != 0 || again.Unchanged != 1 {
		t.Errorf("again: status %d, %v, %s", status, err, out)
	}
	status, out, _ = invoke(t, data, "export", "units", "--format", "csv")
	if status != 0 || !strings.Contains(out, "JJ,锦江区,CITY,2,district") {
		t.Errorf("export: status %d\n%s", status, out)
	}
	if status, out, _ = invoke(t, data, "verify"); status != 0 {
		t.Errorf("verify: status %d\n%s", status, out)
	}
}

func TestAnUnreadableFolderIsASentence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	status, _, errs := invoke(t, filepath.Join(file, "below"), "migrate")
	if status != 1 || !strings.Contains(errs, "Check") {
		t.Errorf("status %d, %q", status, errs)
	}
}

// The whole service starts in an empty folder on a free port, answers at every counter, works beside another command on
// the same folder, and ends cleanly.
func TestServe(t *testing.T) {
	data := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"serve", "--http", "127.0.0.1:0", "--data", data}, w, io.Discard)
		w.Close()
	}()
	var url, password string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "http="); ok {
			url = "http://" + address
			break
		}
		if _, after, ok := strings.Cut(lines.Text(), "password="); ok {
			password, _, _ = strings.Cut(after, " ")
		}
	}
	if url == "" || password == "" {
		t.Fatal("the service did not say where it listens, or who may sign in")
	}
	go io.Copy(io.Discard, r) //nolint:errcheck // nothing more is read
	for path, want := range map[string]string{"/": "<html", "/api/openapi.json": `"openapi":"3.1`, "/api/docs": "Huiyin API", "/open311/v2/services.xml": "<services>",
		"/open311/discovery.json": "endpoints", "/healthz": "ok", "/readyz": "ready", "/metrics": "huiyin_commits_total", "/api/v1/categories": `"open311":true`,
		"/api/v1/mailboxes": `"12345"`, "/api/nothing": "no_such_route"} {
		res, err := http.Get(url + path)
		must(t, err)
		body, err := io.ReadAll(res.Body)
		must(t, err)
		res.Body.Close()
		if !strings.Contains(string(body), want) {
			t.Errorf("%s: status %d, no %q in %.300s", path, res.StatusCode, want, body)
		}
	}
	if status, out, errs := invoke(t, data, "staff", "key", "robot", "--role", "open311"); status != 0 || !strings.HasPrefix(out, "hy_") {
		t.Errorf("a key beside the running service: status %d %q %q", status, out, errs)
	}
	res, err := http.Post(url+"/api/v1/session", "application/json", strings.NewReader(`{"login":"admin","password":"`+password+`"}`))
	must(t, err)
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("the administrator signs in with %d", res.StatusCode)
	}
	stop()
	if status := <-done; status != 0 {
		t.Errorf("the service ended with %d", status)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
