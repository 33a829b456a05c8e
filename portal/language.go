package portal

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed texts/*.json
var textFiles embed.FS

// A voice is one language of the pages: its catalogue and how it writes numbers.
type voice struct {
	code    string // zh, en or es: the word in addresses and file names
	tag     string // of the html element
	name    string // what the language calls itself
	texts   map[string]string
	numbers *message.Printer
}

// voices are the languages, the default first.
var voices = []*voice{
	loadVoice("zh", "zh-CN", "中文"),
	loadVoice("en", "en", "English"),
	loadVoice("es", "es", "Español"),
}

func loadVoice(code, tag, name string) *voice {
	v := &voice{code: code, tag: tag, name: name, numbers: message.NewPrinter(language.Make(tag))}
	text, err := textFiles.ReadFile("texts/" + code + ".json")
	if err == nil {
		err = json.Unmarshal(text, &v.texts)
	}
	if err != nil {
		panic(err) // the catalogue that was built in cannot be read: no page can be shown
	}
	return v
}

func voiceOf(code string) *voice {
	for _, v := range voices {
		if v.code == code {
			return v
		}
	}
	return nil
}

const languageCookie = "huiyin_lang"

// choose finds the language: asked for in the address, chosen before, or what the browser prefers. asked tells that
// the choice is to be remembered.
func choose(r *http.Request) (v *voice, asked bool) {
	if v := voiceOf(r.URL.Query().Get("lang")); v != nil {
		return v, true
	}
	if c, err := r.Cookie(languageCookie); err == nil {
		if v := voiceOf(c.Value); v != nil {
			return v, false
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return voices[0], false
	}
	for _, tag := range wanted { // most wanted first; any Chinese is better read here than no Chinese
		base, _ := tag.Base()
		if v := voiceOf(base.String()); v != nil {
			return v, false
		}
	}
	return voices[0], false
}

// t is a text of the catalogue; pairs of name and value fill its {names}. A key that is missing shows as ⟦key⟧,
// and a test sees to it that none is.
func (v *voice) t(key string, pairs ...any) string {
	text, ok := v.texts[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%v}", pairs[i]), v.value(pairs[i+1]))
	}
	return text
}

// has tells whether the catalogue has a key.
func (v *voice) has(key string) bool { _, ok := v.texts[key]; return ok }

// count is t for a number of things: key.one or key.other, with {n}.
func (v *voice) count(key string, n int, pairs ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return v.t(key+form, append([]any{"n", n}, pairs...)...)
}

func (v *voice) value(x any) string {
	switch n := x.(type) {
	case int, int64:
		return v.numbers.Sprintf("%d", n)
	}
	return fmt.Sprint(x)
}

// pick gives the name in this language where the dictionary has one.
func (v *voice) pick(zh, en, es string) string {
	switch {
	case v.code == "es" && es != "":
		return es
	case v.code != "zh" && en != "":
		return en
	}
	return zh
}

// langOf is the language a text that is not ours is probably in, for whoever reads it aloud.
func (v *voice) langOf(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return voices[0].tag
	}
	return v.tag
}
