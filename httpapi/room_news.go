package httpapi

import (
	"cmp"
	"slices"
	"time"

	"huiyin"
	"huiyin/routing"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
)

// What a console is told by the room, a JSON object each. Times are RFC 3339 in the city's zone, lengths are seconds.
type (
	roomOut struct {
		Type          string   `json:"type"`
		Waiting       int      `json:"waiting"`
		Longest       float64  `json:"longest_s"`
		Level         *float64 `json:"level"`
		Target        float64  `json:"target_s"` // whoever is answered within it counts for the level
		Ready         int      `json:"ready"`
		Talking       int      `json:"talking"`
		Surge         bool     `json:"surge"`
		Callbacks     int      `json:"callbacks"`
		CallbacksLate int      `json:"callbacks_late"`
		Unrecorded    int      `json:"unrecorded"`
	}
	liveSeat struct {
		Type    string     `json:"type"`
		Seat    int        `json:"seat"`
		Name    string     `json:"name"`
		State   string     `json:"state"`
		Reason  string     `json:"reason"`
		Since   *time.Time `json:"since,omitempty"`
		Until   *time.Time `json:"until,omitempty"`
		Then    string     `json:"then,omitempty"`
		Device  string     `json:"device,omitempty"`
		Reserve bool       `json:"reserve"`
		Away    bool       `json:"away"`
	}
	freeOut struct {
		Type  string `json:"type"`
		Seats []int  `json:"seats"`
	}
	callOut struct {
		Type string    `json:"type"`
		Call *liveCall `json:"call"`
	}
	liveCall struct {
		ID        int64       `json:"id"`
		State     string      `json:"state"`
		Direction string      `json:"direction"`
		Mine      bool        `json:"mine"`
		Hotline   liveHotline `json:"hotline"`
		Caller    liveCaller  `json:"caller"`
		Emergency bool        `json:"emergency"`
		Waited    float64     `json:"waited_s"`
		Since     *time.Time  `json:"since,omitempty"`
		Answered  *time.Time  `json:"answered_at,omitempty"`
		Held      bool        `json:"held"`
		Recording string      `json:"recording"`
		Consult   *liveAsked  `json:"consult,omitempty"`
		Asked     *liveLast   `json:"asked,omitempty"`
		Watched   bool        `json:"watched"`
		Surge     bool        `json:"surge"`
		Callback  int64       `json:"callback,omitempty"`
		Case      int64       `json:"case,omitempty"`
	}
	liveHotline struct {
		Number   string `json:"number"`
		Name     string `json:"name"`
		Category string `json:"category,omitempty"`
		Greeting string `json:"greeting,omitempty"`
	}
	liveCaller struct {
		Masked   string `json:"masked"`
		Withheld bool   `json:"withheld"`
	}
	liveAsked struct {
		To     string `json:"to"`
		Up     bool   `json:"up"`
		Joined bool   `json:"joined"`
	}
	// liveLast is whom outside the person asked last, and the number that they gave the matter.
	liveLast struct {
		N       int    `json:"n"`
		Whom    string `json:"whom"`
		Receipt string `json:"receipt"`
	}
	callerOut struct {
		Type      string      `json:"type"`
		Call      int64       `json:"call"`
		Times     int         `json:"times"`
		Persons   []ref       `json:"persons"`
		Cases     []LineOut   `json:"cases"`
		Callbacks int         `json:"callbacks"`
		First     bool        `json:"first"`
		About     *callerCase `json:"about,omitempty"`
	}
	firstOut struct {
		Type string `json:"type"`
		Call int64  `json:"call"`
		Yes  bool   `json:"yes"`
	}
	callerCase struct {
		Case   int64  `json:"case"`
		Number string `json:"number"`
		Title  string `json:"title"`
		State  string `json:"state"`
		Lead   string `json:"lead,omitempty"`
		Times  int    `json:"times"`
	}
	wordOut struct {
		Type string     `json:"type"`
		N    int64      `json:"n"`
		From string     `json:"from"`
		Text string     `json:"text"`
		At   *time.Time `json:"at"`
	}
	// readOut tells who sent a word that it was read.
	readOut struct {
		Type string     `json:"type"`
		N    int64      `json:"n"`
		Seat int        `json:"seat"`
		Who  string     `json:"who"`
		Text string     `json:"text"`
		At   *time.Time `json:"at"`
	}
)

