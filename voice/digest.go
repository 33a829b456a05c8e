package voice

import (
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/icholy/digest"
)

// A doorkeeper asks for digests and checks them (RFC 8760, RFC 7616). A challenge costs no memory: the nonce says
// itself when and for whom it was made. Only nonces that were used well are remembered, for their count.
type doorkeeper struct {
	realm      string
	algorithms []string // that are asked for, the best first
	key        [32]byte

	mu    sync.Mutex
	used  map[string]usedNonce
	locks map[lockKey]lock
}

type usedNonce struct {
	count int
	until time.Time
}

type lockKey struct {
	from netip.Addr
	user string
}

type lock struct {
	wrong int
	until time.Time // the count, or the lock, ends then
}

const (
	nonceLife  = 5 * time.Minute
	lockAfter  = 5 // wrong digests of one user from one address
	lockFor    = 5 * time.Minute
	manyLocks  = 10000
	md5Name    = "MD5"
	sha256Name = "SHA-256"
)

// newDoorkeeper asks for MD5 only unless the accounts have digests by SHA-256: a phone that knows both would use that.
func newDoorkeeper(realm string, sha bool) *doorkeeper {
	k := &doorkeeper{realm: realm, algorithms: []string{md5Name}, used: map[string]usedNonce{}, locks: map[lockKey]lock{}}
	if sha {
		k.algorithms = []string{sha256Name, md5Name}
	}
	crand.Read(k.key[:]) // it never fails
	return k
}

// verdict is what became of credentials.
type verdict uint8

const (
	missing verdict = iota // none for our realm, or with a nonce that is not (any longer) good: ask (again)
	stale                  // right, but the nonce is too old
	wrong
	locked
	right
)

// secret is what a user's digests are made from: HA1 by algorithm name.
type secret map[string]string

func secretOf(user, realm, password string) secret {
	text := []byte(user + ":" + realm + ":" + password)
	m, s := md5.Sum(text), sha256.Sum256(text)
	return secret{md5Name: hex.EncodeToString(m[:]), sha256Name: hex.EncodeToString(s[:])}
}

func (p Phone) secret() secret {
	s := secret{}
	if p.HA1 != "" {
		s[md5Name] = strings.ToLower(p.HA1)
	}
	if p.SHA256 != "" {
		s[sha256Name] = strings.ToLower(p.SHA256)
	}
	return s
}

// challenges are the headers of a 401, the better algorithm first (RFC 8760 section 2.4). All users are asked the
// same, so that a challenge does not tell who exists.
func (k *doorkeeper) challenges(from netip.Addr, now time.Time, old bool) []sip.Header {
	nonce := k.nonce(from, now)
	var list []sip.Header
	for _, algorithm := range k.algorithms {
		c := digest.Challenge{Realm: k.realm, Nonce: nonce, Algorithm: algorithm, QOP: []string{"auth"}, Stale: old}
		list = append(list, sip.NewHeader("WWW-Authenticate", c.String()))
	}
	return list
}

func (k *doorkeeper) nonce(from netip.Addr, now time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(now.UnixMilli())<<20|rand.Uint64N(1<<20))
	return base64.RawURLEncoding.EncodeToString(append(b, k.seal(b, from)...))
}

func (k *doorkeeper) seal(b []byte, from netip.Addr) []byte {
	h := hmac.New(sha256.New, k.key[:])
	h.Write(b)
	h.Write([]byte(neighbourhood(from).String()))
	return h.Sum(nil)[:16]
}

// ours says whether we made a nonce for that address, and how old it is.
func (k *doorkeeper) ours(nonce string, from netip.Addr, now time.Time) (time.Duration, bool) {
	b, err := base64.RawURLEncoding.DecodeString(nonce)
	if err != nil || len(b) != 24 || !hmac.Equal(b[8:], k.seal(b[:8], from)) {
		return 0, false
	}
	return now.Sub(time.UnixMilli(int64(binary.BigEndian.Uint64(b) >> 20))), true
}

// credentials are those of a request that answer a challenge of ours to that address. A request without them has
// cost its sender nothing.
func (k *doorkeeper) credentials(req *sip.Request, from netip.Addr, now time.Time) *digest.Credentials {
	for _, h := range req.GetHeaders("authorization") {
		c, err := digest.ParseCredentials(h.Value())
		if err != nil || c.Realm != k.realm {
			continue
		}
		if _, ok := k.ours(c.Nonce, from, now); ok {
			return c
		}
	}
	return nil
}

// check says whether a request proves that it comes from the user with that secret.
func (k *doorkeeper) check(req *sip.Request, c *digest.Credentials, s secret, from netip.Addr, now time.Time) verdict {
	key := lockKey{neighbourhood(from), c.Username}
	if k.locked(key, now) {
		return locked
	}
	ha1, ok := s[algorithmOf(c)]
	if !ok || c.QOP != "auth" || c.Nc < 1 || !sameURI(c.URI, req.Recipient) {
		return k.blame(key, now)
	}
	chal := digest.Challenge{Realm: k.realm, Nonce: c.Nonce, Algorithm: c.Algorithm, QOP: []string{"auth"}}
	want, err := digest.Digest(&chal, digest.Options{Method: string(req.Method), URI: c.URI, Count: c.Nc, Username: c.Username, A1: ha1, Cnonce: c.Cnonce})
	if err != nil || subtle.ConstantTimeCompare([]byte(want.Response), []byte(strings.ToLower(c.Response))) != 1 {
		return k.blame(key, now)
	}
	return k.accept(key, c, from, now)
}

// accept counts the uses of a good nonce: each count serves once (RFC 7616 section 3.4).
func (k *doorkeeper) accept(key lockKey, c *digest.Credentials, from netip.Addr, now time.Time) verdict {
	age, _ := k.ours(c.Nonce, from, now)
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.locks, key)
	id := c.Username + "\x00" + c.Nonce
	if age > nonceLife || age < 0 || c.Nc <= k.used[id].count {
		return stale
	}
	k.used[id] = usedNonce{c.Nc, now.Add(nonceLife - age)}
	return right
}

func (k *doorkeeper) blame(key lockKey, now time.Time) verdict {
	k.mu.Lock()
	defer k.mu.Unlock()
	l := k.locks[key]
	if now.After(l.until) {
		l.wrong = 0
	}
	l.wrong++
	l.until = now.Add(lockFor)
	if len(k.locks) < manyLocks || l.wrong > 1 {
		k.locks[key] = l
	}
	return wrong
}

func (k *doorkeeper) locked(key lockKey, now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	l, ok := k.locks[key]
	return ok && l.wrong >= lockAfter && now.Before(l.until)
}

// sweep forgets what is over.
func (k *doorkeeper) sweep(now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for id, u := range k.used {
		if now.After(u.until) {
			delete(k.used, id)
		}
	}
	for key, l := range k.locks {
		if now.After(l.until) {
			delete(k.locks, key)
		}
	}
}

func algorithmOf(c *digest.Credentials) string {
	if c.Algorithm == "" {
		return md5Name
	}
	return strings.ToUpper(c.Algorithm)
}

// sameURI compares what the digest was made for with what was asked: proxies may have touched the parameters.
func sameURI(text string, asked sip.Uri) bool {
	var u sip.Uri
	if err := sip.ParseUri(text, &u); err != nil {
		return false
	}
	return u.User == asked.User && strings.EqualFold(u.Host, asked.Host) && u.Port == asked.Port
}
