package portal_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/portal"
	"huiyin/store"
	"huiyin/testkit"
	"huiyin/vault"
)

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// house is a small city whose portal is open.
type house struct {
	t     *testing.T
	desk  *desk.Desk
	store *store.Store
	vault *vault.Vault
	clock *testkit.Clock
	log   *logbook
	site  *httptest.Server
	close func() error // of the record
}

// logbook is what the portal logged.
type logbook struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

func open(t *testing.T, o portal.Options) *house {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: s, close: sync.OnceValue(s.Close), clock: testkit.NewClock(wednesday), log: &logbook{}}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Write(ctx, settle); err != nil {
		t.Fatal(err)
	}
	d, err := directory.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	if h.vault, err = vault.Open(filepath.Join(dir, "vault")); err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(h.log, nil))
	h.desk = desk.New(s, d, h.clock.Now, logger)
	h.site = httptest.NewServer(portal.New(h.desk, h.vault, logger, o))
	t.Cleanup(h.site.Close)
	return h
}

// settle founds the city: two districts with a town each, a lighting section, and letter boxes of which one is closed.
func settle(t *store.Tx) error {
	for i, u := range []store.Unit{
		{Code: "CD", Name: "市人民政府", Level: 1, Kind: "city"},
		{Code: "JJ", Name: "锦江区人民政府", Level: 2, Kind: "district", Parent: 1},
		{Code: "JJ-LIGHT", Name: "锦江区照明管理所", Level: 3, Kind: "section", Parent: 2},
	} {
		u.ID, u.Active = huiyin.UnitID(i+1), true
		if err := t.SaveUnit(u); err != nil {
			return err
		}
	}
	for _, a := range []store.Area{{Code: "5101", Name: "成都市", NameEN: "Chengdu", Level: 1}, {Code: "510104", Name: "锦江区", NameEN: "Jinjiang", Parent: "5101", Level: 2},
		{Code: "510104022", Name: "春熙路街道", NameEN: "Chunxi Road", Parent: "510104", Level: 3}, {Code: "510105", Name: "青羊区", NameEN: "Qingyang", Parent: "5101", Level: 2}} {
		if err := t.SaveArea(a); err != nil {
			return err
		}
	}
	for _, k := range []store.Category{{Code: "01", Name: "城市管理", NameEN: "Streets", NameES: "Calles"}, {Code: "0101", Name: "路灯", NameEN: "Street lamps", NameES: "Farolas", Parent: "01"}} {
		if err := t.SaveCategory(k); err != nil {
			return err
		}
	}
	boxes := []store.Mailbox{
		{Code: "mayor", Name: "市长信箱", NameEN: "The mayor's letter box", NameES: "Buzón del Alcalde", Kind: "leader", OwnerTitle: "市长", Level: "city", Area: "5101", Unit: 1, State: "open", Intro: "请写明时间和地点。"},
		{Code: "light", Name: "照明信箱", NameEN: "Lighting", Kind: "department", Level: "district", Area: "510104", Unit: 3, State: "open"},
		{Code: "shut", Name: "停用信箱", Kind: "leader", Level: "district", Area: "510104", Unit: 2, State: "closed"},
	}
	for i := range 25 {
		boxes = append(boxes, store.Mailbox{Code: fmt.Sprintf("town-%02d", i), Name: fmt.Sprintf("街道信箱%02d", i), Kind: "leader", Level: "town", Area: "510105", Unit: 2, State: "open"})
	}
	for i, m := range boxes {
		m.ID = huiyin.MailboxID(i + 1)
		if err := t.SaveMailbox(m); err != nil {
			return err
		}
	}
	return nil
}

// browser is a person's browser: it keeps cookies, follows nothing by itself, and has no scripts.
type browser struct {
	*house
	client http.Client
	head   map[string]string
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{house: h, client: http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		head: map[string]string{"Accept-Language": "en"}}
}

// page is an answer.
type page struct {
	*browser
	status int
	header http.Header
	path   string
	text   string
}

