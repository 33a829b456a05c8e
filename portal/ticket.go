package portal

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"
)

// A ticket is something small that a browser carries for us and cannot read or change: sealed with the installation's
// key, for one use, until a moment. Nothing is kept on this side.
type ticket struct {
	Use   string
	Until int64    // unix seconds
	Words []string // what it says
}

func (p *Portal) seal(use string, until time.Time, words ...string) (string, error) {
	text, err := json.Marshal(ticket{use, until.Unix(), words})
	if err != nil {
		return "", err
	}
	sealed, err := p.desk.Store().Seal().SealSecret(string(text))
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// open reads a ticket back; nil when it is not one of ours, for another use, or too old.
func (p *Portal) open(use, sealed string) []string {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil
	}
	text, err := p.desk.Store().Seal().OpenSecret(raw)
	if err != nil {
		return nil
	}
	var t ticket
	if json.Unmarshal([]byte(text), &t) != nil || t.Use != use || p.o.Now().Unix() > t.Until {
		return nil
	}
	return t.Words
}

// give puts a ticket into a cookie that scripts cannot read, that other sites cannot send, and that goes to one part
// of the pages only.
func (v *visit) give(use, path string, life time.Duration, words ...string) error {
	sealed, err := v.p.seal(use, v.now().Add(life), words...)
	if err != nil {
		return err
	}
	v.cookie(cookieOf(use), path, sealed, life)
	return nil
}

// shown reads the ticket of a cookie. A browser may send several of one name; the first that opens counts.
func (v *visit) shown(use string) []string {
	for _, c := range v.r.CookiesNamed(cookieOf(use)) {
		if words := v.p.open(use, c.Value); words != nil {
			return words
		}
	}
	return nil
}

func (v *visit) takeBack(use, path string) { v.cookie(cookieOf(use), path, "", -1) }

func cookieOf(use string) string { return "huiyin_" + use }

// cookie sets one; a negative life takes it away.
func (v *visit) cookie(name, path, value string, life time.Duration) {
	age := int(life / time.Second)
	if life < 0 {
		age = -1
	}
	http.SetCookie(v.w, &http.Cookie{Name: name, Value: value, Path: path, MaxAge: age, HttpOnly: true,
		SameSite: http.SameSiteStrictMode, Secure: v.p.o.Secure || v.r.TLS != nil})
}