// news turns what the room tells into a message.
func (s shower) news(n any) any {
	switch n := n.(type) {
	case switchboard.RoomNews:
		return s.room(n)
	case switchboard.SeatNews:
		return s.seat(n)
	case switchboard.FreeSeats:
		out := freeOut{"free", []int{}}
		for _, free := range n {
			out.Seats = append(out.Seats, int(free))
		}
		return out
	case switchboard.CallNews:
		return s.liveCall(n)
	case switchboard.CallerNews:
		return s.caller(n)
	case switchboard.FirstNews:
		return firstOut{"first", int64(n.Call), n.Yes}
	case switchboard.Message:
		return wordOut{"message", n.N, n.From, n.Text, s.when(n.At)}
	case switchboard.MessageRead:
		return readOut{"read", n.N, int(n.Seat), n.Who, n.Text, s.when(n.Read)}
	case switchboard.BoardNews:
		return s.board(n)
	}
	return nil
}

func (s shower) room(n switchboard.RoomNews) roomOut {
	return roomOut{"room", n.Waiting, seconds(n.Longest), share(n.Level), seconds(n.Target), n.Ready, n.Talking, n.Surge, n.Callbacks, n.Late, n.Unrecorded}
}

func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }

// share is a part of one; below 0 there is nothing that it could be of.
func share(f float64) *float64 {
	if f < 0 {
		return nil
	}
	return &f
}

func (s shower) seat(n switchboard.SeatNews) liveSeat {
	return liveSeat{Type: "seat", Seat: int(n.Seat), Name: n.Name, State: string(n.State), Reason: n.Reason, Since: s.when(n.Since), Until: s.when(n.Until),
		Then: string(n.Then), Device: string(n.Device), Reserve: n.Reserve, Away: n.Away}
}

func (s shower) liveCall(n switchboard.CallNews) callOut {
	if n.Call <= 0 {
		return callOut{Type: "call"}
	}
	c := &liveCall{ID: int64(n.Call), State: string(n.State), Direction: string(n.Direction), Mine: n.Mine, Hotline: s.hotline(n.Hotline),
		Caller: liveCaller{n.Masked, n.Masked == ""}, Emergency: n.Emergency, Waited: seconds(n.Waited), Since: s.when(n.Since), Answered: s.when(n.Answered),
		Held: n.Held, Recording: n.Recording, Watched: n.Supervised != "", Surge: n.Surge, Callback: int64(n.Callback), Case: int64(n.Case)}
	if n.ConsultTo != "" {
		c.Consult = &liveAsked{n.ConsultTo, n.ConsultUp, n.Joined}
	}
	if n.Asked != 0 {
		c.Asked = &liveLast{n.Asked, n.AskedWhom, n.Receipt}
	}
	return callOut{"call", c}
}

func (s shower) hotline(number string) liveHotline {
	out := liveHotline{Number: number, Name: number}
	for i := range s.city.Hotlines {
		if h := &s.city.Hotlines[i]; h.Number == number {
			out.Name, out.Greeting, out.Category = h.Name, h.Greeting, h.Category
		}
	}
	return out
}

