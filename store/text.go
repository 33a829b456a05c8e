package store

import (
	"fmt"
	"strings"
)

// Text is what a full-text row is made of: terms of the title (worth more), terms of the body, and marks: words such
// as "s:registered" or "u:12" by which a search is narrowed without leaving the index.
type Text struct{ Title, Body, Marks []string }

// The index is contentless: rows are found by identity, newest first for free, because identities grow with time.
const ftsTable = `CREATE VIRTUAL TABLE NAME USING fts5(title, body, marks, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars ':_'");
INSERT INTO NAME (NAME, rank) VALUES ('automerge', 8)`

// fastupdate=off: the pending list of GIN otherwise stalls a writer for seconds when it is flushed.
const ginTable = `CREATE TABLE NAME (id BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);
CREATE INDEX NAME_terms ON NAME USING gin (terms) WITH (fastupdate = off)`

func (e *sqliteEngine) indexText(t *Tx, table string, id int64, x Text, fresh bool) error {
	if !fresh {
		if err := e.unindexText(t, table, id); err != nil {
			return err
		}
	}
	_, err := t.exec(`INSERT INTO `+table+` (rowid, title, body, marks) VALUES ($1, $2, $3, $4)`, id,
		strings.Join(x.Title, " "), strings.Join(x.Body, " "), strings.Join(x.Marks, " "))
	return err
}

func (e *sqliteEngine) unindexText(t *Tx, table string, id int64) error {
	_, err := t.exec(`DELETE FROM `+table+` WHERE rowid = $1`, id)
	return err
}

// match gives the FROM part that yields (id, score) of the hits: the newest ones below a bound when ranked.
func (e *sqliteEngine) match(table string, terms, marks []string) (string, any) {
	var b strings.Builder
	for _, w := range append(append([]string{}, terms...), marks...) {
		if b.Len() > 0 {
			b.WriteString(" AND ")
		}
		fmt.Fprintf(&b, "%q", w)
	}
	return `(SELECT rowid AS id, -bm25(` + table + `, 8.0, 1.0, 0.0) AS score FROM ` + table + ` WHERE ` + table + ` MATCH $1%s ORDER BY rowid DESC%s)`, b.String()
}

func (e *postgresEngine) indexText(t *Tx, table string, id int64, x Text, _ bool) error {
	var b strings.Builder
	seen := make(map[string]bool, len(x.Title)+len(x.Body))
	add := func(words []string, weight string) {
		for _, w := range words {
			if !seen[w] {
				seen[w] = true
				fmt.Fprintf(&b, "'%s'%s ", strings.ReplaceAll(w, "'", "''"), weight)
			}
		}
	}
	add(x.Title, ":1A")
	add(x.Body, ":1D")
	add(x.Marks, "")
	_, err := t.exec(`INSERT INTO `+table+` (id, terms) VALUES ($1, CAST($2 AS TSVECTOR)) ON CONFLICT (id) DO UPDATE SET terms = excluded.terms`, id, b.String())
	return err
}

func (e *postgresEngine) unindexText(t *Tx, table string, id int64) error {
	_, err := t.exec(`DELETE FROM `+table+` WHERE id = $1`, id)
	return err
}

func (e *postgresEngine) match(table string, terms, marks []string) (string, any) {
	var b strings.Builder
	for _, w := range append(append([]string{}, terms...), marks...) {
		if b.Len() > 0 {
			b.WriteString(" & ")
		}
		b.WriteString("'" + strings.ReplaceAll(w, "'", "''") + "'")
	}
	return `(SELECT id, ts_rank(terms, CAST($1 AS TSQUERY)) AS score FROM ` + table + ` WHERE terms @@ CAST($1 AS TSQUERY)%s ORDER BY id DESC%s)`, b.String()
}

// clearText empties an index at once, however large it is.
func (e *sqliteEngine) clearText(t *Tx, table string) error {
	_, err := t.exec(`INSERT INTO ` + table + ` (` + table + `) VALUES ('delete-all')`)
	return err
}

func (e *postgresEngine) clearText(t *Tx, table string) error {
	_, err := t.exec(`DELETE FROM ` + table)
	return err
}

func (e *sqliteEngine) idColumn() string   { return "rowid" }
func (e *postgresEngine) idColumn() string { return "id" }
