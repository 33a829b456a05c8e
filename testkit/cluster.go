package testkit

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

//go:embed cluster.sh
var clusterScript string

// startCluster returns the URL of a throw-away PostgreSQL server, which listens on a Unix socket only, so that
// no port is needed and nobody else can reach it. All test binaries of one `go test` run share one server: the
// first to take the lock starts it, and a watchdog removes it when the run is over, however that ended.
func startCluster() (string, error) {
	bin, err := serverPrograms()
	if err != nil {
		return "", err
	}
	owner, born, err := runOwner()
	if err != nil {
		return "", err
	}
	dir, err := ownDir(fmt.Sprintf("huiyin-pg-%d-%d-%d", os.Getuid(), owner, born))
	if err != nil {
		return "", err
	}
	unlock, err := lock(filepath.Join(dir, "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	note := filepath.Join(dir, "url")
	if known, err := os.ReadFile(note); err == nil {
		return string(known), nil
	}
	server, err := launch(bin, dir, owner)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(note, []byte(server), 0o600); err != nil {
		return "", fmt.Errorf("note where the test server is: %w", err)
	}
	return server, nil
}

// launch creates and starts a cluster below dir and leaves a watchdog with it.
func launch(bin, dir string, owner int) (string, error) {
	home, err := os.MkdirTemp(dir, "") // a killed launch leaves one behind; the watchdog removes dir as a whole
	if err != nil {
		return "", fmt.Errorf("make a folder for the test server: %w", err)
	}
	as, err := unprivileged(home)
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", append([]string{"-c", clusterScript, "cluster.sh", bin, home, dir, strconv.Itoa(owner)}, as...)...)
	cmd.Dir = home
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // Ctrl-C must not take the watchdog along
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return "", fmt.Errorf("start PostgreSQL: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("start PostgreSQL: %w", err)
	}
	said := bufio.NewReader(stdout)
	if line, _ := said.ReadString('\n'); line != "ready\n" {
		rest, _ := io.ReadAll(said)
		return "", fmt.Errorf("PostgreSQL did not start (%w): %s%s", cmd.Wait(), line, rest)
	}
	if err := cmd.Process.Release(); err != nil { // it outlives this process on purpose
		return "", fmt.Errorf("leave the watchdog: %w", err)
	}
	return "postgres://postgres@/postgres?host=" + url.QueryEscape(home), nil
}

// serverPrograms is the folder of the newest PostgreSQL server on this machine. Debian keeps it off the PATH.
func serverPrograms() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", fmt.Errorf("look for PostgreSQL: %w", err)
	}
	if len(found) > 0 {
		return filepath.Dir(slices.MaxFunc(found, byVersion)), nil
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(initdb), nil
	}
	return "", fmt.Errorf("there is no PostgreSQL server on this machine: install postgresql-15, run make setup, or name a server in %s", ServerVariable)
}

func byVersion(a, b string) int { return majorOf(a) - majorOf(b) }

// majorOf reads the 15 of /usr/lib/postgresql/15/bin/initdb.
func majorOf(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb))))
	return n
}

// runOwner is the process whose end ends the run, and the tick it was born at, so that a later process with
// the same number is not mistaken for it: the go command that runs several test binaries, or else this one.
func runOwner() (pid int, born uint64, err error) {
	pid = os.Getppid()
	if program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid)); err != nil || filepath.Base(program) != "go" {
		pid = os.Getpid()
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0, fmt.Errorf("ask when the test run began: %w", err)
	}
	_, after, _ := strings.Cut(string(stat), ") ") // the name before it may hold spaces
	fields := strings.Fields(after)
	if len(fields) < 20 {
		return 0, 0, fmt.Errorf("ask when the test run began: %q is too short", stat)
	}
	born, err = strconv.ParseUint(fields[19], 10, 64) // starttime, field 22 of proc(5)
	if err != nil {
		return 0, 0, fmt.Errorf("ask when the test run began: %w", err)
	}
	return pid, born, nil
}

// ownDir makes a folder for temporary things that others may pass through but not fill: its name can be guessed.
func ownDir(name string) (string, error) {
	dir := filepath.Join(os.TempDir(), name)
	if err := os.Mkdir(dir, 0o711); err != nil && !errors.Is(err, os.ErrExist) {
		return "", fmt.Errorf("make a folder for the test server: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", fmt.Errorf("look at the folder of the test server: %w", err)
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(stat.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s belongs to somebody else", dir)
	}
	return dir, nil
}

// lock waits until no other test binary holds the file. The kernel lets go when the process ends.
func lock(name string) (unlock func(), err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the test server: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("wait for the lock of the test server: %w", err)
	}
	return func() { f.Close() }, nil
}

// unprivileged is what to put before a command so that it does not run as root, which PostgreSQL refuses to do;
// home is given to the user who runs it. It is empty for everybody else.
func unprivileged(home string) ([]string, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		if account, err = user.Lookup("nobody"); err != nil {
			return nil, fmt.Errorf("find a user for PostgreSQL, which refuses to run as root: %w", err)
		}
	}
	uid, errUID := strconv.Atoi(account.Uid)
	gid, errGID := strconv.Atoi(account.Gid)
	if err := errors.Join(errUID, errGID); err != nil {
		return nil, fmt.Errorf("read the user of PostgreSQL: %w", err)
	}
	if err := os.Chown(home, uid, gid); err != nil {
		return nil, fmt.Errorf("give a folder to PostgreSQL: %w", err)
	}
	return []string{"setpriv", "--reuid=" + account.Uid, "--regid=" + account.Gid, "--clear-groups", "--"}, nil
}
