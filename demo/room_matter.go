package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/desk"
	"huiyin/store"
	"huiyin/switchboard/prompt"
)

// matter is what somebody calls about, with the voice that tells it.
type matter struct {
	who    city.Person
	letter city.Letter
	said   []byte // A-law

	mu    sync.Mutex
	known huiyin.CaseID // the case that an operator opened for it
}

// opened is the case that an operator opened for it, 0 while there is none.
func (m *matter) opened() huiyin.CaseID {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known
}

func (m *matter) open(id huiyin.CaseID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known = id
}

// matters are those that were called about lately, by the number: whoever is rung back remembers, and so does who
// rings again. It stands for what an operator hears over the line.
type matters struct {
	mu       sync.Mutex
	byNumber map[huiyin.Phone]*matter
	order    []huiyin.Phone // the oldest first
	busy     map[huiyin.Phone]bool
}

// remembered is how many people remember that they called.
const remembered = 400

func newMatters() *matters {
	return &matters{byNumber: map[huiyin.Phone]*matter{}, busy: map[huiyin.Phone]bool{}}
}

// of is what somebody calls about, nil when it is not known.
func (b *matters) of(number huiyin.Phone) *matter {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.byNumber[number]
}

// lift takes somebody's telephone off the hook, unless they are talking already; hangUp puts it back.
func (b *matters) lift(m *matter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	number := m.who.Phone
	if b.busy[number] {
		return false
	}
	b.busy[number] = true
	if b.byNumber[number] == nil {
		b.order = append(b.order, number)
	}
	b.byNumber[number] = m
	if len(b.order) > remembered && !b.busy[b.order[0]] {
		delete(b.byNumber, b.order[0])
		b.order = b.order[1:]
	}
	return true
}

func (b *matters) hangUp(m *matter) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.busy, m.who.Phone)
}

// again is somebody who called before and has a case, nil when there is nobody.
func (b *matters) again(d *rand.Rand) *matter {
	b.mu.Lock()
	defer b.mu.Unlock()
	for range 8 {
		if len(b.order) == 0 {
			break
		}
		number := b.order[d.IntN(len(b.order))]
		if m := b.byNumber[number]; !b.busy[number] && m.opened() != 0 {
			return m
		}
	}
	return nil
}

// newMatter is somebody who has something to tell.
func (f *folk) newMatter(d *rand.Rand) *matter {
	c := &f.voices.Callers[d.IntN(len(f.voices.Callers))]
	return &matter{who: f.town.city.Sender(d, c.Letter), letter: c.Letter, said: f.cut(c.Sound)}
}

// hotline is the number that somebody dials: mostly the city's, now and then the one for such matters.
func (f *folk) hotline(d *rand.Rand, m *matter) string {
	if d.IntN(4) > 0 {
		return cityNumber
	}
	var fit []string
	for _, l := range f.town.rooms.Directory.City().Hotlines {
		if strings.HasPrefix(l.Category, m.letter.Category[:2]) || m.letter.Language == "en" && l.Skills == "english" {
			fit = append(fit, l.Number)
		}
	}
	if len(fit) == 0 {
		return cityNumber
	}
	return fit[d.IntN(len(fit))]
}

const cityNumber = "12345"

// told is a matter as an operator begins to write it down, of the number that calls.
func (f *folk) told(d *rand.Rand, m *matter, number huiyin.Phone) desk.Appeal {
	l := m.letter
	a := desk.Appeal{Channel: casework.Channel(l.Channel), Language: l.Language, Publish: d.IntN(100) < 15,
		Form: casework.Form{Title: l.Title, Content: l.Content, Demand: l.Demand, Nature: l.Nature, Category: l.Category,
			Urgency: l.Urgency, Area: l.Area, Place: l.Place}}
	a.Person = store.Person{Kind: m.who.Type, Name: m.who.Name, Phone: number}
	if m.who.Company != "" {
		a.Person.Name = m.who.Company + " " + m.who.Name
	}
	return a
}

// line is a sentence of the operator's in a language; Chinese when there is none.
func (f *folk) line(language, name string) []byte {
	l, ok := f.voices.Line(language, name)
	if !ok {
		if l, ok = f.voices.Line("zh", name); !ok {
			panic(fmt.Sprintf("demo: no operator can say %q", name))
		}
	}
	return f.cut(l.Sound)
}

func (f *folk) cut(sound prompt.Prompt) []byte {
	if most := f.town.opts.Brief; most > 0 {
		sound = sound[:min(len(sound), int(most.Seconds()*8000))]
	}
	return sound
}
