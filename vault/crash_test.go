package vault

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"huiyin"
)

// What a process of its own does to a vault: it dies, its files may not grow, it may not write.
const roleOf = "HUIYIN_TEST_ROLE"

func TestMain(m *testing.M) {
	roles := map[string]func(*Vault) error{"half": putHalf, "many": putMany, "full": putIntoFull, "closed": putIntoClosed}
	role, ok := roles[os.Getenv(roleOf)]
	if !ok {
		os.Exit(m.Run())
	}
	v, err := Open(".")
	if err == nil {
		err = role(v)
	}
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

// child starts this test again in another role, in the folder dir; it lives until its standard input is closed.
func child(t *testing.T, role, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	try(t, err)
	cmd := exec.Command(self)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), roleOf+"="+role)
	stdin, err := cmd.StdinPipe()
	try(t, err)
	stdout, err := cmd.StdoutPipe()
	try(t, err)
	try(t, cmd.Start())
	t.Cleanup(func() { _ = stdin.Close() })
	return cmd, bufio.NewScanner(stdout)
}

// kill ends the child as a power cut would, and waits until it is gone.
func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	try(t, cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
}

// stuck sends some text, says so, and then nothing more until standard input is closed.
type stuck struct{ sent int }

func (s *stuck) Read(b []byte) (int, error) {
	if s.sent > 1<<20 {
		fmt.Println("half")
		return os.Stdin.Read(b)
	}
	n := copy(b, strings.Repeat("half a file ", 1000))
	s.sent += n
	return n, nil
}

func putHalf(v *Vault) error {
	_, err := v.Put(context.Background(), &stuck{}, 1<<30)
	return err
}

func TestKilledInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	cmd, out := child(t, "half", dir)
	if !out.Scan() || out.Text() != "half" {
		t.Fatalf("the child said %q", out.Text())
	}
	kill(t, cmd)

	left := files(t, dir)
	if len(left) != 1 || filepath.Dir(left[0]) != incoming {
		t.Fatalf("left %q, want one unfinished file", left)
	}
	_, err := Open(dir)
	try(t, err)
	if len(files(t, dir)) != 1 {
		t.Errorf("a young unfinished file was removed; somebody may still be writing it")
	}
	old := time.Now().Add(-25 * time.Hour)
	try(t, os.Chtimes(filepath.Join(dir, left[0]), old, old))
	_, err = Open(dir)
	try(t, err)
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("old unfinished files remain: %q", left)
	}
}

func contentOf(i int) string { return strings.Repeat(fmt.Sprintf("content %d\n", i), 5000) }

func putMany(v *Vault) error {
	for i := range 100_000 {
		blob, err := v.Put(context.Background(), strings.NewReader(contentOf(i)), plenty)
		if err != nil {
			return err
		}
		fmt.Println(blob.Hash)
	}
	return errors.New("nobody stopped it")
}

func TestKilledAfterItSaidSo(t *testing.T) {
	for _, puts := range []int{1, 7, 20} {
		dir := t.TempDir()
		cmd, out := child(t, "many", dir)
		for i := range puts {
			if !out.Scan() || out.Text() != Hash(sha256.Sum256([]byte(contentOf(i)))).String() {
				t.Fatalf("put %d said %q", i, out.Text())
			}
		}
		kill(t, cmd)
		v, err := Open(dir)
		try(t, err)
		for i := range puts {
			f, _, err := v.Open(sha256.Sum256([]byte(contentOf(i))))
			try(t, err)
			got, err := io.ReadAll(f)
			if err != nil || string(got) != contentOf(i) {
				t.Errorf("content %d came back as %d bytes, %v", i, len(got), err)
			}
			try(t, f.Close())
		}
		// Whatever has a name is whole, said or not.
		_, err = v.Sweep(t.Context(), func(h Hash) (bool, error) {
			b, err := os.ReadFile(v.path(h))
			if h != sha256.Sum256(b) {
				t.Errorf("%s is not whole", h)
			}
			return true, err
		}, time.Now())
		try(t, err)
	}
}

// putIntoFull stands on a disk that takes 64 kB of a file and no more.
func putIntoFull(v *Vault) error {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	return refusedAs(v, "vault_full", strings.Repeat("路灯坏了", 100_000))
}

// putIntoClosed may read the folder of another user and not write there.
func putIntoClosed(v *Vault) error {
	if os.Geteuid() == 0 { // whom no mode stops
		if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			return err
		}
	}
	return refusedAs(v, "vault_closed", "路灯坏了")
}

func refusedAs(v *Vault, code, content string) error {
	_, err := v.Put(context.Background(), strings.NewReader(content), plenty)
	var refusal *huiyin.Error
	if !errors.As(err, &refusal) || refusal.Kind != huiyin.KindUnready || refusal.Code != code {
		return fmt.Errorf("want %s, got %w", code, err)
	}
	fmt.Println("refused")
	return nil
}

func TestADiskThatRefuses(t *testing.T) {
	for _, role := range []string{"full", "closed"} {
		dir := t.TempDir()
		try(t, os.Mkdir(filepath.Join(dir, incoming), 0o500))
		if role == "full" {
			try(t, os.Chmod(filepath.Join(dir, incoming), 0o700))
		}
		cmd, out := child(t, role, dir)
		if !out.Scan() || out.Text() != "refused" {
			t.Errorf("%s: the child said %q", role, out.Text())
		}
		try(t, cmd.Wait())
		if left := files(t, dir); len(left) > 0 {
			t.Errorf("%s left %q", role, left)
		}
	}
}
