package city

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"
)

func newCity(t *testing.T, seed uint64) *City {
	t.Helper()
	c, err := New(seed)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// index keys rows by a column and fails on a repeated or empty key.
func index(t *testing.T, rows []map[string]string, key string) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	for _, r := range rows {
		if r[key] == "" || out[r[key]] != nil {
			t.Fatalf("%s %q is empty or stands twice", key, r[key])
		}
		out[r[key]] = r
	}
	return out
}

func count(rows []map[string]string, column, value string) int {
	n := 0
	for _, r := range rows {
		if r[column] == value {
			n++
		}
	}
	return n
}

func TestEveryKindHasItsColumnsAndRows(t *testing.T) {
	c := newCity(t, 1)
	for _, kind := range Kinds() {
		rows, names := c.Rows(kind), Columns(kind)
		if len(rows) == 0 || len(names) == 0 {
			t.Fatalf("%s has %d rows and %d columns", kind, len(rows), len(names))
		}
		for _, r := range rows {
			if len(r) != len(names) {
				t.Fatalf("%s: %v has not the columns %v", kind, r, names)
			}
			for _, n := range names {
				v, ok := r[n]
				if !ok || v != strings.TrimSpace(v) || strings.ContainsAny(v, "\n\t%{}[]") {
					t.Fatalf("%s: the cell %s of %v is missing or not clean", kind, n, r)
				}
			}
		}
	}
	if c.Rows("nothing") != nil || len(Columns("nothing")) != 0 {
		t.Error("an unknown kind has rows or columns")
	}
}

func TestReferenceDataDoesNotDependOnTheSeed(t *testing.T) {
	a, b := newCity(t, 1), newCity(t, 2)
	for _, kind := range Kinds() {
		x, y := a.Rows(kind), b.Rows(kind)
		if len(x) != len(y) {
			t.Fatalf("%s: %d rows with one seed, %d with another", kind, len(x), len(y))
		}
		for i := range x {
			for k, v := range x[i] {
				if y[i][k] != v {
					t.Fatalf("%s: %s is %q with one seed, %q with another", kind, k, v, y[i][k])
				}
			}
		}
	}
}

func TestAreas(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Areas()
	byCode := index(t, rows, "code")
	for level, want := range map[string]int{"1": 1, "2": 20, "3": 261, "4": 3047} {
		if got := count(rows, "level", level); got != want {
			t.Errorf("%d areas of level %s, want %d", got, level, want)
		}
	}
	point := regexp.MustCompile(`^10[2-4]\.\d{5} (29|30|31)\.\d{5}$`)
	siblings := map[string]bool{}
	for _, r := range rows {
		if r["level"] != "1" && (byCode[r["parent"]] == nil || !strings.HasPrefix(r["code"], r["parent"])) {
			t.Errorf("%s has the parent %q", r["code"], r["parent"])
		}
		if !point.MatchString(r["lon"] + " " + r["lat"]) {
			t.Errorf("%s lies at %s, %s", r["code"], r["lon"], r["lat"])
		}
		if siblings[r["parent"]+r["name"]] {
			t.Errorf("%s: two areas named %s", r["parent"], r["name"])
		}
		siblings[r["parent"]+r["name"]] = true
	}
}

func TestUnits(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Units()
	byCode, areas := index(t, rows, "code"), index(t, c.Areas(), "code")
	index(t, rows, "name")
	index(t, rows, "phone")
	want := map[string]int{"city": 1, "district": 20, "zone": 3, "town": 261, "department": 45 + 23*8, "company": 24, "section": 23 * 2}
	for kind, n := range want {
		if got := count(rows, "kind", kind); got != n {
			t.Errorf("%d units of kind %s, want %d", got, kind, n)
		}
	}
	if len(rows) != 584 {
		t.Errorf("%d units, want 584", len(rows))
	}
	phone := regexp.MustCompile(`^028-5550-\d{4}$`)
	seen := map[string]bool{}
	for _, r := range rows {
		parent := byCode[r["parent"]]
		switch {
		case r["level"] == "1":
			if r["parent"] != "" || r["backstop"] != "" {
				t.Errorf("the city's government stands under %q", r["parent"])
			}
		case parent == nil || !seen[r["parent"]] || parent["level"] >= r["level"]:
			t.Errorf("%s, level %s, stands under %q", r["code"], r["level"], r["parent"])
		case byCode[r["backstop"]] == nil:
			t.Errorf("%s has the backstop %q", r["code"], r["backstop"])
		}
		if r["area"] == "" != strings.HasPrefix(r["code"], "5101A") || r["area"] != "" && areas[r["area"]] == nil {
			t.Errorf("%s has the area %q", r["code"], r["area"])
		}
		if !phone.MatchString(r["phone"]) {
			t.Errorf("%s has the telephone %q", r["code"], r["phone"])
		}
		seen[r["code"]] = true
	}
	if got := byCode["510107064"]["parent"]; got != "5101A1" {
		t.Errorf("the street 桂溪 stands under %q, want the zone that looks after it", got)
	}
}