func (s shower) caller(n switchboard.CallerNews) callerOut {
	out := callerOut{Type: "caller", Call: int64(n.Call), Times: n.Times, Persons: []ref{}, Cases: []LineOut{}, Callbacks: n.Callbacks, First: n.First}
	for _, p := range n.Persons {
		out.Persons = append(out.Persons, ref{int64(p.ID), p.Name})
	}
	for i := range n.Cases {
		out.Cases = append(out.Cases, s.line(n.Cases[i]))
	}
	if c := n.About; c != nil {
		out.About = &callerCase{int64(c.ID), c.Number, c.Title, string(c.State), s.city.UnitName(c.Lead), c.Urges + 1}
	}
	return out
}

// The whole room, for those who watch over it.
type (
	boardOut struct {
		Type    string         `json:"type"`
		At      *time.Time     `json:"at"`
		Waiting []boardWaiting `json:"waiting"`
		Seats   []boardSeat    `json:"seats"`
		Today   boardFigures   `json:"today"`
		LastDay boardFigures   `json:"last_day"`
		Lines   []boardLine    `json:"lines"`
		Surge   boardSurge     `json:"surge"`
		Rules   boardRules     `json:"rules"`
	}
	// boardRules are what turns are decided by: points, of which a second of waiting gives so many; and what in time is.
	boardRules struct {
		PerSecond int          `json:"per_second"`
		Repeat    float64      `json:"repeat_s"` // who called within it before is a repeat caller
		Target    float64      `json:"target_s"` // answered within it is in time
		Boosts    []boardBoost `json:"boosts"`
	}
	boardBoost struct {
		Name   string `json:"name"`
		Points int    `json:"points"`
	}
	boardWaiting struct {
		Call      int64    `json:"call"`
		Hotline   string   `json:"hotline"`
		Name      string   `json:"name"`
		Masked    string   `json:"masked"`
		Waited    float64  `json:"waited_s"`
		Expected  float64  `json:"expected_s"`
		Position  int      `json:"position"`
		Emergency bool     `json:"emergency"`
		Boosts    []string `json:"boosts"`
		Wants     []string `json:"wants"`
	}
	boardSeat struct {
		Seat    int        `json:"seat"`
		Name    string     `json:"name"`
		Who     string     `json:"who"`
		State   string     `json:"state"`
		Reason  string     `json:"reason"`
		Since   *time.Time `json:"since"`
		Call    int64      `json:"call,omitempty"`
		Hotline string     `json:"hotline,omitempty"`
		Reserve bool       `json:"reserve"`
		Away    bool       `json:"away"`
		Calls   int        `json:"calls"`
	}
	boardFigures struct {
		Offered      int64    `json:"offered"`
		Answered     int64    `json:"answered"`
		Abandoned    int64    `json:"abandoned"`
		Short        int64    `json:"short"`
		Level        *float64 `json:"level"`
		Connect      *float64 `json:"connect"`
		MeanWait     float64  `json:"mean_wait_s"`
		LongestWait  float64  `json:"longest_wait_s"`
		MeanHandling float64  `json:"mean_handling_s"`
		Occupancy    *float64 `json:"occupancy"`
	}
	boardLine struct {
		Hotline   string   `json:"hotline"`
		Name      string   `json:"name"`
		Offered   int64    `json:"offered"`
		Answered  int64    `json:"answered"`
		Abandoned int64    `json:"abandoned"`
		Level     *float64 `json:"level"`
		Waiting   int      `json:"waiting"`
	}
	boardSurge struct {
		On     bool       `json:"on"`
		Since  *time.Time `json:"since,omitempty"`
		Reason string     `json:"reason,omitempty"`
	}
)

