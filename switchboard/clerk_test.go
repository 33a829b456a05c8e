package switchboard

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"huiyin"
	"huiyin/store"
	"huiyin/testkit"
)

// What waits goes to the record in its order and in few commits; what is refused takes nothing else with it.
func TestTheClerkWritesTogether(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, s *store.Store) {
		const jobs, refused = 450, 150
		c := newClerk(slog.New(slog.DiscardHandler), s)
		want := ""
		for i := range jobs {
			c.note("test", func(tx *store.Tx) error {
				had, err := tx.Setting("test.order")
				if err != nil {
					return err
				}
				if err := tx.SetSetting("test.order", fmt.Sprint(had, i, " ")); err != nil {
					return err
				}
				if i == refused {
					return huiyin.Invalid("test", "This one is refused.")
				}
				return nil
			})
			if i != refused {
				want += fmt.Sprint(i, " ")
			}
		}
		_, before, _ := s.Counts()
		c.close()
		c.run(context.Background())
		_, after, _ := s.Counts()
		var got string
		if err := s.Read(context.Background(), func(tx *store.Tx) (err error) { got, err = tx.Setting("test.order"); return err }); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("the record says %s", got)
		}
		if most := int64(jobs/together + together + 1); after-before > most {
			t.Errorf("%d jobs took %d commits, at most %d are needed", jobs, after-before, most)
		}
	})
}
