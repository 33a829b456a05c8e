// Package directory is what the city consists of, kept in memory and read in one look: units and their tree, areas,
// categories, the dispatch catalogue, mailboxes, hotlines, the calendar and the limits. It brings them in and
// gives them out as tables. It refuses to know cases and people.
package directory

import (
	"context"
	"sync"
	"sync/atomic"

	"huiyin/store"
)

// Directory keeps the present picture of the city and replaces it whole when something changes.
type Directory struct {
	store *store.Store
	now   atomic.Pointer[City]

	reading sync.Mutex // one reading at a time, so that a slow one cannot put back what was
	mu      sync.Mutex
	changed chan struct{}
}

// Open reads the city from the record.
func Open(ctx context.Context, s *store.Store) (*Directory, error) {
	d := &Directory{store: s, changed: make(chan struct{})}
	return d, d.Reload(ctx)
}

// City is the present picture. It is never changed; hold it for one piece of work, then ask again.
func (d *Directory) City() *City { return d.now.Load() }

// Reload reads the city again: after a change here, or one that another process made.
func (d *Directory) Reload(ctx context.Context) error {
	d.reading.Lock()
	defer d.reading.Unlock()
	c := &City{}
	if err := d.store.Read(ctx, c.read); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now.Store(c)
	close(d.changed)
	d.changed = make(chan struct{})
	return nil
}

// Changed is closed when the picture has been replaced since the call.
func (d *Directory) Changed() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changed
}
