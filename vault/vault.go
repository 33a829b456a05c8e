// Package vault keeps recordings and attachments by the hash of their content: written once, never changed,
// safe on the disk before it says so. It knows bytes and what kind of file they are. It refuses to know whose
// they are, who may see them and why they are kept.
package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"huiyin"
)

// Hash is SHA-256 over a blob's bytes, and its name in the vault.
type Hash [sha256.Size]byte

// String is the hash in 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads what String wrote.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != hex.EncodedLen(len(h)) || s != strings.ToLower(s) {
		return Hash{}, huiyin.Invalid("hash", "A file's hash has 64 hexadecimal digits in lower case.")
	}
	if _, err := hex.Decode(h[:], []byte(s)); err != nil {
		return Hash{}, huiyin.Invalid("hash", "A file's hash has 64 hexadecimal digits in lower case.")
	}
	return h, nil
}

// Blob is what the vault knows of a content.
type Blob struct {
	Hash Hash
	Size int64  // in bytes
	Type string // the media type its bytes show, such as "image/jpeg"; see Types
}

// Vault is a folder of blobs. A blob with the hash abcd… lies in ab/cd/abcd…; what is still being written
// lies in incoming. Many may use it at once; only one process may Sweep.
type Vault struct {
	dir    string
	settle sync.RWMutex // held for reading while a blob takes its place, for writing while Sweep removes one
}

// incoming holds unfinished files; abandoned is how old they are when nobody can still be writing them.
const (
	incoming  = "incoming"
	abandoned = 24 * time.Hour
)

// Open opens the vault in a folder, makes the folder where there is none, and clears away what a crash left
// half written more than a day ago.
func Open(dir string) (*Vault, error) {
	v := &Vault{dir: dir}
	err := v.make()
	if err == nil {
		err = v.clearIncoming(time.Now().Add(-abandoned))
	}
	if err != nil {
		return nil, unready(fmt.Errorf("open the vault: %w", err))
	}
	return v, nil
}

func (v *Vault) make() error {
	if _, err := os.Stat(filepath.Join(v.dir, incoming)); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(v.dir, incoming), 0o700); err != nil {
		return err
	}
	return syncDirs(filepath.Dir(v.dir), v.dir)
}

func (v *Vault) clearIncoming(before time.Time) error {
	entries, err := os.ReadDir(filepath.Join(v.dir, incoming))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // another process finished it
		}
		if err != nil {
			return err
		}
		if info.ModTime().Before(before) {
			if err := os.Remove(filepath.Join(v.dir, incoming, entry.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// Open opens a blob for reading, with its size in bytes. What the vault does not have is huiyin.NotFound.
func (v *Vault) Open(h Hash) (io.ReadSeekCloser, int64, error) {
	f, err := os.Open(v.path(h))
	if err != nil {
		return nil, 0, missing(h, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(unready(fmt.Errorf("open blob %s: %w", h, err)), f.Close())
	}
	return f, info.Size(), nil
}

// Look reads again what a blob is, by its content, as Put did. What the vault does not have is huiyin.NotFound.
func (v *Vault) Look(h Hash) (Blob, error) {
	f, err := os.Open(v.path(h))
	if err != nil {
		return Blob{}, missing(h, err)
	}
	info, err := f.Stat()
	if err != nil {
		return Blob{}, errors.Join(unready(fmt.Errorf("look at blob %s: %w", h, err)), f.Close())
	}
	kind, err := sniff(f, info.Size())
	return Blob{Hash: h, Size: info.Size(), Type: kind}, errors.Join(err, f.Close())
}

// Remove removes a blob for good; removing what is not there is no error.
func (v *Vault) Remove(h Hash) error {
	path := v.path(h)
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = syncDirs(filepath.Dir(path))
	}
	if err != nil {
		return unready(fmt.Errorf("remove blob %s: %w", h, err))
	}
	return nil
}

func (v *Vault) path(h Hash) string {
	name := h.String()
	return filepath.Join(v.dir, name[:2], name[2:4], name)
}

func missing(h Hash, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return huiyin.NotFound("file", "There is no file with the hash %s.", h)
	}
	return unready(fmt.Errorf("find blob %s: %w", h, err))
}

// unready says what a person can do about a disk that refuses.
func unready(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return huiyin.Unready("vault_full", err, "The file could not be kept because there is no room left on the disk; the centre has to make room first.")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return huiyin.Unready("vault_closed", err, "The file could not be kept because the folder for files cannot be written; the centre has to open it first.")
	}
	return huiyin.Unready("vault_failed", err, "The folder for files does not answer as it should; please try again later.")
}

// syncDirs makes new names in these folders survive a power cut.
func syncDirs(dirs ...string) error {
	for _, dir := range dirs {
		d, err := os.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(d.Sync(), d.Close()); err != nil {
			return err
		}
	}
	return nil
}
