package desk

import (
	"context"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
)

// exportPage is how many rows an export reads at a time: the record is not held open while a reader is slow.
const exportPage = 1000

// CaseColumns are the columns of an export of cases. Times are RFC 3339 in the city's zone. Nothing in it says who
// the appellant is; the title of a sealed case is left out.
var CaseColumns = []string{"number", "state", "title", "registered_at", "replied_at", "closed_at", "channel", "nature", "category", "area", "unit",
	"round", "satisfaction", "solved", "due_at"}

// ExportCases gives every registered case, oldest first, cells in the order of CaseColumns.
func (d *Desk) ExportCases(ctx context.Context, row func(cells []string) error) error {
	city := d.City()
	return pages(func(after huiyin.CaseID) (last huiyin.CaseID, n int, err error) {
		var cases []casework.Case
		if err := d.store.Read(ctx, func(t *store.Tx) (err error) {
			cases, err = t.CasesAfter(after, exportPage)
			return err
		}); err != nil {
			return 0, 0, err
		}
		for i := range cases {
			last = cases[i].ID
			if err := row(caseCells(city, &cases[i])); err != nil {
				return 0, 0, err
			}
		}
		return last, len(cases), nil
	})
}

func caseCells(city *directory.City, c *casework.Case) []string {
	title, unit := c.Title, ""
	if c.Confidentiality >= 3 {
		title = ""
	}
	if u := city.Unit(c.Lead); u != nil {
		unit = u.Code
	}
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(city.Book.Calendar.Zone()).Format(time.RFC3339)
	}
	return []string{c.Number, string(c.State), title, at(c.RegisteredAt), at(c.RepliedAt), at(c.ClosedAt), string(c.Channel), string(c.Nature), c.Category,
		c.Area, unit, strconv.Itoa(c.Round), string(c.Final), string(c.Solved), at(c.Due)}
}

// pages reads on from the last row until there are no more.
func pages[K any](read func(after K) (last K, n int, err error)) error {
	var after K
	for {
		last, n, err := read(after)
		if err != nil || n < exportPage {
			return err
		}
		after = last
	}
}

// JournalColumns are the columns of an export of the journal.
var JournalColumns = []string{"shard", "seq", "stream", "n", "at", "kind", "by", "data", "hash"}

// milliseconds is RFC 3339 as fine as the record is.
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

// ExportJournal gives every event, shard by shard in its order, cells in the order of JournalColumns: with them the
// chains can be reckoned again by anyone. Times are RFC 3339 with the milliseconds that the hash takes.
func (d *Desk) ExportJournal(ctx context.Context, row func(cells []string) error) error {
	zone := d.City().Book.Calendar.Zone()
	for shard := range huiyin.Shards {
		if err := pages(func(after int64) (last int64, n int, err error) {
			var events []huiyin.Event
			if err := d.store.Read(ctx, func(t *store.Tx) (err error) {
				events, err = t.EventsAfter(shard, after, exportPage)
				return err
			}); err != nil {
				return 0, 0, err
			}
			for _, e := range events {
				last = e.Seq
				n := func(n int64) string { return strconv.FormatInt(n, 10) }
				if err := row([]string{n(int64(e.Shard)), n(e.Seq), n(e.Stream), n(e.N), e.At.In(zone).Format(milliseconds), e.Kind, e.By, string(e.Data), hex.EncodeToString(e.Hash[:])}); err != nil {
					return 0, 0, err
				}
			}
			return last, len(events), nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// LetterColumns are the columns of an export of letters. Who wrote them is not said.
var LetterColumns = []string{"id", "subject", "time", "detail", "reply", "reply_time", "unit", "mailbox", "nature", "category", "area", "publish"}

// ExportLetters gives every letter that was imported, by its number at the source, cells in the order of LetterColumns.
// Brought in again they change nothing. Sealed ones stay.
func (d *Desk) ExportLetters(ctx context.Context, row func(cells []string) error) error {
	city := d.City()
	return pages(func(after string) (last string, n int, err error) {
		var keys []store.KeyLine
		var cases []casework.Case
		if err := d.store.Read(ctx, func(t *store.Tx) (err error) {
			if keys, err = t.KeysAfter(lettersScope, after, exportPage); err != nil {
				return err
			}
			cases = make([]casework.Case, len(keys))
			for i, k := range keys {
				if cases[i], err = t.Case(huiyin.CaseID(k.Subject)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return "", 0, err
		}
		for i, k := range keys {
			last = k.Key
			if cases[i].Confidentiality >= 3 {
				continue
			}
			if err := row(letterCells(city, k.Key, &cases[i])); err != nil {
				return "", 0, err
			}
		}
		return last, len(keys), nil
	})
}

func letterCells(city *directory.City, key string, c *casework.Case) []string {
	id, unit, box := key, "", ""
	if i := strings.LastIndexByte(key, '@'); i >= 0 {
		id = key[:i]
	}
	if u := city.Unit(c.Lead); u != nil {
		unit = u.Code
	}
	if m := city.Mailbox(c.Mailbox); m != nil {
		box = m.Code
	}
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(city.Book.Calendar.Zone()).Format(time.DateTime)
	}
	return []string{id, c.Title, at(c.RegisteredAt), c.Content, c.Answer, at(c.RepliedAt), unit, box, string(c.Nature), c.Category, c.Area, strconv.FormatBool(c.Publish)}
}