func TestMailboxes(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Mailboxes()
	index(t, rows, "code")
	index(t, rows, "name")
	units := index(t, c.Units(), "code")
	if open := count(rows, "state", "open"); open < 2300 || open == len(rows) {
		t.Errorf("%d of %d letter boxes are open", open, len(rows))
	}
	owned := map[string]int{}
	for _, r := range rows {
		if units[r["unit"]] == nil {
			t.Errorf("%s: the duty unit %q does not exist", r["code"], r["unit"])
		}
		for _, col := range []string{"name_en", "name_es", "intro", "owner_title", "level", "kind"} {
			if r[col] == "" {
				t.Errorf("%s has no %s", r["code"], col)
			}
		}
		owned[r["unit"]]++
	}
	for _, u := range c.Units() {
		if u["kind"] == "town" && (owned[u["code"]] < 6 || owned[u["code"]] > 7) {
			t.Errorf("%s has %d letter boxes", u["name"], owned[u["code"]])
		}
	}
	names := map[string]string{"CD-mayor": "市长信箱", "510104-secretary": "锦江区委书记信箱", "510104-head": "锦江区区长信箱",
		"510121-head": "金堂县县长信箱", "510181-deputy-executive": "都江堰市常务副市长信箱", "5101A1-head": "高新区管委会主任信箱",
		"510112102-director": "龙泉驿区洛带镇镇长信箱", "510104022-secretary": "锦江区春熙路街道党工委书记信箱", "CD-cg-director": "市城市管理委员会主任信箱",
		"CD-zgh-deputy-1": "市总工会分管业务副主席信箱"}
	byCode := index(t, rows, "code")
	for code, want := range names {
		if got := byCode[code]["name"]; got != want {
			t.Errorf("%s is named %q, want %q", code, got, want)
		}
	}
}

func TestHotlines(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Hotlines()
	byNumber := index(t, rows, "number")
	index(t, rows, "name")
	units, categories := index(t, c.Units(), "code"), index(t, c.Categories(), "code")
	if len(rows) != 106 || rows[0]["number"] != "12345" {
		t.Errorf("%d hotlines, the first is %s; want 106 from 12345", len(rows), rows[0]["number"])
	}
	number := regexp.MustCompile(`^(12\d{3}|028961\d\d)$`)
	for _, r := range rows {
		if !number.MatchString(r["number"]) {
			t.Errorf("the number %q has neither form", r["number"])
		}
		if units[r["unit"]] == nil || r["category"] != "" && categories[r["category"]] == nil {
			t.Errorf("%s: unit %q, category %q", r["number"], r["unit"], r["category"])
		}
		if r["number"] != "12345" && byNumber[r["fallback"]] == nil {
			t.Errorf("%s falls back to %q", r["number"], r["fallback"])
		}
		if r["mode"] != "merged" && r["mode"] != "parallel" && r["mode"] != "branch" {
			t.Errorf("%s has the mode %q", r["number"], r["mode"])
		}
	}
	for _, never := range []string{"110", "119", "120", "122"} {
		if byNumber[never] != nil {
			t.Errorf("%s is on the list", never)
		}
	}
}

var natures = map[string]bool{"consultation": true, "help": true, "complaint": true, "report": true, "suggestion": true, "praise": true, "other": true}

func TestCategories(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Categories()
	byCode, units := index(t, rows, "code"), index(t, c.Units(), "code")
	levels, offered, siblings := map[int]int{}, 0, map[string]bool{}
	for _, r := range rows {
		levels[len(r["code"])]++
		if r["parent"] != "" && (byCode[r["parent"]] == nil || r["code"][:len(r["code"])-2] != r["parent"]) {
			t.Errorf("%s has the parent %q", r["code"], r["parent"])
		}
		if r["name"] == "" || r["name_en"] == "" || r["name_es"] == "" {
			t.Errorf("%s lacks a name", r["code"])
		}
		if len(r["code"]) > 2 && (!natures[r["nature_default"]] || units[r["unit_hint"]] == nil || r["keywords"] == "") {
			t.Errorf("%s: nature %q, unit %q, keywords %q", r["code"], r["nature_default"], r["unit_hint"], r["keywords"])
		}
		if r["open311"] == "true" {
			offered++
			if len(r["code"]) != 4 {
				t.Errorf("%s is offered through Open311", r["code"])
			}
		}
		if siblings[r["parent"]+r["name"]] {
			t.Errorf("%s: two categories named %s", r["parent"], r["name"])
		}
		siblings[r["parent"]+r["name"]] = true
	}
	if levels[2] != 15 || levels[4] < 85 || levels[6] < 380 || offered < 20 {
		t.Errorf("%v categories by length of code, %d offered", levels, offered)
	}
}

