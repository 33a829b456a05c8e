package casework

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"huiyin"
)

// The picture of the procedure is laid out by hand and filled from the tables; the tests below hold that it shows
// every way there is and no other, and that nothing lies on anything else.

const (
	boxWidth, boxHeight   = 168, 58
	exitWidth             = 128
	partWidth, partHeight = 122, 44
)

type point struct{ x, y int }

// box is a state at its place; x and y are its middle.
type box struct {
	state State
	x, y  int
	w     int
}

var boxes = []box{
	{Draft, 110, 206, boxWidth}, {Registered, 355, 206, boxWidth}, {AtTransfer, 600, 206, boxWidth}, {Dispatched, 845, 206, boxWidth}, {Answered, 1090, 206, boxWidth},
	{Supplementing, 355, 88, boxWidth}, {Unverifiable, 110, 88, boxWidth},
	{AnsweredDirectly, 110, 362, boxWidth}, {Redirected, 274, 362, exitWidth}, {Declined, 418, 362, exitWidth}, {Void, 562, 362, exitWidth},
	{Rehandling, 845, 362, boxWidth}, {Visiting, 1090, 362, boxWidth}, {Closed, 1090, 484, boxWidth}, {Archived, 600, 484, boxWidth},
}

// line is how a way is drawn: its corners, its label, and where the label stands.
type line struct {
	from, to State
	path     []point
	label    string
	at       point
	anchor   string // start, middle or end
	joins    bool   // it ends on another line, which goes on to the state
}

var lines = []line{
	{Draft, Registered, []point{{194, 206}, {271, 206}}, "register", point{232, 198}, "middle", false},
	{Registered, Supplementing, []point{{325, 177}, {325, 117}}, "ask for more", point{318, 150}, "end", false},
	{Supplementing, Registered, []point{{385, 117}, {385, 177}}, "added", point{392, 150}, "start", false},
	{Supplementing, Unverifiable, []point{{271, 88}, {194, 88}}, "no answer", point{232, 80}, "middle", false},
	{Registered, AtTransfer, []point{{439, 196}, {516, 196}}, "pass", point{498, 188}, "middle", false},
	{AtTransfer, Registered, []point{{516, 218}, {439, 218}}, "back", point{498, 232}, "middle", false},
	{AtTransfer, Dispatched, []point{{684, 196}, {761, 196}}, "dispatch", point{722, 188}, "middle", false},
	{Dispatched, AtTransfer, []point{{761, 218}, {684, 218}}, "returned", point{722, 232}, "middle", false},
	{Dispatched, Answered, []point{{929, 196}, {1006, 196}}, "all parts in", point{967, 188}, "middle", false},
	{Answered, Dispatched, []point{{1006, 218}, {929, 218}}, "sent back", point{967, 232}, "middle", false},
	{Answered, Visiting, []point{{1130, 235}, {1130, 333}}, "passed", point{1137, 288}, "start", false},
	{Rehandling, Answered, []point{{865, 333}, {865, 268}, {1030, 268}, {1030, 235}}, "all parts in", point{940, 262}, "middle", false},
	{Answered, Rehandling, []point{{1062, 235}, {1062, 300}, {897, 300}, {897, 333}}, "sent back", point{972, 294}, "middle", false},
	{AtTransfer, Rehandling, []point{{640, 235}, {640, 374}, {761, 374}}, "next unit", point{700, 388}, "middle", false},
	{Rehandling, AtTransfer, []point{{761, 350}, {664, 350}, {664, 235}}, "returned", point{712, 343}, "middle", false},
	{Visiting, Rehandling, []point{{1006, 362}, {929, 362}}, "dissatisfied", point{967, 354}, "middle", false},
	{Visiting, Closed, []point{{1090, 391}, {1090, 455}}, "satisfied, not reached, or explained", point{1083, 428}, "end", false},
	{Closed, Rehandling, []point{{1006, 472}, {845, 472}, {845, 391}}, "reopened", point{925, 465}, "middle", false},
	{Closed, Archived, []point{{1006, 496}, {684, 496}}, "the window has closed", point{845, 512}, "middle", false},

	{Draft, AnsweredDirectly, []point{{80, 235}, {80, 333}}, "answer", point{74, 316}, "end", false},
	{Draft, Redirected, []point{{105, 235}, {105, 262}, {274, 262}, {274, 333}}, "redirect", point{268, 316}, "end", false},
	{Registered, Redirected, []point{{345, 235}, {345, 262}, {274, 262}}, "", point{}, "", true},
	{AtTransfer, Redirected, []point{{560, 235}, {560, 262}, {345, 262}}, "", point{}, "", true},
	{Registered, Declined, []point{{370, 235}, {370, 279}, {396, 279}, {396, 333}}, "decline, by two", point{390, 316}, "end", false},
	{AtTransfer, Declined, []point{{585, 235}, {585, 279}, {396, 279}}, "", point{}, "", true},
	{Declined, Registered, []point{{425, 333}, {425, 235}}, "objection", point{431, 316}, "start", false},
	{AtTransfer, Void, []point{{610, 235}, {610, 296}, {562, 296}, {562, 333}}, "a slip", point{568, 316}, "start", false},
	{Draft, Void, []point{{130, 235}, {130, 296}, {562, 296}}, "", point{}, "", true},
	{Registered, Void, []point{{405, 235}, {405, 296}}, "", point{}, "", true},
	{Supplementing, Void, []point{{439, 88}, {466, 88}, {466, 296}}, "", point{}, "", true},
}

