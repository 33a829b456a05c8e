package store

import (
	"strconv"
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

// match gives a FROM part that yields the identities of the hits, newest first; within narrows them by identity and
// is written against the column rowid.
func (e *sqliteEngine) match(t *matching) string {
	return `(SELECT rowid AS id FROM ` + t.table + ` WHERE ` + t.table + ` MATCH ` + t.arg(ftsQuery(t)) + t.within("rowid") + ` ORDER BY rowid DESC)`
}

// best weighs the newest hits by how many of the words stand in the title. A score such as bm25 would have to count every
// hit of every word in the whole record first, and a search bound to the column of titles reads every place of every
// word: both grow with the record.
func (e *sqliteEngine) best(t *matching) string {
	newest := `SELECT rowid AS id FROM ` + t.table + ` WHERE ` + t.table + ` MATCH ` + t.arg(ftsQuery(t)) + t.within("rowid") +
		` ORDER BY rowid DESC LIMIT ` + strconv.Itoa(rankedMost)
	score := make([]string, len(t.terms))
	for i, term := range t.terms {
		score[i] = `(instr(lower(n.title), ` + t.arg(term) + `) > 0)`
	}
	return `(SELECT h.id AS id, ` + strings.Join(score, " + ") + ` AS score FROM (` + newest + `) h CROSS JOIN cases n WHERE n.case_id = h.id)`
}

func ftsQuery(m *matching) string {
	return m.query(" AND ", " OR ", func(w string) string { return `"` + strings.ReplaceAll(w, `"`, `""`) + `"` })
}

func (e *postgresEngine) indexText(t *Tx, table string, id int64, x Text, _ bool) error {
	var b strings.Builder
	seen := make(map[string]bool, len(x.Title)+len(x.Body))
	add := func(words []string, weight string) {
		for _, w := range words {
			if !seen[w] {
				seen[w] = true
				b.WriteString(lexeme(w) + weight + " ")
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

func (e *postgresEngine) match(t *matching) string {
	return `(SELECT id FROM ` + t.table + ` WHERE terms @@ CAST(` + t.arg(tsQuery(t)) + ` AS TSQUERY)` + t.within("id") + ` ORDER BY id DESC)`
}

// best weighs the newest hits; words of the title carry the greater weight.
func (e *postgresEngine) best(t *matching) string {
	query := `CAST(` + t.arg(tsQuery(t)) + ` AS TSQUERY)`
	return `(SELECT id, ts_rank(terms, ` + query + `) AS score FROM (SELECT id, terms FROM ` + t.table + ` WHERE terms @@ ` + query + t.within("id") +
		` ORDER BY id DESC LIMIT ` + strconv.Itoa(rankedMost) + `) h)`
}

func tsQuery(m *matching) string { return m.query(" & ", " | ", lexeme) }

// lexeme quotes a word for PostgreSQL's text search, which reads quotes and backslashes in its own way.
func lexeme(w string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(w) + "'"
}

// matching is one search of a text table while its statement is being written.
type matching struct {
	table        string
	terms, marks []string
	any          bool // one of the terms will do; the marks must all be there
	args         *[]any
	bounds       []bound
}

// query joins terms and marks as the engine's search wants them joined and quoted.
func (m *matching) query(and, or string, quote func(string) string) string {
	join := and
	if m.any {
		join = or
	}
	var terms, all []string
	for _, w := range m.terms {
		terms = append(terms, quote(w))
	}
	if len(terms) > 0 {
		all = append(all, "("+strings.Join(terms, join)+")")
	}
	for _, w := range m.marks {
		all = append(all, quote(w))
	}
	return strings.Join(all, and)
}

// bound narrows the hits by identity: an operator and the identity beside it.
type bound struct {
	op string
	id int64
}

func (m *matching) arg(v any) string { return arg(m.args, v) }

// within writes the bounds against a column.
func (m *matching) within(column string) string {
	var b strings.Builder
	for _, x := range m.bounds {
		b.WriteString(" AND " + column + " " + x.op + " " + m.arg(x.id))
	}
	return b.String()
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
