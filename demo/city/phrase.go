package city

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// phrase is a sentence with choices and gaps: "[a|b]" is one of its parts, which may hold choices themselves, and
// "{slot}" what the scene says there.
type phrase []piece

// piece is a text, a gap or a choice; exactly one of the three.
type piece struct {
	text   string
	slot   string
	choice []phrase
}

// parsePhrase reads a phrase; the error says which bracket has no partner.
func parsePhrase(s string) (phrase, error) {
	p := phraseParser{rest: s}
	out, err := p.sequence(false)
	if err != nil {
		return nil, err
	}
	if p.rest != "" {
		return nil, fmt.Errorf("a ] without its [ before %q", p.rest)
	}
	return out, nil
}

type phraseParser struct{ rest string }

// sequence reads up to the end or, inside a choice, up to its next | or ].
func (p *phraseParser) sequence(inside bool) (phrase, error) {
	var out phrase
	for p.rest != "" {
		switch p.rest[0] {
		case '[':
			c, err := p.choice()
			if err != nil {
				return nil, err
			}
			out = append(out, c)
		case '{':
			slot, rest, ok := strings.Cut(p.rest[1:], "}")
			if !ok || strings.ContainsAny(slot, "[]{|") || slot == "" {
				return nil, fmt.Errorf("a { without its } before %q", p.rest)
			}
			out, p.rest = append(out, piece{slot: slot}), rest
		case ']':
			return out, nil
		case '|':
			if inside {
				return out, nil
			}
			return nil, fmt.Errorf("a | outside of a choice before %q", p.rest)
		case '}':
			return nil, fmt.Errorf("a } without its { before %q", p.rest)
		default:
			n := strings.IndexAny(p.rest, "[]{}|")
			if n < 0 {
				n = len(p.rest)
			}
			out, p.rest = append(out, piece{text: p.rest[:n]}), p.rest[n:]
		}
	}
	return out, nil
}

func (p *phraseParser) choice() (piece, error) {
	var c piece
	for {
		p.rest = p.rest[1:] // the [ or |
		part, err := p.sequence(true)
		if err != nil {
			return c, err
		}
		c.choice = append(c.choice, part)
		if p.rest == "" {
			return c, fmt.Errorf("a [ without its ]")
		}
		if p.rest[0] == ']' {
			p.rest = p.rest[1:]
			return c, nil
		}
	}
}

// say makes one sentence of the phrase.
func (p phrase) say(rng *rand.Rand, fill func(slot string) string) string {
	var b strings.Builder
	p.write(&b, rng, fill)
	return b.String()
}

func (p phrase) write(b *strings.Builder, rng *rand.Rand, fill func(string) string) {
	for _, x := range p {
		switch {
		case x.choice != nil:
			pick(rng, x.choice).write(b, rng, fill)
		case x.slot != "":
			b.WriteString(fill(x.slot))
		default:
			b.WriteString(x.text)
		}
	}
}

// slots lists the gaps of a phrase, those inside choices too.
func (p phrase) slots() []string {
	var out []string
	for _, x := range p {
		if x.slot != "" {
			out = append(out, x.slot)
		}
		for _, c := range x.choice {
			out = append(out, c.slots()...)
		}
	}
	return out
}

// sentence ends a text as a sentence ends, unless it is empty or already does.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "！") ||
		strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	if s[len(s)-1] < 0x80 {
		return s + "."
	}
	return s + "。"
}
