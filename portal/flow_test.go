package portal_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/portal"
)

// From the first page to the published answer, without scripts.
func TestALetterFromWritingToRating(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	b.get("/").want(200, "What would you like to tell the city?", `action="/write/start"`)
	form := b.post("/write/start", url.Values{"content": {"The lamp at 12 Chunxi Road is dark. Since a week."}}).
		want(200, "The lamp at 12 Chunxi Road is dark. Since a week.</textarea>").fields("/write")
	sentAway := b.upload("/write", with(form, "content", "The lamp at 12 Chunxi Road is dark. I am Li Xiaoming, 13800001234.", "nature", "complaint", "area", "510104",
		"name", "Li Xiaoming", "phone", "138 0000 1234", "readers", "everybody"), sent{"lamp.txt", "a drawing of the lamp"}).want(303)
	if at := sentAway.header.Get("Location"); at != "/received" {
		t.Fatalf("the receipt is at %q: number and code belong in no address", at)
	}
	receipt := sentAway.follow().want(200, "Please write both down.", "1 file was attached", "Thu 17 Sep, 10:00", "Wed 14 Oct, 17:00")
	number, code := receipt.receipt()
	if again, _ := b.get("/received").receipt(); again != number {
		t.Error("loading the receipt again shows another number")
	}

	m := b.post("/track", receipt.fields("/track")).follow().
		want(200, "Being looked at", "The lamp at 12 Chunxi Road is dark", "Your matter was registered.", "lamp.txt", `id="step-supplement"`, `id="step-urge"`, `!id="step-rate"`)
	h.dispatched(number)
	m = b.get(m.path).want(200, "Being worked on", "锦江区照明管理所", "Promised by Tue 13 Oct, 17:00", "in time", "It was given to 锦江区照明管理所")
	h.answered(number)
	m = b.get(m.path).want(200, "The unit has answered; the centre checks", "!The lamp shines again.")
	h.passed(number)
	m = b.get(m.path).want(200, "The lamp shines again.", `id="step-rate" open`, "!Internal words", "!look today")

	rate := m.fields("/track/" + number + "/rate")
	b.post("/track/"+number+"/rate", with(rate, "satisfaction", "satisfied")).want(422, "Please say whether it is solved.", `value="satisfied" checked`)
	done := b.post("/track/"+number+"/rate", with(rate, "solved", "yes", "opinion", "<b>Thank you</b>")).follow().
		want(200, "Thank you for your judgement.", "You judged the answer: satisfied.", "&lt;b&gt;Thank you&lt;/b&gt;", "The matter is closed.", `id="step-ask_reopen"`)
	if n := strings.Count(done.text, "The matter was closed."); n != 1 {
		t.Errorf("the line tells %d times that the matter was closed", n)
	}

	h.publish()
	b.get("/published").want(200, "The lamp at 12 Chunxi Road is dark", "!Xiaoming", "!13800001234")
	b.get("/published/"+number).want(200, "The lamp shines again.", "satisfied", "锦江区照明管理所", "answered the same day", "!Xiaoming", "!13800001234")
	b.get("/").want(200, "The lamp at 12 Chunxi Road is dark", "The last 30 days", "of 1 who told us")
	if log := h.log.String(); strings.Contains(log, "Xiaoming") || strings.Contains(log, "13800001234") || strings.Contains(log, code) {
		t.Errorf("the log knows who wrote: %s", log)
	}
}