// TestCatalogueResolves reads the catalogue as a reader would, by the smallest area, and finds a lead for every
// second-level category in every district, zone and town; and the same one as Lead.
func TestCatalogueResolves(t *testing.T) {
	c := newCity(t, 1)
	units, lead := index(t, c.Units(), "code"), map[string]string{}
	for _, r := range c.Catalogue() {
		key := r["category"] + "/" + r["area"]
		if lead[key] != "" || units[r["lead"]] == nil {
			t.Fatalf("%s stands twice or has the lead %q", key, r["lead"])
		}
		lead[key] = r["lead"]
		for _, co := range strings.Split(r["co"], "|") {
			if co != "" && (units[co] == nil || co == r["lead"]) {
				t.Errorf("%s has the helper %q", key, co)
			}
		}
	}
	for _, k := range c.Categories() {
		if len(k["code"]) != 4 {
			continue
		}
		for _, a := range c.Areas() {
			got := ""
			for _, n := range []int{12, 9, 6, 0} {
				if len(a["code"]) >= n && got == "" {
					got = lead[k["code"]+"/"+a["code"][:n]]
				}
			}
			if want := c.Lead(k["code"], a["code"]); got == "" || got != want {
				t.Fatalf("%s in %s leads to %q by the rows and to %q by Lead", k["code"], a["code"], got, want)
			}
		}
	}
	for _, x := range []struct{ category, area, want string }{
		{"0501", "510104022", "510104-hb"}, {"0501", "510107064", "5101A1-hb"}, {"0303", "510104", "CD-gs"}, {"1101", "510104022", "510104022"},
		{"030101", "510181", "510181-cg-ss"}, {"1202", "510112", "510112"}, {"0201", "", "CD-cg"}, {"9999", "510104", ""},
	} {
		if got := c.Lead(x.category, x.area); got != x.want {
			t.Errorf("%s in %q leads to %q, want %q", x.category, x.area, got, x.want)
		}
	}
}

func TestArticles(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Articles()
	index(t, rows, "code")
	units, categories, areas := index(t, c.Units(), "code"), index(t, c.Categories(), "code"), index(t, c.Areas(), "code")
	if len(rows) < 120 || count(rows, "state", "approved") < 120 {
		t.Errorf("%d articles, %d approved", len(rows), count(rows, "state", "approved"))
	}
	for _, r := range rows {
		if units[r["unit"]] == nil || categories[r["category"]] == nil || areas[r["region"]] == nil {
			t.Errorf("%s: unit %q, category %q, region %q", r["code"], r["unit"], r["category"], r["region"])
		}
		if len([]rune(r["answer"])) < 18 || !strings.HasSuffix(r["question"], "？") || r["law"] == "" {
			t.Errorf("%s has the question %q and the answer %q by %q", r["code"], r["question"], r["answer"], r["law"])
		}
		for _, col := range []string{"valid_from", "review_on"} {
			if _, err := time.Parse(time.DateOnly, r[col]); err != nil {
				t.Errorf("%s: %s: %v", r["code"], col, err)
			}
		}
	}
}

func TestStaff(t *testing.T) {
	c := newCity(t, 1)
	rows := c.Staff()
	byLogin, units := index(t, rows, "login"), index(t, c.Units(), "code")
	served := map[string]int{}
	for _, r := range rows {
		if r["unit"] != "" {
			if units[r["unit"]] == nil {
				t.Errorf("%s belongs to %q", r["login"], r["unit"])
			}
			served[r["unit"]]++
		}
		if n := len([]rune(r["name"])); n < 2 || n > 3 {
			t.Errorf("%s is named %q", r["login"], r["name"])
		}
	}
	for code := range units {
		if served[code] < 3 {
			t.Errorf("%s has %d people", code, served[code])
		}
	}
	for login, role := range map[string]string{"op-30": "operator", "rev-6": "reviewer", "transfer-6": "transfer_officer", "admin": "admin",
		"u-510104-cg-clerk": "unit_clerk", "u-5101a1-leader": "unit_leader", "u-cd-coordinator": "coordinator", "auditor": "auditor"} {
		if byLogin[login]["roles"] != role {
			t.Errorf("%s holds %q, want %q", login, byLogin[login]["roles"], role)
		}
	}
}

func TestEmbeddedDataStaysSmall(t *testing.T) {
	sum := int64(0)
	err := fs.WalkDir(files, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		sum += info.Size()
		return err
	})
	if err != nil || sum == 0 || sum >= 400_000 {
		t.Errorf("%d bytes are embedded, want less than 400,000 (%v)", sum, err)
	}
}
