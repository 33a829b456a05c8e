package portal_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/portal"
)

// Every page in every language, each with what people who cannot see, press or load much rely on.
func TestEveryPageInEveryLanguage(t *testing.T) {
	h := open(t, portal.Options{Demo: true})
	b := h.browser()
	number, code := b.letter("readers", "everybody")
	h.dispatched(number)
	h.answered(number)
	h.passed(number)
	h.take(number, lighting(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	h.publish()
	running, runningCode := b.letter()
	h.dispatched(running)
	b.track(number, code)
	b.track(running, runningCode)
	bad := url.Values{"content": {""}, "phone": {"x"}, "email": {"x"}, "area": {"x\x00"}}
	for _, c := range []struct {
		path   string
		form   url.Values
		status int
	}{
		{"/", nil, 200}, {"/mailboxes", nil, 200}, {"/mailboxes?q=nothing+at+all", nil, 200}, {"/mailboxes/mayor", nil, 200}, {"/mailboxes/shut", nil, 200},
		{"/write", nil, 200}, {"/write?mailbox=shut", nil, 200}, {"/write", bad, 422}, {"/received", nil, 200}, {"/track", nil, 200},
		{"/track", url.Values{"number": {"1"}, "code": {"2"}}, 422}, {"/track/" + number, nil, 200}, {"/track/" + running + "?done=urge", nil, 200},
		{"/track/" + running + "/supplement", url.Values{"note": {""}}, 422}, {"/published", nil, 200}, {"/published?q=nothing", nil, 200},
		{"/published?mailbox=mayor", nil, 200}, {"/published/" + number, nil, 200}, {"/about", nil, 200}, {"/accessibility", nil, 200}, {"/privacy", nil, 200}, {"/nowhere", nil, 404},
	} {
		for _, tag := range []string{"zh-CN", "en", "es"} {
			b.head["Cookie"] = "huiyin_lang=" + tag[:2]
			if c.path == "/received" {
				b.letter()
			}
			var p *page
			if c.form != nil {
				p = b.post(c.path, c.form)
			} else {
				p = b.get(c.path)
			}
			p.path = tag + " " + c.path
			p.want(c.status, "<!doctype html>", `<html lang="`+tag+`">`, `<main id="main"`, `class="skip"`, "!⟦", "!<no value>", "!%!")
			p.sound()
		}
	}
}

var (
	inputs  = regexp.MustCompile(`<(?:input|textarea|select)[^>]*>`)
	aName   = regexp.MustCompile(` id="([^"]*)"`)
	pointed = regexp.MustCompile(` (?:for|aria-describedby|aria-labelledby)="([^"]*)"| href="#([^"]*)"`)
	slots   = regexp.MustCompile(`\{[a-z]+\}`)
)

// sound checks what a page owes to everybody.
func (p *page) sound() {
	p.t.Helper()
	ids := map[string]bool{}
	for _, m := range aName.FindAllStringSubmatch(p.text, -1) {
		if ids[m[1]] {
			p.t.Errorf("%s: two things have the id %q", p.path, m[1])
		}
		ids[m[1]] = true
	}
	labels := map[string]bool{}
	for _, m := range pointed.FindAllStringSubmatch(p.text, -1) {
		for id := range strings.FieldsSeq(m[1] + " " + m[2]) {
			labels[id] = true
			if !ids[id] {
				p.t.Errorf("%s: something points to %q, which is not on the page", p.path, id)
			}
		}
	}
	for _, input := range inputs.FindAllString(p.text, -1) {
		if m := aName.FindStringSubmatch(input); !strings.Contains(input, `type="hidden"`) && (m == nil || !strings.Contains(p.text, `<label for="`+m[1]+`"`)) {
			p.t.Errorf("%s: nothing labels %s", p.path, input)
		}
	}
	if n := strings.Count(p.text, "<h1"); n != 1 {
		p.t.Errorf("%s: %d first headings", p.path, n)
	}
	if title := regexp.MustCompile(`<title>(.*)</title>`).FindStringSubmatch(p.text); title == nil || len(title[1]) < 8 {
		p.t.Errorf("%s: the title is %q", p.path, title)
	}
	if m := slots.FindString(p.main()); m != "" {
		p.t.Errorf("%s: nothing was put in the place of %s", p.path, m)
	}
	for _, banned := range []string{"<style", "style=", "onclick", "javascript:", "http://", "https://", "src=\"//"} {
		if strings.Contains(strings.ReplaceAll(p.text, p.site.URL, ""), banned) {
			p.t.Errorf("%s: the page holds %q", p.path, banned)
		}
	}
	policy := p.header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || p.header.Get("X-Content-Type-Options") != "nosniff" {
		p.t.Errorf("%s: policy %q", p.path, policy)
	}
}

// On a slow line every page with all it needs stays under 60 kB, without compression.
func TestPagesAreLight(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	for _, path := range []string{"/", "/write", "/mailboxes", "/published", "/about"} {
		p := b.get(path).want(200)
		all := len(p.text)
		for _, m := range regexp.MustCompile(`(?:href|src)="(/portal/[^"]*)"`).FindAllStringSubmatch(p.text, -1) {
			file := b.get(m[1]).want(200)
			if c := file.header.Get("Cache-Control"); !strings.Contains(c, "immutable") {
				t.Errorf("%s is kept %q", m[1], c)
			}
			all += len(file.text)
		}
		if all > 60_000 {
			t.Errorf("%s weighs %d bytes with what it loads", path, all)
		}
	}
	b.get("/portal/style.css").want(200)
	if c := b.get("/portal/style.css?v=old").header.Get("Cache-Control"); c != "no-cache" {
		t.Errorf("a file under an old address is kept %q", c)
	}
	b.get("/portal/nothing.css").want(404)
	b.get("/robots.txt").want(200, "Disallow: /track")
}

func TestSecretsAreNotCompressedOrKept(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	b.head["Accept-Encoding"] = "gzip"
	number, code := b.letter2()
	for path, private := range map[string]bool{"/": false, "/published": false, "/received": true, "/track": true, "/track/" + number: true} {
		if path == "/track/"+number {
			b.post("/track", url.Values{"number": {number}, "code": {code}}).want(303)
		}
		p := b.get(path).want(200)
		packed := p.header.Get("Content-Encoding") == "gzip"
		kept := p.header.Get("Cache-Control") != "no-store"
		if packed == private || kept == private {
			t.Errorf("%s: packed %v, kept %v, private %v", path, packed, kept, private)
		}
		if packed {
			z, err := gzip.NewReader(strings.NewReader(p.text))
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(z); err != nil || !strings.Contains(string(text), "</html>") {
				t.Errorf("%s: what was packed does not unpack (%v)", path, err)
			}
		}
	}
}

// letter2 writes one with a browser that unpacks nothing by itself.
func (b *browser) letter2() (number, code string) {
	b.t.Helper()
	packed := b.head["Accept-Encoding"]
	b.head["Accept-Encoding"] = "identity"
	defer func() { b.head["Accept-Encoding"] = packed }()
	return b.letter()
}

func TestTheLanguage(t *testing.T) {
	h := open(t, portal.Options{})
	for _, c := range []struct{ query, cookie, header, want string }{
		{"", "", "", "zh-CN"}, {"", "", "fr", "zh-CN"}, {"", "", "en-GB,en;q=0.8", "en"}, {"", "", "es-MX", "es"}, {"", "", "zh-TW,en;q=0.5", "zh-CN"}, {"", "", "de, es;q=0.7, en;q=0.5", "es"},
		{"", "", "*;;q=x", "zh-CN"}, {"", "en", "es", "en"}, {"", "xx", "es", "es"}, {"es", "en", "zh", "es"}, {"xx", "en", "zh", "en"},
	} {
		b := h.browser()
		b.head = map[string]string{"Accept-Language": c.header}
		if c.cookie != "" {
			b.head["Cookie"] = "huiyin_lang=" + c.cookie
		}
		p := b.get("/about?lang="+c.query).want(200, `<html lang="`+c.want+`">`)
		if p.header.Get("Content-Language") != c.want {
			t.Errorf("%+v: Content-Language %q", c, p.header.Get("Content-Language"))
		}
	}
	b := h.browser()
	b.get("/mailboxes?q=light&lang=es").want(200, `<html lang="es">`, `href="/mailboxes?lang=zh&amp;q=light"`)
	b.get("/").want(200, `<html lang="es">`) // it is remembered
}

func TestFindingALetterBox(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	all := b.get("/mailboxes").want(200, "28 letter boxes", "The mayor&#39;s letter box", "!停用信箱")
	b.get(regexp.MustCompile(`href="(/mailboxes\?after=[^"]*)"`).FindStringSubmatch(all.text)[1]).want(200, "停用信箱", "closed", "!The mayor&#39;s")
	b.get("/mailboxes?q=MAYOR").want(200, "1 letter box", `href="/mailboxes/mayor"`)
	b.get("/mailboxes?q=市长").want(200, "1 letter box")
	b.get("/mailboxes?area=510104").want(200, "2 letter boxes", `value="510104" selected`, `value="510104022"`)
	b.get("/mailboxes?kind=department").want(200, "1 letter box", "Lighting")
	b.get("/mailboxes?after=-5").want(200, "The mayor")
	b.get("/mailboxes?after=99999999999999999999").want(200)
	b.get("/mailboxes/mayor").want(200, "请写明时间和地点。", "市长", "市人民政府", `href="/write?mailbox=mayor"`, "None yet.")
	b.get("/mailboxes/shut").want(200, "closed at the moment", `href="/write"`, `!href="/write?mailbox=shut"`)
	b.get("/mailboxes/nothing").want(404, "There is nothing here")
}

func TestReadingWhatOthersWrote(t *testing.T) {
	h := open(t, portal.Options{Letters: 100})
	b := h.browser()
	var last string
	for i := range 22 {
		last, _ = b.letter("content", fmt.Sprintf("Lamp %d is dark.", i), "readers", "everybody", "category", "0101")
		h.dispatched(last)
		h.answered(last)
		h.passed(last)
		h.take(last, lighting(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "dissatisfied", Solved: "no"})
		h.take(last, centre(3, huiyin.TransferOfficer), casework.Rehandle, casework.Form{Advice: "again"})
		h.answered(last)
		h.passed(last)
		h.take(last, lighting(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "basically_satisfied", Solved: "yes"})
	}
	h.publish()
	first := b.get("/published").want(200, "Lamp 21 is dark", "Lamp 2 is dark", "!Lamp 1 is dark")
	b.get(strings.ReplaceAll(regexp.MustCompile(`href="(/published\?after=[^"]*)"`).FindStringSubmatch(first.text)[1], "&amp;", "&")).want(200, "Lamp 1 is dark", "!Lamp 21 is dark")
	b.get("/published?q=21").want(200, "Lamp 21 is dark", "!Lamp 20 is dark")
	b.get("/published?area=510104&category=01&nature=complaint&mailbox=mayor").want(200, "Lamp 21 is dark", "The mayor&#39;s letter box")
	b.get("/published?area=510105").want(200, "No published letter fits.")
	b.get("/published?nature=report").want(200, "No published letter fits.")
	b.get("/published/"+last).want(200, "satisfied on the whole", "Complaint", "Street lamps", "Jinjiang Chunxi Road", "<dd>1</dd>")
	b.get("/published/"+last).want(200, "<dd>2</dd>")
	b.get("/published/999999999999").want(404)
}

// When the record cannot be read, people still get a page that helps, and the log gets the reason.
func TestWhenNothingWorks(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	number, code := b.letter()
	form := with(b.get("/write").fields("/write"), "content", "Written while the record is away.")
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	b.get("/").wantFailure("12345", "!sql")
	b.post("/track", url.Values{"number": {number}, "code": {code}}).wantFailure("12345", "!"+code)
	b.post("/write", form).wantFailure("Written while the record is away.", `role="alert"`)
	if !strings.Contains(h.log.String(), "a page failed") || strings.Contains(h.log.String(), "Written while") {
		t.Errorf("the log says: %s", h.log)
	}
}

func (p *page) wantFailure(texts ...string) {
	p.t.Helper()
	if p.status != http.StatusInternalServerError && p.status != http.StatusServiceUnavailable {
		p.t.Fatalf("%s: status %d", p.path, p.status)
	}
	p.want(p.status, texts...)
}
