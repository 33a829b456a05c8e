package store_test

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/testkit"
)

// line is one call of the script: a method of Tx, or a method and what is special about the call.
type line struct {
	name string
	call func(tx *store.Tx) (any, error)
}

func do(name string, call func(tx *store.Tx) error) line {
	return line{name, func(tx *store.Tx) (any, error) { return nil, call(tx) }}
}

func ask[T any](name string, call func(tx *store.Tx) (T, error)) line {
	return line{name, func(tx *store.Tx) (any, error) { return call(tx) }}
}

// The same script runs on both engines, every line in a transaction of its own, and must say the same. A method
// without a line fails the test: add one when you add a method.
func TestBothEnginesSayTheSame(t *testing.T) {
	answers := map[string][]string{}
	recite := func(t *testing.T, p place) {
		s := p.open(t)
		for _, l := range script() {
			var got any
			err := s.Write(ctx, func(tx *store.Tx) (err error) {
				got, err = l.call(tx)
				return err
			})
			answers[t.Name()] = append(answers[t.Name()], said(got, err))
		}
	}
	onBoth(t, recite)
	t.Run("postgres with an order of letters of its own", func(t *testing.T) { recite(t, place{t.TempDir(), englishOrder(t)}) })
	lines := script()
	for i, l := range lines {
		for engine, got := range answers {
			if want := answers[t.Name()+"/sqlite"][i]; got[i] != want {
				t.Errorf("%s in %s:\n  %s\nwant, as sqlite says,\n  %s", l.name, engine, got[i], want)
			}
		}
	}
	for m := range reflect.TypeFor[*store.Tx]().Methods() {
		if m.Name != "Repeat" && !containsCall(lines, m.Name) { // which is for SQLite only
			t.Errorf("the script has no line for %s", m.Name)
		}
	}
}

