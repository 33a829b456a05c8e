package huiyin_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// floors are the storeys of the house, from the ground up. A package imports packages of lower floors only,
// and its own sub-packages. Adding a package means writing its name here first.
var floors = []floor{
	{"the words", []string{""}},
	{"the calendar", []string{"calendar"}}, // a rule that other rules reckon with
	{"the rules", []string{"casework", "routing", "rating", "topic", "forecast", "journal", "cube"}},
	{"the machines", []string{"store", "vault", "voice", "voice/udp", "voice/rtp", "voice/hearing", "voice/sdp", "voice/dialog", "voice/browser", "voice/phone", "courier", "scribe", "warehouse", "sheet", "meter"}},
	{"the rooms everybody visits", []string{"directory", "staff", "knowledge"}},
	{"the desk", []string{"desk"}},
	{"the rooms around the desk", []string{"mailbox", "switchboard", "switchboard/prompt", "switchboard/room", "switchboard/ledger", "notice", "insight"}},
	{"the counters", []string{"httpapi", "open311", "portal", "web", "demo", "demo/city", "demo/voices"}},
	{"the lobby", []string{"cmd/huiyin", "web/e2e/exchange", "web/e2e/telephone"}},
}

type floor struct {
	name  string
	rooms []string
}

// pureFloors hold the rules: no clock, no input or output, no wire format.
var pureFloors = []string{"the words", "the calendar", "the rules"}

// testkit stands beside the house: only tests import it, and it sees the machines and what is below them.
const testkit = "testkit"

// a keeper holds something dangerous or heavy in a few rooms, so that the others need not think of it.
type keeper struct {
	what  string
	why   string
	rooms []string
	tests bool // whether tests anywhere may use it as well
	uses  func(f *file) []string
}

var keepers = []keeper{
	{
		what: "databases", why: "there is one place where SQL is read and one dialect to know",
		rooms: []string{"store", testkit},
		uses:  imports("database/sql", "github.com/jackc/pgx", "modernc.org/sqlite", "github.com/mattn/go-sqlite3", "github.com/lib/pq"),
	},
	{
		what: "HTTP servers", why: "a room that answers requests would decide who may see what a second time",
		rooms: []string{"httpapi", "open311", "portal", "web", "courier", "cmd/huiyin"}, tests: true,
		uses: selectors("net/http", "Server", "ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS",
			"NewServeMux", "Handle", "HandleFunc", "ResponseWriter"),
	},
	{
		what: "files", why: "what is on the disk must be synced, backed up and restored, by rooms that know how",
		rooms: []string{"store", "vault", "cmd/huiyin", "demo", testkit}, tests: true,
		uses: selectors("os", "Chmod", "Chown", "Chtimes", "CopyFS", "Create", "CreateTemp", "DirFS", "Link", "Lstat", "Mkdir",
			"MkdirAll", "MkdirTemp", "Open", "OpenFile", "OpenInRoot", "OpenRoot", "ReadDir", "ReadFile", "Readlink",
			"Remove", "RemoveAll", "Rename", "Stat", "Symlink", "Truncate", "WriteFile"),
	},
	{
		what: "telephone and WebRTC libraries", why: "only the engine knows wires; the switchboard knows people",
		rooms: []string{"voice"},
		uses:  imports("github.com/emiago", "github.com/pion", "github.com/livekit", "github.com/zaf/g711"),
	},
}

// Rules are pure: time and bytes are handed to them.
var (
	impureImports = imports("os", "net", "io/ioutil", "syscall", "log")
	clockReads    = selectors("time", "Now", "Since", "Until", "After", "AfterFunc", "Sleep", "Tick", "NewTimer", "NewTicker")
)

// wireStructs are the files on the first floor that may name JSON fields: a receipt is read outside the house.
var wireStructs = []string{"journal/receipt.go"}

// badNames say nothing about the city; internal and pkg hide the table of contents.
var badNames = []string{"internal", "pkg", "util", "utils", "common", "helper", "helpers", "model", "models", "types", "manager", "managers"}

func TestEveryPackageHasAFloor(t *testing.T) {
	for _, f := range goFiles(t) {
		if _, ok := level(f.pkg); !ok {
			t.Errorf("%s: package %q has no floor; write it into the table at the top of floors_test.go", f.name, f.pkg)
		}
	}
}

func TestImportsPointDown(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, to := range f.houseImports() {
			if complaint := mayImport(f, to); complaint != "" {
				t.Errorf("%s: %s", f.name, complaint)
			}
		}
	}
}

// mayImport returns a sentence when f has no business importing the house's package to.
func mayImport(f *file, to string) string {
	from, known := level(f.pkg)
	target, ok := level(to)
	switch {
	case !known:
		return "" // TestEveryPackageHasAFloor says so
	case !ok:
		return fmt.Sprintf("imports %q, which is not in the table at the top of floors_test.go", to)
	case to == testkit && !f.test:
		return "imports testkit; only tests may"
	case to == testkit || family(f.pkg) == family(to):
		return ""
	case target >= from:
		return fmt.Sprintf("imports %s of %s from %s; imports point to lower floors only. "+
			"If two rooms must talk, one is really lower, or it is an Event", to, floors[target].name, floors[from].name)
	}
	return ""
}

