package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"huiyin"
)

const plenty = 10 << 20

func open(t *testing.T) (*Vault, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files", "vault")
	v, err := Open(dir)
	try(t, err)
	return v, dir
}

func put(t *testing.T, v *Vault, content string) Blob {
	t.Helper()
	blob, err := v.Put(t.Context(), strings.NewReader(content), plenty)
	try(t, err)
	return blob
}

// files lists every file under dir, by its path from there.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	try(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, name)
		}
		return err
	}))
	return names
}

func TestPutAndOpen(t *testing.T) {
	v, dir := open(t)
	for name, s := range samples(t) {
		blob, err := v.Put(t.Context(), iotest.HalfReader(bytes.NewReader(s.data)), plenty)
		if err != nil || blob.Type != s.kind || blob.Size != int64(len(s.data)) || blob.Hash != sha256.Sum256(s.data) {
			t.Fatalf("%s: %+v, %v", name, blob, err)
		}
		f, size, err := v.Open(blob.Hash)
		try(t, err)
		got, err := io.ReadAll(f)
		try(t, err)
		if !bytes.Equal(got, s.data) || size != blob.Size {
			t.Errorf("%s came back as %d bytes, stated as %d", name, len(got), size)
		}
		if at, err := f.Seek(-1, io.SeekEnd); err != nil || at != size-1 {
			t.Errorf("%s cannot be sought in: %d, %v", name, at, err)
		}
		try(t, f.Close())
		if again, err := v.Look(blob.Hash); err != nil || again != blob {
			t.Errorf("%s: Look gives %+v, %v", name, again, err)
		}
		h := blob.Hash.String()
		if _, err := os.Stat(filepath.Join(dir, h[:2], h[2:4], h)); err != nil {
			t.Errorf("%s does not lie where the package says: %v", name, err)
		}
	}
	if slices.ContainsFunc(files(t, dir), func(name string) bool { return strings.HasPrefix(name, incoming) }) {
		t.Errorf("unfinished files remain: %q", files(t, dir))
	}
}

func TestTheSameContentIsOneBlob(t *testing.T) {
	v, dir := open(t)
	first, second := put(t, v, "路灯坏了"), put(t, v, "路灯坏了")
	if first != second || len(files(t, dir)) != 1 {
		t.Errorf("%+v and %+v in %q", first, second, files(t, dir))
	}
	// A damaged blob is healed by the same content.
	try(t, os.WriteFile(v.path(first.Hash), []byte("rot"), 0o600))
	put(t, v, "路灯坏了")
	if again, err := v.Look(first.Hash); err != nil || again != first {
		t.Errorf("after healing: %+v, %v", again, err)
	}
}

