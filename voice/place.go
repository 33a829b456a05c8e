package voice

import (
	"net/netip"
	"time"

	"github.com/emiago/sipgo/sip"
)

// Place is where a desk phone can be reached over UDP. Whoever keeps places over a restart gives them back with
// Options.Places: then the phone can be called before it registers again.
type Place struct {
	Contact string // what the phone calls itself
	Source  netip.AddrPort
	Call    string // the Call-ID of its REGISTER, and
	Seq     uint32 // the CSeq
	Until   time.Time
}

// restore notes the places that were kept, as far as they are still good.
func (r *registrar) restore(user string, places []Place, now time.Time) {
	for _, p := range places {
		b := binding{source: p.Source, transport: "UDP", call: p.Call, seq: p.Seq, until: p.Until}
		if err := sip.ParseUri(p.Contact, &b.contact); err != nil || !p.Until.After(now) || r.e.udp == nil {
			continue
		}
		if _, known := r.e.opt.Phone(user); known { // or the account has been taken away since
			r.bind(user, b)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.placed(user) // so that what is no longer good is forgotten
}

// placed tells where a phone can be reached now; the caller holds the lock.
func (r *registrar) placed(user string) {
	if r.e.opt.Placed == nil {
		return
	}
	var list []Place
	for _, b := range r.at[user] {
		if b.transport == "UDP" { // what came over a connection goes with it
			list = append(list, Place{b.contact.String(), b.source, b.call, b.seq, b.until})
		}
	}
	r.e.opt.Placed(user, list)
}
