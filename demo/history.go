package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/desk"
	"huiyin/store"
)

// historyDays is how far the past reaches back.
const historyDays = 30

// topicDay is the day of the city's hot topics on which the past ends: most of them have begun, few are over.
const topicDay = 12

// tellers is how many stories are told and written at once: enough for the writer to commit several together.
const tellers = 6

// chunk is after how many stories it is noted how far the past is told.
const chunk = 200

// historySetting remembers when the past ends and how much of it is told: "milliseconds told".
const historySetting = "demo_history"

// History tells the past month: first what shall stand in everybody's worklists now, then the newest matters, and back
// from there. It ends with the context, goes on another time where it was interrupted, and does nothing once all is
// told. The past ends at the moment when its telling was first begun.
func (t *Town) History(ctx context.Context) error {
	end, told, err := t.progress(ctx)
	if err != nil {
		return err
	}
	plots := t.plots(end)
	if told >= len(plots) {
		return nil
	}
	if err := t.paint(ctx); err != nil {
		return err
	}
	for told < len(plots) {
		some := plots[told:min(told+chunk, len(plots))]
		if err := t.tellAll(ctx, some, end); err != nil || ctx.Err() != nil {
			return unlessEnded(ctx, err)
		}
		told += len(some)
		if err := t.note(ctx, end, told); err != nil {
			return err
		}
	}
	return unlessEnded(ctx, t.look(ctx))
}

// unlessEnded forgives what went wrong because the context ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// progress reads how far the past is told, and fixes its end when nothing is.
func (t *Town) progress(ctx context.Context) (end time.Time, told int, err error) {
	var s string
	if err = t.store().Read(ctx, func(tx *store.Tx) (err error) { s, err = tx.Setting(historySetting); return err }); err != nil {
		return end, 0, err
	}
	if s == "" {
		end = t.now().Truncate(time.Millisecond)
		return end, 0, t.note(ctx, end, 0)
	}
	ms, n, _ := strings.Cut(s, " ")
	at, err := strconv.ParseInt(ms, 10, 64)
	if err == nil {
		told, err = strconv.Atoi(n)
	}
	if err != nil {
		return end, 0, fmt.Errorf("read how far the past is told: %w", err)
	}
	return time.UnixMilli(at), told, nil
}

func (t *Town) note(ctx context.Context, end time.Time, told int) error {
	return t.store().Write(ctx, func(tx *store.Tx) error {
		return tx.SetSetting(historySetting, fmt.Sprintf("%d %d", end.UnixMilli(), told))
	})
}

// plot is a matter of the past before it is told.
type plot struct {
	key   string
	at    time.Time
	scene *scene // nil for one that goes its own way
	wish  *city.Wish
}

// plots lists the past in the order in which it is told: the same list for the same end.
func (t *Town) plots(end time.Time) []plot {
	out := t.scenes(end)
	for i, at := range t.arrivals(end, max(t.opts.Cases-len(out), 0)) {
		out = append(out, plot{key: fmt.Sprintf("demo %d", i), at: at})
	}
	return out
}

// arrivals are n moments of the past month, the newest first, with the rhythm of a city's hours and weekdays.
func (t *Town) arrivals(end time.Time, n int) []time.Time {
	d, zone := t.city.Rand("arrivals"), t.zone()
	const most = 4.2 // no hour of a week brings more than this many times the average
	out := make([]time.Time, 0, n)
	for len(out) < n {
		at := end.Add(-time.Duration(d.Int64N(int64(historyDays * 24 * time.Hour)))).In(zone).Truncate(time.Second)
		if d.Float64()*most < city.Load(at) {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b time.Time) int { return b.Compare(a) })
	return out
}

func (t *Town) zone() *time.Location { return t.rooms.Directory.City().Book.Calendar.Zone() }

// tellAll tells some matters, several at a time. What the rules refuse ends the story there, and is logged: it is a
// mistake of the invented city, and no reason to have no past.
func (t *Town) tellAll(ctx context.Context, plots []plot, end time.Time) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(tellers)
	for _, p := range plots {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error {
			s, err := t.tell(p, end)
			if err != nil && (s == nil || huiyin.KindOf(err) == "") {
				return fmt.Errorf("tell the story %q: %w", p.key, err)
			}
			if err != nil {
				t.rooms.Log.Warn("a story of the past was cut short", "story", p.key, "state", s.Case().State, "err", err)
			}
			if _, err = t.rooms.Desk.Record(ctx, s); huiyin.KindOf(err) == huiyin.KindInvalid {
				t.rooms.Log.Warn("a story of the past could not be kept", "story", p.key, "err", err) // an article was withdrawn meanwhile
				return nil
			}
			return err
		})
	}
	return g.Wait()
}