// level counts the floors below a package. testkit may look as far up as the rooms everybody visits may.
func level(pkg string) (int, bool) {
	if pkg == testkit {
		pkg = "staff"
	}
	i := slices.IndexFunc(floors, func(f floor) bool { return slices.Contains(f.rooms, pkg) })
	return i, i >= 0
}

func TestKeepers(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, k := range keepers {
			if k.tests && f.test || k.keeps(f.pkg) {
				continue
			}
			for _, use := range k.uses(f) {
				t.Errorf("%s: uses %s; %s are kept in %s, because %s", f.name, use, k.what, strings.Join(k.rooms, ", "), k.why)
			}
		}
	}
}

func (k keeper) keeps(pkg string) bool {
	return slices.Contains(k.rooms, pkg) || slices.Contains(k.rooms, family(pkg))
}

func TestRulesArePure(t *testing.T) {
	for _, f := range goFiles(t) {
		if i, ok := level(f.pkg); !ok || !slices.Contains(pureFloors, floors[i].name) || f.test {
			continue
		}
		for _, use := range slices.Concat(impureImports(f), clockReads(f)) {
			t.Errorf("%s: a rule uses %s; hand it what it needs to know", f.name, use)
		}
		if slices.Contains(wireStructs, f.name) {
			continue
		}
		for _, tag := range f.jsonTags() {
			t.Errorf("%s: a rule carries the tag %s; wire formats belong to the counters", f.name, tag)
		}
	}
}

func TestNamesOfFolders(t *testing.T) {
	walk(t, func(name string, d fs.DirEntry) {
		if d.IsDir() && slices.Contains(badNames, d.Name()) {
			t.Errorf("%s: a folder is a word of the trade; %q says nothing about the city", name, d.Name())
		}
	})
}

func TestTestsNeitherSleepNorSkip(t *testing.T) {
	sleep := selectors("time", "Sleep")
	for _, f := range goFiles(t) {
		if !f.test {
			continue
		}
		for _, use := range sleep(f) {
			t.Errorf("%s: uses %s; wait for a signal or move a clock", f.name, use)
		}
		for _, use := range f.skips() {
			t.Errorf("%s: calls %s; a missing tool is a failure, not a holiday", f.name, use)
		}
	}
}

// A file that names a registry works in one network only, and one with the marks of a merge was never read again.
func TestNoFileHoldsWhatDoesNotBelongThere(t *testing.T) {
	hosts := []string{"registry." + "npmjs", "registry." + "npmmirror", "registry." + "yarnpkg", "proxy." + "golang.org",
		"goproxy." + "cn", "goproxy." + "io", "deb." + "debian.org", `"resolved": "` + "http"}
	marks := []string{"<<<<" + "<<< ", ">>>>" + ">>> "}
	walk(t, func(name string, d fs.DirEntry) {
		if d.IsDir() || !d.Type().IsRegular() {
			return
		}
		text, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // an editor's file may come and go
			t.Fatal(err)
		}
		for _, host := range hosts {
			if strings.Contains(string(text), host) {
				t.Errorf("%s: names the registry %q", name, host)
			}
		}
		for _, mark := range marks {
			if strings.HasPrefix(string(text), mark) || strings.Contains(string(text), "\n"+mark) {
				t.Errorf("%s: two versions of a line stand side by side, after %q", name, mark)
			}
		}
	})
}

// The checks above would pass on an empty folder and with a walk that finds nothing.
func TestTheWalkSeesTheHouse(t *testing.T) {
	var names []string
	for _, f := range goFiles(t) {
		names = append(names, f.name)
	}
	for _, want := range []string{"huiyin.go", "floors_test.go", "testkit/postgres.go", "web/web.go"} {
		if !slices.Contains(names, want) {
			t.Errorf("the walk does not see %s", want)
		}
	}
}

func TestTheChecksBite(t *testing.T) {
	guilty := parse(t, "calendar/guilty_test.go", `package calendar
		import ("database/sql"; "net/http"; "os"; clock "time"; "huiyin/desk"; "huiyin/testkit"; "testing")
		type T struct { A int `+"`json:\"a\"`"+` }
		func TestX(t *testing.T) { clock.Sleep(1); clock.Now(); os.ReadFile(""); http.ListenAndServe("", nil); t.Skip(); sql.Open("", "") }`)
	got := map[string]int{
		"database": len(keepers[0].uses(guilty)), "server": len(keepers[1].uses(guilty)), "files": len(keepers[2].uses(guilty)),
		"impure": len(impureImports(guilty)), "clock": len(clockReads(guilty)),
		"tags": len(guilty.jsonTags()), "skips": len(guilty.skips()),
	}
	want := map[string]int{"database": 1, "server": 1, "files": 1, "impure": 2, "clock": 2, "tags": 1, "skips": 1}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	if mayImport(guilty, "desk") == "" || mayImport(guilty, "nowhere") == "" || mayImport(guilty, testkit) != "" {
		t.Error("an import upwards or to an unknown package passed, or testkit was refused to a test")
	}
	if mayImport(&file{pkg: "desk"}, testkit) == "" || mayImport(&file{pkg: "desk"}, "mailbox") == "" {
		t.Error("a room may import testkit or a neighbour above")
	}
}