func (s shower) board(n switchboard.BoardNews) boardOut {
	out := boardOut{Type: "board", At: s.when(n.At), Waiting: []boardWaiting{}, Seats: []boardSeat{}, Lines: []boardLine{}, Today: figuresOut(n.Today), LastDay: figuresOut(n.LastDay)}
	out.Rules = rulesOf(n)
	if n.Occupancy > 0 {
		out.Today.Occupancy = &n.Occupancy
	}
	if n.Surge {
		out.Surge = boardSurge{On: true, Since: s.when(n.SurgeSince)}
	}
	waiting := map[string]int{}
	for _, w := range n.Queue {
		waiting[w.Hotline]++
		line := boardWaiting{Call: int64(n.Calls[w.Call]), Hotline: w.Hotline, Name: s.hotline(w.Hotline).Name, Masked: maskedOf(w.Caller), Waited: seconds(w.Waited),
			Expected: seconds(w.Expected), Position: w.Position, Emergency: w.Boost&routing.Emergency != 0, Boosts: boostsOf(w.Boost), Wants: []string{}}
		for _, want := range w.Wants {
			line.Wants = append(line.Wants, want.String())
		}
		out.Waiting = append(out.Waiting, line)
	}
	hotlineOf := map[room.CallID]string{}
	for _, c := range n.Board.Calls {
		hotlineOf[c.Call] = c.Hotline
	}
	for _, v := range n.Seats {
		if v.State == room.Offline && !v.Away {
			continue
		}
		out.Seats = append(out.Seats, boardSeat{Seat: int(v.ID), Name: n.Seated[v.ID], Who: n.Names[v.Staff], State: string(v.State), Reason: v.Reason, Since: s.when(v.Since),
			Call: int64(n.Calls[v.Call]), Hotline: hotlineOf[v.Call], Reserve: v.Reserve, Away: v.Away, Calls: v.Calls})
	}
	for number, f := range n.Hotlines {
		if f.Today.Offered+f.Today.Short == 0 && waiting[number] == 0 {
			continue
		}
		t := f.Today
		out.Lines = append(out.Lines, boardLine{number, s.hotline(number).Name, t.Offered, t.Answered, t.Abandoned, levelOf(t), waiting[number]})
	}
	slices.SortFunc(out.Lines, func(a, b boardLine) int {
		return cmp.Or(cmp.Compare(b.Offered, a.Offered), cmp.Compare(a.Hotline, b.Hotline))
	})
	return out
}

// boosts are the marks of callers who come before others, the weightiest first by default.
var boosts = []struct {
	name   string
	mark   routing.Boost
	weight func(routing.Weights) int
}{
	{"emergency", routing.Emergency, func(w routing.Weights) int { return w.Emergency }},
	{"cut_off", routing.CutOff, func(w routing.Weights) int { return w.CutOff }},
	{"promised", routing.Promised, func(w routing.Weights) int { return w.Promised }},
	{"special", routing.Special, func(w routing.Weights) int { return w.Special }},
	{"repeat", routing.Repeat, func(w routing.Weights) int { return w.Repeat }},
}

func boostsOf(b routing.Boost) []string {
	out := []string{}
	for _, one := range boosts {
		if b&one.mark != 0 {
			out = append(out, one.name)
		}
	}
	return out
}

func rulesOf(n switchboard.BoardNews) boardRules {
	out := boardRules{PerSecond: n.Weights.PerSecond, Repeat: seconds(n.Repeat), Target: seconds(n.Target)}
	for _, one := range boosts {
		out.Boosts = append(out.Boosts, boardBoost{one.name, one.weight(n.Weights)})
	}
	return out
}

func maskedOf(p huiyin.Phone) string {
	if p == "" {
		return ""
	}
	return p.Masked()
}

func figuresOut(f room.Figures) boardFigures {
	out := boardFigures{Offered: f.Offered, Answered: f.Answered, Abandoned: f.Abandoned, Short: f.Short, Level: levelOf(f), MeanWait: seconds(f.MeanWait()),
		LongestWait: seconds(f.LongestWait), MeanHandling: seconds(f.MeanHandling())}
	if f.Offered > 0 {
		rate := f.ConnectRate()
		out.Connect = &rate
	}
	return out
}

// levelOf is nil when nobody called.
func levelOf(f room.Figures) *float64 {
	if f.Offered == 0 {
		return nil
	}
	l := f.ServiceLevel()
	return &l
}
