package voice

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
)

// How long a desk phone may stay registered, in seconds, and at how many places.
const (
	shortestRegistration = 60
	longestRegistration  = 600
	maxBindings          = 4
)

// A registrar knows where desk phones are (RFC 3261 section 10).
type registrar struct {
	e  *Engine
	mu sync.Mutex
	at map[string][]binding // by user, the newest last
	by map[netip.AddrPort]string
}

// A binding is one place where a phone can be reached. The source counts, not what the phone believes of itself:
// it may sit behind a NAT.
type binding struct {
	contact   sip.Uri
	source    netip.AddrPort
	transport string
	call      string // Call-ID and CSeq keep old requests from undoing new ones
	seq       uint32
	until     time.Time
}

func newRegistrar(e *Engine) *registrar {
	return &registrar{e: e, at: map[string][]binding{}, by: map[netip.AddrPort]string{}}
}

// find is the newest place of a phone.
func (r *registrar) find(user string) (binding, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.at[user]
	if len(list) == 0 {
		return binding{}, false
	}
	return list[len(list)-1], true
}

// count is how many phones can be called.
func (r *registrar) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.at)
}

// userAt is the phone that is registered from there, or "".
func (r *registrar) userAt(source netip.AddrPort) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.by[source]
}

// note and unnote keep the sources; the caller holds the lock.
func (r *registrar) note(user string, b binding) {
	r.by[b.source] = user
	r.e.guard.knows(b.source, +1)
}

func (r *registrar) unnote(user string, b binding) {
	if r.by[b.source] == user {
		delete(r.by, b.source)
	}
	r.e.guard.knows(b.source, -1)
}

// register is the answer to a REGISTER.
func (r *registrar) register(req *sip.Request) reply {
	if r.e.opt.Phone == nil || r.e.draining.Load() {
		return no(503)
	}
	user := req.To().Address.User
	if refused := r.e.prove(req, user); refused.status != 0 {
		return refused
	}
	seconds, ok := asked(req)
	if !ok {
		return no(400)
	}
	contact := req.Contact()
	switch {
	case contact == nil: // only asks where the phone is
	case contact.Address.Wildcard && seconds == 0:
		r.forget(user, "")
	case contact.Address.Wildcard:
		return no(400)
	case seconds == 0:
		r.forget(user, contactKey(contact.Address))
	case seconds < shortestRegistration:
		return no(423, header("Min-Expires", strconv.Itoa(shortestRegistration)))
	default:
		b := binding{contact: *contact.Address.Clone(), source: sourceOf(req), transport: req.Transport(),
			call: req.CallID().Value(), seq: req.CSeq().SeqNo}
		b.until = time.Now().Add(time.Duration(min(seconds, longestRegistration)) * r.e.second)
		if !r.bind(user, b) {
			return no(500)
		}
	}
	return r.list(user)
}

// asked is the wanted duration in seconds: the contact's, or the message's, or the longest.
func asked(req *sip.Request) (int, bool) {
	text := ""
	if c := req.Contact(); c != nil {
		text = c.Params.GetOr("expires", "")
	}
	if h := req.GetHeader("expires"); h != nil && text == "" {
		text = h.Value()
	}
	if text == "" {
		return longestRegistration, true
	}
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 32)
	return int(min(n, 1<<30)), err == nil
}

func contactKey(u sip.Uri) string { return u.User + "@" + u.HostPort() }

// bind notes a place, instead of an older one with the same contact or the same source.
func (r *registrar) bind(user string, b binding) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.at[user]
	first := len(list) == 0
	for i := 0; i < len(list); {
		old := list[i]
		if contactKey(old.contact) != contactKey(b.contact) && old.source != b.source {
			i++
			continue
		}
		if old.call == b.call && b.seq <= old.seq {
			return false
		}
		r.unnote(user, old)
		list = slices.Delete(list, i, i+1)
	}
	if len(list) == maxBindings {
		r.unnote(user, list[0])
		list = list[1:]
	}
	r.note(user, b)
	r.at[user] = append(list, b)
	if first {
		r.e.news.put(Event{At: time.Now(), Kind: PhoneUp, Phone: user})
	}
	r.placed(user)
	return true
}

// forget drops the places that a contact names; "" is all of them.
func (r *registrar) forget(user, key string) {
	r.drop(user, func(b binding) bool { return key == "" || contactKey(b.contact) == key })
}

func (r *registrar) drop(user string, gone func(binding) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.at[user]
	if len(list) == 0 {
		return
	}
	before := len(list)
	list = slices.DeleteFunc(list, func(b binding) bool {
		if gone(b) {
			r.unnote(user, b)
			return true
		}
		return false
	})
	switch len(list) {
	case before:
		return
	case 0:
		delete(r.at, user)
		r.e.news.put(Event{At: time.Now(), Kind: PhoneDown, Phone: user})
	default:
		r.at[user] = list
	}
	r.placed(user)
}

// list is the 200 with all places of a phone.
func (r *registrar) list(user string) reply {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	ok := no(200)
	for _, b := range r.at[user] {
		c := sip.ContactHeader{Address: *b.contact.Clone()}
		left := max(int(b.until.Sub(now)/r.e.second), 1)
		c.Params.Add("expires", strconv.Itoa(left))
		ok.headers = append(ok.headers, &c)
	}
	return ok
}

// sweep drops what has expired, and what was reached over a connection that is closed.
func (r *registrar) sweep(now time.Time) {
	r.mu.Lock()
	users := make([]string, 0, len(r.at))
	for user := range r.at {
		users = append(users, user)
	}
	r.mu.Unlock()
	for _, user := range users {
		r.drop(user, func(b binding) bool { return now.After(b.until) || !r.e.reaches(b) })
	}
}

// reaches says whether there is still a way to a phone.
func (e *Engine) reaches(b binding) bool {
	if b.transport == "UDP" {
		return true
	}
	c, err := e.tp.GetConnection(b.transport, b.source.String())
	if err != nil {
		return false
	}
	_, _ = c.TryClose() // gives back the reference that was just taken
	return true
}

// prove wants a digest of a desk phone's user; the zero reply means that it was given.
func (e *Engine) prove(req *sip.Request, user string) reply {
	from, now := sourceOf(req).Addr(), time.Now()
	c := e.door.credentials(req, from, now)
	if c == nil {
		return no(401, e.door.challenges(from, now, false)...)
	}
	var s secret
	if p, ok := e.opt.Phone(user); ok && p.User == user && c.Username == user {
		s = p.secret()
	}
	return e.ruling(e.door.check(req, c, s, from, now), from, now)
}

// ruling is what follows from a digest.
func (e *Engine) ruling(v verdict, from netip.Addr, now time.Time) reply {
	switch v {
	case right:
		e.guard.strange.forgive(from)
		return reply{}
	case wrong:
		e.guard.refusals.wrong.Add(1)
	case locked:
		e.guard.refusals.locked.Add(1)
	case stale:
		return no(401, e.door.challenges(from, now, true)...)
	case missing:
		return no(401, e.door.challenges(from, now, false)...)
	}
	return no(403)
}