// partBox is a state of an assignment at its place.
type partBox struct {
	state AssignmentState
	x, y  int
}

var partBoxes = []partBox{
	{ToSign, 110, 616}, {Signed, 294, 616}, {Contacted, 478, 616}, {Handling, 662, 616}, {Submitted, 890, 616}, {Passed, 1090, 616},
	{Returned, 478, 716}, {Cancelled, 776, 716},
}

type partLine struct {
	from, to AssignmentState
	path     []point
	label    string
	at       point
	anchor   string
	joins    bool
}

var partLines = []partLine{
	{ToSign, Signed, []point{{171, 616}, {233, 616}}, "sign", point{202, 609}, "middle", false},
	{Signed, Contacted, []point{{355, 616}, {417, 616}}, "contact", point{386, 609}, "middle", false},
	{Contacted, Handling, []point{{539, 616}, {601, 616}}, "verify", point{570, 609}, "middle", false},
	{Signed, Handling, []point{{278, 594}, {278, 578}, {646, 578}, {646, 594}}, "", point{}, "", false},
	{Handling, Submitted, []point{{723, 606}, {829, 606}}, "leader signs", point{776, 599}, "middle", false},
	{Signed, Submitted, []point{{310, 594}, {310, 564}, {890, 564}, {890, 594}}, "", point{}, "", false},
	{Contacted, Submitted, []point{{478, 594}, {478, 564}}, "", point{}, "", true},
	{Submitted, Handling, []point{{829, 626}, {723, 626}}, "sent back", point{776, 640}, "middle", false},
	{Submitted, Passed, []point{{951, 616}, {1029, 616}}, "audit", point{990, 609}, "middle", false},

	{ToSign, Returned, []point{{98, 638}, {98, 652}, {478, 652}, {478, 694}}, "return granted", point{472, 686}, "end", false},
	{Signed, Returned, []point{{282, 638}, {282, 652}}, "", point{}, "", true},
	{Contacted, Returned, []point{{466, 638}, {466, 652}}, "", point{}, "", true},
	{Handling, Returned, []point{{650, 638}, {650, 652}, {478, 652}}, "", point{}, "", true},
	{ToSign, Cancelled, []point{{122, 638}, {122, 664}, {776, 664}, {776, 694}}, "taken back, excused, or ended with the case", point{783, 686}, "start", false},
	{Signed, Cancelled, []point{{306, 638}, {306, 664}}, "", point{}, "", true},
	{Contacted, Cancelled, []point{{490, 638}, {490, 664}}, "", point{}, "", true},
	{Handling, Cancelled, []point{{674, 638}, {674, 664}}, "", point{}, "", true},
	{Submitted, Cancelled, []point{{890, 638}, {890, 664}, {776, 664}}, "", point{}, "", true},
}

