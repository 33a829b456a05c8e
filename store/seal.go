package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huiyin"
)

// Sealer encrypts personal fields with AES-256-GCM and makes the keyed hashes they are found by. The master key is
// a file in the data folder, made on first start; everything else is derived from it.
//
// A sealed field is: key number (1 byte), nonce (12 bytes), ciphertext with its tag. Older key numbers stay
// readable, so that a key can be replaced later.
type Sealer struct {
	aead   cipher.AEAD
	hash   []byte
	signer ed25519.PrivateKey
}

const keyNumber = 1

// openSealer reads the master key of the folder, or makes one.
func openSealer(dir string) (*Sealer, error) {
	if dir == "" {
		return nil, huiyin.Invalid("data", "A data folder is needed for the keys, whichever database is used.")
	}
	path := filepath.Join(dir, "keys", "master-1.key")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = makeKey(path)
	}
	if err != nil {
		return nil, huiyin.Unready("key_file", err, "The key file in the data folder cannot be read or made. Check the folder's path and permissions.")
	}
	master, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(master) != 32 {
		return nil, huiyin.Unready("key_file", err, "The key file in the data folder is damaged; restore it from the backup. Without it no personal data can be read.")
	}
	return newSealer(master)
}

func newSealer(master []byte) (*Sealer, error) {
	derive := func(use string) ([]byte, error) { return hkdf.Key(sha256.New, master, nil, "huiyin "+use, 32) }
	sealing, err := derive("seal")
	if err != nil {
		return nil, err
	}
	hashing, err := derive("hash")
	if err != nil {
		return nil, err
	}
	signing, err := derive("sign")
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(sealing)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{aead: aead, hash: hashing, signer: ed25519.NewKeyFromSeed(signing)}, nil
}

// sameKey refuses a record that was written with another key: its persons could not be read, nobody would be found
// again, and what is written from now on would have to be read with two keys.
func (s *Store) sameKey(ctx context.Context) error {
	mine := s.seal.HashText("the key of this record")
	var known string
	if err := s.Read(ctx, func(t *Tx) (err error) {
		known, err = t.Setting("key")
		return err
	}); err != nil {
		return err
	}
	switch known {
	case mine:
		return nil
	case "":
		return s.Write(ctx, func(t *Tx) error { return t.SetSetting("key", mine) })
	}
	return huiyin.Unready("wrong_key", nil, "The key in the data folder is not the one this record was written with. Put the folder \"keys\" of the record's own data folder, or of its backup, in its place.")
}

// makeKey writes a new key so that it is on disk before anything is sealed with it, and never twice.
func makeKey(path string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	text := []byte(base64.StdEncoding.EncodeToString(key) + "\n")
	tmp, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(tmp.Name(), path); errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path) // another process was first
	} else if err != nil {
		return nil, err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	return text, errors.Join(dir.Sync(), dir.Close())
}

// Hash is the keyed hash (HMAC-SHA-256, 16 bytes) a field is found by; use separates fields, so that equal values of
// different fields do not meet.
func (s *Sealer) Hash(use, value string) []byte {
	if value == "" {
		return nil
	}
	m := hmac.New(sha256.New, s.hash)
	fmt.Fprintf(m, "%s\x00%s", use, value)
	return m.Sum(nil)[:16]
}

// Signer is the installation's key for signing the journal's roots.
func (s *Sealer) Signer() ed25519.PrivateKey { return s.signer }

// seal encrypts a field; whose it is (an identity) and the field's name are bound to it, so that it cannot be moved.
func (s *Sealer) seal(owner int64, field, value string) ([]byte, error) {
	if value == "" {
		return nil, nil
	}
	out := make([]byte, 1+s.aead.NonceSize(), 1+s.aead.NonceSize()+len(value)+16)
	out[0] = keyNumber
	if _, err := rand.Read(out[1:]); err != nil {
		return nil, err
	}
	return s.aead.Seal(out, out[1:], []byte(value), fmt.Appendf(nil, "%d/%s", owner, field)), nil
}

func (s *Sealer) open(owner int64, field string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	n := 1 + s.aead.NonceSize()
	if len(sealed) < n || sealed[0] != keyNumber {
		return "", errors.New("a sealed field is damaged or was sealed with another key")
	}
	plain, err := s.aead.Open(nil, sealed[1:n], sealed[n:], fmt.Appendf(nil, "%d/%s", owner, field))
	if err != nil {
		return "", fmt.Errorf("unseal %s: %w", field, err)
	}
	return string(plain), nil
}

// HashText is the printable keyed hash of a text that the journal may carry in place of it.
func (s *Sealer) HashText(text string) string { return hex.EncodeToString(s.Hash("text", text)) }
