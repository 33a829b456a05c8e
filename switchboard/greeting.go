package switchboard

import (
	"errors"
	"io"

	"huiyin/switchboard/prompt"
	"huiyin/vault"
)

// loadGreetings reads the sounds that were spoken for hotlines and are not known yet, beside the room: it never waits
// for a disk. Until one is there its hotline has the common notice only.
func (s *Switchboard) loadGreetings() {
	for i := range s.lines {
		g, ok := s.city.Greeting(s.lines[i].Number)
		if _, known := s.greetings[g.Hash]; !ok || known {
			continue
		}
		s.greetings[g.Hash] = nil
		s.asking.Go(func() {
			p, err := s.readGreeting(g.Hash)
			if err != nil {
				s.log.Error("the greeting of a hotline cannot be read", "sound", g.Hash, "err", err)
				return
			}
			s.inbox.put(func() { s.greetings[g.Hash] = p })
		})
	}
}

func (s *Switchboard) readGreeting(hash string) (prompt.Prompt, error) {
	h, err := vault.ParseHash(hash)
	if err != nil {
		return nil, err
	}
	f, _, err := s.opt.Vault.Open(h)
	if err != nil {
		return nil, err
	}
	wav, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	return prompt.Read(wav)
}

// greeting is what was spoken for a hotline; nil when nothing was.
func (s *Switchboard) greeting(number string) prompt.Prompt {
	g, _ := s.city.Greeting(number)
	return s.greetings[g.Hash]
}
