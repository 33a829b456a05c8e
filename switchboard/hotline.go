package switchboard

import (
	"huiyin"
	"huiyin/routing"
	"huiyin/store"
	"huiyin/switchboard/room"
)

// hotlines is the city's table of numbers, as the room wants it. A row that cannot be read answers as a plain one.
func (s *Switchboard) hotlines() []room.Hotline {
	s.look()
	return s.lines
}

// follow lets the room know of a table that has changed.
func (s *Switchboard) follow() {
	if s.look() {
		s.room.SetHotlines(s.lines)
	}
}

// look reads the table anew when the city has changed, and tells whether it had. While it has not, calls of one number
// keep one wish, by which seats are looked for once for all of them.
func (s *Switchboard) look() bool {
	city := s.opt.Desk.City()
	if city == s.city {
		return false
	}
	s.city, s.lines = city, nil
	for i := range city.Hotlines {
		s.lines = append(s.lines, s.hotline(&city.Hotlines[i]))
	}
	s.loadGreetings()
	return true
}

func (s *Switchboard) hotline(h *store.Hotline) room.Hotline {
	hours, err := room.ParseHours(h.Hours)
	if err != nil {
		s.log.Warn("the hours of a hotline cannot be read; it counts as always open", "hotline", h.Number, "err", err)
	}
	wants, err := routing.ParseWants(h.Skills)
	if err != nil {
		s.log.Warn("the skills of a hotline cannot be read; none are asked for", "hotline", h.Number, "err", err)
	}
	return room.Hotline{Number: h.Number, Name: h.Name, Mode: room.Mode(h.Mode), Unit: h.Unit, Greeting: h.Greeting, Wants: wants, Category: h.Category,
		Hours: hours, Fallback: huiyin.Phone(h.Fallback)}
}

// dialled is the hotline that a number stands for: the number itself, with or without an area code in front.
func (s *Switchboard) dialled(number string) (string, bool) {
	best := ""
	s.follow()
	for _, h := range s.lines {
		if len(h.Number) > len(best) && len(number) >= len(h.Number) && number[len(number)-len(h.Number):] == h.Number {
			best = h.Number
		}
	}
	return best, best != ""
}