// tell tells one matter up to the end of the past, or to where its scene stops it. A scene that is not reached is
// begun earlier.
func (t *Town) tell(p plot, end time.Time) (*desk.Story, error) {
	if p.scene == nil {
		return t.tellFrom(p, end)
	}
	for n := 0; ; n++ {
		s, err := t.tellFrom(p, end)
		if err != nil || n == sceneTries || p.scene.fits(s.Case(), end) {
			return s, err
		}
		p.at = p.at.Add(-p.scene.step)
	}
}

func (t *Town) tellFrom(p plot, end time.Time) (*desk.Story, error) {
	d := t.city.Rand("story " + p.key)
	l, a := t.opening(d, p, end)
	s, step, err := t.open(d, p, l, a)
	switch {
	case err != nil:
		return s, err
	case step != "":
		return s, t.hangUp(d, s, step, l, end)
	}
	return s, t.goOn(s, p, l, end)
}

// hangUp ends a call with what the operator does while the caller is on the line, unless the past ends before.
func (t *Town) hangUp(d *rand.Rand, s *desk.Story, step casework.Step, l city.Letter, end time.Time) error {
	c := s.Case()
	at := c.ChangedAt.Add(time.Duration(70+d.IntN(280)) * time.Second)
	if at.After(end) {
		return nil
	}
	return s.Take(order(step, t.people().byStaff(c.RegisteredBy), at, t.spokenForm(d, step, l)))
}

// opening is what somebody writes or says at the beginning of a story.
func (t *Town) opening(d *rand.Rand, p plot, end time.Time) (city.Letter, desk.Appeal) {
	l := t.newLetter(d, topicDay-int(end.Sub(p.at)/(24*time.Hour)), "")
	if p.wish != nil {
		for range 40 {
			l = t.city.Write(d, *p.wish)
			if p.scene.suits(l) {
				break
			}
		}
	}
	a := t.appeal(d, l)
	a.At, a.Key = p.at, p.key
	return l, a
}

// open begins the story as its channel has it. step is what the operator does at once, if anything.
func (t *Town) open(d *rand.Rand, p plot, l city.Letter, a desk.Appeal) (s *desk.Story, step casework.Step, err error) {
	op, _ := t.people().one(d, huiyin.Operator)
	switch {
	case p.scene != nil && p.scene.draft:
		s, err = t.rooms.Desk.TellDraft(a, t.people().last(huiyin.Operator, p.scene.draws))
		return s, "", err
	case !spoken(l.Channel):
		s, err = t.rooms.Desk.Tell(a, huiyin.TheAppellant)
		return s, "", err
	case p.scene != nil:
		s, err = t.rooms.Desk.Tell(a, op)
		return s, "", err
	}
	if step = t.atOnce(d, l); step != "" {
		s, err = t.rooms.Desk.TellDraft(a, op)
		return s, step, err
	}
	s, err = t.rooms.Desk.Tell(a, op)
	return s, "", err
}

// atOnce is what an operator does with a call that needs no case: answer it, name another channel, or let it go.
func (t *Town) atOnce(d *rand.Rand, l city.Letter) casework.Step {
	switch x := d.Float64(); {
	case x < 0.013:
		return casework.Redirect
	case x < 0.018:
		return casework.Discard
	case settledAtOnce(d, l):
		if _, near, found := t.articleFor(l); near || found && !judged(casework.Nature(l.Nature)) {
			return casework.AnswerDirectly
		}
	}
	return ""
}

// spokenForm is what the operator fills in for that. Questions are answered in the words that fit them; to what people
// complain of, the operator reads out the rules.
func (t *Town) spokenForm(d *rand.Rand, step casework.Step, l city.Letter) casework.Form {
	switch step {
	case casework.AnswerDirectly:
		a, _, _ := t.articleFor(l)
		f := casework.Form{Article: a.id, Public: a.answer}
		if !judged(casework.Nature(l.Nature)) {
			f.Public = t.city.Answer(d, l).Public
		}
		return f
	case casework.Redirect:
		return casework.Form{Reason: say(d, []string{"110", "120", "122", "12315", "court", "other_city"}), Receipt: fmt.Sprintf("转接记录%04d", d.IntN(10000))}
	}
	return casework.Form{}
}

// goOn lets the people of the city carry the matter on until the past ends.
func (t *Town) goOn(s *desk.Story, p plot, l city.Letter, end time.Time) error {
	for {
		c := s.Case()
		if p.scene != nil && p.scene.stop(c) {
			break
		}
		play := t.play(c, l)
		play.coded = true
		if p.scene != nil {
			play.turn = p.scene.turn
		}
		m, ok := earliest(append(play.duties(), play.wishes()...))
		until := end
		if ok && m.At.Before(end) {
			until = m.At
		}
		version := c.Version
		if err := s.Pass(until); err != nil {
			return err
		}
		switch {
		case c.Version != version: // something happened by itself, so everybody looks again
		case until.Equal(end):
			return nil
		default:
			if err := s.Take(m.Order); err != nil {
				return fmt.Errorf("%s: %w", m.Step, err)
			}
		}
	}
	return s.Pass(end)
}
