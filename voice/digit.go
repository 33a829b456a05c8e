package voice

import (
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/rtp"
)

// How long our own key presses last.
const pressFor = 100 * time.Millisecond

// SendDigits presses keys: 0 to 9, *, #, A to D. They go as RFC 4733 events, one after the other, or by INFO to a
// side that does not know those.
func (l *Leg) SendDigits(keys string) error {
	keys = strings.ToUpper(keys)
	if strings.Trim(keys, digits) != "" {
		return huiyin.Invalid("digits", "Keys are 0 to 9, *, # and A to D.")
	}
	l.do(func() { l.press(keys) })
	return nil
}

const digits = "0123456789*#ABCD"

func (l *Leg) press(keys string) {
	if keys == "" || l.state != up {
		return
	}
	if l.talk.events() {
		for i := range len(keys) {
			if err := l.stream.SendDigit(rtp.Digit{Key: keys[i], Duration: pressFor}); err != nil {
				l.e.log.Warn("a key press could not be sent", "error", err)
			}
		}
		return
	}
	req := l.d.Request(sip.INFO)
	kind := sip.ContentTypeHeader("application/dtmf-relay")
	req.AppendHeader(&kind)
	req.SetBody([]byte("Signal=" + keys[:1] + "\r\nDuration=" + strconv.Itoa(int(pressFor.Milliseconds())) + "\r\n"))
	l.request(req, func(*sip.Response, error) { l.press(keys[1:]) })
}

// events says whether both sides know telephone-event.
func (k *talk) events() bool {
	if k.theirs == nil {
		return false
	}
	for _, m := range k.theirs.Media {
		if m.Port != 0 && m.Events != 0 {
			return true
		}
	}
	return false
}

// informed takes a key press that comes as INFO; other INFO is none of our business and does no harm.
func (l *Leg) informed(req *sip.Request, tx *sip.ServerTx) {
	kind := ""
	if t := req.ContentType(); t != nil {
		kind, _, _ = strings.Cut(strings.ToLower(t.Value()), ";")
	}
	d, ok := pressed(strings.TrimSpace(kind), string(req.Body()))
	answer(req, tx, no(200))
	if ok {
		l.tell(Event{Kind: Digit, Digit: d})
	}
}

// pressed reads application/dtmf-relay (Signal= and Duration= in milliseconds) and application/dtmf (the key alone).
func pressed(kind, body string) (rtp.Digit, bool) {
	d := rtp.Digit{Duration: pressFor}
	key := ""
	switch kind {
	case "application/dtmf":
		key = strings.TrimSpace(body)
	case "application/dtmf-relay":
		for line := range strings.SplitSeq(body, "\n") {
			name, value, _ := strings.Cut(line, "=")
			value = strings.TrimSpace(value)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "signal":
				key = value
			case "duration":
				if n, err := strconv.ParseUint(value, 10, 16); err == nil {
					d.Duration = time.Duration(n) * time.Millisecond
				}
			}
		}
	}
	switch key { // some telephones send the number of the event
	case "10":
		key = "*"
	case "11":
		key = "#"
	}
	key = strings.ToUpper(key)
	if len(key) != 1 || !strings.Contains(digits, key) {
		return rtp.Digit{}, false
	}
	d.Key = key[0]
	return d, true
}
