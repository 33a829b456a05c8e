// Package voices is what is heard in the demo's calls: invented people who each have one matter to tell, and the few
// sentences of a simulated operator who listens to them. With each caller comes what an operator would write down, so
// that the case in the record is the one that was spoken about.
//
// The texts are in callers.txt and lines.txt; scripts/sounds.sh makes the sounds of them, which are part of the
// program. Package voices refuses to know telephones and the clock: who calls when, and over which wire, is for the
// townsfolk.
package voices

import (
	"embed"
	"fmt"
	"path"

	"huiyin/demo/city"
	"huiyin/switchboard/prompt"
)

// Caller is a person with a matter.
type Caller struct {
	Key    string
	Letter city.Letter // as an operator writes it down; the area is a town's, and there is no point on the map
	Said   string      // word for word
	Sound  prompt.Prompt
}

// Line is one of the operator's sentences.
type Line struct {
	Name, Language string
	Said           string
	Sound          prompt.Prompt
}

// Voices are all callers, in the order of the file, and all lines of the operators.
type Voices struct {
	Callers []Caller
	Lines   []Line
}

//go:embed *.txt caller/*/*.wav line/*/*.wav
var files embed.FS

// Load reads the texts and their sounds. The error names the text that breaks a rule or is not spoken.
func Load() (*Voices, error) {
	callers, err := load("callers.txt", readCallers)
	if err != nil {
		return nil, err
	}
	lines, err := load("lines.txt", readLines)
	if err != nil {
		return nil, err
	}
	for i := range callers {
		c := &callers[i]
		if c.Sound, err = sound("caller", c.Letter.Language, c.Key); err != nil {
			return nil, err
		}
	}
	for i := range lines {
		l := &lines[i]
		if l.Sound, err = sound("line", l.Language, l.Name); err != nil {
			return nil, err
		}
	}
	return &Voices{Callers: callers, Lines: lines}, nil
}

// Line finds a sentence of the operator's in a language ("zh" or "en"); it reports false when there is none.
func (v *Voices) Line(language, name string) (Line, bool) {
	for _, l := range v.Lines {
		if l.Language == language && l.Name == name {
			return l, true
		}
	}
	return Line{}, false
}

func load[T any](name string, read func(string) ([]T, error)) ([]T, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the embedded %s: %w", name, err)
	}
	all, err := read(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s %w", name, err)
	}
	return all, nil
}

func sound(parts ...string) (prompt.Prompt, error) {
	name := path.Join(parts...) + ".wav"
	wav, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("a text is not spoken: %w", err)
	}
	p, err := prompt.Read(wav)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}
