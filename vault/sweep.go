package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Swept is what a Sweep did.
type Swept struct {
	Seen    int   // blobs looked at
	Removed int   // blobs removed
	Freed   int64 // bytes
}

// Sweep removes the blobs that nobody knows and that were last put before a moment. That moment must lie so far
// back that whoever put a blob has long recorded it. When known fails, the sweep stops: not knowing is no reason.
func (v *Vault) Sweep(ctx context.Context, known func(Hash) (bool, error), before time.Time) (Swept, error) {
	var done Swept
	err := filepath.WalkDir(v.dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		h, parsing := ParseHash(entry.Name())
		if entry.IsDir() || parsing != nil || path != v.path(h) {
			return nil
		}
		done.Seen++
		if ok, err := known(h); ok || err != nil {
			return err
		}
		freed, err := v.removeOld(h, before)
		if freed > 0 {
			done.Removed++
			done.Freed += freed
		}
		return err
	})
	if err != nil {
		return done, fmt.Errorf("sweep the vault: %w", err)
	}
	return done, nil
}

// removeOld removes a blob unless somebody put it again since; it returns the bytes freed.
func (v *Vault) removeOld(h Hash, before time.Time) (int64, error) {
	v.settle.Lock()
	defer v.settle.Unlock()
	info, err := os.Stat(v.path(h))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil || !info.ModTime().Before(before) {
		return 0, err
	}
	return info.Size(), v.Remove(h)
}
