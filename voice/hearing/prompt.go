package hearing

// A prompt is a sound that is being played to one member. Only the mixer's goroutine moves it on.
type prompt struct {
	law  []byte
	at   int
	loop bool
	done func()
}

// next is the sound of a beat, in A-law; a last piece may be shorter. It is part of the sound, or lies in room.
func (p *prompt) next(room []byte) []byte {
	if rest := p.law[p.at:]; len(rest) >= len(room) || !p.loop {
		piece := rest[:min(len(rest), len(room))]
		p.at += len(piece)
		if p.loop && p.at == len(p.law) {
			p.at = 0
		}
		return piece
	}
	for n := 0; n < len(room); {
		k := copy(room[n:], p.law[p.at:])
		n += k
		p.at = (p.at + k) % len(p.law)
	}
	return room
}

// over says whether all has been heard.
func (p *prompt) over() bool { return !p.loop && p.at >= len(p.law) }