// drawProcedure is the picture.
func drawProcedure() string {
	d := &drawing{}
	d.say(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 790" width="1200" height="790" font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" role="img" aria-label="States of a case and of a unit's part, with the steps between them">`)
	d.say(`<style>.w{fill:none;stroke:#1c2430;stroke-width:1.4}.a{stroke-dasharray:5 4}.s{stroke-dasharray:1.5 3.5;stroke-linecap:round}.l{font-size:11.5px;fill:#4a5563}.n{font-size:14px;font-weight:600;fill:#1c2430}.t{font-size:12px;fill:#4a5563}.c{font-size:11px;fill:#0f5e7a;font-weight:600;font-variant-numeric:tabular-nums}.h{font-size:13px;font-weight:600;fill:#1c2430}.z{font-size:11.5px;fill:#6b7480}</style>`)
	d.say(`<rect width="1200" height="790" fill="#fbfaf7"/>`)
	d.title()
	for _, l := range lines {
		d.way(l)
	}
	for _, b := range boxes {
		d.box(b)
	}
	d.parts()
	d.legend()
	d.say(`</svg>`)
	return d.String()
}

type drawing struct{ strings.Builder }

func (d *drawing) say(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *drawing) text(class string, x, y int, anchor, s string) {
	d.say(`<text class="%s" x="%d" y="%d" text-anchor="%s">%s</text>`, class, x, y, cmp.Or(anchor, "start"), html.EscapeString(s))
}

func (d *drawing) title() {
	d.text("h", 26, 32, "", "A case, from the first word to the archive")
	d.text("z", 1174, 32, "end", "on the right of each state: the time for leaving it")
}

func (d *drawing) way(l line) {
	who := waysOf(arrows())[slices.IndexFunc(waysOf(arrows()), func(a arrow) bool { return a.from == l.from && a.to == l.to })].who
	class := "w"
	switch {
	case len(who) == 0 || !slices.ContainsFunc(who, func(r huiyin.Role) bool { return r != huiyin.System }):
		class = "w s"
	case slices.Contains(who, huiyin.Appellant) && l.from != Draft:
		class = "w a"
	}
	d.path(class, l.path, l.joins)
	if l.label != "" {
		d.text("l", l.at.x, l.at.y, l.anchor, l.label)
	}
}

// path draws a line with round corners and a head, or a dot where it joins another line.
func (d *drawing) path(class string, ps []point, joins bool) {
	const r = 7
	s := fmt.Sprintf("M%d %d", ps[0].x, ps[0].y)
	for i := 1; i < len(ps)-1; i++ {
		if joint(ps[i]) { // a dot sits in the very corner
			s += fmt.Sprintf("L%d %d", ps[i].x, ps[i].y)
			continue
		}
		in, out := toward(ps[i], ps[i-1], r), toward(ps[i], ps[i+1], r)
		s += fmt.Sprintf("L%d %dQ%d %d %d %d", in.x, in.y, ps[i].x, ps[i].y, out.x, out.y)
	}
	last := ps[len(ps)-1]
	neck := toward(last, ps[len(ps)-2], 6)
	if joins {
		neck = last
	}
	s += fmt.Sprintf("L%d %d", neck.x, neck.y)
	d.say(`<path class="%s" d="%s"/>`, class, s)
	if joins {
		d.say(`<circle cx="%d" cy="%d" r="2.6" fill="#1c2430"/>`, last.x, last.y)
		return
	}
	back := toward(last, ps[len(ps)-2], 8)
	dx, dy := sign(last.x-back.x), sign(last.y-back.y)
	d.say(`<path d="M%d %dL%d %dL%d %dZ" fill="#1c2430"/>`, last.x, last.y, back.x+4*dy, back.y+4*dx, back.x-4*dy, back.y-4*dx)
}

// joint tells whether a line ends there on another.
func joint(p point) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return l.joins && l.path[len(l.path)-1] == p }) ||
		slices.ContainsFunc(partLines, func(l partLine) bool { return l.joins && l.path[len(l.path)-1] == p })
}

