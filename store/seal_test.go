package store_test

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"huiyin"
	"huiyin/store"
)

// persons writes two down and gives their identities.
func persons(t *testing.T, s *store.Store) (one, two huiyin.PersonID) {
	t.Helper()
	write(t, s, func(tx *store.Tx) (err error) {
		if one, err = tx.Recall(store.Person{Name: "李小明", Phone: "19900001234", Email: "li@example.org"}, noon); err == nil {
			two, err = tx.Recall(store.Person{Name: "王芳", Phone: "19900005678", Email: "wang@example.org"}, noon)
		}
		return err
	})
	return one, two
}

func openPerson(s *store.Store, id huiyin.PersonID) (p store.Person, err error) {
	err = s.Read(ctx, func(tx *store.Tx) (err error) {
		p, err = tx.OpenPerson(id)
		return err
	})
	return p, err
}

// No file of the record holds a name, a number or an address in the open.
func TestNobodyIsInTheOpen(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	persons(t, p.open(t))
	files := 0
	if err := filepath.WalkDir(p.dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(name)
		for _, word := range []string{"李小明", "19900001234", "li@example.org", "王芳"} {
			if bytes.Contains(data, []byte(word)) {
				t.Errorf("%s holds %s", name, word)
			}
		}
		return err
	}); err != nil || files < 2 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// A sealed field that was changed, moved to another person or to another field is refused, not guessed at.
func TestSealedFieldsStayWhereTheyAre(t *testing.T) {
	for name, query := range map[string]string{
		"one byte of it":              `UPDATE persons SET phone_sealed = CAST(substr(phone_sealed, 1, length(phone_sealed) - 1) || x'00' AS BLOB) WHERE person_id = $1`,
		"its key number":              `UPDATE persons SET phone_sealed = CAST(x'02' || substr(phone_sealed, 2) AS BLOB) WHERE person_id = $1`,
		"all but its beginning":       `UPDATE persons SET phone_sealed = substr(phone_sealed, 1, 5) WHERE person_id = $1`,
		"moved from another person":   `UPDATE persons SET phone_sealed = (SELECT phone_sealed FROM persons WHERE person_id <> $1) WHERE person_id = $1`,
		"moved from another field":    `UPDATE persons SET phone_sealed = email_sealed WHERE person_id = $1`,
		"a whole row under an old id": `UPDATE persons SET person_id = person_id + 100000 WHERE person_id = $1`,
	} {
		t.Run(name, func(t *testing.T) {
			p := place{t.TempDir(), "sqlite"}
			s := p.open(t)
			one, two := persons(t, s)
			p.tamper(t, query, int64(one))
			if name == "a whole row under an old id" {
				one += 100000
			}
			if got, err := openPerson(s, one); err == nil {
				t.Errorf("opened as %+v", got)
			} else if strings.Contains(err.Error(), "199") {
				t.Errorf("the failure tells the number: %v", err)
			}
			if got, err := openPerson(s, two); err != nil || got.Name != "王芳" || got.Phone != "19900005678" || got.Email != "wang@example.org" || got.Kind != "person" {
				t.Errorf("the other person is %+v %v", got, err)
			}
		})
	}
}

func TestSecretsAndHashes(t *testing.T) {
	s, other := place{t.TempDir(), "sqlite"}.open(t), place{t.TempDir(), "sqlite"}.open(t)
	sealed, err := s.Seal().SealSecret("ABCD2345")
	if err != nil {
		t.Fatal(err)
	}
	twice, err := s.Seal().SealSecret("ABCD2345")
	if err != nil || bytes.Equal(sealed, twice) {
		t.Errorf("the same secret is sealed in the same way twice: %v", err)
	}
	if plain, err := s.Seal().OpenSecret(sealed); err != nil || plain != "ABCD2345" {
		t.Errorf("opened as %q %v", plain, err)
	}
	if _, err := other.Seal().OpenSecret(sealed); err == nil {
		t.Error("another installation opens it")
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := s.Seal().OpenSecret(bad); err == nil {
			t.Errorf("with byte %d changed it opens", i)
		}
		if _, err := s.Seal().OpenSecret(sealed[:i]); err == nil {
			t.Errorf("cut after %d bytes it opens", i)
		}
	}
	a, b, c := s.Seal().Hash("phone", "199"), s.Seal().Hash("email", "199"), other.Seal().Hash("phone", "199")
	if len(a) != 16 || bytes.Equal(a, b) || bytes.Equal(a, c) || !bytes.Equal(a, s.Seal().Hash("phone", "199")) || s.Seal().Hash("phone", "") != nil {
		t.Errorf("hashes are %x %x %x", a, b, c)
	}
}

func TestTheKeyFile(t *testing.T) {
	p := place{t.TempDir(), "sqlite"}
	s := p.open(t)
	one, _ := persons(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := openPerson(p.open(t), one); err != nil || got.Name != "李小明" {
		t.Errorf("after a new start: %+v %v", got, err)
	}
	path := filepath.Join(p.dir, "keys", "master-1.key")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file has the rights %v %v", info.Mode(), err)
	}
	for name, text := range map[string]string{"empty": "", "cut": string(good[:20]), "longer": string(good[:40]) + "AAAA" + string(good[40:]), "of nonsense": "!!!!", "another": base64.StdEncoding.EncodeToString(make([]byte, 32))} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := store.Open(ctx, store.Options{Dir: p.dir})
		want := "key_file"
		if name == "another" {
			want = "wrong_key"
		}
		if e := refusal(t, err); e.Kind != huiyin.KindUnready || e.Code != want {
			t.Errorf("a key file that is %s: %v", name, err)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != text {
			t.Errorf("a key file that is %s was written over: %v", name, err)
		}
	}
	if err := os.WriteFile(path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := openPerson(p.open(t), one); err != nil || got.Name != "李小明" {
		t.Errorf("with the right key again: %+v %v", got, err)
	}
}

// Many who find no key agree on one.
func TestTheKeyIsMadeOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	hashes := make([]string, 16)
	for i := range hashes {
		group.Go(func() {
			s, err := store.Open(ctx, store.Options{Dir: dir})
			if err != nil {
				t.Error(err)
				return
			}
			hashes[i] = s.Seal().HashText("x")
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, h := range hashes {
		if h != hashes[0] {
			t.Fatalf("keys differ: %v", hashes)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "keys", ".key-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
