package store

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"reflect"
	"slices"
	"strconv"
	"time"

	"huiyin/casework"
)

// RecordDigest is the keyed digest of everything the record holds of a case, its parts included, that the journal
// carries in place of it. Only how often and when it was written is left out.
func (s *Store) RecordDigest(c *casework.Case) string {
	k := *c
	k.Version, k.ChangedAt = 0, time.Time{}
	parts := slices.Clone(k.Assignments)
	slices.SortFunc(parts, func(a, b casework.Assignment) int { return cmp.Compare(a.ID, b.ID) })
	requests := slices.Clone(k.Requests)
	slices.SortFunc(requests, func(a, b casework.Request) int { return cmp.Compare(a.ID, b.ID) })
	d := digest{hmac.New(sha256.New, s.seal.hash)}
	d.row("case", caseRow(&k))
	for i := range parts {
		d.row("assignment", assignmentRow(&k.ID, &parts[i]))
	}
	for i := range requests {
		d.row("request", requestRow(&k.ID, &requests[i]))
	}
	for i := range k.Visits {
		n := i + 1
		d.row("visit", visitRow(&k.ID, &n, &k.Visits[i]))
	}
	return hex.EncodeToString(d.Sum(nil)[:16])
}

// digest takes rows in as they are written: a column that is added later is part of it by itself.
type digest struct{ hash.Hash }

func (d digest) row(table string, columns []any) {
	b := append(make([]byte, 0, 1024), table...)
	for _, c := range columns {
		v := reflect.ValueOf(c)
		if kept, ok := c.(driver.Valuer); ok {
			plain, _ := kept.Value() // moments and limits: they have no way to fail
			v = reflect.ValueOf(plain)
		}
		b = appendColumn(append(b, 0), v)
	}
	d.Write(append(b, '\n'))
}

// appendColumn writes a column so that no two rows look the same.
func appendColumn(b []byte, v reflect.Value) []byte {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case !v.IsValid():
		return append(b, '-')
	case v.Kind() == reflect.String:
		return strconv.AppendQuote(b, v.String())
	case v.CanInt():
		return strconv.AppendInt(b, v.Int(), 10)
	case v.CanFloat():
		return strconv.AppendFloat(b, v.Float(), 'g', -1, 64)
	case v.Kind() == reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	}
	return fmt.Appendf(b, "%q", fmt.Sprint(v))
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
