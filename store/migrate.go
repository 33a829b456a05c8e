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

func (s *Store) schemaVersion(ctx context.Context) (int, error) {
	version := 0
	err := s.Read(ctx, func(t *Tx) error {
		var n string
		found, err := t.one(`SELECT value FROM settings WHERE name = 'schema'`, nil, &n)
		if err != nil || !found {
			return err
		}
		version, err = strconv.Atoi(n)
		return err
	})
	if err != nil && strings.Contains(err.Error(), "settings") { // an empty database has no settings
		return 0, nil
	}
	return version, err
}

func (t *Tx) migrateTo(version int, text string) error {
	for _, statement := range split(t.s.ddl(text)) {
		if _, err := t.exec(statement); err != nil {
			return err
		}
	}
	if version == 1 {
		for shard := range huiyin.Shards {
			if _, err := t.exec(`INSERT INTO shards (shard, seq) VALUES ($1, 0)`, shard); err != nil {
				return err
			}
		}
	}
	_, err := t.exec(`INSERT INTO settings (name, value) VALUES ('schema', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, strconv.Itoa(version))
	return err
}

var (
	word    = regexp.MustCompile(`\{\{(\w+)\}\}`)
	textTab = regexp.MustCompile(`\{\{text:(\w+)\}\}`)
	comment = regexp.MustCompile(`(?m)--.*$`)
)

// ddl puts the engine's words into a migration.
func (s *Store) ddl(text string) string {
	words := s.engine.words()
	text = textTab.ReplaceAllStringFunc(text, func(m string) string {
		return strings.ReplaceAll(words["text"], "NAME", textTab.FindStringSubmatch(m)[1])
	})
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
