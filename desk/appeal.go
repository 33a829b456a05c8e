package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/topic"
)

// MaxFiles is how many attachments one appeal or supplement may bring.
const MaxFiles = 10

// Upload is an attachment whose bytes are in the vault already.
type Upload struct {
	Hash, Name, Type string
	Size             int64
}

// Appeal is what somebody tells the city, before it is a case.
type Appeal struct {
	Form     casework.Form // title, content, nature, category, area, place, …
	Channel  casework.Channel
	Mailbox  huiyin.MailboxID
	Person   store.Person
	Publish  bool
	Language string
	Service  string // Open311 service code
	Files    []Upload
	Key      string    // idempotency key; with By it names the request
	At       time.Time // zero: now. Set for records from before Huiyin
}

// Receipt is what the appellant takes away: the number, and the code that opens the matter to them alone.
type Receipt struct {
	Case   huiyin.CaseID
	Number string
	Code   string // shown once
	Again  bool   // the key was used before; this is the same case
}

// Register makes a case of an appeal, in one transaction, and gives the receipt.
func (d *Desk) Register(ctx context.Context, a Appeal, by huiyin.Actor) (Receipt, error) {
	p, err := d.prepare(&a, by)
	if err != nil {
		return Receipt{}, err
	}
	var r Receipt
	err = d.store.Write(ctx, func(t *store.Tx) error {
		r, err = d.register(t, p)
		return err
	})
	return r, err
}

// prepared is an appeal that was checked, with everything that needs no database done before the writer's turn.
type prepared struct {
	a      *Appeal
	by     huiyin.Actor
	at     time.Time
	draft  casework.Case
	code   string
	digest []byte
	scope  string
}

func (d *Desk) prepare(a *Appeal, by huiyin.Actor) (*prepared, error) {
	if err := d.check(a); err != nil {
		return nil, err
	}
	city := d.City()
	if err := known(city, &a.Form); err != nil {
		return nil, err
	}
	p := &prepared{a: a, by: by, at: a.At, scope: "register " + by.By()}
	if p.at.IsZero() {
		p.at = d.now()
	}
	p.draft = casework.Case{Channel: a.Channel, Publish: a.Publish, Language: a.Language, Service: a.Service, Urgency: casework.Normal,
		Confidentiality: 1, Historic: !a.At.IsZero()}
	if p.draft.Historic {
		p.draft.ImportedAt = d.now()
	}
	if err := addressed(city, a, &p.draft); err != nil {
		return nil, err
	}
	var err error
	if p.code, err = newCode(); err != nil {
		return nil, err
	}
	p.digest = a.digest()
	return p, nil
}

// addressed puts the case into a mailbox, when it was written to one.
func addressed(city *directory.City, a *Appeal, c *casework.Case) error {
	if a.Mailbox == 0 {
		return nil
	}
	m := city.Mailbox(a.Mailbox)
	if m == nil {
		return huiyin.Invalid("mailbox", "There is no such mailbox; the mailboxes are listed under /api/v1/mailboxes.")
	}
	if m.State != "open" && !c.Historic {
		return huiyin.Conflict("mailbox_closed", "%s is closed at the moment; please write to the 12345 letter box instead.", m.Name)
	}
	c.Mailbox, c.MailboxUnit = m.ID, m.Unit
	return nil
}

// check cleans every text of an appeal and refuses what cannot be one.
func (d *Desk) check(a *Appeal) error {
	if err := clean(&a.Form); err != nil {
		return err
	}
	if a.Form.Nature == "" {
		a.Form.Nature = string(casework.OtherNature)
	}
	if len(a.Files) > MaxFiles {
		return huiyin.Invalid("files", "At most %d files may be attached; there are %d.", MaxFiles, len(a.Files))
	}
	if a.Channel == "" {
		a.Channel = "web"
	}
	var err error
	if a.Person.Name, err = topic.Clean("name", a.Person.Name, 60, false); err != nil {
		return err
	}
	if a.Person.Email, err = cleanEmail(a.Person.Email); err != nil {
		return err
	}
	if a.Person.Phone != "" {
		if a.Person.Phone, err = huiyin.ParsePhone(string(a.Person.Phone)); err != nil {
			return err
		}
	}
	if err := checkKey(a.Key); err != nil {
		return err
	}
	if !a.At.IsZero() && (a.At.Year() < 2000 || a.At.After(d.now().Add(time.Hour))) {
		return huiyin.Invalid("time", "The time must lie between 2000 and now; it was %s.", a.At.Format(time.DateOnly))
	}
	return nil
}

