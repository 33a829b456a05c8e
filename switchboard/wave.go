package switchboard

import (
	"io"

	"huiyin/switchboard/ledger"
	"huiyin/vault"
)

// waveform draws what is kept under a hash; a recording that cannot be read has none.
func (s *Switchboard) waveform(h vault.Hash) []byte {
	f, size, err := s.opt.Vault.Open(h)
	if err != nil {
		s.log.Warn("a recording could not be drawn", "err", err)
		return nil
	}
	defer f.Close()
	r, ok := f.(io.ReaderAt)
	if !ok {
		return nil
	}
	return ledger.Waveform(r, size)
}
