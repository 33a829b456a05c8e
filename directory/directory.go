// Package directory is what the city consists of, kept in memory and read in one look: units and their tree, areas,
// categories, the dispatch catalogue, mailboxes, hotlines, the calendar and the limits. It brings them in and
// gives them out as tables. It refuses to know cases and people.
package directory

import (
	"context"
	"sync/atomic"

	"huiyin/store"
)

// Directory keeps the present picture of the city and replaces it whole when something changes.
type Directory struct {
	store *store.Store
	now   atomic.Pointer[City]
}

// Open reads the city from the record.
func Open(ctx context.Context, s *store.Store) (*Directory, error) {
	d := &Directory{store: s}
	return d, d.Reload(ctx)
}

// City is the present picture. It is never changed; hold it for one piece of work, then ask again.
func (d *Directory) City() *City { return d.now.Load() }

// Reload reads the city again: after a change here, or one that another process made.
func (d *Directory) Reload(ctx context.Context) error {
	c := &City{}
	if err := d.store.Read(ctx, c.load); err != nil {
		return err
	}
	if err := c.index(); err != nil {
		return err
	}
	d.now.Store(c)
	return nil
}
