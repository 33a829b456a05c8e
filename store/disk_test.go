package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"huiyin"
	"huiyin/store"
)

func contextThatEnds() (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }

// child runs the test binary as another process that plays a part in a folder.
func child(t testing.TB, part, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childPart+"="+part, childDir+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

const (
	childPart = "HUIYIN_STORE_CHILD"
	childDir  = "HUIYIN_STORE_DIR"
)

// playChild is the main function of such a process.
func playChild(part string) int {
	parts := map[string]func(dir string) error{"writer": playWriter, "full disk": playFullDisk, "full folder": playFullFolder, "stranger": playStranger}
	play := parts[part]
	if play == nil {
		fmt.Fprintln(os.Stderr, "no such part:", part)
		return 2
	}
	if err := play(os.Getenv(childDir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// A disk that is full, or a limit of ours for files: requests are refused with a sentence, what was acknowledged stays,
// and when there is room again the same store goes on.
func TestAFullDisk(t *testing.T) {
	for _, part := range []string{"full disk", "full folder"} {
		cmd := child(t, part, t.TempDir())
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS} // for a disk of its own
		if os.Getuid() != 0 {
			cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
			cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
			cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
		}
		out, err := cmd.Output()
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) { // not here: then the limit for files is the disk
			out, err = child(t, part, t.TempDir()).Output()
		}
		if err != nil {
			t.Errorf("%s: %v\n%s", part, err, out)
		}
		t.Logf("%s: %s", part, out)
	}
}

// playFullDisk makes files that grow beyond a limit fail, as a disk does that has no room.
func playFullDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	return fillUp(dir, func() (func() error, error) {
		info, err := os.Stat(filepath.Join(dir, "huiyin.db-wal"))
		if err != nil {
			return nil, err
		}
		var old syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
			return nil, err
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(info.Size()) + 200_000, Max: old.Max}); err != nil {
			return nil, err
		}
		return func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) }, nil
	})
}

// playFullFolder keeps the record on a small disk of its own, where this process may have one.
func playFullFolder(dir string) error {
	if err := errors.Join(syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""), syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=24m")); err != nil {
		fmt.Printf("no disk of its own (%v): ", err)
		return playFullDisk(dir)
	}
	filler := filepath.Join(dir, "filler")
	return fillUp(dir, func() (func() error, error) {
		fmt.Print("on a disk of 24 MB: ")
		if err := os.WriteFile(filler, make([]byte, 12<<20), 0o600); err != nil {
			return nil, err
		}
		return func() error { return os.Remove(filler) }, nil
	})
}

// fillUp writes until there is no room, makes room, and looks.
func fillUp(dir string, narrow func() (widen func() error, err error)) error {
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return err
	}
	var acknowledged []huiyin.CaseID
	next := huiyin.CaseID(0)
	enter := func() error {
		next++
		err := s.Write(ctx, func(tx *store.Tx) error {
			c := letter(next)
			c.Content = strings.Repeat(fmt.Sprint("很长的一封信 ", next), 60)
			return keep(tx, s, nil, &c, "case.registered")
		})
		if err == nil {
			acknowledged = append(acknowledged, next)
		}
		return err
	}
	if err := enter(); err != nil {
		return err
	}
	widen, err := narrow()
	if err != nil {
		return err
	}
	refused := 0
	for refused < 20 {
		err := enter()
		if err == nil {
			if len(acknowledged) > 20_000 {
				return errors.New("the disk never filled up")
			}
			continue
		}
		var e *huiyin.Error
		if !errors.As(err, &e) || e.Kind != huiyin.KindUnready || e.Code != "disk_full" && e.Code != "disk_error" {
			return fmt.Errorf("a full disk is told as: %w", err)
		}
		refused++
	}
	if err := look(s, acknowledged); err != nil {
		return fmt.Errorf("while the disk is full: %w", err)
	}
	if err := widen(); err != nil {
		return err
	}
	for range 50 {
		if err := enter(); err != nil {
			return fmt.Errorf("when there is room again: %w", err)
		}
	}
	if err := errors.Join(look(s, acknowledged), s.Close()); err != nil {
		return err
	}
	again, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return err
	}
	fmt.Printf("%d acknowledged, %d refused", len(acknowledged), refused)
	return errors.Join(look(again, acknowledged), again.Close())
}

// look tells whether everything that was acknowledged is there, nothing else is, and the record verifies.
func look(s *store.Store, acknowledged []huiyin.CaseID) error {
	for _, id := range acknowledged {
		if c, err := lookUp(s, id); err != nil || c.Title != "A dark lamp" {
			return fmt.Errorf("case %d was acknowledged: %w", id, err)
		}
	}
	n := 0
	if err := s.Read(ctx, func(tx *store.Tx) error {
		after := huiyin.CaseID(0)
		for {
			cs, err := tx.CasesAfter(after, 500)
			if err != nil || len(cs) == 0 {
				return err
			}
			n, after = n+len(cs), cs[len(cs)-1].ID
		}
	}); err != nil {
		return err
	}
	if n != len(acknowledged) {
		return fmt.Errorf("%d cases are there, %d were acknowledged", n, len(acknowledged))
	}
	problems, err := s.Verify(ctx, nil)
	if len(problems) > 0 {
		err = errors.Join(err, fmt.Errorf("the record does not verify: %v", problems))
	}
	return err
}

// A folder that may be read but not written is refused with a sentence, by whoever is not its owner.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	dir, err := os.MkdirTemp("", "readonly") // unlike a test's own folder, others may pass through it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		os.Chmod(dir, 0o700)
		os.RemoveAll(dir)
	})
	for _, step := range []struct {
		name    string
		prepare func() error
		want    string
	}{
		{"empty", func() error { return os.Chmod(dir, 0o555) }, "key_file"},
		{"with a record whose key is secret", func() error {
			if err := os.Chmod(dir, 0o755); err != nil {
				return err
			}
			s, err := store.Open(ctx, store.Options{Dir: dir})
			if err != nil {
				return err
			}
			return errors.Join(s.Close(), os.Chmod(filepath.Join(dir, "keys", "master-1.key"), 0), os.Chmod(dir, 0o555))
		}, "key_file"},
		{"with a record and its key", func() error {
			return errors.Join(os.Chmod(filepath.Join(dir, "keys"), 0o755), os.Chmod(filepath.Join(dir, "keys", "master-1.key"), 0o644))
		}, "database_file"},
	} {
		if err := step.prepare(); err != nil {
			t.Fatal(err)
		}
		out, err := child(t, "stranger", dir).Output()
		if err != nil || !strings.HasPrefix(string(out), step.want+" ") {
			t.Errorf("%s: %s %v, want %s", step.name, out, err, step.want)
		}
	}
}

// playStranger opens the folder as somebody who does not own it.
func playStranger(dir string) error {
	if os.Getuid() == 0 {
		const nobody = 65534
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	_, err := store.Open(ctx, store.Options{Dir: dir})
	var e *huiyin.Error
	if !errors.As(err, &e) || e.Kind != huiyin.KindUnready {
		return fmt.Errorf("the folder is told as: %w", err)
	}
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, e.Code, e.Say)
	return w.Flush()
}
