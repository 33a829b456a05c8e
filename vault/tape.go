package vault

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"huiyin"
)

// tapes is the folder of what is still being recorded. A crash leaves it there, to be mended and kept.
const tapes = "tapes"

// Tape begins a file that grows while a call goes on. It has a name of its own, of digits and dashes, such as the call's
// identity, until KeepTape turns it into a blob. A name that is in use is huiyin.Conflict; a disk that is full or closed
// is huiyin.Unready.
func (v *Vault) Tape(name string) (*os.File, error) {
	return v.tape(name, os.O_RDWR|os.O_CREATE|os.O_EXCL)
}

// ResumeTape opens a tape that a crash has left.
func (v *Vault) ResumeTape(name string) (*os.File, error) { return v.tape(name, os.O_RDWR) }

func (v *Vault) tape(name string, flag int) (*os.File, error) {
	if !tapeName(name) {
		return nil, noTapeName()
	}
	if err := os.MkdirAll(filepath.Join(v.dir, tapes), 0o700); err != nil {
		return nil, unready(fmt.Errorf("begin a tape: %w", err))
	}
	f, err := os.OpenFile(filepath.Join(v.dir, tapes, name), flag, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil, huiyin.Conflict("tape_exists", "There is a tape of this name already.")
	case errors.Is(err, os.ErrNotExist):
		return nil, huiyin.NotFound("tape", "There is no tape of this name.")
	case err != nil:
		return nil, unready(fmt.Errorf("open a tape: %w", err))
	}
	return f, nil
}

func tapeName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	return name != "" && len(name) <= 64
}

// Tapes are the names of the tapes there are: after a start, what a crash has left.
func (v *Vault) Tapes() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(v.dir, tapes))
	if err != nil {
		if err = ignoreMissing(err); err != nil {
			err = unready(fmt.Errorf("list the tapes: %w", err))
		}
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if tapeName(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// KeepTape puts a tape that has been closed into the vault; it returns when the blob is safe on the disk. The tape stays
// where it is when that fails.
func (v *Vault) KeepTape(name string) (Blob, error) {
	f, err := v.ResumeTape(name)
	if err != nil {
		return Blob{}, err
	}
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Blob{}, unready(fmt.Errorf("keep a tape: %w", err))
	}
	h := Hash(sum.Sum(nil))
	if err := v.place(filepath.Join(v.dir, tapes, name), h); err != nil {
		return Blob{}, err
	}
	return Blob{Hash: h, Size: size, Type: "audio/wav"}, nil
}

// DropTape throws a tape away.
func (v *Vault) DropTape(name string) error {
	if !tapeName(name) {
		return noTapeName()
	}
	if err := os.Remove(filepath.Join(v.dir, tapes, name)); err != nil {
		return unready(fmt.Errorf("drop a tape: %w", err))
	}
	return nil
}

func noTapeName() error { return huiyin.Invalid("tape", "A tape's name has digits and dashes only.") }