func TestPutLeavesNothingBehind(t *testing.T) {
	v, dir := open(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	cut := errors.New("the line dropped")
	cases := []struct {
		name  string
		ctx   context.Context
		r     io.Reader
		limit int64
		kind  huiyin.Kind
		is    error
	}{
		{"empty", t.Context(), strings.NewReader(""), plenty, huiyin.KindInvalid, nil},
		{"not taken", t.Context(), strings.NewReader("<html>"), plenty, huiyin.KindInvalid, nil},
		{"too large", t.Context(), strings.NewReader(strings.Repeat("a", 101)), 100, huiyin.KindTooLarge, nil},
		{"endless", t.Context(), endless{}, 3 << 20, huiyin.KindTooLarge, nil},
		{"cut", t.Context(), io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(cut)), plenty, "", cut},
		{"cancelled", gone, strings.NewReader("abc"), plenty, "", context.Canceled},
	}
	for _, c := range cases {
		blob, err := v.Put(c.ctx, c.r, c.limit)
		if err == nil || huiyin.KindOf(err) != c.kind || c.is != nil && !errors.Is(err, c.is) || blob != (Blob{}) {
			t.Errorf("%s: %+v, %v", c.name, blob, err)
		}
		if left := files(t, dir); len(left) > 0 {
			t.Errorf("%s left %q", c.name, left)
		}
	}
	if _, err := v.Put(t.Context(), strings.NewReader(strings.Repeat("a", 100)), 100); err != nil {
		t.Errorf("exactly as large as allowed: %v", err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return copy(b, "aaaaaaaa"), nil }

func TestAClosedFolder(t *testing.T) {
	t.Run("incoming", func(t *testing.T) {
		v, dir := open(t)
		try(t, os.Remove(filepath.Join(dir, incoming)))
		try(t, os.WriteFile(filepath.Join(dir, incoming), nil, 0o600))
		_, err := v.Put(t.Context(), strings.NewReader("abc"), plenty)
		if huiyin.KindOf(err) != huiyin.KindUnready {
			t.Errorf("got %v", err)
		}
	})
	t.Run("place", func(t *testing.T) {
		v, dir := open(t)
		h := Hash(sha256.Sum256([]byte("abc"))).String()
		try(t, os.WriteFile(filepath.Join(dir, h[:2]), nil, 0o600))
		_, err := v.Put(t.Context(), strings.NewReader("abc"), plenty)
		var refusal *huiyin.Error
		if !errors.As(err, &refusal) || refusal.Code != "vault_closed" {
			t.Errorf("got %v", err)
		}
		if left := files(t, dir); len(left) != 1 {
			t.Errorf("left %q", left)
		}
	})
	t.Run("open", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		try(t, os.WriteFile(file, nil, 0o600))
		if _, err := Open(filepath.Join(file, "vault")); huiyin.KindOf(err) != huiyin.KindUnready {
			t.Errorf("got %v", err)
		}
	})
}

func TestWhatIsNotThere(t *testing.T) {
	v, _ := open(t)
	h := Hash{1}
	if _, _, err := v.Open(h); huiyin.KindOf(err) != huiyin.KindNotFound {
		t.Errorf("Open: %v", err)
	}
	if _, err := v.Look(h); huiyin.KindOf(err) != huiyin.KindNotFound {
		t.Errorf("Look: %v", err)
	}
	if err := v.Remove(h); err != nil {
		t.Errorf("Remove: %v", err)
	}
	blob := put(t, v, "abc")
	try(t, v.Remove(blob.Hash))
	if _, err := v.Look(blob.Hash); huiyin.KindOf(err) != huiyin.KindNotFound {
		t.Errorf("after Remove: %v", err)
	}
}

func TestHashIsReadAsWritten(t *testing.T) {
	h := Hash(sha256.Sum256([]byte("abc")))
	got, err := ParseHash(h.String())
	if err != nil || got != h {
		t.Errorf("%s, %v", got, err)
	}
	for _, bad := range []string{"", "abc", strings.ToUpper(h.String()), strings.Repeat("g", 64), "../" + h.String()[3:], h.String() + "00"} {
		if _, err := ParseHash(bad); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q was read: %v", bad, err)
		}
	}
}

func TestSweepRemovesOldOrphans(t *testing.T) {
	v, dir := open(t)
	var (
		now    = time.Now()
		old    = now.Add(-48 * time.Hour)
		before = now.Add(-24 * time.Hour)
		kept   = put(t, v, "known and old")
		orphan = put(t, v, "orphan")
		again  = put(t, v, "orphan put again")
		young  = put(t, v, "young orphan")
	)
	for _, blob := range []Blob{kept, orphan, again} {
		try(t, os.Chtimes(v.path(blob.Hash), old, old))
	}
	put(t, v, "orphan put again")
	stranger := filepath.Join(dir, "README")
	try(t, os.WriteFile(stranger, nil, 0o600))
	try(t, os.Chtimes(stranger, old, old))

	known := func(h Hash) (bool, error) { return h == kept.Hash, nil }
	unsure := errors.New("the database is away")
	if done, err := v.Sweep(t.Context(), func(Hash) (bool, error) { return false, unsure }, before); !errors.Is(err, unsure) || done.Removed > 0 {
		t.Errorf("not knowing removed %d: %v", done.Removed, err)
	}
	done, err := v.Sweep(t.Context(), known, before)
	if err != nil || done != (Swept{Seen: 4, Removed: 1, Freed: orphan.Size}) {
		t.Errorf("%+v, %v", done, err)
	}
	for _, blob := range []Blob{kept, again, young} {
		if _, err := v.Look(blob.Hash); err != nil {
			t.Errorf("gone: %v", err)
		}
	}
	if _, err := os.Stat(stranger); err != nil {
		t.Errorf("a file that is no blob was touched: %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	v, dir := open(t)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 10 {
				content := fmt.Sprintf("content %d", (worker+i)%12)
				blob, err := v.Put(context.Background(), strings.NewReader(content), plenty)
				if err != nil || blob.Hash != sha256.Sum256([]byte(content)) {
					t.Errorf("%+v, %v", blob, err)
				}
				if _, err := v.Look(blob.Hash); err != nil {
					t.Errorf("swept while young: %v", err)
				}
			}
		})
	}
	all.Go(func() {
		for range 5 {
			if _, err := v.Sweep(context.Background(), func(Hash) (bool, error) { return false, nil }, time.Now().Add(-time.Hour)); err != nil {
				t.Error(err)
			}
		}
	})
	all.Wait()
	if n := len(files(t, dir)); n != 12 {
		t.Errorf("%d files for 12 contents", n)
	}
}
