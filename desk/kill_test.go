package desk_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
)

// kills is how often the intake is killed. What was acknowledged before must be there after.
const kills = 200

// killFolder names the data folder to the child that will be killed.
const killFolder = "HUIYIN_KILL_FOLDER"

// TestKill9LosesNothingAcknowledged kills a process that takes appeals in, at a moment nobody chose, and looks for every
// number that it had told somebody.
func TestKill9LosesNothingAcknowledged(t *testing.T) {
	if dir := os.Getenv(killFolder); dir != "" {
		intakeUntilKilled(dir)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir, all := t.TempDir(), 0
	for round := range kills {
		told := killOnce(t, self, dir)
		all += len(told)
		s, err := store.Open(context.Background(), store.Options{Dir: dir})
		if err != nil {
			t.Fatalf("round %d: the record does not open again: %v", round, err)
		}
		if err := s.Read(context.Background(), func(tx *store.Tx) error {
			for _, number := range told {
				c, err := tx.CaseByNumber(number)
				if err != nil {
					return fmt.Errorf("%s was acknowledged: %w", number, err)
				}
				if events, err := tx.Events(int64(c.ID), 1, 10); err != nil || len(events) != 1 || c.Person == 0 {
					return fmt.Errorf("%s came back without its events or its person: %d, %v", number, len(events), err)
				}
			}
			return nil
		}); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		if round%40 == 39 {
			if problems, err := s.Verify(context.Background(), nil); err != nil || len(problems) > 0 {
				t.Errorf("round %d: the record does not verify: %v %v", round, err, problems)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
	if all < kills {
		t.Errorf("only %d appeals were acknowledged in %d rounds; the test proves little", all, kills)
	}
}

// killOnce lets a child take appeals in until some random number of them was acknowledged, kills it in the middle of the
// next ones, and gives every number it told.
func killOnce(t *testing.T, self, dir string) (told []string) {
	t.Helper()
	child := exec.Command(self, "-test.run=^TestKill9LosesNothingAcknowledged$")
	child.Env = append(os.Environ(), killFolder+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	enough := rand.IntN(60)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if number, ok := strings.CutPrefix(lines.Text(), "told "); ok {
			told = append(told, number)
		}
		if len(told) == enough {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait() // it was killed
	return told
}

// intakeUntilKilled registers appeals from sixteen people at once and tells every number that it got. It ends by being
// killed, or by itself when nobody does.
func intakeUntilKilled(dir string) {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		fmt.Println("cannot open:", err)
		os.Exit(1)
	}
	d, err := directory.Open(ctx, s)
	if err != nil {
		fmt.Println("cannot read the city:", err)
		os.Exit(1)
	}
	house := desk.New(s, d, time.Now, slog.New(slog.DiscardHandler))
	fmt.Println("ready")
	var wg sync.WaitGroup
	var line sync.Mutex
	for person := range 16 {
		wg.Go(func() {
			for i := range 1000 {
				r, err := house.Register(ctx, desk.Appeal{Channel: "phone", Form: casework.Form{Title: "路灯不亮", Content: fmt.Sprintf("第%d位来电人第%d次来电。", person, i), Nature: "help"},
					Person: store.Person{Name: "来电人", Phone: huiyin.Phone(fmt.Sprintf("1990000%04d", person))}}, centre(5, huiyin.Operator))
				if err != nil {
					fmt.Println("refused:", err)
					os.Exit(1)
				}
				line.Lock()
				fmt.Println("told", r.Number)
				line.Unlock()
			}
		})
	}
	wg.Wait()
	os.Exit(0)
}
