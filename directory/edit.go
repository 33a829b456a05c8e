package directory

import (
	"context"
	"errors"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/store"
)

// What the console changes one at a time goes the way of the tables: the same rules, the same journal. Whatever has a
// code keeps it for life, because other rows, exports and old cases name it.

// SaveUnit adds or changes a unit. The identity of a new one is made here; find it by its code afterwards.
func (d *Directory) SaveUnit(ctx context.Context, u store.Unit, by huiyin.Actor, at time.Time) error {
	c := d.City()
	if had := c.Unit(u.ID); had != nil && had.Code != u.Code {
		return keepsCode("unit", had.Code)
	}
	for field, id := range map[string]huiyin.UnitID{"parent": u.Parent, "backstop": u.Backstop} {
		if id != 0 && c.Unit(id) == nil {
			return huiyin.Invalid(field, "There is no unit %d.", id)
		}
	}
	return d.Save(ctx, "units", c.unitEntry(&u), by, at)
}

// SaveMailbox adds or changes a letter box: opens or closes it, or gives it another duty unit.
func (d *Directory) SaveMailbox(ctx context.Context, m store.Mailbox, by huiyin.Actor, at time.Time) error {
	c := d.City()
	if had := c.Mailbox(m.ID); had != nil && had.Code != m.Code {
		return keepsCode("mailbox", had.Code)
	}
	if c.Unit(m.Unit) == nil {
		return huiyin.Invalid("unit", "A letter box needs a duty unit that is on record; there is no unit %d.", m.Unit)
	}
	e := c.mailboxEntry(&m)
	delete(e, "id")
	return d.Save(ctx, "mailboxes", e, by, at)
}

// SaveCategory adds or changes a class of the scheme.
func (d *Directory) SaveCategory(ctx context.Context, c store.Category, by huiyin.Actor, at time.Time) error {
	return d.Save(ctx, "categories", categoryEntry(&c), by, at)
}

// SaveHotline adds or changes one of the merged numbers.
func (d *Directory) SaveHotline(ctx context.Context, h store.Hotline, by huiyin.Actor, at time.Time) error {
	return d.Save(ctx, "hotlines", hotlineEntry(&h), by, at)
}

// SaveLimit adds a limit or changes the one for the same kind, category, nature, urgency, channel and first day. Cases
// that are registered already keep the limits they were born with.
func (d *Directory) SaveLimit(ctx context.Context, l store.LimitLine, by huiyin.Actor, at time.Time) error {
	return d.Save(ctx, "limits", limitEntry(&l.LimitRow, d.City().Book.Calendar.Zone()), by, at)
}

func keepsCode(what, code string) error {
	return huiyin.Invalid("code", "A %s keeps its code for life, because cases and tables name it; this one is %q.", what, code)
}

// weekSetting holds the ordinary week in the form that calendar.ParseWeek reads.
const weekSetting = "week"

// SaveWeek changes the ordinary working week, such as "Mon-Fri 09:00-12:00 13:00-17:00". Deadlines that are promised
// already stay.
func (d *Directory) SaveWeek(ctx context.Context, week string, by huiyin.Actor, at time.Time) error {
	w, err := calendar.ParseWeek(week)
	if err != nil {
		return err
	}
	if w.String() == d.City().Book.Calendar.Week().String() {
		return nil
	}
	if err := d.store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.SetSetting(weekSetting, w.String()), t.SetSetting(versionSetting, nextVersion(at)),
			t.Append(Stream(weekSetting, ""), at, by.By(), store.Fact{Kind: "week.changed", Data: map[string]any{"week": w.String()}}))
	}); err != nil {
		return err
	}
	return d.Reload(ctx)
}