// checkKey refuses an idempotency key that one engine would keep and another would not.
func checkKey(key string) error {
	if len(key) > 200 {
		return huiyin.Invalid("idempotency_key", "The idempotency key may have at most 200 characters.")
	}
	if !utf8.ValidString(key) || strings.ContainsFunc(key, unicode.IsControl) {
		return huiyin.Invalid("idempotency_key", "The idempotency key must be printable text in UTF-8.")
	}
	return nil
}

// digest tells two bodies under one idempotency key apart.
func (a *Appeal) digest() []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %d %q %q %q %q %v %q %v ", a.Channel, a.Mailbox, a.Person.Name, a.Person.Phone, a.Person.Email, a.Person.Kind, a.Publish, a.Service, a.Files)
	digestForm(h, a.Form)
	return h.Sum(nil)
}

// digestForm writes every column of a form.
func digestForm(w io.Writer, f casework.Form) {
	lon, lat := f.Lon, f.Lat
	f.Lon, f.Lat = nil, nil // they would print as addresses in memory; what they point to follows below
	fmt.Fprintf(w, "%q", fmt.Sprintf("%+v", f))
	if lon != nil && lat != nil {
		fmt.Fprintf(w, " %v %v", *lon, *lat)
	}
}

// register does the writing: key, person, number, case, contact, files, events.
func (d *Desk) register(t *store.Tx, p *prepared) (Receipt, error) {
	id := huiyin.NewID[huiyin.CaseID](p.at)
	sealed, err := d.store.Seal().SealSecret(p.code)
	if err != nil {
		return Receipt{}, err
	}
	used, again, err := t.UseKey(p.scope, p.a.Key, p.digest, int64(id), sealed, p.at)
	if err != nil {
		return Receipt{}, err
	}
	if again {
		return d.sameReceipt(t, used)
	}
	draft := p.draft
	draft.ID = id
	if draft.Person, err = t.Recall(p.a.Person, p.at); err != nil {
		return Receipt{}, err
	}
	book := d.City().Book
	if draft.Number, err = t.NextNumber(id, p.at.In(book.Calendar.Zone())); err != nil {
		return Receipt{}, err
	}
	draft.State = casework.Draft
	by := p.by
	if by.Staff == 0 {
		by = huiyin.TheAppellant
	}
	change, err := book.Take(draft, casework.Order{Step: casework.Register, By: by, At: p.at, Form: p.a.Form})
	if err != nil {
		return Receipt{}, err
	}
	change.Events[0].Facts["number"] = change.Case.Number // so that a receipt can prove it
	if err := d.addChange(t, &change, p.by, p.at, d.CodeHash(change.Case.Number, p.code), p.a.Files); err != nil {
		return Receipt{}, err
	}
	return Receipt{Case: id, Number: change.Case.Number, Code: p.code}, nil
}

func (d *Desk) sameReceipt(t *store.Tx, used store.Used) (Receipt, error) {
	c, err := t.Case(huiyin.CaseID(used.Subject))
	if err != nil {
		return Receipt{}, err
	}
	code, err := d.store.Seal().OpenSecret(used.Secret)
	return Receipt{Case: c.ID, Number: c.Number, Code: code, Again: true}, err
}

// addChange writes a new case.
func (d *Desk) addChange(t *store.Tx, ch *casework.Change, by huiyin.Actor, now time.Time, codeHash []byte, files []Upload) error {
	if err := t.AddCase(&ch.Case, codeHash, now); err != nil {
		return err
	}
	return d.record(t, ch, by, now, "", files)
}

const codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// newCode makes an extraction code of eight letters and digits that cannot be mistaken for each other: 40 bits,
// behind a lock-out.
func newCode() (string, error) {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	for i := range b {
		b[i] = codeLetters[int(b[i])%len(codeLetters)]
	}
	return string(b), nil
}

// CodeHash is the keyed hash of a case's extraction code.
func (d *Desk) CodeHash(number, code string) []byte {
	return d.store.Seal().Hash("code "+number, code)
}
