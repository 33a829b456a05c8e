package staff

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"huiyin"
	"huiyin/store"
)

// A session ends idleFor after it was last used, and longestSession after it began. Its end is written down at most
// once a minute.
const (
	idleFor        = 2 * time.Hour
	longestSession = 12 * time.Hour
	slideEvery     = time.Minute
)

// endOf is when a session that began at start ends if it is used now and no more.
func endOf(start, now time.Time) time.Time {
	if end := start.Add(longestSession); end.Before(now.Add(idleFor)) {
		return end
	}
	return now.Add(idleFor)
}

// Session is somebody who was recognised, by a session's token or by an API key. Its lists are shared; do not change them.
type Session struct {
	Actor     huiyin.Actor
	Name      string    // what colleagues see
	CSRF      string    // what changes must carry; "" for an API key
	ID        string    // names the session or key in lists and opens nothing
	CreatedAt time.Time // when the person signed in, or the key was made
	ExpiresAt time.Time // zero for an API key

	hash [32]byte
}

func (s Session) ended(now time.Time) bool { return !s.ExpiresAt.IsZero() && !now.Before(s.ExpiresAt) }

// sessionOf adds to a session's row who it belongs to.
func sessionOf(t *store.Tx, row store.Session, a store.Staff) (Session, error) {
	who, err := actor(t, a)
	return Session{Actor: who, Name: a.Name, CSRF: row.CSRF, ID: idOf(row.Hash), CreatedAt: row.CreatedAt, ExpiresAt: row.Expires, hash: [32]byte(row.Hash)}, err
}

// idOf is a part of a hash that names it.
func idOf(hash []byte) string { return hex.EncodeToString(hash[:8]) }

func signedOut() error {
	return &huiyin.Error{Kind: huiyin.KindUnknown, Code: "session_ended", Say: "You are not signed in any more; please sign in again."}
}

// Authenticate recognises a session by its token. It hashes once with SHA-256, which is right for a random token of
// 256 bits, and asks the record at most every 30 seconds. What is compared is the hash: how long that takes says
// nothing about the token.
func (s *Staff) Authenticate(ctx context.Context, token string) (Session, error) {
	key, now := sha256.Sum256([]byte(token)), s.now()
	out, ok := s.sessions.get(key, now)
	if !ok {
		var err error
		if out, err = s.lookUp(ctx, key, now); err != nil {
			return Session{}, err
		}
	}
	return s.slide(ctx, out, now), nil
}

func (s *Staff) lookUp(ctx context.Context, key [32]byte, now time.Time) (out Session, err error) {
	generation := s.sessions.begin()
	err = s.store.Read(ctx, func(t *store.Tx) error {
		row, found, err := t.Session(key[:])
		if err != nil {
			return err
		}
		if !found || !now.Before(row.Expires) {
			return signedOut()
		}
		a, err := t.Staff(row.Staff)
		if err != nil {
			return err
		}
		if !a.Active {
			return signedOut()
		}
		out, err = sessionOf(t, row, a)
		return err
	})
	if err != nil {
		return Session{}, err
	}
	s.sessions.put(generation, out, now)
	return out, nil
}

// slide moves the session's end along. Should that not get onto the disk, the session still works for now: reading
// must go on when the disk is full.
func (s *Staff) slide(ctx context.Context, out Session, now time.Time) Session {
	end := endOf(out.CreatedAt, now)
	if end.Sub(out.ExpiresAt) < slideEvery || !s.sessions.extend(out.hash, end) {
		return out
	}
	out.ExpiresAt = end
	err := s.store.Write(ctx, func(t *store.Tx) error { return t.ExtendSession(out.hash[:], end) })
	if err != nil && ctx.Err() == nil {
		s.log.Error("the end of a session could not be moved", "staff", int64(out.Actor.Staff), "err", err)
	}
	return out
}

// SignOut ends the session.
func (s *Staff) SignOut(ctx context.Context, who Session) error {
	err := s.store.Write(ctx, func(t *store.Tx) error { return t.EndSession(who.hash[:]) })
	s.sessions.drop(who.Actor.Staff)
	return err
}

// SignOutEverywhere ends every session of an account, one's own or, for an administrator, anybody's.
func (s *Staff) SignOutEverywhere(ctx context.Context, id huiyin.StaffID, by huiyin.Actor) error {
	if by.Staff != id {
		if err := mayEdit(by); err != nil {
			return err
		}
	}
	err := s.store.Write(ctx, func(t *store.Tx) error { return t.EndSessions(id, nil) })
	s.sessions.drop(id)
	return err
}

// OpenSession is one of a person's sessions as they see it in a list.
type OpenSession struct {
	ID                   string
	CreatedAt, ExpiresAt time.Time
	Current              bool // the one that asks
}

// Sessions lists one's own sessions, newest first.
func (s *Staff) Sessions(ctx context.Context, who Session) (out []OpenSession, err error) {
	err = s.store.Read(ctx, func(t *store.Tx) error {
		rows, err := t.Sessions(who.Actor.Staff, s.now())
		out = nil
		for _, r := range rows {
			out = append(out, OpenSession{ID: idOf(r.Hash), CreatedAt: r.CreatedAt, ExpiresAt: r.Expires, Current: [32]byte(r.Hash) == who.hash})
		}
		return err
	})
	return out, err
}

// EndSession ends one of one's own sessions, by the ID it has in the list.
func (s *Staff) EndSession(ctx context.Context, who Session, id string) error {
	err := s.store.Write(ctx, func(t *store.Tx) error {
		rows, err := t.Sessions(who.Actor.Staff, s.now())
		if err != nil {
			return err
		}
		for _, r := range rows {
			if idOf(r.Hash) == id {
				return t.EndSession(r.Hash)
			}
		}
		return huiyin.NotFound("session", "There is no such session any more.")
	})
	s.sessions.drop(who.Actor.Staff)
	return err
}
