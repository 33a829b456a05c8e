package directory_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"huiyin/directory"
)

// What goes out comes in again as it was: into the same record it changes nothing, and a new record becomes its twin.
func TestExportThenImportIsTheIdentity(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		for round := range 3 {
			h.invent(rand.New(rand.NewPCG(7, uint64(round))))
		}
		twin := open(t, "sqlite")
		for _, kind := range directory.Kinds() {
			rows := h.exported(kind)
			if len(rows) < 4 {
				t.Fatalf("of %s only %d rows are on record; the test would prove nothing", kind, len(rows)-1)
			}
			before := h.events()
			h.is(h.table(kind, csvOf(t, rows)), 0, 0, len(rows)-1)
			if h.events() != before {
				t.Errorf("an export of %s brought in again wrote %d events", kind, h.events()-before)
			}
			if r := twin.table(kind, csvOf(t, rows)); len(r.Bad) > 0 {
				t.Errorf("a new record refuses exported %s: %+v", kind, r.Bad)
			}
			if got := twin.exported(kind); !reflect.DeepEqual(got, rows) {
				t.Errorf("%s of the twin differ:\n%v\n%v", kind, got, rows)
			}
		}
	})
}

// invent brings in a random city through the front door; some rows are refused, which is as it should be.
func (h *house) invent(rng *rand.Rand) {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	odd := func() string {
		return pick("", "路灯", "a \"quoted\", text", "=1+1", "'@x", "Ñandú", "tab and space ", "'", "123456789012345678")
	}
	write := func(kind, header string, n int, cells func(i int) []any) {
		rows := [][]string{strings.Split(header, ",")}
		for i := range n {
			var row []string
			for _, c := range cells(i) {
				row = append(row, fmt.Sprint(c))
			}
			rows = append(rows, row)
		}
		h.table(kind, csvOf(h.t, rows))
	}
	unit := func() string { return fmt.Sprintf("U%d", rng.IntN(12)) }
	area := func() string { return pick("", "51", "5101", "510104") }
	class := func() string { return pick("", "01", "0101", "0102", "010101") }
	write("areas", "code,name,name_en,parent,level,lon,lat", 4, func(i int) []any {
		code := []string{"51", "5101", "510104", "510105"}[i]
		return []any{code, "地" + odd(), odd(), []string{"", "51", "5101", "51"}[i], "", 104.5 + float64(i)/8, -30.25}
	})
	write("units", "code,name,parent,level,kind,area,phone,backstop,active", 12, func(i int) []any {
		return []any{fmt.Sprintf("U%d", i), "单位" + odd(), pick("", unit()), pick("", "1", "2", "3"), pick("", "town", "company"), area(), pick("", "12345"), pick("", unit()), pick("", "no", "yes")}
	})
	write("categories", "code,name,name_es,open311,keywords,nature_default,unit_hint", 5, func(i int) []any {
		return []any{[]string{"01", "0101", "0102", "010101", "02"}[i], "类" + odd(), odd(), pick("", "yes", "no"), "甲，乙;" + odd(), pick("", "咨询", "praise"), odd()}
	})
	write("catalogue", "category,area,lead,co,legal_basis,limit,valid_from,valid_to", 20, func(int) []any {
		return []any{class(), area(), unit(), unit() + "|" + unit(), odd(), pick("", "5wd", "90wm", "24h"), pick("", "2026-01-01", "2026/2/3"), pick("", "2026-02-01")}
	})
	write("mailboxes", "code,name,name_en,kind,owner_title,level,area,unit,state,intro", 8, func(i int) []any {
		return []any{fmt.Sprintf("m.%d", i), "信箱" + odd(), odd(), pick("", "leader", "letterbox"), odd(), pick("", "city"), area(), unit(), pick("", "closed"), "一\n二" + odd()}
	})
	write("hotlines", "number,name,unit,mode,greeting,skills,category,hours,fallback", 8, func(i int) []any {
		return []any{12300 + i, "热线" + odd(), pick("", unit()), pick("", "parallel"), odd(), pick("", "a,b|a"), class(), pick("", "24h", "wd 9:00-17:00", "Sat 10:00-12:00"), pick("", "12345")}
	})
	write("articles", "code,unit,title,question,answer,law,region,category,valid_from,valid_to,review_on,state", 8, func(i int) []any {
		return []any{fmt.Sprintf("K-%d", i), pick("", unit()), "题" + odd(), odd(), "答\n" + odd(), odd(), area(), class(), pick("", "2026-01-01"), pick("", "2026-07-01"), pick("", "2027-01-01"), pick("", "approved", "retired")}
	})
	write("holidays", "date,kind,name", 6, func(i int) []any {
		return []any{fmt.Sprintf("2027-0%d-0%d", 1+i, 1+rng.IntN(9)), pick("holiday", "workday"), odd()}
	})
	write("limits", "kind,category,nature,urgency,channel,limit,valid_from,valid_to,law", 12, func(int) []any {
		return []any{pick("handle", "sign", "review"), pick("", "01", "0101"), pick("", "complaint"), pick("", "emergency"), pick("", "phone"), pick("1h", "9wd"), pick("", "2026-01-01"), pick("", "2027-01-01"), odd()}
	})
}
