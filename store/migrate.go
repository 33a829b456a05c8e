package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"huiyin"
)

//go:generate go test -run Schema -update

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the newest migration this program knows.
func SchemaVersion() int { return len(migrationNames()) }

func migrationNames() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil
	}
	sort.Strings(names)
	return names
}

// migrate brings the schema up to date, forward only, one transaction each. A newer schema is refused: an older
// program must not write into it.
func (s *Store) migrate(ctx context.Context) error {
	have, err := s.schemaVersion(ctx)
	if err != nil {
		return err
	}
	names := migrationNames()
	if have > len(names) {
		return huiyin.Unready("newer_schema", nil, "This record was made by a newer Huiyin (schema %d; this program knows %d). Install the newer program.", have, len(names))
	}
	for i := have; i < len(names); i++ {
		text, err := migrations.ReadFile(names[i])
		if err != nil {
			return err
		}
		if err := s.Write(ctx, func(t *Tx) error { return t.migrateTo(i+1, string(text)) }); err != nil {
			return fmt.Errorf("migration %s: %w", names[i], err)
		}
	}
	return nil
}

func (s *Store) schemaVersion(ctx context.Context) (version int, err error) {
	err = s.Read(ctx, func(t *Tx) error {
		version, err = t.schema()
		return err
	})
	return version, err
}

// schema is the newest migration that was carried out, 0 in an empty database.
func (t *Tx) schema() (int, error) {
	var one int
	if found, err := t.one(t.s.engine.founded(), nil, &one); err != nil || !found {
		return 0, err
	}
	n, err := t.Setting("schema")
	if err != nil || n == "" {
		return 0, err
	}
	return strconv.Atoi(n)
}

// migrateTo carries a migration out, unless another process that was started at the same time has.
func (t *Tx) migrateTo(version int, text string) error {
	if version > 1 { // whoever else carries it out is waited for, and has done it then
		if _, err := t.exec(`UPDATE settings SET value = value WHERE name = 'schema'`); err != nil {
			return err
		}
	}
	if have, err := t.schema(); err != nil || have >= version {
		return err
	}
	for _, statement := range split(t.s.ddl(text)) {
		if _, err := t.exec(statement); err != nil {
			return err
		}
	}
	if then := afterwards[version]; then != nil {
		if err := then(t); err != nil {
			return err
		}
	}
	return t.SetSetting("schema", strconv.Itoa(version))
}

// afterwards are the steps of a migration that are made in Go.
var afterwards = map[int]func(*Tx) error{1: (*Tx).foundShards, 4: (*Tx).indexOldArticles}

func (t *Tx) foundShards() error {
	for shard := range huiyin.Shards {
		if _, err := t.exec(`INSERT INTO shards (shard, seq) VALUES ($1, 0)`, shard); err != nil {
			return err
		}
	}
	return nil
}

var (
	word    = regexp.MustCompile(`\{\{(\w+)\}\}`)
	textTab = regexp.MustCompile(`\{\{text:(\w+)\}\}`)
	plain   = regexp.MustCompile(`\bTEXT\b`)
	comment = regexp.MustCompile(`(?m)--.*$`)
)

// ddl puts the engine's words into a migration.
func (s *Store) ddl(text string) string {
	words := s.engine.words()
	text = textTab.ReplaceAllStringFunc(text, func(m string) string {
		return strings.ReplaceAll(words["text"], "NAME", textTab.FindStringSubmatch(m)[1])
	})
	text = plain.ReplaceAllString(text, words["TEXT"])
	return word.ReplaceAllStringFunc(text, func(m string) string { return words[word.FindStringSubmatch(m)[1]] })
}

func split(text string) []string {
	var out []string
	for _, s := range strings.Split(comment.ReplaceAllString(text, ""), ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
