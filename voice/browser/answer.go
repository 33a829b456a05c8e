package browser

import (
	"fmt"

	"huiyin"
)

// Answer takes the browser's offer (SDP, RFC 8829) and gives the answer to it. There is nothing more to exchange: this
// side tells its addresses in the answer, and learns the browser's when it is called from there (RFC 8445, section
// 7.3.1.3), so that offers need not wait for candidates.
//
// An offer of the connection that the seat has already is a restart over another network (RFC 8445, section 9): voice
// goes on as soon as the browser reaches this side again. An offer of another connection, of a page that was loaded
// again, takes the place of the one before. What cannot be understood is an *huiyin.Error of kind invalid; a connection
// that has ended is a conflict, and the browser makes a new one.
func (p *Peer) Answer(offer string) (string, error) {
	who, err := identify(offer)
	if err != nil {
		return "", err
	}
	p.answering.Lock()
	defer p.answering.Unlock()
	select {
	case <-p.done:
		return "", ErrClosed
	default:
	}
	if l := p.link.Load(); l != nil && l.who == who {
		if !l.usable() {
			return "", huiyin.Conflict("connection_ended", "This connection has ended; please make a new one.")
		}
		return answered(l, offer)
	}
	return p.replace(who, offer)
}

// replace answers on a new connection, and only then lets go of the one before.
func (p *Peer) replace(who identity, offer string) (string, error) {
	l, err := p.connect(who)
	if err != nil {
		return "", err
	}
	answer, err := answered(l, offer)
	if err != nil {
		l.close()
		return "", err
	}
	l.read(func() { p.follow(l) })
	p.counts.begin()
	if before := p.link.Swap(l); before != nil {
		p.running.Go(before.close)
	}
	p.look()
	return answer, nil
}

// answered blames the browser for what the library refuses: it was given the offer and nothing else.
func answered(l *link, offer string) (string, error) {
	answer, err := l.answer(offer)
	if err != nil {
		return "", &huiyin.Error{Kind: huiyin.KindInvalid, Field: "sdp", Code: "invalid_sdp",
			Say: "The browser's offer cannot be answered.", Err: fmt.Errorf("browser: answer: %w", err)}
	}
	return answer, nil
}