// englishOrder is a PostgreSQL database that sorts letters as English dictionaries do: most are made so.
func englishOrder(t *testing.T) string {
	t.Helper()
	server := place{database: testkit.Postgres(t)}
	admin := server.raw(t)
	name := fmt.Sprintf("huiyin_test_%d_english_%d", time.Now().Unix(), os.Getpid())
	if _, err := admin.ExecContext(ctx, `CREATE DATABASE `+name+` TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.ExecContext(ctx, `DROP DATABASE `+name+` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server.database)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func containsCall(lines []line, method string) bool {
	for _, l := range lines {
		if name, _, _ := strings.Cut(l.name, " "); name == method {
			return true
		}
	}
	return false
}

// said prints an answer whole, pointers followed.
func said(v any, err error) string {
	var e *huiyin.Error
	if errors.As(err, &e) {
		return fmt.Sprintf("refused %s %s: %s", e.Kind, e.Code, e.Say)
	}
	if err != nil {
		return "failed"
	}
	return printed(reflect.ValueOf(v))
}

func printed(v reflect.Value) string {
	if !v.IsValid() {
		return "nothing"
	}
	if t, ok := v.Interface().(time.Time); ok {
		return fmt.Sprint(t.UnixMilli())
	}
	var out []string
	switch v.Kind() {
	case reflect.Pointer:
		return printed(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out = append(out, v.Type().Field(i).Name+"="+printed(v.Field(i)))
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return fmt.Sprintf("%x", v.Interface())
		}
		for i := range v.Len() {
			out = append(out, printed(v.Index(i)))
		}
	default:
		return fmt.Sprintf("%#v", v.Interface())
	}
	return "{" + strings.Join(out, " ") + "}"
}

// pair is what a method gives besides an error.
type pair[A, B any] struct {
	A A
	B B
}

func both[A, B any](a A, b B, err error) (pair[A, B], error) { return pair[A, B]{a, b}, err }

func script() []line {
	return slices.Concat(cityScript(), articleScript(), caseScript(), talkScript(), journalScript(), personScript(), listScript(), publicScript(), staffScript(),
		centreScript(), seatScript(), callbackScript(), inspectionScript())
}

func filled[T any](id func(*T)) T {
	var v T
	fill(&v)
	id(&v)
	return v
}

func cityScript() []line {
	unit := func(id, parent huiyin.UnitID, level int, code string) line {
		return do("SaveUnit "+code, func(tx *store.Tx) error {
			return tx.SaveUnit(store.Unit{ID: id, Parent: parent, Level: level, Code: code, Name: "单位 " + code, Kind: "section", Area: "5101", Phone: "028", Backstop: 1, Active: id != 4})
		})
	}
	return []line{
		ask("Units none", (*store.Tx).Units),
		unit(1, 0, 1, "CD"), unit(2, 1, 2, "jj"), unit(3, 2, 3, "JJ-~"), unit(4, 1, 2, "WATER"),
		do("SaveUnit again", func(tx *store.Tx) error {
			return tx.SaveUnit(store.Unit{ID: 4, Parent: 1, Level: 2, Code: "Water", Name: "Water bureau", Active: true})
		}),
		do("SaveUnit twice the same code", func(tx *store.Tx) error { return tx.SaveUnit(store.Unit{ID: 9, Code: "CD"}) }),
		ask("Units", (*store.Tx).Units),
		ask("Unit", func(tx *store.Tx) (store.Unit, error) { return tx.Unit(3) }),
		ask("Unit none", func(tx *store.Tx) (store.Unit, error) { return tx.Unit(33) }),
		ask("UnitByCode", func(tx *store.Tx) (store.Unit, error) { return tx.UnitByCode("jj") }),
		ask("UnitByCode in other letters", func(tx *store.Tx) (store.Unit, error) { return tx.UnitByCode("JJ") }),
		ask("UnitLine", func(tx *store.Tx) ([]huiyin.UnitID, error) { return tx.UnitLine(3) }),
		ask("UnitsBelow", func(tx *store.Tx) ([]huiyin.UnitID, error) { return tx.UnitsBelow(1) }),

		do("SaveArea", func(tx *store.Tx) error { return tx.SaveArea(filled(func(a *store.Area) { a.Code = "5101" })) }),
		do("SaveArea without a point", func(tx *store.Tx) error { return tx.SaveArea(store.Area{Code: "510104", Level: 2}) }),
		do("SaveArea again", func(tx *store.Tx) error { return tx.SaveArea(store.Area{Code: "510104", Name: "Jinjiang", Level: 2}) }),
		ask("Areas", (*store.Tx).Areas),
		do("SaveCategory", func(tx *store.Tx) error { return tx.SaveCategory(filled(func(c *store.Category) { c.Code = "01" })) }),
		do("SaveCategory of letters", func(tx *store.Tx) error { return tx.SaveCategory(store.Category{Code: "a"}) }),
		do("SaveCategory of capitals", func(tx *store.Tx) error { return tx.SaveCategory(store.Category{Code: "B"}) }),
		do("SaveCategory of signs", func(tx *store.Tx) error { return tx.SaveCategory(store.Category{Code: "~水"}) }),
		ask("Categories", (*store.Tx).Categories),
		do("SaveCatalogueRow", func(tx *store.Tx) error {
			return tx.SaveCatalogueRow(filled(func(c *store.CatalogueRow) { c.Key = "k" }))
		}),
		ask("Catalogue", (*store.Tx).Catalogue),
		do("SaveMailbox", func(tx *store.Tx) error { return tx.SaveMailbox(filled(func(m *store.Mailbox) { m.ID = 7 })) }),
		ask("Mailboxes", (*store.Tx).Mailboxes),
		do("SaveHotline", func(tx *store.Tx) error { return tx.SaveHotline(filled(func(h *store.Hotline) { h.Number = "12345" })) }),
		ask("Hotlines", (*store.Tx).Hotlines),
		do("SaveDay", func(tx *store.Tx) error {
			return tx.SaveDay(store.DayRow{Day: "2026-10-01", Kind: "holiday", Name: "国庆节"})
		}),
		ask("Days", (*store.Tx).Days),
		do("SaveLimit", func(tx *store.Tx) error {
			return tx.SaveLimit(store.LimitLine{Key: "a", LimitRow: casework.LimitRow{Kind: "handle", Nature: casework.Help, Limit: calendar.Limit{Amount: 7}, From: noon, Law: "§"}})
		}),
		do("SaveLimit without dates", func(tx *store.Tx) error { return tx.SaveLimit(store.LimitLine{Key: "b"}) }),
		ask("Limits", (*store.Tx).Limits),
		ask("Setting none", func(tx *store.Tx) (string, error) { return tx.Setting("week") }),
		do("SetSetting", func(tx *store.Tx) error { return tx.SetSetting("week", "Mon-Fri 9-17") }),
		ask("Setting", func(tx *store.Tx) (string, error) { return tx.Setting("week") }),
		ask("SwapSetting", func(tx *store.Tx) (bool, error) { return tx.SwapSetting("week", "Mon-Fri 9-17", "Mon-Sat") }),
		ask("SwapSetting too late", func(tx *store.Tx) (bool, error) { return tx.SwapSetting("week", "Mon-Fri 9-17", "Mon-Sun") }),
		ask("SwapSetting of nothing", func(tx *store.Tx) (bool, error) { return tx.SwapSetting("new", "", "1") }),
		ask("SwapSetting of nothing twice", func(tx *store.Tx) (bool, error) { return tx.SwapSetting("new", "", "2") }),
	}
}

func caseScript() []line {
	id := huiyin.FirstID[huiyin.CaseID](noon)
	add := func(name string, c casework.Case) line {
		return do("AddCase "+name, func(tx *store.Tx) error { k := c.Clone(); return tx.AddCase(&k, []byte{1, 2}, noon) })
	}
	full := whole(id)
	full.Assignments[0].Unit, full.Assignments[1].Unit = 3, 4
	draft := casework.Case{ID: id + 1, Number: "d", Version: 1, State: casework.Draft, RegisteredBy: 8, Wake: noon.Add(time.Hour)}
	return []line{
		ask("NextNumber", func(tx *store.Tx) (string, error) { return tx.NextNumber(id, noon.In(time.UTC)) }),
		ask("NextNumber again", func(tx *store.Tx) (string, error) { return tx.NextNumber(id, noon.In(time.UTC)) }),
		ask("NextNumber of another day", func(tx *store.Tx) (string, error) { return tx.NextNumber(id, noon.In(time.UTC).AddDate(0, 0, 1)) }),
		add("", full), add("a draft", draft),
		do("AddCase with a number that is taken", func(tx *store.Tx) error {
			k := letter(id + 9)
			k.Number = full.Number
			return tx.AddCase(&k, nil, noon)
		}),
		ask("Case", func(tx *store.Tx) (casework.Case, error) { return tx.Case(id) }),
		ask("Case none", func(tx *store.Tx) (casework.Case, error) { return tx.Case(5) }),
		ask("CaseByNumber", func(tx *store.Tx) (casework.Case, error) { return tx.CaseByNumber(full.Number) }),
		do("SaveCase", func(tx *store.Tx) error {
			next := full.Clone()
			next.Version++
			next.State, next.Answer, next.Wake = casework.Answered, "The lamp shines.", time.Time{}
			next.Assignments = append(next.Assignments, casework.Assignment{ID: 900, Unit: 2, Part: casework.Co, State: casework.ToSign})
			return tx.SaveCase(&next, &full, noon.Add(time.Minute))
		}),
		do("SaveCase of an old version", func(tx *store.Tx) error { k := full.Clone(); return tx.SaveCase(&k, &full, noon) }),
		do("SaveDraft", func(tx *store.Tx) error {
			k := draft
			k.Title = "So far"
			return tx.SaveDraft(&k, noon.Add(time.Minute))
		}),
		ask("Case after that", func(tx *store.Tx) (casework.Case, error) { return tx.Case(id) }),
		ask("Case a draft", func(tx *store.Tx) (casework.Case, error) { return tx.Case(id + 1) }),
		ask("CaseVersion", func(tx *store.Tx) (int64, error) { return tx.CaseVersion(id) }),
		ask("CaseVersion none", func(tx *store.Tx) (int64, error) { return tx.CaseVersion(5) }),
		ask("WakingCases too early", func(tx *store.Tx) ([]huiyin.CaseID, error) { return tx.WakingCases(noon, 9) }),
		ask("WakingCases", func(tx *store.Tx) ([]huiyin.CaseID, error) { return tx.WakingCases(noon.Add(time.Hour), 9) }),
		ask("NextWake", (*store.Tx).NextWake),
		ask("CodeHash", func(tx *store.Tx) ([]byte, error) { return tx.CodeHash(id) }),
		do("SetCodeHash", func(tx *store.Tx) error { return tx.SetCodeHash(id, []byte{9}) }),
		ask("CodeHash after that", func(tx *store.Tx) ([]byte, error) { return tx.CodeHash(id) }),
		ask("CodeHash none", func(tx *store.Tx) ([]byte, error) { return tx.CodeHash(5) }),
		ask("CasesAfter", func(tx *store.Tx) ([]casework.Case, error) { return tx.CasesAfter(0, 5) }),
		ask("UnitSees", func(tx *store.Tx) (bool, error) { return tx.UnitSees(1, id) }),
		ask("UnitSees not", func(tx *store.Tx) (bool, error) { return tx.UnitSees(3, id+1) }),
		ask("Tally", func(tx *store.Tx) (any, error) {
			states, judged, err := tx.Tally(0, []casework.State{casework.Answered, casework.Draft, casework.Void})
			return fmt.Sprint(states, judged), err
		}),
	}
}

func talkScript() []line {
	id := huiyin.FirstID[huiyin.CaseID](noon)
	return []line{
		do("AddContact", func(tx *store.Tx) error {
			return tx.AddContact(filled(func(k *store.Contact) { k.Case, k.ID = id, 2 }))
		}),
		do("AddContact of the same moment", func(tx *store.Tx) error {
			return tx.AddContact(filled(func(k *store.Contact) { k.Case, k.ID, k.Note = id, 1, "Earlier by its identity." }))
		}),
		ask("Contacts", func(tx *store.Tx) ([]store.Contact, error) { return tx.Contacts(id) }),
		do("AddFile", func(tx *store.Tx) error { return tx.AddFile(filled(func(f *store.File) { f.Case, f.ID = id, 3 })) }),
		ask("Files", func(tx *store.Tx) ([]store.File, error) { return tx.Files(id) }),
		ask("FileKnown", func(tx *store.Tx) (bool, error) {
			return tx.FileKnown(filled(func(f *store.File) { f.Case, f.ID = id, 3 }).Hash)
		}),
		ask("FileKnown not", func(tx *store.Tx) (bool, error) { return tx.FileKnown("none") }),
		do("AddReading", func(tx *store.Tx) error {
			return tx.AddReading(filled(func(r *store.Reading) { r.Case, r.ID, r.Staff = id, 1, 5 }))
		}),
		do("AddReading of a number", func(tx *store.Tx) error {
			return tx.AddReading(store.Reading{ID: 2, Kind: "number", At: noon, Staff: 6})
		}),
		ask("Readings", func(tx *store.Tx) (any, error) {
			return both(tx.Readings(store.ReadingFilter{}, huiyin.Page{Limit: 1}))
		}),
		ask("Readings after", func(tx *store.Tx) (any, error) {
			return both(tx.Readings(store.ReadingFilter{}, huiyin.Page{After: "2"}))
		}),
		ask("Readings of somebody", func(tx *store.Tx) (any, error) {
			return both(tx.Readings(store.ReadingFilter{Staff: 5, Case: id}, huiyin.Page{}))
		}),
		ask("Readings with a cursor of nobody", func(tx *store.Tx) (any, error) {
			return both(tx.Readings(store.ReadingFilter{}, huiyin.Page{After: "x"}))
		}),
	}
}

func journalScript() []line {
	id := int64(huiyin.FirstID[huiyin.CaseID](noon))
	shard := huiyin.Shard(id)
	return []line{
		do("Append", func(tx *store.Tx) error {
			return tx.Append(id, noon, "staff:1", store.Fact{Kind: "case.registered", Data: map[string]any{"state": "registered", "b": true, "n": int64(7)}}, store.Fact{Kind: "case.passed"})
		}),
		ask("Ends", func(tx *store.Tx) ([]huiyin.Event, error) { return tx.Ends(id, 5) }),
		ask("Ends of a long story", func(tx *store.Tx) ([]huiyin.Event, error) { return tx.Ends(id, 1) }),
		do("AppendHistory", func(tx *store.Tx) error {
			return tx.AppendHistory(id, "system", store.Moment{At: noon, Facts: []store.Fact{{Kind: "a"}, {Kind: "b"}}}, store.Moment{At: noon.Add(time.Hour), Facts: []store.Fact{{Kind: "c"}}})
		}),
		do("AppendHistory of nothing", func(tx *store.Tx) error { return tx.AppendHistory(id, "system") }),
		ask("Events", func(tx *store.Tx) ([]huiyin.Event, error) { return tx.Events(id, 2, 3) }),
		ask("EventsAfter", func(tx *store.Tx) ([]huiyin.Event, error) { return tx.EventsAfter(shard, 1, 100) }),
		ask("EventsOfCases", func(tx *store.Tx) ([]huiyin.Event, error) {
			return tx.EventsOfCases([]huiyin.CaseID{huiyin.CaseID(id), 4})
		}),
		ask("EventsOfCases none", func(tx *store.Tx) ([]huiyin.Event, error) { return tx.EventsOfCases(nil) }),
		ask("Heads", (*store.Tx).Heads),
		do("SetWatermark", func(tx *store.Tx) error { return tx.SetWatermark("search", 3, 17) }),
		do("SetWatermark again", func(tx *store.Tx) error { return tx.SetWatermark("search", 3, 18) }),
		ask("Watermarks", func(tx *store.Tx) ([huiyin.Shards]int64, error) { return tx.Watermarks("search") }),
		ask("UseKey", func(tx *store.Tx) (any, error) { return both(tx.UseKey("s", "k", []byte{1}, 5, []byte{2}, noon)) }),
		ask("UseKey again", func(tx *store.Tx) (any, error) { return both(tx.UseKey("s", "k", []byte{1}, 6, nil, noon)) }),
		ask("UseKey for something else", func(tx *store.Tx) (any, error) { return both(tx.UseKey("s", "k", []byte{3}, 6, nil, noon)) }),
		ask("UseKey in another scope", func(tx *store.Tx) (any, error) { return both(tx.UseKey("z", "k", []byte{3}, 6, nil, noon)) }),
		ask("UseKey without a key", func(tx *store.Tx) (any, error) { return both(tx.UseKey("s", "", []byte{3}, 6, nil, noon)) }),
		ask("KeyUsed", func(tx *store.Tx) (any, error) { return both(tx.KeyUsed("s", "k", []byte{1})) }),
		ask("KeyUsed not", func(tx *store.Tx) (any, error) { return both(tx.KeyUsed("s", "K", []byte{1})) }),
		ask("KeysAfter", func(tx *store.Tx) ([]store.KeyLine, error) { return tx.KeysAfter("s", "", 9) }),
	}
}

func personScript() []line {
	known := map[string]huiyin.PersonID{}
	recall := func(name string, p store.Person) line {
		key := string(p.Phone) + p.Name + p.Email
		return ask("Recall "+name, func(tx *store.Tx) (any, error) {
			id, err := tx.Recall(p, noon)
			if was, ok := known[key]; ok && was != id {
				return "another person than before", err
			}
			known[key] = id
			if id == 0 {
				return "nobody", err
			}
			back, e := tx.OpenPerson(id)
			back.ID = 0
			return back, errors.Join(err, e)
		})
	}
	return []line{
		recall("", store.Person{Name: "李小明", Phone: "19900001234", Email: "li@example.org"}),
		recall("again", store.Person{Name: "李小明", Phone: "19900001234", Email: "li@example.org"}),
		recall("of the same family", store.Person{Name: "王芳", Phone: "19900001234"}),
		recall("without a name", store.Person{Phone: "19900001234"}),
		recall("without a name again", store.Person{Phone: "19900001234"}),
		recall("by mail", store.Person{Name: "Ann", Email: "ann@example.org", Kind: "enterprise"}),
		recall("nobody", store.Person{Kind: "person"}),
		ask("PersonsByPhone", func(tx *store.Tx) (int, error) {
			ids, err := tx.PersonsByPhone("19900001234")
			return len(ids), err
		}),
		ask("OpenPerson none", func(tx *store.Tx) (store.Person, error) { return tx.OpenPerson(1) }),
	}
}

func listScript() []line {
	cases := func(name string, f store.CaseFilter, page huiyin.Page) line {
		return ask("Cases "+name, func(tx *store.Tx) (any, error) { return both(tx.Cases(f, page)) })
	}
	work := func(name string, q store.WorkQuery) []line {
		return []line{
			ask("Worklist "+name, func(tx *store.Tx) (any, error) { return both(tx.Worklist(q, huiyin.Page{Limit: 1})) }),
			ask("CountWork "+name, func(tx *store.Tx) (store.WorkCount, error) { return tx.CountWork(q, noon.Add(1000*time.Hour)) }),
		}
	}
	lines := []line{
		cases("all", store.CaseFilter{}, huiyin.Page{}),
		cases("of words", store.CaseFilter{Text: "lamp 路灯"}, huiyin.Page{}),
		cases("best", store.CaseFilter{Text: "lamp", Ranked: true}, huiyin.Page{}),
		cases("of signs", store.CaseFilter{Text: "?!"}, huiyin.Page{}),
		cases("of a category with a quote", store.CaseFilter{Text: "lamp", Category: `0"`}, huiyin.Page{}),
		cases("of a category with a stroke", store.CaseFilter{Text: "lamp", Category: `0\`}, huiyin.Page{}),
		cases("of an apostrophe", store.CaseFilter{Text: "lamp", Category: `0'`}, huiyin.Page{}),
		cases("after nonsense", store.CaseFilter{}, huiyin.Page{After: "x"}),
		cases("by due after nonsense", store.CaseFilter{States: []casework.State{casework.Answered}, ByDue: true}, huiyin.Page{After: "5"}),
		ask("Worklist after nonsense", func(tx *store.Tx) (any, error) {
			return both(tx.Worklist(store.WorkQuery{States: []casework.State{casework.Answered}, City: true}, huiyin.Page{After: "1-2"}))
		}),
	}
	return slices.Concat(lines, work("of states", store.WorkQuery{States: []casework.State{casework.Answered}, City: true}),
		work("of a unit", store.WorkQuery{States: []casework.State{casework.Answered}, Units: []huiyin.UnitID{1}}),
		work("of parts", store.WorkQuery{Assignments: []casework.AssignmentState{casework.ToSign}, Units: []huiyin.UnitID{2, 3}}),
		work("of requests", store.WorkQuery{Requests: []casework.RequestKind{casework.ReturnOrder}, City: true}))
}

func publicScript() []line {
	id := huiyin.FirstID[huiyin.CaseID](noon)
	p := filled(func(p *store.Publication) {
		p.Case, p.Number, p.Category, p.Area, p.Title, p.Views = id, "2609160001", "0102", "510104", "路灯不亮", 0
	})
	requests := func(name string, f store.ServiceRequestFilter) line {
		f.From, f.To = noon.AddDate(0, -1, 0), noon.AddDate(0, 1, 0)
		return ask("ServiceRequests "+name, func(tx *store.Tx) ([]store.ServiceRequest, error) { return tx.ServiceRequests(f) })
	}
	open311 := letter(id + 20)
	open311.Channel, open311.Service, open311.Confidentiality = "open311", "0102", 1
	return []line{
		do("SavePublication", func(tx *store.Tx) error { return tx.SavePublication(p) }),
		do("AddViews", func(tx *store.Tx) error { return tx.AddViews(id, 3) }),
		do("AddViews again", func(tx *store.Tx) error { return tx.AddViews(id, 2) }),
		do("SavePublication again", func(tx *store.Tx) error { return tx.SavePublication(p) }),
		ask("Publication", func(tx *store.Tx) (store.Publication, error) { return tx.Publication(p.Number) }),
		ask("Publication none", func(tx *store.Tx) (store.Publication, error) { return tx.Publication("x") }),
		ask("Publications", func(tx *store.Tx) (any, error) {
			return both(tx.Publications(store.PublicationFilter{}, huiyin.Page{}))
		}),
		ask("Publications of words", func(tx *store.Tx) (any, error) {
			return both(tx.Publications(store.PublicationFilter{Text: "路灯", Category: "01", Area: "5101"}, huiyin.Page{}))
		}),
		do("AddCase for others", func(tx *store.Tx) error { k := open311.Clone(); return tx.AddCase(&k, nil, noon) }),
		ask("ServiceRequestsByNumber", func(tx *store.Tx) ([]store.ServiceRequest, error) {
			return tx.ServiceRequestsByNumber([]string{open311.Number, p.Number, "none"})
		}),
		requests("all", store.ServiceRequestFilter{Limit: 10}),
		requests("of a service", store.ServiceRequestFilter{Limit: 10, Services: []string{"01"}, States: []casework.State{casework.Registered}}),
		requests("changed since", store.ServiceRequestFilter{Limit: 10, ChangedAfter: noon.Add(-time.Hour), ChangedUntil: noon.Add(time.Hour)}),
		ask("DropPublication", func(tx *store.Tx) (bool, error) { return tx.DropPublication(id) }),
		ask("DropPublication again", func(tx *store.Tx) (bool, error) { return tx.DropPublication(id) }),
		do("DropPublications", (*store.Tx).DropPublications),
		ask("Publications none", func(tx *store.Tx) (any, error) {
			return both(tx.Publications(store.PublicationFilter{Text: "路灯"}, huiyin.Page{}))
		}),
	}
}

func staffScript() []line {
	account := filled(func(a *store.Staff) { a.ID, a.Login, a.Name, a.Failures = 8, "li", "Ms Li", 0 })
	session := filled(func(s *store.Session) {
		s.Hash, s.Staff, s.CreatedAt, s.Expires = []byte{7}, 8, noon, noon.Add(time.Hour)
	})
	key := filled(func(k *store.APIKey) { k.Hash, k.Staff, k.Revoked = []byte{5}, 8, false })
	list := func(name string, f store.StaffFilter) line {
		return ask("StaffList "+name, func(tx *store.Tx) (any, error) { return both(tx.StaffList(f, huiyin.Page{Limit: 2})) })
	}
	return []line{
		do("AddStaff", func(tx *store.Tx) error { return tx.AddStaff(account) }),
		do("AddStaff another", func(tx *store.Tx) error {
			return tx.AddStaff(store.Staff{ID: 9, Login: "Wu_50%", Name: "Wu", Roles: []huiyin.Role{huiyin.Operator}, Active: true})
		}),
		ask("Staff", func(tx *store.Tx) (store.Staff, error) { return tx.Staff(8) }),
		ask("Staff none", func(tx *store.Tx) (store.Staff, error) { return tx.Staff(88) }),
		ask("StaffByLogins", func(tx *store.Tx) (int, error) {
			l, err := tx.StaffByLogins("li", "Wu_50%", "LI")
			return len(l), err
		}),
		list("all", store.StaffFilter{}), list("of a role", store.StaffFilter{Role: huiyin.Operator}), list("of a text", store.StaffFilter{Text: "LI"}),
		list("of a unit", store.StaffFilter{Unit: account.Unit, Active: true}), list("of a sign", store.StaffFilter{Text: "_50%"}),
		do("SaveStaff", func(tx *store.Tx) error {
			a := account
			a.Name, a.Password = "Ms Li 2", "not this way"
			return tx.SaveStaff(a)
		}),
		do("SetPassword", func(tx *store.Tx) error { return tx.SetPassword(8, "phc") }),
		ask("CountFailure", func(tx *store.Tx) (int, error) { return tx.CountFailure(8) }),
		do("LockStaff", func(tx *store.Tx) error { return tx.LockStaff(8, noon) }),
		ask("Staff locked", func(tx *store.Tx) (store.Staff, error) { return tx.Staff(8) }),
		ask("Welcome", func(tx *store.Tx) (bool, error) { return tx.Welcome(8, "phc", "phc2") }),
		ask("Welcome too late", func(tx *store.Tx) (bool, error) { return tx.Welcome(8, "phc", "phc3") }),
		ask("Staff welcomed", func(tx *store.Tx) (store.Staff, error) { return tx.Staff(8) }),
		do("AddSession", func(tx *store.Tx) error { return tx.AddSession(session) }),
		ask("Session", func(tx *store.Tx) (any, error) { return both(tx.Session([]byte{7})) }),
		ask("Session none", func(tx *store.Tx) (any, error) { return both(tx.Session([]byte{8})) }),
		ask("Sessions", func(tx *store.Tx) ([]store.Session, error) { return tx.Sessions(8, noon) }),
		do("ExtendSession", func(tx *store.Tx) error { return tx.ExtendSession([]byte{7}, noon.Add(2*time.Hour)) }),
		do("EndSessions", func(tx *store.Tx) error { return tx.EndSessions(8, []byte{7}) }),
		ask("Sessions after that", func(tx *store.Tx) ([]store.Session, error) { return tx.Sessions(8, noon.Add(time.Hour)) }),
		do("EndSession", func(tx *store.Tx) error { return tx.EndSession([]byte{7}) }),
		do("AddAPIKey", func(tx *store.Tx) error { return tx.AddAPIKey(key) }),
		ask("APIKey", func(tx *store.Tx) (any, error) { return both(tx.APIKey([]byte{5})) }),
		do("RevokeAPIKey", func(tx *store.Tx) error { return tx.RevokeAPIKey([]byte{5}) }),
		ask("APIKeys", func(tx *store.Tx) ([]store.APIKey, error) { return tx.APIKeys(8) }),
	}
}