func (b *browser) send(method, path, kind string, body io.Reader) *page {
	b.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, b.site.URL+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	for name, value := range b.head {
		r.Header.Set(name, value)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	w, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return &page{browser: b, status: w.StatusCode, header: w.Header, path: path, text: string(text)}
}

func (b *browser) get(path string) *page { b.t.Helper(); return b.send(http.MethodGet, path, "", nil) }

// post sends a form as a browser without files does.
func (b *browser) post(path string, form url.Values) *page {
	b.t.Helper()
	return b.send(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// sent is a file in a form.
type sent struct{ name, content string }

// upload sends a form with files: texts first, as they stand in the page.
func (b *browser) upload(path string, form url.Values, files ...sent) *page {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("files", f.name)
		if err == nil {
			_, err = io.WriteString(part, f.content)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	return b.send(http.MethodPost, path, w.FormDataContentType(), &body)
}

// want checks status and content; a text that begins with ! must not be there.
func (p *page) want(status int, texts ...string) *page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d\n%s", p.path, p.status, status, p.text)
	}
	var wrong []string
	for _, text := range texts {
		if not, ok := strings.CutPrefix(text, "!"); ok == strings.Contains(p.text, not) {
			wrong = append(wrong, text)
		}
	}
	if len(wrong) > 0 {
		p.t.Errorf("%s: the page should hold (or with ! not hold) %q:\n%s", p.path, wrong, p.main())
	}
	return p
}

func (p *page) main() string {
	_, text, _ := strings.Cut(p.text, "<main")
	text, _, _ = strings.Cut(text, "</main>")
	return text
}

// follow goes where the answer sends the browser.
func (p *page) follow() *page {
	p.t.Helper()
	if p.status != http.StatusSeeOther {
		p.t.Fatalf("%s: status %d, want a redirect\n%s", p.path, p.status, p.main())
	}
	return p.get(p.header.Get("Location"))
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)

// fields are the hidden fields of a page's form with this action.
func (p *page) fields(action string) url.Values {
	p.t.Helper()
	_, form, ok := strings.Cut(p.text, ` action="`+action+`"`)
	if !ok {
		p.t.Fatalf("%s has no form for %s:\n%s", p.path, action, p.main())
	}
	form, _, _ = strings.Cut(form, "</form>")
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form, -1) {
		v.Set(m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`name="kept" value="([^"]*)" checked`).FindAllStringSubmatch(form, -1) {
		v.Add("kept", m[1])
	}
	return v
}

func with(v url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

var slip = regexp.MustCompile(`(?s)<dd class="number">(\d+)</dd>.*?<dd class="number"><span>(\w+)</span><span>(\w+)</span>`)

// receipt reads number and code off a receipt page.
func (p *page) receipt() (number, code string) {
	p.t.Helper()
	m := slip.FindStringSubmatch(p.want(http.StatusOK).text)
	if m == nil {
		p.t.Fatalf("%s shows no number and code:\n%s", p.path, p.main())
	}
	return m[1], m[2] + m[3]
}

// letter writes one and gives number and code.
func (b *browser) letter(pairs ...string) (number, code string) {
	b.t.Helper()
	form := with(b.get("/write?mailbox=mayor").want(http.StatusOK).fields("/write"), "content", "The street lamp at 12 Chunxi Road has been dark for a week. It is dangerous.", "nature", "complaint", "area", "510104022")
	return b.upload("/write", with(form, pairs...)).follow().receipt()
}

// track opens a matter in this browser.
func (b *browser) track(number, code string) *page {
	b.t.Helper()
	return b.post("/track", url.Values{"number": {number}, "code": {code}}).follow().want(http.StatusOK, number)
}

// events counts everything that ever happened in the city.
func (h *house) events() int64 {
	h.t.Helper()
	n := int64(0)
	if err := h.store.Read(context.Background(), func(t *store.Tx) error {
		heads, err := t.Heads()
		for _, head := range heads {
			n += head
		}
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func (h *house) cases() []store.CaseLine {
	h.t.Helper()
	lines, _, err := h.desk.List(context.Background(), store.CaseFilter{}, huiyin.Page{Limit: 200}, huiyin.TheSystem)
	if err != nil {
		h.t.Fatal(err)
	}
	return lines
}

// idOf finds a case by its number.
func (h *house) idOf(number string) huiyin.CaseID {
	h.t.Helper()
	var id huiyin.CaseID
	if err := h.store.Read(context.Background(), func(t *store.Tx) error {
		c, err := t.CaseByNumber(number)
		id = c.ID
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return id
}

func centre(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, City: true}
}

func lighting(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, Unit: 3, Units: []huiyin.UnitID{3}}
}

// take lets the city take a step.
func (h *house) take(number string, by huiyin.Actor, step casework.Step, form casework.Form, files ...desk.Upload) {
	h.t.Helper()
	h.clock.Advance(time.Minute)
	o := desk.Order{Case: h.idOf(number), Order: casework.Order{Step: step, By: by, Form: form}, Files: files}
	v, err := h.desk.Show(context.Background(), o.Case, by)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, open := range v.Open {
		if open.Step == step {
			o.Assignment, o.Request = open.Assignment, open.Request
		}
	}
	if _, err := h.desk.Take(context.Background(), o); err != nil {
		h.t.Fatalf("%s: %v", step, err)
	}
}

// dispatched gives a matter to the lighting section, answered has it answered and the answer passed on.
func (h *house) dispatched(number string) {
	h.t.Helper()
	h.take(number, centre(2, huiyin.Reviewer), casework.Pass, casework.Form{})
	h.take(number, centre(3, huiyin.TransferOfficer), casework.Dispatch, casework.Form{Unit: 3, Advice: "look today"})
}

func (h *house) answered(number string) {
	h.t.Helper()
	h.take(number, lighting(10, huiyin.UnitClerk), casework.Sign, casework.Form{})
	h.take(number, lighting(11, huiyin.Handler), casework.ContactFirst, casework.Form{Outcome: "reached", Note: "Internal words about the call."})
	h.take(number, lighting(11, huiyin.Handler), casework.Verify, casework.Form{True: "yes", Note: "Internal words about the cable."})
	h.take(number, lighting(12, huiyin.UnitLeader), casework.Submit, casework.Form{Internal: "Internal words about the answer.", Public: "The lamp shines again.", Solved: "yes"})
}

func (h *house) passed(number string) {
	h.t.Helper()
	h.take(number, centre(3, huiyin.TransferOfficer), casework.PassReply, casework.Form{})
}

func (h *house) publish() {
	h.t.Helper()
	if _, err := h.desk.Publish(context.Background()); err != nil {
		h.t.Fatal(err)
	}
}
