package demo

import (
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/desk"
	"huiyin/store"
)

// What the townsfolk do by themselves.

// wishes are what an appellant may come back for: at fixed moments, so that each is done once.
func (p *play) wishes() []move {
	c := p.c
	var out []move
	again := func(name string, s casework.Step, chance float64, from time.Time, least, most int, words func(*rand.Rand) string) {
		d := p.lot(name, c.Round)
		if from.IsZero() || !p.does(d, s, chance) {
			return
		}
		at := p.minutes(d, from, least, most)
		if !at.After(c.ChangedAt) {
			return // it was done, or its moment has passed
		}
		out = p.add(out, move{Order: order(s, p.voice(d), at, casework.Form{Note: words(d)})})
	}
	urge := func(d *rand.Rand) string { return p.town.city.Urge(d, p.letter) }
	switch c.State {
	case casework.AtTransfer, casework.Dispatched, casework.Rehandling:
		again("urge", casework.Urge, 0.09, c.DispatchedAt, 2*1440, 8*1440, urge)
		again("urge again", casework.Urge, 0.03, c.DispatchedAt, 4*1440, 12*1440, urge)
		again("supplement", casework.Supplement, 0.05, c.RegisteredAt, 200, 3000, func(d *rand.Rand) string { return p.town.city.Supplement(d, p.letter) })
	case casework.Closed:
		if p.pending(casework.Reopening) == nil && c.Round == 1 && len(c.Requests) == 0 {
			again("reopen", casework.AskReopen, 0.014, c.ClosedAt, 1440, 9*1440, func(d *rand.Rand) string { return say(d, reopenings) })
		}
	case casework.Declined:
		if !c.Objected {
			d := p.lot("object")
			if p.coded && p.does(d, casework.Object, 0.15) {
				out = p.add(out, move{Order: order(casework.Object, huiyin.TheAppellant, p.minutes(d, c.ClosedAt, 300, 2*1440), casework.Form{Note: say(d, objections)})})
			}
		}
	}
	return out
}

// voice is who carries an appellant's words: themselves, with number and code, or the operator who takes the call.
func (p *play) voice(d *rand.Rand) huiyin.Actor {
	if p.coded && p.c.Channel != "phone" {
		return huiyin.TheAppellant
	}
	who, _ := p.cast.one(d, huiyin.Operator)
	return who
}

// englishShare is the part of letters in English; a city's own draw of it stands aside when a language is wished.
const englishShare = 0.012

// letterShare is the part of matters that are written to a letter box beyond what a real city's channels bring: there
// it is 4 in 100 of a much larger number, and the letter boxes of a small number would look empty.
const letterShare = 0.1

// newLetter is what somebody writes or says on the n-th day of the demo.
func (t *Town) newLetter(d *rand.Rand, day int, channel string) city.Letter {
	w := city.Wish{Channel: channel, Language: "zh"}
	if topic, on := t.city.Topical(d, day); on {
		w.Topic = topic.Key
	} else if d.Float64() < englishShare {
		w.Language = "en"
	}
	if w.Channel == "" && d.Float64() < letterShare {
		w.Channel = "letter"
	}
	return t.city.Write(d, w)
}

// appeal is a letter as the desk takes it, with its invented writer.
func (t *Town) appeal(d *rand.Rand, l city.Letter) desk.Appeal {
	a := desk.Appeal{Channel: casework.Channel(l.Channel), Language: l.Language,
		Form: casework.Form{Title: l.Title, Content: l.Content, Demand: l.Demand, Nature: l.Nature, Category: l.Category,
			Urgency: l.Urgency, Area: l.Area, Place: l.Place, Lon: &l.Lon, Lat: &l.Lat}}
	if m := t.rooms.Directory.City().MailboxByCode(l.Mailbox); m != nil && m.State == "open" {
		a.Mailbox = m.ID
	}
	if d.IntN(30) > 0 {
		who := t.city.Sender(d, l)
		a.Person = store.Person{Kind: who.Type, Name: who.Name, Phone: who.Phone}
		if who.Company != "" {
			a.Person.Name = who.Company + " " + who.Name
		}
	}
	agrees := 15
	if l.Channel != "phone" {
		agrees = 55
		if pictures := t.evidence(); len(pictures) > 0 && d.IntN(8) == 0 {
			a.Files = append(a.Files, pictures[d.IntN(len(pictures))])
		}
	}
	a.Publish = d.IntN(100) < agrees
	return a
}

// spoken tells whether an operator writes the matter down.
func spoken(channel string) bool {
	return channel == "phone" || channel == "walk_in" || channel == "sms"
}

// settledAtOnce tells whether the operator answers on the spot: most questions, and much of what else people call
// about, so that about two in five of all matters are dispatched, as a city's reports have it.
func settledAtOnce(d *rand.Rand, l city.Letter) bool {
	if !spoken(l.Channel) || l.Urgency != string(casework.Normal) {
		return false
	}
	switch casework.Nature(l.Nature) {
	case casework.Consultation:
		return d.IntN(100) < 95
	case casework.Complaint, casework.Help:
		return d.IntN(100) < 88
	case casework.Report:
		return d.IntN(100) < 45
	}
	return d.IntN(100) < 88
}
