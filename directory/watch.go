package directory

import (
	"context"
	"log/slog"
	"time"

	"huiyin/store"
)

// calm is how long the journal may grow before it is asked whether the city changed: many events come together.
const calm = 200 * time.Millisecond

// late is how long a change may go unnoticed after the record could not be read.
const late = 30 * time.Second

// Run keeps the picture true while other processes change the city, such as an import beside a running service. It
// ends with the context.
func (d *Directory) Run(ctx context.Context) error {
	wait, again := time.NewTimer(0), time.NewTicker(late)
	defer wait.Stop()
	defer again.Stop()
	for {
		news := d.store.News()
		if _, err := d.Refresh(ctx); err != nil && ctx.Err() == nil {
			slog.Default().Error("the city could not be read again", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-news:
		case <-again.C:
		}
		wait.Reset(calm)
		select {
		case <-ctx.Done():
			return nil
		case <-wait.C:
		}
	}
}

// Refresh reads the city again if it changed, and tells whether it did.
func (d *Directory) Refresh(ctx context.Context) (bool, error) {
	var version string
	if err := d.store.Read(ctx, func(t *store.Tx) (err error) {
		version, err = t.Setting(versionSetting)
		return err
	}); err != nil || version == d.City().version {
		return false, err
	}
	return true, d.Reload(ctx)
}
