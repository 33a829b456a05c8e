// Package portal is the citizens' counter: pages made here, that work on an old telephone, without scripts, printed
// and read aloud. People write to the city, find the right letter box, follow their matter with its number and code,
// and read what others wrote and were answered. It decides nothing about matters; it asks the desk. It refuses to
// know staff, and no page, address or log line of it names a person.
package portal

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/meter"
	"huiyin/vault"
)

const (
	window    = 10 * time.Minute // over which letters and wrong codes are counted
	wrongMost = 5                // wrong codes before a matter or an address has to wait
)

// Options change what a city may want different. The zero Options are for a program that faces the network itself.
type Options struct {
	Now     func() time.Time           // the clock; the desk's when nil
	Demo    bool                       // every page says that the city and its people are invented
	Secure  bool                       // cookies only over TLS; set it behind a proxy that speaks TLS
	Origins []string                   // other origins that may send forms, such as https://www.city.example
	Address func(*http.Request) string // where a request comes from; by default its network address
	Letters int                        // letters from one address in ten minutes; 30 when 0
}

// Portal is the counter with the rooms it asks.
type Portal struct {
	desk    *desk.Desk
	vault   *vault.Vault
	log     *slog.Logger
	o       Options
	letters *meter.Meter // what an address sends
	wrongs  *meter.Meter // wrong codes, by matter and by address
	origins *http.CrossOriginProtection
}

// New opens the counter. It answers every address that no other counter has: mount it at "/".
func New(d *desk.Desk, v *vault.Vault, log *slog.Logger, o Options) http.Handler {
	if o.Letters == 0 {
		o.Letters = 30
	}
	if o.Now == nil {
		o.Now = d.Now
	}
	if o.Address == nil {
		o.Address = networkAddress
	}
	p := &Portal{desk: d, vault: v, log: log, o: o, origins: http.NewCrossOriginProtection(),
		letters: meter.New(o.Now, o.Letters, window), wrongs: meter.New(o.Now, wrongMost, window)}
	for _, origin := range o.Origins {
		if err := p.origins.AddTrustedOrigin(origin); err != nil {
			log.Error("an origin that may send forms cannot be read; it is left out", "origin", origin, "err", err)
		}
	}
	return p.guarded(p.routes())
}

// routes is every address of the citizens' pages. There is no other place to look.
func (p *Portal) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, show := range map[string]func(*visit) error{
		"GET /{$}":                         p.home,
		"GET /mailboxes":                   p.mailboxes,
		"GET /mailboxes/{code}":            p.mailbox,
		"GET /write":                       p.writePage,
		"GET /write/start":                 p.writePage,
		"POST /write/start":                p.writeStart,
		"POST /write":                      p.write,
		"GET /received":                    p.received,
		"GET /track":                       p.trackPage,
		"POST /track":                      p.track,
		"GET /track/{number}":              p.matter,
		"POST /track/{number}/close":       p.leave,
		"GET /track/{number}/{step}":       p.backToMatter,
		"POST /track/{number}/{step}":      p.takeStep,
		"GET /track/{number}/files/{file}": p.ownFile,
		"GET /published":                   p.published,
		"GET /published/{number}":          p.publishedOne,
		"GET /about":                       p.about,
		"GET /accessibility":               p.plain("accessibility"),
		"GET /privacy":                     p.plain("privacy"),
		"/":                                p.nothingHere,
	} {
		mux.HandleFunc(pattern, p.page(show))
	}
	mux.HandleFunc("GET /portal/{name}", asset)
	mux.HandleFunc("GET /robots.txt", robots)
	return mux
}

// page turns a handler that may fail into one that answers with a page in any case.
func (p *Portal) page(show func(*visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := p.greet(w, r)
		if err := show(v); err != nil {
			v.fail(err)
		}
	}
}

// guarded sets what every answer carries, refuses forms from other sites, and turns a panic into a page.
func (p *Portal) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil && cause != http.ErrAbortHandler {
				p.log.Error("a page panicked", "page", r.Pattern, "cause", cause, "stack", string(debug.Stack()))
				p.greet(w, r).trouble(http.StatusInternalServerError, "")
			}
		}()
		head := w.Header()
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "same-origin")
		head.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		if err := p.origins.Check(r); err != nil {
			p.greet(w, r).trouble(http.StatusForbidden, "trouble.foreign_form")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// policy: the counter's own style and script, forms to itself, and nothing from anywhere else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// networkAddress is the address of the other end; of IPv6 the half that a household has.
func networkAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}

// patience lengthens the time a client has to send a body: ten pictures over a slow line take longer than the server
// waits for anything else. Servers that cannot do it keep their own limit.
func patience(w http.ResponseWriter, d time.Duration) {
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(d))
	_ = c.SetWriteDeadline(time.Now().Add(d + time.Minute))
}

func (v *visit) context() context.Context { return v.r.Context() }

func (v *visit) now() time.Time { return v.p.o.Now() }

// zone is the city's own time.
func (p *Portal) zone() *time.Location { return p.desk.City().Book.Calendar.Zone() }

// maxPage is how many rows a list shows at once.
const maxPage = 20

var noPage = huiyin.NotFound("page", "There is no such page.")
