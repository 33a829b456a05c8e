package directory

import (
	"context"
	"slices"

	"huiyin/store"
)

// Export gives every row of a kind, cells in the order of Columns. Brought in again it changes nothing.
func (d *Directory) Export(ctx context.Context, name string, row func(cells []string) error) error {
	k, err := kindNamed(name)
	if err != nil {
		return err
	}
	var list []entry
	if err := d.store.Read(ctx, func(t *store.Tx) error {
		c := &City{}
		if err := c.read(t); err != nil {
			return err
		}
		list, err = k.list(t, c)
		return err
	}); err != nil {
		return err
	}
	if k.rank != nil {
		slices.SortStableFunc(list, func(a, b entry) int { return k.rank(a) - k.rank(b) })
	}
	names := k.names()
	for _, e := range list {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = e[name]
		}
		if err := row(cells); err != nil {
			return err
		}
	}
	return nil
}
