package testkit

import (
	"context"
	"testing"

	"huiyin/store"
)

// OnBoth tells a story to a fresh record on SQLite and to one on PostgreSQL. What a room promises it promises on both.
func OnBoth(t *testing.T, story func(t *testing.T, s *store.Store)) {
	t.Run("sqlite", func(t *testing.T) { story(t, Record(t, "sqlite")) })
	t.Run("postgres", func(t *testing.T) { story(t, Record(t, Postgres(t))) })
}

// Record opens a fresh record in a folder of the test's own. When the test ends the record must verify, whatever the
// test did to it.
func Record(t testing.TB, database string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Dir: t.TempDir(), Database: database})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		problems, err := s.Verify(context.Background(), nil)
		if err != nil || len(problems) > 0 {
			t.Errorf("after the test the record does not verify: %v %v", err, problems)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
