package portal

import (
	"net/http"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
)

const (
	receiptUse  = "receipt"
	receiptPath = "/received"
	receiptLife = 10 * time.Minute
)

// handOver gives the receipt: on its own page, so that loading it again sends nothing again, and right here to a
// browser that keeps no cookies. Number and code are in no address.
func (v *visit) handOver(r desk.Receipt) error {
	if _, err := v.r.Cookie(cookieTest); err != nil {
		return v.showReceipt(r.Number, r.Code)
	}
	if err := v.give(receiptUse, receiptPath, receiptLife, r.Number, r.Code); err != nil {
		return err
	}
	return v.to(receiptPath)
}

// received shows the receipt for as long as its cookie lives.
func (p *Portal) received(v *visit) error {
	words := v.shown(receiptUse)
	if len(words) != 2 {
		return v.to("/track")
	}
	return v.showReceipt(words[0], words[1])
}

func (v *visit) showReceipt(number, code string) error {
	tr, err := v.p.desk.Track(v.context(), number, code)
	if err != nil {
		return err
	}
	d := struct {
		Number, Code, First, Second string
		Files                       int
		Box                         *boxView
		Next                        expected
		Hidden                      bool
		Phone                       string
	}{Number: number, Code: code, First: code[:len(code)/2], Second: code[len(code)/2:], Files: len(own(tr.Files)),
		Next: v.expect(&tr.Case), Hidden: tr.Case.Confidentiality >= 2, Phone: hotline}
	if m := v.p.desk.City().Mailbox(tr.Case.Mailbox); m != nil {
		d.Box = v.boxView(m)
	}
	return v.show(http.StatusOK, sheet{Name: "received", Private: true, Script: true, D: d})
}

// expected are the latest dates at which the next things happen, by the city's limits.
type expected struct{ Given, Answer, Reopen time.Time }

// expect reckons them: what is known counts, and what is not is the limit from the latest moment before it.
func (v *visit) expect(c *casework.Case) expected {
	book := v.p.desk.City().Book
	end := func(k casework.LimitKind, from time.Time) time.Time {
		l := book.Limit(k, c)
		if l.Amount == 0 || from.IsZero() {
			return time.Time{}
		}
		return book.Calendar.Deadline(from, l).Due
	}
	var e expected
	if e.Given = c.DispatchedAt; e.Given.IsZero() {
		e.Given = end(casework.LimitTransfer, c.RegisteredAt)
	}
	if e.Answer = c.Promised; e.Answer.IsZero() {
		e.Answer = end(casework.LimitHandle, e.Given)
	}
	if c.State == casework.Closed {
		e.Reopen = end(casework.LimitReopen, latest(c.ClosedAt, c.ImportedAt))
	}
	return e
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// shortLived is how long a browser may look at a matter without the code; every look renews it.
const shortLived = 30 * time.Minute

const matterUse = "matter"

func matterPath(number string) string { return "/track/" + number }

// lookInto lets this browser look at a matter for a while.
func (v *visit) lookInto(number, code string) error {
	return v.give(matterUse, matterPath(number), shortLived, number, code)
}

// pair is the number and code this browser may look with, when it is for the matter of the address.
func (v *visit) pair() (number, code string, ok bool) {
	words := v.shown(matterUse)
	if len(words) != 2 || words[0] != v.r.PathValue("number") {
		return "", "", false
	}
	return words[0], words[1], true
}

// unknown tells whether an error says that number and code do not fit.
func unknown(err error) bool { return huiyin.KindOf(err) == huiyin.KindNotFound }
