package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/topic"
)

// keyMark begins every API key, so that one that leaked can be searched for.
const keyMark = "hy_"

// Key is an API key as others may see it.
type Key struct {
	ID        string // names it in lists and in the journal; opens nothing
	Name      string // what it is for
	CreatedAt time.Time
	Revoked   bool
}

func keyOf(k store.APIKey) Key {
	return Key{ID: idOf(k.Hash), Name: k.Name, CreatedAt: k.CreatedAt, Revoked: k.Revoked}
}

// KeyOrder asks for an API key.
type KeyOrder struct {
	For  huiyin.StaffID // with whose roles it acts
	Name string         // what it is for
	Once string         // the same word again makes no second key; "": none
}

// MakeKey makes an API key for an account; the key acts with the account's roles. It is told once: the record keeps
// its SHA-256, and whoever sends the same order again gets no key. A fast hash is right here, because nobody can try
// out 256 random bits.
func (s *Staff) MakeKey(ctx context.Context, o KeyOrder, by huiyin.Actor) (key string, _ Key, err error) {
	id, name := o.For, o.Name
	if err := mayEdit(by); err != nil {
		return "", Key{}, err
	}
	if name, err = topic.Clean("name", name, 60, false); err != nil {
		return "", Key{}, err
	}
	if name == "" {
		return "", Key{}, huiyin.Invalid("name", "Name the key after the program that will use it.")
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return "", Key{}, fmt.Errorf("make a key: %w", err)
	}
	key = keyMark + base64.RawURLEncoding.EncodeToString(secret)
	sum, now := sha256.Sum256([]byte(key)), s.now()
	row := store.APIKey{Hash: sum[:], Staff: id, Name: name, CreatedAt: now}
	err = s.store.Write(ctx, func(t *store.Tx) error {
		if _, err := t.Staff(id); err != nil {
			return err
		}
		_, again, err := t.UseKey(fmt.Sprintf("key of %d %s", id, by.By()), o.Once, digestOf(name), int64(id), nil, now)
		if again {
			key = ""
		}
		if again || err != nil {
			return err
		}
		if err := t.AddAPIKey(row); err != nil {
			return err
		}
		return t.Append(int64(id), now, by.By(), store.Fact{Kind: "staff.key_made", Data: map[string]any{"key": idOf(row.Hash)}})
	})
	if err != nil {
		return "", Key{}, err
	}
	return key, keyOf(row), nil
}

// Keys lists an account's keys, newest first, the revoked ones among them.
func (s *Staff) Keys(ctx context.Context, id huiyin.StaffID, by huiyin.Actor) (out []Key, err error) {
	if err := mayEdit(by); err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(t *store.Tx) error {
		rows, err := t.APIKeys(id)
		out = nil
		for _, k := range rows {
			out = append(out, keyOf(k))
		}
		return err
	})
	return out, err
}

// RevokeKey closes a key for good, by the ID it has in the list. Revoking it again changes nothing.
func (s *Staff) RevokeKey(ctx context.Context, id huiyin.StaffID, key string, by huiyin.Actor) error {
	if err := mayEdit(by); err != nil {
		return err
	}
	err := s.store.Write(ctx, func(t *store.Tx) error {
		rows, err := t.APIKeys(id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(k store.APIKey) bool { return idOf(k.Hash) == key })
		if i < 0 {
			return huiyin.NotFound("key", "This account has no such key.")
		}
		if rows[i].Revoked {
			return nil
		}
		if err := t.RevokeAPIKey(rows[i].Hash); err != nil {
			return err
		}
		return t.Append(int64(id), s.now(), by.By(), store.Fact{Kind: "staff.key_revoked", Data: map[string]any{"key": key}})
	})
	s.keys.drop(id)
	return err
}

// AuthenticateKey recognises an API key, as Authenticate does a token.
func (s *Staff) AuthenticateKey(ctx context.Context, key string) (Session, error) {
	sum, now := sha256.Sum256([]byte(key)), s.now()
	if out, ok := s.keys.get(sum, now); ok {
		return out, nil
	}
	if !strings.HasPrefix(key, keyMark) {
		return Session{}, noKey()
	}
	var out Session
	generation := s.keys.begin()
	err := s.store.Read(ctx, func(t *store.Tx) error {
		row, found, err := t.APIKey(sum[:])
		if err != nil {
			return err
		}
		if !found || row.Revoked {
			return noKey()
		}
		a, err := t.Staff(row.Staff)
		if err != nil {
			return err
		}
		if !a.Active {
			return noKey()
		}
		out, err = sessionOf(t, store.Session{Hash: row.Hash, CreatedAt: row.CreatedAt}, a)
		return err
	})
	if err != nil {
		return Session{}, err
	}
	s.keys.put(generation, out, now)
	return out, nil
}

func noKey() error {
	return &huiyin.Error{Kind: huiyin.KindUnknown, Code: "unknown_key", Say: "This API key is not known or was revoked; ask an administrator for a new one."}
}