// toward is the point n pixels from p on the way to q.
func toward(p, q point, n int) point {
	dx, dy := sign(q.x-p.x), sign(q.y-p.y)
	n = min(n, max(dx*(q.x-p.x), dy*(q.y-p.y))/2)
	return point{p.x + dx*n, p.y + dy*n}
}

func sign(n int) int { return cmp.Compare(n, 0) }

func (d *drawing) box(b box) {
	info := b.state.Info()
	fill, stroke := "#ffffff", "#1c2430"
	if !info.Open {
		fill, stroke = "#efece4", "#b9b4a7"
	}
	x, y := b.x-b.w/2, b.y-boxHeight/2
	d.say(`<rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="%s" stroke="%s"/>`, x, y, b.w, boxHeight, fill, stroke)
	d.text("c", x+10, y+17, "", info.Code)
	d.text("z", x+b.w-10, y+17, "end", span(info.Limit))
	d.text("n", x+10, y+34, "", strings.ReplaceAll(string(b.state), "_", " "))
	d.text("t", x+10, y+50, "", shortTerm(info.Term, b.w))
}

// shortTerm is the first part of an official term where the box is too narrow for all of it.
func shortTerm(term string, w int) string {
	if first, _, cut := strings.Cut(term, "·"); cut && w < boxWidth {
		return first
	}
	return term
}

func (d *drawing) parts() {
	d.say(`<path d="M26 532H1174" stroke="#d8d4c8"/>`)
	d.text("h", 26, 556, "", "Each unit's part")
	for _, l := range partLines {
		d.path("w", l.path, l.joins)
		if l.label != "" {
			d.text("l", l.at.x, l.at.y, l.anchor, l.label)
		}
	}
	for _, b := range partBoxes {
		fill, stroke := "#ffffff", "#1c2430"
		if b.state.Ended() {
			fill, stroke = "#efece4", "#b9b4a7"
		}
		info := AssignmentStates[slices.IndexFunc(AssignmentStates, func(s struct {
			State      AssignmentState
			Code, Term string
		}) bool {
			return s.State == b.state
		})]
		x, y := b.x-partWidth/2, b.y-partHeight/2
		d.say(`<rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="%s" stroke="%s"/>`, x, y, partWidth, partHeight, fill, stroke)
		d.text("c", x+10, y+18, "", info.Code)
		d.text("n", x+16+9*len(info.Code), y+18, "", strings.ReplaceAll(string(b.state), "_", " "))
		d.text("t", x+10, y+36, "", info.Term)
	}
}

func (d *drawing) legend() {
	y := 772
	for i, l := range []struct{ class, text string }{{"w", "somebody's step"}, {"w a", "the appellant may take it"}, {"w s", "by itself, when time has passed or the record says so"}} {
		x := 26 + i*200
		d.say(`<path class="%s" d="M%d %dH%d"/>`, l.class, x, y-4, x+34)
		d.text("l", x+42, y, "", l.text)
	}
}

