package switchboard

import (
	"context"

	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
)

// ruled is the policy that the rules on record make.
func (s *Switchboard) ruled(t *store.Tx) (room.Policy, error) {
	kept, err := ledger.RulesKept(t)
	if err != nil {
		return s.opt.Policy, err
	}
	p, left := s.opt.Policy.Ruled(kept)
	for _, why := range left {
		s.log.Warn("a rule of the room cannot stand and is left out", "why", why)
	}
	return p, nil
}

// Ruled says that somebody has changed a rule: the room is run by what is on record now, at once. When two people do so
// at the same moment, whoever reads later reads both, and is heard later.
func (s *Switchboard) Ruled(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx) // it is written down already
	s.ruling.Lock()
	defer s.ruling.Unlock()
	var p room.Policy
	if err := s.opt.Store.Read(ctx, func(t *store.Tx) (err error) { p, err = s.ruled(t); return err }); err != nil {
		return err
	}
	_, err := do(ctx, s, func() (struct{}, error) {
		s.policy = p
		s.apply(room.Ruled{Policy: p})
		return struct{}{}, nil
	})
	return err
}
