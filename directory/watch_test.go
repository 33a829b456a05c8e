package directory_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"huiyin/directory"
)

// An import by another process is noticed by a running one.
func TestAnotherProcessChangesTheCity(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		other, err := directory.Open(context.Background(), h.store)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		done := make(chan error, 1)
		go func() { done <- other.Run(ctx) }()
		changed := other.Changed()
		h.table("units", someUnits)
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatal("the import was not noticed within a minute")
		}
		if other.City().UnitByCode("JJ") == nil {
			t.Error("the city was read again without the new units")
		}
		if moved, err := other.Refresh(ctx); moved || err != nil {
			t.Errorf("nothing changed, but it was read again: %v %v", moved, err)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// Two that bring in the same table at the same time do not make anything twice.
func TestTwoImportsAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		other, err := directory.Open(context.Background(), h.store)
		if err != nil {
			t.Fatal(err)
		}
		twin := &house{other, t, h.store}
		csv := "code,name\n"
		for i := range 1200 {
			csv += fmt.Sprintf("U%d,单位\n", i)
		}
		var a, b directory.Report
		var both errgroup.Group
		both.Go(func() error { a = h.table("units", csv); return nil })
		both.Go(func() error { b = twin.table("units", csv); return nil })
		if err := both.Wait(); err != nil {
			t.Fatal(err)
		}
		if a.Added+b.Added != 1200 || a.Unchanged+b.Unchanged != 1200 || len(h.exported("units")) != 1201 {
			t.Errorf("one wrote %+v, the other %+v, and %d units are on record", a, b, len(h.exported("units"))-1)
		}
	})
}