func TestThePictureShowsEveryWay(t *testing.T) {
	ways := waysOf(arrows())
	for _, w := range ways {
		if !slices.ContainsFunc(lines, func(l line) bool { return l.from == w.from && l.to == w.to }) {
			t.Errorf("the picture lacks the way from %s to %s by %s", w.from, w.to, w.step)
		}
	}
	for _, l := range lines {
		if !slices.ContainsFunc(ways, func(w arrow) bool { return l.from == w.from && l.to == w.to }) {
			t.Errorf("the picture has a way from %s to %s that the tables do not", l.from, l.to)
		}
	}
	for _, s := range States {
		if !slices.ContainsFunc(boxes, func(b box) bool { return b.state == s.State }) {
			t.Errorf("the picture lacks %s", s.State)
		}
	}
	for _, a := range partArrows() {
		if !slices.ContainsFunc(partLines, func(l partLine) bool { return l.from == a.from && l.to == a.to }) {
			t.Errorf("the picture lacks the way of a part from %s to %s by %s", a.from, a.to, a.step)
		}
	}
	if len(partLines) != len(partArrows()) || len(partBoxes) != len(AssignmentStates) {
		t.Errorf("the picture has %d ways and %d states of a part, the tables have %d and %d", len(partLines), len(partBoxes), len(partArrows()), len(AssignmentStates))
	}
}

// area is what a box or a label covers.
type area struct {
	what           string
	x1, y1, x2, y2 int
}

func (a area) meets(b area) bool { return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2 }

func labelArea(label string, at point, anchor string) area {
	w := 6 * len(label) // a little less than the widest font draws
	x := map[string]int{"": at.x, "start": at.x, "middle": at.x - w/2, "end": at.x - w}[anchor]
	return area{"the label " + label, x, at.y - 10, x + w, at.y + 3}
}

// pathAreas are the straight pieces of a line, without its ends, which touch their boxes.
func pathAreas(what string, ps []point) []area {
	var out []area
	for i := 1; i < len(ps); i++ {
		p, q := ps[i-1], ps[i]
		out = append(out, area{what, min(p.x, q.x), min(p.y, q.y), max(p.x, q.x) + 1, max(p.y, q.y) + 1})
	}
	return out
}

// Nothing in the picture lies on anything else: boxes, labels, and lines through boxes.
func TestNothingInThePictureOverlaps(t *testing.T) {
	var solid, paths []area
	for _, b := range boxes {
		solid = append(solid, area{string(b.state), b.x - b.w/2, b.y - boxHeight/2, b.x + b.w/2, b.y + boxHeight/2})
	}
	for _, b := range partBoxes {
		solid = append(solid, area{string(b.state), b.x - partWidth/2, b.y - partHeight/2, b.x + partWidth/2, b.y + partHeight/2})
	}
	add := func(what, label string, at point, anchor string, path []point) {
		if label != "" {
			solid = append(solid, labelArea(label, at, anchor))
		}
		paths = append(paths, pathAreas(what, path)...)
		for i := 1; i < len(path); i++ {
			if path[i].x != path[i-1].x && path[i].y != path[i-1].y {
				t.Errorf("%s runs askew", what)
			}
		}
	}
	for _, l := range lines {
		add(fmt.Sprintf("the way from %s to %s", l.from, l.to), l.label, l.at, l.anchor, l.path)
	}
	for _, l := range partLines {
		add(fmt.Sprintf("the way of a part from %s to %s", l.from, l.to), l.label, l.at, l.anchor, l.path)
	}
	for i, a := range solid {
		if a.x1 < 0 || a.x2 > 1200 || a.y1 < 0 || a.y2 > 790 {
			t.Errorf("%s lies outside of the picture", a.what)
		}
		for _, b := range solid[i+1:] {
			if a.meets(b) {
				t.Errorf("%s lies on %s", a.what, b.what)
			}
		}
		inner := area{a.what, a.x1 + 1, a.y1 + 1, a.x2 - 1, a.y2 - 1}
		for _, p := range paths {
			if inner.meets(p) {
				t.Errorf("%s runs through %s", p.what, a.what)
			}
		}
	}
}
