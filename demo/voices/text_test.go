package voices

import (
	"strings"
	"testing"
)

const block = `# somebody
@ lamp zh f3 200 50
category 030201
nature help
urgency normal
area 510104018
place here
title dark
content dark here
say it is dark here
read it is dark here
`

func TestReadCallers(t *testing.T) {
	all, err := readCallers(block + "\n" + strings.Replace(block, "lamp zh", "lamp2 en", 1))
	if err != nil || len(all) != 2 {
		t.Fatalf("%d callers and %v", len(all), err)
	}
	c := all[1]
	if c.Key != "lamp2" || c.Letter.Language != "en" || c.Letter.Channel != "phone" || c.Letter.Title != "dark" || c.Said != "it is dark here" {
		t.Errorf("read %+v", c)
	}
	for _, x := range []struct{ text, fails string }{
		{"title dark", "line 1: a line before the first caller"},
		{"\n@ lamp zh", "line 2: a caller needs key"},
		{block + "colour red", `line 12: "colour" is nothing that a caller has`},
		{block + "title darker", `line 12: "title" is said twice`},
		{strings.Replace(block, "say it", "# say it", 1), `caller "lamp": something is missing`},
	} {
		if _, err := readCallers(x.text); err == nil || !strings.Contains(err.Error(), x.fails) {
			t.Errorf("%q: %v, want an error with %q", x.text, err, x.fails)
		}
	}
}

func TestReadLines(t *testing.T) {
	all, err := readLines("# what\n\nhello|en|Hello there.|\n")
	if err != nil || len(all) != 1 || all[0].Name != "hello" || all[0].Language != "en" || all[0].Said != "Hello there." {
		t.Errorf("%+v, %v", all, err)
	}
	for _, bad := range []string{"hello|en|Hello", "|en|Hello|", "hello||Hello|", "hello|en||", "a|b|c|d|e"} {
		if _, err := readLines("\n" + bad); err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
			t.Errorf("%q: %v, want an error about line 2", bad, err)
		}
	}
}

func FuzzReadCallers(f *testing.F) {
	f.Add(block)
	f.Add("@ a b c d e\nsay x\n@")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readCallers(text)
		for _, c := range all {
			if err != nil || c.Key == "" || c.Said == "" || c.Letter.Content == "" {
				t.Errorf("%+v and %v", c, err)
			}
		}
	})
}

func FuzzReadLines(f *testing.F) {
	f.Add("hello|en|Hello.|\n")
	f.Add("#\n||||")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readLines(text)
		for _, l := range all {
			if err != nil || l.Name == "" || l.Language == "" || l.Said == "" {
				t.Errorf("%+v and %v", l, err)
			}
		}
	})
}
