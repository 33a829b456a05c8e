package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"huiyin"
)

// Put keeps what r holds, at most limit bytes, and returns when it is safe on the disk: file and folders synced.
// The same content twice is one blob. Refusals: a content that is no kind of file the city takes, or empty, is
// huiyin.Invalid("file", …); more than limit bytes is huiyin.KindTooLarge; a disk that is full or closed is
// huiyin.Unready. Whatever goes wrong, nothing is left behind.
func (v *Vault) Put(ctx context.Context, r io.Reader, limit int64) (Blob, error) {
	f, err := os.CreateTemp(filepath.Join(v.dir, incoming), "put-*")
	if err != nil {
		return Blob{}, unready(fmt.Errorf("put a file: %w", err))
	}
	blob, err := receive(ctx, f, r, limit)
	if err == nil {
		if err = f.Sync(); err != nil {
			err = unready(fmt.Errorf("put a file: sync: %w", err))
		}
	}
	if closing := f.Close(); err == nil && closing != nil {
		err = unready(fmt.Errorf("put a file: close: %w", closing))
	}
	if err == nil {
		err = v.place(f.Name(), blob.Hash)
	}
	if err != nil {
		return Blob{}, errors.Join(err, ignoreMissing(os.Remove(f.Name())))
	}
	return blob, nil
}

// receive copies r into f and says what came.
func receive(ctx context.Context, f *os.File, r io.Reader, limit int64) (Blob, error) {
	var (
		sum    = sha256.New()
		size   int64
		buffer = make([]byte, 64<<10)
	)
	for {
		if err := ctx.Err(); err != nil {
			return Blob{}, fmt.Errorf("put a file: %w", err)
		}
		n, err := r.Read(buffer)
		if size += int64(n); size > limit {
			return Blob{}, tooLarge(limit)
		}
		sum.Write(buffer[:n])
		if _, err := f.Write(buffer[:n]); err != nil {
			return Blob{}, unready(fmt.Errorf("put a file: write: %w", err))
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return Blob{}, fmt.Errorf("put a file: read what was sent: %w", err)
		}
	}
	kind, err := sniff(f, size)
	if err != nil {
		return Blob{}, err
	}
	return Blob{Hash: Hash(sum.Sum(nil)), Size: size, Type: kind}, nil
}

// place gives a finished file its name. It replaces a blob of the same name: that heals a damaged one, and makes
// it young again, so that Sweep leaves it alone until it is recorded.
func (v *Vault) place(from string, h Hash) error {
	v.settle.RLock()
	defer v.settle.RUnlock()
	to := v.path(h)
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return unready(fmt.Errorf("place blob %s: %w", h, err))
	}
	if err := os.Rename(from, to); err != nil {
		return unready(fmt.Errorf("place blob %s: %w", h, err))
	}
	if err := syncDirs(dir, filepath.Dir(dir), v.dir); err != nil {
		return unready(fmt.Errorf("place blob %s: sync: %w", h, err))
	}
	return nil
}

func tooLarge(limit int64) error {
	amount := fmt.Sprintf("%d MB", limit>>20)
	if limit < 1<<20 {
		amount = fmt.Sprintf("%d bytes", limit)
	}
	return &huiyin.Error{Kind: huiyin.KindTooLarge, Field: "file", Code: "file_too_large",
		Say: fmt.Sprintf("The file is larger than %s, the most that can be taken.", amount)}
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
