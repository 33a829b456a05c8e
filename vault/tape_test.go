package vault_test

import (
	"io"
	"testing"

	"huiyin"
	"huiyin/vault"
)

// begin writes a tape and closes it, as a recording does.
func begin(t *testing.T, v *vault.Vault, name, text string) {
	t.Helper()
	tape, err := v.Tape(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tape.WriteAt([]byte(text), 0); err != nil {
		t.Fatal(err)
	}
	if err := tape.Close(); err != nil {
		t.Fatal(err)
	}
}

// A recording grows, is kept, and is then a blob like any other; its name is free again.
func TestATapeIsKept(t *testing.T) {
	v, err := vault.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	begin(t, v, "42", "what was said")
	if _, err := v.Tape("42"); huiyin.KindOf(err) != huiyin.KindConflict {
		t.Errorf("a second tape of the name: %v", err)
	}
	blob, err := v.KeepTape("42")
	if err != nil || blob.Size != 13 {
		t.Fatalf("kept %+v: %v", blob, err)
	}
	r, size, err := v.Open(blob.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if text, err := io.ReadAll(r); string(text) != "what was said" || size != 13 || err != nil {
		t.Errorf("the vault has %q: %v", text, err)
	}
	if names, err := v.Tapes(); len(names) != 0 || err != nil {
		t.Errorf("tapes left: %v %v", names, err)
	}
	begin(t, v, "42", "again")
	if err := v.DropTape("42"); err != nil {
		t.Error(err)
	}
	if names, err := v.Tapes(); len(names) != 0 || err != nil {
		t.Errorf("tapes after one was dropped: %v %v", names, err)
	}
}

// What a crash leaves is found after the start, goes on where it was, and is kept.
func TestATapeThatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	v, err := vault.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	begin(t, v, "7", "half")
	if v, err = vault.Open(dir); err != nil {
		t.Fatal(err)
	}
	names, err := v.Tapes()
	if err != nil || len(names) != 1 || names[0] != "7" {
		t.Fatalf("tapes left: %v %v", names, err)
	}
	tape, err := v.ResumeTape("7")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tape.WriteAt([]byte(" and half"), 4); err != nil {
		t.Fatal(err)
	}
	if err := tape.Close(); err != nil {
		t.Fatal(err)
	}
	if blob, err := v.KeepTape("7"); err != nil || blob.Size != 13 {
		t.Errorf("kept %+v: %v", blob, err)
	}
}

func TestTapesOfNoName(t *testing.T) {
	v, err := vault.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "..", "a/b", "1.wav", "１"} {
		if _, err := v.Tape(name); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("a tape named %q: %v", name, err)
		}
	}
	if err := v.DropTape("a/b"); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("drop what has no name: %v", err)
	}
	if _, err := v.ResumeTape("5"); huiyin.KindOf(err) != huiyin.KindNotFound {
		t.Errorf("resume what is not there: %v", err)
	}
}
