package store_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"huiyin"
	"huiyin/store"
	"huiyin/testkit"
)

var update = flag.Bool("update", false, "write schema.sql anew")

// The present schema can be read in one place: it is printed from an empty record, as SQLite keeps it.
func TestSchemaIsPrinted(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	p.open(t)
	rows, err := p.raw(t).QueryContext(ctx, `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%\_text\_%' ESCAPE '\' ORDER BY tbl_name, type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var b strings.Builder
	b.WriteString("-- The schema, printed from an empty record by a test; go generate ./store writes it anew.\n-- It is made by the migrations, which say why; nothing reads this file.\n")
	for rows.Next() {
		var sql string
		if err := rows.Scan(&sql); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n" + sql + ";\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("schema.sql", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Error("schema.sql is not what the migrations make; run: go generate ./store")
	}
}

// Both engines have the same tables, columns and indexes.
func TestBothEnginesHaveTheSameSchema(t *testing.T) {
	queries := map[string]string{
		"sqlite": `SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '%\_text%' ESCAPE '\' AND m.name NOT LIKE 'sqlite%'
 UNION ALL SELECT tbl_name || ' by ' || name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1`,
		"postgres": `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '%\_text' ESCAPE '\'
 UNION ALL SELECT tablename || ' by ' || indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%pkey' AND tablename NOT LIKE '%\_text' ESCAPE '\' ORDER BY 1`,
	}
	got := map[string]string{}
	onBoth(t, func(t *testing.T, p place) {
		engine := p.open(t).Engine()
		rows, err := p.raw(t).QueryContext(ctx, queries[engine])
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			got[engine] += name + "\n"
		}
	})
	if got["sqlite"] == "" || got["sqlite"] != got["postgres"] {
		t.Errorf("sqlite has\n%s\npostgres has\n%s", got["sqlite"], got["postgres"])
	}
}

func TestANewerRecordIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		write(t, s, func(tx *store.Tx) error { return tx.SetSetting("schema", "9999") })
		_, err := store.Open(ctx, store.Options{Dir: p.dir, Database: p.database})
		if e := refusal(t, err); e.Code != "newer_schema" || !strings.Contains(e.Say, "9999") {
			t.Errorf("a record of the future: %v", err)
		}
		if got := read(t, s, func(tx *store.Tx) (string, error) { return tx.Setting("schema") }); got != "9999" {
			t.Errorf("the refusal changed the schema to %s", got)
		}
	})
}

// Several programs may find the same empty place at once: one founds the record, all work in it.
func TestManyProgramsOpenOneEmptyPlace(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		stores := make([]*store.Store, 6)
		errs := make([]error, len(stores))
		var group sync.WaitGroup
		for i := range stores {
			group.Go(func() {
				stores[i], errs[i] = store.Open(ctx, store.Options{Dir: p.dir, Database: p.database})
			})
		}
		group.Wait()
		for i, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
			defer stores[i].Close()
		}
		secret, err := stores[0].Seal().SealSecret("ABCD2345")
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range stores {
			if plain, err := s.Seal().OpenSecret(secret); err != nil || plain != "ABCD2345" {
				t.Errorf("program %d has another key: %v", i, err)
			}
			group.Go(func() {
				for n := range 10 {
					register(t, s, huiyin.CaseID(1+i*100+n))
				}
			})
		}
		group.Wait()
		if n := len(read(t, stores[5], func(tx *store.Tx) ([]store.CaseLine, error) {
			lines, _, err := tx.Cases(store.CaseFilter{}, huiyin.Page{Limit: 200})
			return lines, err
		})); n != 60 {
			t.Errorf("%d of 60 cases are there", n)
		}
		clean(t, stores[0])
	})
}

func TestPlacesThatCannotBeOpened(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	damaged := filepath.Join(folder, "damaged")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(damaged, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(damaged, "huiyin.db"), []byte(strings.Repeat("This is no database. ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]struct {
		o    store.Options
		code string
	}{
		"no folder":                {store.Options{}, "invalid_data"},
		"a file for a folder":      {store.Options{Dir: file}, "key_file"},
		"an unknown database":      {store.Options{Dir: t.TempDir(), Database: "mysql://x"}, "invalid_database"},
		"an address of nonsense":   {store.Options{Dir: t.TempDir(), Database: "postgres://[::1"}, "invalid_database"},
		"a server that is away":    {store.Options{Dir: t.TempDir(), Database: "postgres://u@/x?host=" + folder}, "database_away"},
		"a file that is no record": {store.Options{Dir: damaged}, "database_file"},
	} {
		s, err := store.Open(ctx, k.o)
		if err == nil {
			t.Errorf("%s: opened", name)
			s.Close()
			continue
		}
		if e := refusal(t, err); e.Code != k.code {
			t.Errorf("%s: refused as %s: %v", name, e.Code, err)
		}
	}
}

// A record that was written with another key is not written on with this one.
func TestAnotherKeyIsRefused(t *testing.T) {
	p := place{t.TempDir(), testkit.Postgres(t)}
	p.open(t)
	_, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Database: p.database})
	if e := refusal(t, err); e.Code != "wrong_key" {
		t.Errorf("opened with another key: %v", err)
	}
	p.open(t)
}
