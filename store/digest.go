package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"huiyin/casework"
)

// RecordDigest is the keyed digest of a case's words and facts that the journal carries in place of them.
func (s *Store) RecordDigest(c *casework.Case) string {
	m := hmac.New(sha256.New, s.seal.hash)
	fmt.Fprintf(m, "record\x00%q%q%q%q%q%q%q%q%q%d", c.Number, c.Title, c.Content, c.Demand, c.Place, c.Nature, c.Category, c.Area, c.Answer, c.Person)
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// SealSecret encrypts something small that only this installation may read again, such as the receipt of a repeated
// request.
func (s *Sealer) SealSecret(text string) ([]byte, error) {
	out := make([]byte, 1+s.aead.NonceSize(), 64)
	out[0] = keyNumber
	if _, err := rand.Read(out[1:]); err != nil {
		return nil, err
	}
	return s.aead.Seal(out, out[1:], []byte(text), []byte("secret")), nil
}

// OpenSecret reads it again.
func (s *Sealer) OpenSecret(sealed []byte) (string, error) {
	n := 1 + s.aead.NonceSize()
	if len(sealed) < n || sealed[0] != keyNumber {
		return "", errors.New("a sealed secret is damaged")
	}
	plain, err := s.aead.Open(nil, sealed[1:n], sealed[n:], []byte("secret"))
	return string(plain), err
}
