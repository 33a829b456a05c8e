package voice

import (
	"strconv"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// What we offer for the session timer (RFC 4028), in seconds.
const (
	shortestSession = 90 // RFC 4028 section 5
	wantedSession   = 1800
)

// A refreshing is the session timer of a leg: one side says from time to time that it is still there.
type refreshing struct {
	every int  // seconds; 0: nobody does
	us    bool // we do
	least int  // what the other side wants at least
}

// tooBrief refuses an interval that would keep us too busy.
func tooBrief(req *sip.Request) reply {
	n, ok := sessionExpires(req)
	if ok && n < shortestSession {
		return no(422, header("Min-SE", strconv.Itoa(shortestSession)))
	}
	return reply{}
}

// sessionExpires reads the header, which has a compact form (RFC 4028 section 4).
func sessionExpires(m sip.Message) (int, bool) {
	for _, name := range []string{"session-expires", "x"} {
		if n, ok := number(m, name); ok {
			return int(min(n, 1<<24)), true
		}
	}
	return 0, false
}

func refresher(m sip.Message) string {
	for _, name := range []string{"session-expires", "x"} {
		for _, h := range m.GetHeaders(name) {
			_, params, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(h.Value(), " ", "")), ";")
			for p := range strings.SplitSeq(params, ";") {
				if who, ok := strings.CutPrefix(p, "refresher="); ok {
					return who
				}
			}
		}
	}
	return ""
}

// granted reads what a request wants and gives the headers of our 2xx (section 9). Who asks refreshes, unless it
// cannot or leaves it to us.
func (r *refreshing) granted(l *Leg, req *sip.Request) []sip.Header {
	n, asked := sessionExpires(req)
	theirs := lists(req, "supported", "timer") || lists(req, "require", "timer")
	if !asked {
		n = 0
		if theirs || r.every > 0 {
			n = wantedSession
		}
	}
	if n == 0 {
		l.never(waitRefresh, waitExpire)
		return nil
	}
	who := "uas"
	if theirs && refresher(req) != "uas" {
		who = "uac"
	}
	r.every, r.us = n, who == "uas"
	r.start(l)
	list := []sip.Header{header("Session-Expires", strconv.Itoa(n)+";refresher="+who)}
	if who == "uac" {
		list = append(list, header("Require", "timer"))
	}
	return list
}

// wishes puts into our request what we would like.
func (r *refreshing) wishes(req *sip.Request) {
	n, who := wantedSession, ""
	if r.every > 0 { // keep roles and interval, or a refresh would be a negotiation (section 7.4)
		n, who = r.every, ";refresher=uas"
		if r.us {
			who = ";refresher=uac"
		}
	}
	req.AppendHeader(header("Supported", supported))
	req.AppendHeader(header("Allow", allowed))
	req.AppendHeader(header("Session-Expires", strconv.Itoa(max(n, r.least))+who))
	req.AppendHeader(header("Min-SE", strconv.Itoa(max(shortestSession, r.least))))
}

// read takes what a 2xx to our request says (section 7.2): without a word from them there is no timer.
func (r *refreshing) read(l *Leg, res *sip.Response) {
	n, ok := sessionExpires(res)
	if !ok {
		*r = refreshing{}
		l.never(waitRefresh, waitExpire)
		return
	}
	r.every, r.us = max(n, 1), refresher(res) != "uas"
	r.start(l)
}

// longer takes the interval that a 422 asks for; false: it does not say, or we have tried.
func (r *refreshing) longer(res *sip.Response) bool {
	n, ok := number(res, "min-se")
	if !ok || int(n) <= r.least || n > 1<<24 {
		return false
	}
	r.least = int(n)
	if r.every > 0 {
		r.every = max(r.every, r.least)
	}
	return true
}

// start sets the clock: half of the interval for who refreshes, almost all of it for who waits (section 10).
func (r *refreshing) start(l *Leg) {
	l.never(waitRefresh, waitExpire)
	if r.us {
		l.after(waitRefresh, l.seconds(float64(r.every)/2))
		return
	}
	l.after(waitExpire, l.seconds(float64(r.every-min(32, r.every/3))))
}

// refresh says that we are still there: with an UPDATE, which disturbs nobody, or else with an INVITE. If nothing
// comes back the session ends in time.
func (l *Leg) refresh() {
	if l.state != up || l.timer.every == 0 {
		return
	}
	l.after(waitExpire, l.seconds(float64(l.timer.every)/2-float64(min(32, l.timer.every/3))))
	if !l.updates {
		l.reinvite()
		return
	}
	req := l.d.Request(sip.UPDATE)
	l.timer.wishes(req)
	l.request(req, func(res *sip.Response, err error) {
		switch {
		case err != nil || res.StatusCode == 408 || res.StatusCode == 481:
			l.bye(Cause{Why: Lost})
		case res.IsSuccess():
			l.timer.read(l, res)
		case res.StatusCode == 422 && l.timer.longer(res):
			l.refresh()
		case res.StatusCode == 405 || res.StatusCode == 501:
			l.updates = false
			l.reinvite()
		default:
			l.after(waitRefresh, l.retryPause())
		}
	})
}

// request sends a request inside the call that is no INVITE; then is called in the leg's goroutine, if it still is.
func (l *Leg) request(req *sip.Request, then func(*sip.Response, error)) {
	e, t, d := l.e, l.trunk, l.d
	e.work.goes(func() {
		res, err := e.ask(l.life, req, t, d)
		l.do(func() { then(res, err) })
	})
}
