package directory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/sheet"
	"huiyin/store"
)

// Intake is a table that comes in.
type Intake struct {
	Kind     string                      // one of Kinds
	Rows     iter.Seq2[sheet.Row, error] // as sheet.Reader gives them
	By       huiyin.Actor                // who brings it
	At       time.Time                   // now
	Progress func(done, all int)         // nil, or told how many rows are done; all is 0 while it is not known
}

// Report says what became of the rows of a table.
type Report struct {
	Rows      int // in the table
	Added     int // made new
	Changed   int // had another form on record
	Unchanged int // on record already, just so
	Bad       []Bad
}

// Bad is a row that was not taken. The others were.
type Bad struct {
	Line   int       // where it begins in the file, from 1
	Reason string    // a sentence for whoever wrote the row
	Row    sheet.Row // the row, as far as it could be read
	Text   string    // the row as it stood, where it is no row of a table
}

// batch is how many rows one transaction writes: few enough that other writers get their turn.
const batch = 500

// plansMost is how often an import is thought through again because somebody else changed the city meanwhile.
const plansMost = 8

// errMoved says that the city is not what a plan was made against.
var errMoved = errors.New("the city changed since the plan was made")

// Import brings a table in. Every row is checked on its own, and against the record and the other rows; bad rows are
// reported and the good ones kept. A column that the table does not have changes nothing, and a row that is on
// record in just this form writes nothing, so the same table may come twice. An error means that the table could not
// be read, or that the record failed; what was written before stays and is found unchanged the next time.
func (d *Directory) Import(ctx context.Context, in Intake) (Report, error) {
	k, err := kindNamed(in.Kind)
	if err != nil {
		return Report{}, err
	}
	var report Report
	var rows []row
	for r, err := range in.Rows {
		var unreadable *sheet.RowError
		switch {
		case errors.As(err, &unreadable):
			report.Bad = append(report.Bad, Bad{Line: unreadable.Line, Reason: unreadable.Say, Row: r})
		case err != nil:
			return report, err
		default:
			rows = append(rows, sheetRow(r))
		}
	}
	report.Rows = len(rows) + len(report.Bad)
	_, err = d.bring(ctx, k, rows, in, &report)
	slices.SortStableFunc(report.Bad, func(a, b Bad) int { return a.Line - b.Line })
	return report, err
}

// bring plans and writes, and begins again when somebody else was faster.
func (d *Directory) bring(ctx context.Context, k *kind, rows []row, in Intake, report *Report) (*plan, error) {
	for range plansMost {
		var p *plan
		if err := d.store.Read(ctx, func(t *store.Tx) error {
			c := &City{}
			if err := c.read(t); err != nil {
				return err
			}
			var err error
			p, err = think(t, c, k, rows, in.At)
			return err
		}); err != nil {
			return nil, err
		}
		err := d.carryOut(ctx, p, in, report)
		if errors.Is(err, errMoved) {
			continue
		}
		report.Bad = append(report.Bad, p.bad...)
		written := report.Added + report.Changed
		report.Unchanged = max(len(p.good)+p.repeats-written, 0)
		if written > 0 {
			err = errors.Join(err, d.Reload(ctx))
		}
		return p, err
	}
	return nil, huiyin.Conflict("busy", "Somebody else keeps changing the city at the same time; please try again.")
}

// carryOut writes what a plan changes, a batch a transaction.
func (d *Directory) carryOut(ctx context.Context, p *plan, in Intake, report *Report) error {
	todo := p.changed()
	have, all := p.city.version, len(todo)
	for some := range slices.Chunk(todo, batch) {
		next := nextVersion(in.At)
		if err := d.store.Write(ctx, func(t *store.Tx) error {
			if ok, err := t.SwapSetting(versionSetting, have, next); err != nil || !ok {
				return errors.Join(err, moved(ok))
			}
			for _, c := range some {
				if err := d.write(t, p, c, in); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		have = next
		for _, c := range some {
			if p.old[c.key] == nil {
				report.Added++
			} else {
				report.Changed++
			}
		}
		if in.Progress != nil {
			in.Progress(report.Added+report.Changed, all)
		}
	}
	return nil
}

func moved(ok bool) error {
	if ok {
		return nil
	}
	return errMoved
}

// versionSetting is written with everything that changes the city, so that other processes notice.
const versionSetting = "directory_version"

func nextVersion(at time.Time) string { return strconv.FormatInt(huiyin.NewID[int64](at), 10) }

// write saves one row and journals it on its own stream: which code, which columns, and a digest of the row.
func (d *Directory) write(t *store.Tx, p *plan, c *candidate, in Intake) error {
	if err := p.kind.save(t, p, c.entry); err != nil {
		return err
	}
	old := p.old[c.key]
	var columns []any
	for _, name := range p.kind.differing(old, c.entry) {
		columns = append(columns, name)
	}
	var cells []string
	for _, name := range p.kind.names() {
		cells = append(cells, c.entry[name])
	}
	return t.Append(Stream(p.kind.name, c.key), in.At, in.By.By(), store.Fact{Kind: p.kind.noun + ".changed", Data: map[string]any{
		"code": c.key, "new": old == nil, "columns": columns, "digest": d.store.Seal().HashText(strings.Join(cells, "\x00"))}})
}

// Stream is the journal's stream of one row of a kind, found by its key: its code, its number, or the columns that
// tell it apart joined with |. Streams of dictionaries lie above every identity, so they meet no case.
func Stream(kind, key string) int64 {
	h := sha256.Sum256([]byte(kind + "\x00" + key))
	return int64(binary.BigEndian.Uint64(h[:])>>2 | 1<<62)
}

// Save changes or adds one row of a kind, given by its columns, under the rules of Import. Columns that are not
// mentioned stay as they are.
func (d *Directory) Save(ctx context.Context, name string, cells map[string]string, by huiyin.Actor, at time.Time) error {
	k, err := kindNamed(name)
	if err != nil {
		return err
	}
	for c := range cells {
		if !slices.Contains(k.names(), c) {
			return huiyin.Invalid(c, "The %s have no column %q; the columns are %s.", k.name, c, strings.Join(k.names(), ", "))
		}
	}
	var report Report
	p, err := d.bring(ctx, k, []row{formRow(maps.Clone(cells))}, Intake{By: by, At: at}, &report)
	if err == nil && len(p.errs) > 0 {
		err = p.errs[0]
	}
	return err
}
