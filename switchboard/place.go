package switchboard

import (
	"context"
	"net/netip"

	"huiyin/store"
	"huiyin/voice"
)

// Placed has written down where a desk phone can be reached, so that a restart need not wait until it says so again. It
// does not block.
func (s *Switchboard) Placed(phone string, at []voice.Place) {
	places := make([]store.PhonePlace, len(at))
	for i, p := range at {
		places[i] = store.PhonePlace{Phone: phone, Source: p.Source.String(), Contact: p.Contact, Register: p.Call, Turn: int64(p.Seq), Expires: p.Until}
	}
	s.clerk.note("phone", func(t *store.Tx) error { return t.SetPhonePlaces(phone, places) })
}

// Places are where desk phones were when the program last ran, by their user names.
func (s *Switchboard) Places(ctx context.Context) (map[string][]voice.Place, error) {
	known := map[string][]voice.Place{}
	err := s.opt.Store.Read(ctx, func(t *store.Tx) error {
		list, err := t.PhonePlaces()
		clear(known)
		for _, p := range list {
			if source, err := netip.ParseAddrPort(p.Source); err == nil {
				known[p.Phone] = append(known[p.Phone], voice.Place{Contact: p.Contact, Source: source, Call: p.Register, Seq: uint32(p.Turn), Until: p.Expires})
			}
		}
		return err
	})
	return known, err
}