// The steps open to the appellant, each with what must happen and nothing else.
func TestTheStepsOfTheAppellant(t *testing.T) {
	closed := func(h *house, number string) {
		h.dispatched(number)
		h.answered(number)
		h.passed(number)
		h.take(number, lighting(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	}
	declined := func(h *house, number string) {
		h.take(number, centre(2, huiyin.Reviewer), casework.ProposeDecline, casework.Form{Reason: "N01", Basis: "a law", Public: "The court decides this."})
		h.take(number, centre(3, huiyin.TransferOfficer), casework.Grant, casework.Form{Opinion: "internal opinion"})
	}
	for _, c := range []struct {
		name, step string
		before     func(*house, string)
		form       url.Values
		events     int64
		want       []string
	}{
		{"urge", "urge", (*house).dispatched, url.Values{"note": {"Please hurry."}}, 1, []string{"The reminder was sent.", "Please hurry."}},
		{"supplement", "supplement", (*house).dispatched, url.Values{"note": {"The other lamp, too."}}, 1, []string{"it was added to your matter", "The other lamp, too."}},
		{"not satisfied", "rate", func(h *house, n string) { h.dispatched(n); h.answered(n); h.passed(n) }, url.Values{"satisfaction": {"dissatisfied"}, "solved": {"no"}}, 1,
			[]string{"You were not satisfied.", "the centre decides about another round", "!id=\"step-rate\" open"}},
		{"ask to reopen", "ask_reopen", closed, url.Values{"note": {"It is dark again."}}, 1, []string{"a reviewer looks at it", "You asked to reopen the matter.", "It is dark again."}},
		{"object", "object", declined, url.Values{"note": {"The city owns the lamp."}}, 1, []string{"Your objection was sent", "The city owns the lamp.", "The court decides this.", "!internal opinion"}},
		{"supplement what was asked", "supplement", func(h *house, n string) {
			h.take(n, centre(2, huiyin.Reviewer), casework.AskMore, casework.Form{Note: "Which lamp?"})
		},
			url.Values{"note": {"The green one."}}, 1, []string{"Which lamp?", "The green one.", "The centre asks you:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t, portal.Options{})
			b := h.browser()
			number, code := b.letter()
			c.before(h, number)
			m := b.track(number, code)
			action := "/track/" + number + "/" + c.step
			form := m.fields(action)
			before := h.events()
			missing := b.post(action, with(url.Values{}, "key", form.Get("key")))
			if c.step == "urge" {
				missing.want(303)
				before++
				form = m.get(m.path).fields(action) // a reminder needs no words; this is another one
			} else {
				missing.want(422, `role="alert"`, `class="wrong"`)
			}
			for k, v := range c.form {
				form[k] = v
			}
			b.upload(action, form).follow().want(200, c.want...)
			b.upload(action, form).want(303) // the same form again: the same step, once
			if n := h.events() - before; n != c.events {
				t.Errorf("%d events were written, want %d", n, c.events)
			}
		})
	}
}

func TestAStepThatIsNotOpenKeepsWhatWasTyped(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	number, code := b.letter()
	m := b.track(number, code)
	before := h.events()
	for step, form := range map[string]url.Values{
		"rate":       {"satisfaction": {"satisfied"}, "solved": {"yes"}, "opinion": {"typed for nothing"}},
		"ask_reopen": {"note": {"typed for nothing"}},
	} {
		b.post("/track/"+number+"/"+step, form).want(409, "This is not possible any more", "typed for nothing")
	}
	for _, step := range []string{"dispatch", "pass", "grant", "nothing"} {
		b.post("/track/"+number+"/"+step, url.Values{"note": {"x"}}).want(404)
	}
	if h.events() != before {
		t.Error("a step that is not open left an event")
	}
	b.get("/track/" + number + "/urge").want(303)
	m.get(m.path).want(200)
}

// Each round, each change of the date and its reason stand on the line.
func TestTheLineTellsWhatChangedAndWhy(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	number, code := b.letter("name", "Li Xiaoming", "phone", "13800001234")
	b.track(number, code)
	h.dispatched(number)
	h.take(number, lighting(10, huiyin.UnitClerk), casework.AskReturn, casework.Form{Basis: "duty list"})
	h.take(number, centre(3, huiyin.TransferOfficer), casework.Grant, casework.Form{Opinion: "internal opinion"})
	h.take(number, centre(3, huiyin.TransferOfficer), casework.Dispatch, casework.Form{Unit: 3})
	h.answered(number)
	h.take(number, centre(3, huiyin.TransferOfficer), casework.SendReplyBack, casework.Form{Defects: []string{"no_proof"}, Note: "internal defects"})
	if _, err := h.desk.Identity(t.Context(), h.idOf(number), "to call back", lighting(10, huiyin.UnitClerk)); err != nil {
		t.Fatal(err)
	}
	b.get("/track/"+number).want(200, "another unit&#39;s matter", "you get a new date", "The centre sent the answer back to 锦江区照明管理所", "Your contact details were opened by 锦江区照明管理所",
		"锦江区照明管理所 looked at it on site.", "!internal", "!Internal", "!duty list", "!Xiaoming", "!13800001234")
	h.clock.Advance(60 * 24 * time.Hour)
	b.track(number, code).want(200, "days late", "■")
}

// What the city's people attach is not the appellant's to download, and nobody's is anybody else's.
func TestOwnFiles(t *testing.T) {
	h := open(t, portal.Options{})
	b, stranger := h.browser(), h.browser()
	form := with(b.get("/write").fields("/write"), "content", "With a picture.")
	number, code := b.upload("/write", form, sent{"plan.txt", "my own words"}).follow().receipt()
	other, otherCode := stranger.letter()
	h.dispatched(number)
	h.take(number, lighting(10, huiyin.UnitClerk), casework.Sign, casework.Form{})
	h.take(number, lighting(11, huiyin.Handler), casework.Verify, casework.Form{True: "yes", Note: "seen"}, h.stored("site.txt", "taken on site"))
	m := b.track(number, code).want(200, "plan.txt", "!site.txt")
	_, link, _ := strings.Cut(m.text, `href="/track/`+number+`/files/`)
	id, _, _ := strings.Cut(link, `"`)
	file := b.get("/track/"+number+"/files/"+id).want(200, "my own words")
	if got := file.header.Get("Content-Disposition"); got != "attachment; filename=plan.txt" || !strings.Contains(file.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the file is handed out as %q under %q", got, file.header.Get("Content-Security-Policy"))
	}
	stranger.track(other, otherCode)
	stranger.get("/track/" + number + "/files/" + id).want(303)
	stranger.get("/track/" + other + "/files/" + id).want(404)
	b.get("/track/" + number + "/files/nothing").want(404)
}

// stored puts bytes into the vault as the console's people do.
func (h *house) stored(name, content string) desk.Upload {
	h.t.Helper()
	blob, err := h.vault.Put(h.t.Context(), strings.NewReader(content), 1<<20)
	if err != nil {
		h.t.Fatal(err)
	}
	return desk.Upload{Hash: blob.Hash.String(), Name: name, Type: blob.Type, Size: blob.Size}
}

func TestABrowserThatKeepsNoCookies(t *testing.T) {
	h := open(t, portal.Options{})
	b := h.browser()
	b.client.Jar = nil
	form := with(b.get("/write").fields("/write"), "content", "No cookies here.")
	number, code := b.post("/write", form).receipt()
	again, same := b.post("/write", form).receipt()
	if again != number || same != code || len(h.cases()) != 1 {
		t.Errorf("sending again made %s beside %s", again, number)
	}
	if got := b.get("/received").want(303).header.Get("Location"); got != "/track" {
		t.Errorf("without a cookie the receipt leads to %q", got)
	}
}
