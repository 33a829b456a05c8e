package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/portal"
)

const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`

// What a letter gets wrong is told beside its field, with everything typed kept, and nothing has happened.
func TestLettersThatAreRefused(t *testing.T) {
	many := make([]sent, 11)
	for i := range many {
		many[i] = sent{fmt.Sprintf("%02d.txt", i), "text"}
	}
	for _, c := range []struct {
		name   string
		form   []string
		files  []sent
		status int
		want   []string
	}{
		{"nothing written", []string{"content", " \n\u200b "}, nil, 422, []string{"Please write what happened", `href="#content"`, `aria-invalid="true"`}},
		{"a title of 10 MB", []string{"title", strings.Repeat("很", 10<<20/3)}, nil, 422, []string{"At most 120 characters", "A lamp is dark.</textarea>"}},
		{"a letter that is too long", []string{"content", strings.Repeat("x", 10_001)}, nil, 422, []string{"At most 10,000 characters", "xxxxx</textarea>"}},
		{"control characters", []string{"place", "12\x00Chunxi"}, nil, 422, []string{"holds signs that no letter has"}},
		{"bytes that are no text", []string{"name", "\xff\xfe"}, nil, 422, []string{"holds signs that no letter has"}},
		{"a telephone of letters", []string{"phone", "call me"}, nil, 422, []string{"3 to 15 digits", `value="call me"`}},
		{"an address that is none", []string{"email", "li at example"}, nil, 422, []string{"name@example.org", `value="li at example"`}},
		{"a place that is not on the list", []string{"area", "999999"}, nil, 422, []string{"choose a place from the list", `aria-describedby="area-wrong"`}},
		{"a subject that is not on the list", []string{"category", "99"}, nil, 422, []string{"choose a subject from the list"}},
		{"a nature that is none", []string{"nature", "bribe"}, nil, 422, []string{"choose one of the answers"}},
		{"a mailbox that is closed", []string{"mailbox", "shut"}, nil, 409, []string{"closed at the moment", "A lamp is dark.</textarea>"}},
		{"a program that fills in everything", []string{"website", "http://spam.example"}, nil, 422, []string{"A hidden field was filled in", "A lamp is dark.</textarea>"}},
		{"eleven files", nil, many, 422, []string{"“10.txt” was not taken: at most 10 files", "09.txt", "!<small>10.txt"}},
		{"a file of a wrong kind, and a good one", nil, []sent{{"face.svg", svg}, {"good.txt", "text"}}, 422, []string{"“face.svg” was not taken: pictures, PDF", "good.txt", "kept; untick"}},
		{"a program named like a picture", nil, []sent{{"cat.jpg", "MZ\x90\x00\x03\x00\x00\x00\x04\x00"}}, 422, []string{"“cat.jpg” was not taken"}},
		{"a name that does not fit", nil, []sent{{"cat.jpg", "only text"}}, 422, []string{"“cat.jpg” was not taken: the ending"}},
		{"an empty file", nil, []sent{{"empty.txt", ""}}, 422, []string{"“empty.txt” is empty."}},
		{"a file that is too large", nil, []sent{{"big.txt", strings.Repeat("a", 20<<20+1)}}, 422, []string{"“big.txt” was not taken: a file may have at most 20 MB"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t, portal.Options{})
			b := h.browser()
			form := with(b.get("/write").fields("/write"), append([]string{"content", "A lamp is dark.", "place", "Chunxi Road"}, c.form...)...)
			p := b.upload("/write", form, c.files...).want(c.status, append(c.want, `role="alert"`)...)
			if len(p.text) > 120<<10 {
				t.Errorf("the page has %d bytes", len(p.text))
			}
			if h.events() != 0 || len(h.cases()) != 0 {
				t.Error("a letter that was refused left something behind")
			}
			if len(h.log.String()) > 0 {
				t.Errorf("a refusal was logged as a failure: %s", h.log)
			}
		})
	}
}

func TestWhatIsWrittenStaysText(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	evil := `<script>alert("x")</script>'"><img src=x onerror=y> {{.Title}} '); DROP TABLE cases; --`
	number, code := b.letter("content", evil, "title", evil, "place", evil)
	h.dispatched(number)
	b.track(number, code).want(200, "&lt;script&gt;", "!<script>alert", "!<img src", "{{.Title}}")
	b.get("/published?q="+url.QueryEscape(evil)).want(200, "!<script>alert", "!<img src")
	b.get("/mailboxes?q="+url.QueryEscape(evil)+"&area="+url.QueryEscape(evil)).want(200, "!<script>alert", "!<img src")
	b.get("/track/"+url.PathEscape(evil)).want(200, "!<script>alert", "!<img src")
	b.post("/track", url.Values{"number": {evil}, "code": {evil}}).want(422, "!<script>alert", "!<img src", "!<SCRIPT>")
	b.get("/?lang="+url.QueryEscape(evil)).want(200, "!<script>alert")
}

// The files of a refused form need not be chosen again; a ticket that is not ours attaches nothing.
func TestFilesOfARefusedFormAreKept(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	form := with(b.get("/write").fields("/write"), "content", "", "name", "Li")
	again := b.upload("/write", form, sent{"one.txt", "first"}, sent{"two.txt", "second"}).want(422, "one.txt", "two.txt").fields("/write")
	kept := again["kept"]
	if len(kept) != 2 {
		t.Fatalf("%d files were kept", len(kept))
	}
	again["kept"] = []string{kept[1], "AAAA", kept[1][:len(kept[1])-4] + "AAAA"}
	number, code := b.upload("/write", with(again, "content", "Now with words.")).follow().want(200, "1 file was attached").receipt()
	b.track(number, code).want(200, "two.txt", "!one.txt")
	h.clock.Advance(25 * time.Hour)
	late := with(b.get("/write").fields("/write"), "content", "Much later.")
	late["kept"] = kept
	b.upload("/write", late).follow().want(200, "!attached")
}

func TestOneFormMakesOneMatter(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	form := with(b.get("/write").fields("/write"), "content", "Sent by an impatient hand.")
	var all sync.WaitGroup
	numbers := make([]string, 8)
	for i := range numbers {
		one := h.browser()
		one.client.Jar = nil // each gets its receipt at once
		all.Go(func() { numbers[i], _ = one.upload("/write", form, sent{"same.txt", "the same"}).receipt() })
	}
	all.Wait()
	for _, n := range numbers {
		if n != numbers[0] {
			t.Errorf("the same form got the numbers %v", numbers)
		}
	}
	if n := len(h.cases()); n != 1 {
		t.Fatalf("the same form made %d matters", n)
	}
	changed := b.upload("/write", with(form, "content", "Other words in the same form.")).want(409, "was sent with this form already", "Other words in the same form.").fields("/write")
	if changed.Get("key") == form.Get("key") {
		t.Error("the form that was used keeps its key, so that it can never be sent")
	}
	b.upload("/write", with(changed, "content", "Other words in the same form.")).follow().want(200)
	if n := len(h.cases()); n != 2 {
		t.Errorf("there are %d matters, want 2", n)
	}
}

// Number and code: one answer to everything that is wrong, and after five of them a wait.
func TestWrongCodes(t *testing.T) {
	h := open(t, portal.Options{Address: func(r *http.Request) string { return r.Header.Get("X-From") }})
	from := func(address string) *browser {
		b := h.browser()
		b.head["X-From"] = address
		return b
	}
	b := from("home")
	number, code := b.letter()
	try := func(b *browser, number, code string) *page {
		return b.post("/track", url.Values{"number": {number}, "code": {code}})
	}
	thief := from("thief")
	wrong, unknown := try(thief, number, "AAAAAAAA").want(422), try(thief, "260916990001", "AAAAAAAA").want(422)
	if strings.ReplaceAll(wrong.text, number, "N") != strings.ReplaceAll(unknown.text, "260916990001", "N") {
		t.Error("the answer tells whether a number exists")
	}
	for range 3 {
		try(thief, number, "AAAAAAAA").want(422)
	}
	try(thief, number, "AAAAAAAA").want(429, "please wait a quarter of an hour", "!The street lamp")
	try(thief, "260916990002", "AAAAAAAA").want(429) // the address waits, whatever the number
	try(from("elsewhere"), number, code).want(303)   // four wrong ones for this number so far
	for i := range 5 {
		try(from(fmt.Sprintf("many-%d", i)), number, "BBBBBBBB").want(422)
	}
	try(b, number, code).want(429) // the matter waits, whatever the address
	h.clock.Advance(21 * time.Minute)
	try(b, number, " "+strings.ToLower(code[:4])+" - "+code[4:]+" ").want(303)
	if log := h.log.String(); strings.Contains(log, code) {
		t.Error("the log knows the code")
	}
}

// The cookie of a matter opens that matter, for half an hour, in the browser that typed the code.
func TestTheCookieOfAMatter(t *testing.T) {
	h := open(t, portal.Options{})
	b, other := h.browser(), h.browser()
	number, code := b.letter()
	second, _ := other.letter()
	cookie := b.post("/track", url.Values{"number": {number}, "code": {code}}).header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/track/" + number, "Max-Age=1800"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %s: %s", want, cookie)
		}
	}
	if strings.Contains(cookie, code) {
		t.Error("the cookie shows the code")
	}
	b.get("/track/"+number).want(200, "The street lamp")
	other.get("/track/"+number).want(200, "!The street lamp", "Where is my matter?")
	value, _, _ := strings.Cut(cookie, ";")
	for name, forged := range map[string]string{"moved to another matter": value, "cut": value[:len(value)-3], "changed": value[:len(value)-3] + "AAA", "nonsense": "huiyin_matter=!!"} {
		other.head["Cookie"] = forged
		at := second
		if name != "moved to another matter" {
			at = number
		}
		other.get("/track/"+at).want(200, "Where is my matter?")
		other.post("/track/"+at+"/urge", url.Values{}).want(303)
	}
	h.clock.Advance(29 * time.Minute)
	b.get("/track/"+number).want(200, "The street lamp")
	h.clock.Advance(29 * time.Minute) // every look renews it
	b.get("/track/"+number).want(200, "The street lamp")
	h.clock.Advance(31 * time.Minute)
	b.get("/track/"+number).want(200, "!The street lamp")
	before := h.events()
	b.post("/track/"+number+"/urge", url.Values{}).want(303)
	if h.events() != before {
		t.Error("an old cookie took a step")
	}
	b.track(number, code)
	b.post("/track/"+number+"/close", url.Values{}).follow().want(200, "Where is my matter?")
	b.get("/track/"+number).want(200, "!The street lamp")
	third, thirdCode := b.letter()
	b.track(third, thirdCode)
	b.post("/track/"+third+"/close", url.Values{}).want(303)
	b.get("/received").want(303) // the receipt is gone with it
}

func TestFormsFromOtherSites(t *testing.T) {
	h := open(t, portal.Options{Origins: []string{"https://www.city.example"}})
	b := h.browser()
	form := with(b.get("/write").fields("/write"), "content", "Sent by another site.")
	for name, head := range map[string]map[string]string{
		"by its fetch metadata": {"Sec-Fetch-Site": "cross-site"},
		"by its origin":         {"Origin": "https://evil.example"},
		"by a hidden origin":    {"Origin": "null"},
	} {
		b.head = head
		b.post("/write", form).want(403, "表单来自其他网站")
		b.post("/track", url.Values{}).want(403)
		if n := len(h.cases()); n != 0 {
			t.Errorf("%s: the letter was taken", name)
		}
	}
	for _, head := range []map[string]string{{"Sec-Fetch-Site": "same-origin"}, {"Origin": h.site.URL}, {"Origin": "https://www.city.example", "Sec-Fetch-Site": "same-site"}, {}} {
		b.head = head
		b.post("/write", with(b.get("/write").fields("/write"), "content", "Sent here.")).want(303)
	}
	b.head = map[string]string{"Sec-Fetch-Site": "cross-site"}
	b.get("/published").want(200) // links from elsewhere are welcome
}

func TestTooManyLetters(t *testing.T) {
	h := open(t, portal.Options{Letters: 3})
	b := h.browser()
	for range 3 {
		b.letter()
	}
	form := with(b.get("/write").fields("/write"), "content", "One too many.", "phone", "13800001234")
	p := b.upload("/write", form, sent{"plan.txt", "text"}).want(429, "One too many.", "13800001234", "quarter of an hour")
	if p.header.Get("Retry-After") == "" || len(h.cases()) != 3 {
		t.Errorf("after three letters there are %d, and Retry-After is %q", len(h.cases()), p.header.Get("Retry-After"))
	}
	h.clock.Advance(21 * time.Minute)
	b.letter()
}

func TestForms(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	b.send("POST", "/write", "multipart/form-data; boundary=x", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\nhalf a let")).want(422, "arrived incomplete", "half a let")
	b.send("POST", "/write", "multipart/form-data", strings.NewReader("")).want(422)
	b.send("POST", "/write", "application/x-www-form-urlencoded", strings.NewReader("content="+strings.Repeat("a", 2<<20))).want(413)
	b.post("/write", url.Values{"content": {"Without a key."}, "key": {"'; --"}}).want(303)
	b.get("/write?mailbox=nothing").want(404)
	b.post("/write", url.Values{"content": {"To nobody."}, "mailbox": {"nothing"}}).want(422, "To nobody.", "no such letter box any more", `name="mailbox" value=""`)
	if n := len(h.cases()); n != 1 {
		t.Errorf("%d matters were made, want 1", n)
	}
}
