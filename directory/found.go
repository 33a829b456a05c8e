package directory

import (
	"context"
	"embed"
	"time"

	"huiyin"
	"huiyin/sheet"
	"huiyin/store"
)

//go:embed found
var found embed.FS

// Found gives a new record what a city needs on its first day: a category scheme in three levels, one unit over all,
// and the 12345 letter box. What the record has already stays as it is; calendar and limits are built in.
func (d *Directory) Found(ctx context.Context) error {
	at := time.Now()
	if len(d.City().Categories) == 0 {
		if err := d.foundCategories(ctx, at); err != nil {
			return err
		}
	}
	if len(d.City().Units) == 0 {
		if err := d.Save(ctx, "units", map[string]string{"code": "CITY", "name": "市人民政府", "level": "1", "kind": "city"}, huiyin.TheSystem, at); err != nil {
			return err
		}
	}
	if len(d.City().Mailboxes) > 0 {
		return nil
	}
	return d.Save(ctx, "mailboxes", map[string]string{"code": "12345", "name": "12345信箱", "name_en": "12345 letter box", "name_es": "Buzón 12345",
		"kind": "letterbox", "owner_title": "12345", "level": "city", "unit": d.City().Top().Code,
		"intro": "不知道该写给谁，就写到这里，由热线转给负责的单位。"}, huiyin.TheSystem, at)
}

func (d *Directory) foundCategories(ctx context.Context, at time.Time) error {
	f, err := found.Open("found/categories.csv")
	if err != nil {
		return err
	}
	defer f.Close()
	table, err := sheet.NewReader("categories.csv", f)
	if err != nil {
		return err
	}
	_, err = d.Import(ctx, Intake{Kind: "categories", Rows: table.Rows(), By: huiyin.TheSystem, At: at})
	return err
}

// Top is the unit over all others: the first of the highest level. A record without units has none, and gives nil.
func (c *City) Top() *store.Unit {
	if len(c.Units) == 0 {
		return nil
	}
	return &c.Units[0] // the list is by level, then by code
}

// LetterBox is the city's own letter box, for whoever does not know whom to write to: the one with the hotline's
// number, or the only one of its kind; nil when there is neither.
func (c *City) LetterBox() *store.Mailbox {
	if m := c.MailboxByCode("12345"); m != nil && m.Kind == "letterbox" {
		return m
	}
	var found *store.Mailbox
	for i := range c.Mailboxes {
		if m := &c.Mailboxes[i]; m.Kind == "letterbox" {
			if found != nil {
				return nil
			}
			found = m
		}
	}
	return found
}
