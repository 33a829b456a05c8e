package directory_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/store"
)

const (
	someAreas = `code,name,name_en,parent,level,lon,lat
		510104,锦江区,Jinjiang,5101,2,104.081,30.658
		5101,成都市,Chengdu,,1,,
		510104022,春熙路街道,Chunxilu,510104,3,,`
	someUnits = `code,name,parent,level,kind,area,phone,backstop
		JJ-LIGHT,锦江照明科,JJ,3,section,510104,028 5550 0003,JJ
		JJ,锦江区,CD,2,district,510104,028-5550-0002,CD
		CD,市人民政府,,1,city,5101,,`
	someCategories = `code,name,parent,keywords,nature_default,open311
		010101,路灯不亮,0101,不亮,complaint,no
		01,市政,,,,
		0101,路灯,01,路灯；照明,投诉,yes`
)

// settle brings in a small city.
func (h *house) settle() {
	h.t.Helper()
	h.is(h.table("areas", someAreas), 3, 0, 0)
	h.is(h.table("units", someUnits), 3, 0, 0)
	h.is(h.table("categories", someCategories), 3, 0, 0)
}

func TestUnitsComeInParentsLast(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.settle()
		c := h.City()
		light := c.UnitByCode("JJ-LIGHT")
		if light == nil || c.UnitName(light.Parent) != "锦江区" || light.Phone != "02855500003" || !light.Active || c.UnitByCode("JJ").Backstop != c.UnitByCode("CD").ID {
			t.Errorf("the section came in as %+v", light)
		}
		if len(c.Below(c.UnitByCode("CD").ID)) != 3 {
			t.Errorf("below the city stand %v", c.Below(c.UnitByCode("CD").ID))
		}
		if k := c.Category("0101"); k.Keywords != "路灯|照明" || k.Nature != "complaint" || !k.Open311 {
			t.Errorf("the category came in as %+v", k)
		}
	})
}

func TestTheSameTableTwiceChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.settle()
		before, picture := h.events(), h.City()
		h.is(h.table("areas", someAreas), 0, 0, 3)
		h.is(h.table("units", someUnits), 0, 0, 3)
		h.is(h.table("categories", someCategories), 0, 0, 3)
		if h.events() != before || h.City() != picture {
			t.Errorf("the same tables again wrote %d events or read the city again", h.events()-before)
		}
		h.is(h.table("units", "code,name\nJJ,锦江区政府\nJJ-LIGHT,锦江照明科"), 0, 1, 1)
		u := h.City().UnitByCode("JJ")
		if u.Name != "锦江区政府" || u.Phone != "02855500002" || u.ID != picture.UnitByCode("JJ").ID {
			t.Errorf("after a table with two columns the unit is %+v", u)
		}
		if h.events() != before+1 {
			t.Errorf("one changed row wrote %d events", h.events()-before)
		}
	})
}

func TestWhatIsJournaled(t *testing.T) {
	h := open(t, "sqlite")
	h.settle()
	h.is(h.table("units", "code,name\nJJ,锦江区政府"), 0, 1, 0)
	if err := h.store.Read(context.Background(), func(t *store.Tx) error {
		events, err := t.Events(directory.Stream("units", "JJ"), 1, 10)
		if err != nil || len(events) != 2 {
			h.t.Fatalf("%d events of the unit: %v", len(events), err)
		}
		last := string(events[1].Data)
		if events[1].Kind != "unit.changed" || events[1].By != "staff:5" || !strings.Contains(last, `"columns":["name"]`) || strings.Contains(last, "锦江") {
			h.t.Errorf("the change is journaled as %s by %s: %s", events[1].Kind, events[1].By, last)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestBadRowsAreNamedAndTheOthersKept(t *testing.T) {
	h := open(t, "sqlite")
	h.settle()
	for _, c := range []struct {
		kind, csv                 string
		added, changed, unchanged int
		bad                       []string
	}{
		{"areas", `code,name,parent,level,lon,lat
			510105,青羊区,5101,2,,
			520101,别处,5101,2,,
			510106,金牛区,5101,2,104,
			510107,武侯区,5101,2,190,30
			510108,成华区,5101,1,,
			,无名,5101,2,,
			51 01,空格,,1,,`, 1, 0, 0,
			[]string{"3 does not begin with", "4 needs both", "5 degrees", "6 below that of the parent", "7 code is required", "8 without spaces"}},
		{"units", `code,name,parent,level,kind,area,phone,backstop
			A,甲,B,2,,,,
			B,乙,A,2,,,,
			C,丙,D,,,,,
			D,丁,C,,,,,
			E,戊,NOWHERE,3,,,,
			F,己,E,4,,,,
			G,庚,CD,2,castle,,,
			H,辛,CD,2,,999999,,
			I,壬,CD,2,,,none,
			J,癸,CD,9,,,,
			K,,CD,2,,,,
			L,自己,CD,2,,,,L
			M,很好,CD,,,,,
			M,不同,CD,,,,,
			M,很好,CD,,,,,
			CD,市人民政府,JJ,3,,,,
			N,` + "\"两\n行\"" + `,CD,2,,,,`, 1, 0, 1,
			[]string{"2 neither", "3 neither", "4 neither", "5 neither", "6 NOWHERE", "7 \"E\"", "8 must be one of", "9 999999", "10 cannot be read",
				"11 from 1 to 4", "12 name is required", "13 own backstop", "15 says otherwise", "17 level", "18 one line"}},
		{"categories", `code,name,parent,nature_default
			02,好,,
			0202,好,,help
			020202,无上级,0203,
			0302,无上级,,
			02020202,太深,,
			2,短,,
			0204,坏,02,anger
			道路,汉字,,`, 2, 0, 0, []string{"4 0203", "5 needs the class", "6 three levels", "7 three levels", "8 must be one of", "9 three levels"}},
		{"catalogue", `category,area,lead,co,limit,valid_from,valid_to
			0101,510104,JJ-LIGHT,JJ|CD,5wd,2026-01-01,
			0101,510104,JJ-LIGHT,,5wd,2026/1/1,
			0101,,NOBODY,,,,
			0199,,CD,,,,
			01,,CD,CD,,,
			01,510104,CD,JJ|NOBODY,,,
			01,5101,CD,,soon,,
			01,510104022,CD,,,2026-02-30,
			0101,510104022,CD,,,2026-03-01,2026-03-01
			0101,,CD,,7 WD,,`, 2, 0, 0,
			[]string{"3 says otherwise", "4 NOBODY", "5 0199", "6 leads already", "7 NOBODY", "8 limit", "9 no day", "10 must end after"}},
		{"mailboxes", `code,name,unit,kind,state,intro
			mayor,市长信箱,CD,领导,,` + "\"您好\n请写\"" + `
			lamp,照明信箱,NOBODY,,,
			none,无单位信箱,,,,
			shut,已关信箱,JJ,enterprise,closed,
			odd,怪信箱,JJ,pigeon,,
			half,半开信箱,JJ,,ajar,`, 2, 0, 0, []string{"4 NOBODY", "5 required", "7 must be one of", "8 must be one of"}},
		{"hotlines", `number,name,unit,mode,category,hours,fallback,skills
			12345,政务热线,CD,merged,,24h,,general
			12319,城建热线,JJ,双号并行,01,wd 9:00-17:00,12345,"urban, night"
			12320,卫生热线,,branch,,Mon-Fri 08:00-12:00,,
			110,报警,CD,,,,,
			1,短,,,,,,
			12321,环,,,,,12321,
			12322,时间,,,,always,,
			12323,分类,,,77,,,`, 3, 0, 0, []string{"5 emergency", "6 cannot be read", "7 itself", "8 24h", "9 77"}},
		{"articles", `code,unit,title,question,answer,category,region,valid_from,valid_to,review_on,state
			K1,CD,怎么报修路灯,路灯不亮找谁,打12345,0101,5101,2026-01-01,,2027-01-01,published
			K2,CD,无答案,,,,,,,,
			K3,CD,废止,,旧,,,2026-01-01,2025-01-01,,retired
			K4,CD,状态,,有,,,,,,secret
			K5,,草稿,,有,,,,,,`, 2, 0, 0, []string{"3 answer is required", "4 must end after", "5 must be one of"}},
		{"holidays", `date,kind,name
			2027-01-01..2027-01-03,holiday,元旦
			2027-01-09,workday,元旦
			2027-01-01,workday,相反
			2027-02-30,holiday,无此日
			2027-02-01,party,坏
			2026-10-01,holiday,国庆节`, 4, 0, 1, []string{"4 says otherwise", "5 no day", "6 must be one of"}},
		{"limits", `kind,category,nature,urgency,limit,valid_from
			handle,01,complaint,,10wd,2026-01-01
			handle,,complaint,,12wd,
			handle,,consultation,,3wd,
			handle,88,,,3wd,
			naptime,,,,3wd,
			sign,,,,,
			sign,,,furious,1h,`, 1, 1, 1, []string{"5 No category", "6 must be one of", "7 limit is required", "8 must be one of"}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			h := &house{h.Directory, t, h.store}
			h.is(h.table(c.kind, c.csv), c.added, c.changed, c.unchanged, c.bad...)
			before := h.events()
			again := h.table(c.kind, c.csv)
			if again.Added+again.Changed != 0 || h.events() != before {
				t.Errorf("the same table again wrote %d rows and %d events", again.Added+again.Changed, h.events()-before)
			}
			if again.Added+again.Changed+again.Unchanged+len(again.Bad) < again.Rows {
				t.Errorf("the report %+v loses rows", again)
			}
		})
	}
	if l := h.City().Book.Limit(casework.LimitHandle, &casework.Case{Nature: casework.Complaint, RegisteredAt: now}); l.String() != "12wd" {
		t.Errorf("after the import complaints take %s", l)
	}
	if !h.City().Book.Calendar.Day(calendar.DateOf(2027, 1, 9)).Counted {
		t.Error("after the import 9 January 2027 is no working day")
	}
}

func TestUnitsBeforeTheMap(t *testing.T) {
	h := open(t, "sqlite")
	h.is(h.table("units", "编码,名称,上级,类型,区划代码,值班电话\nA,甲局,,部门,510104,12345\nB,乙科,A,科室,,"), 2, 0, 0)
	if u := h.City().UnitByCode("B"); u.Level != 2 || u.Kind != "section" {
		t.Errorf("a unit under Chinese headings came in as %+v", u)
	}
}

func TestHolidaysAsTheyArePublished(t *testing.T) {
	h := open(t, "sqlite")
	list := `{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
		{"name": "春节", "date": "2027-02-06", "isOffDay": true}, {"name": "春节", "date": "2027-02-30", "isOffDay": true}]}`
	r, err := h.ImportHolidays(context.Background(), strings.NewReader(list), clerk, now)
	if err != nil {
		t.Fatal(err)
	}
	h.is(r, 2, 0, 0, "2 no day")
	if !h.City().Book.Calendar.Announced(2027) {
		t.Error("a year with holidays in two months is not announced")
	}
	if r, err = h.ImportHolidays(context.Background(), strings.NewReader(list), clerk, now); err != nil || r.Unchanged != 2 {
		t.Errorf("again: %+v %v", r, err)
	}
	if _, err := h.ImportHolidays(context.Background(), strings.NewReader(`{"year":`), clerk, now); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("half a list: %v", err)
	}
}

func TestMoreThanABatchAndMoreThanAMillisecond(t *testing.T) {
	h := open(t, "sqlite")
	h.table("units", someUnits)
	var b strings.Builder
	b.WriteString("code,name,unit\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "box-%d,信箱,CD\n", i)
	}
	r, err := sheet.NewReader("m.csv", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	report, err := h.Import(context.Background(), directory.Intake{Kind: "mailboxes", Rows: r.Rows(), By: clerk, At: now,
		Progress: func(done, all int) { steps = append(steps, done, all) }})
	if err != nil || report.Added != 5000 {
		t.Fatalf("%+v %v", report, err)
	}
	if len(h.City().Mailboxes) != 5000 {
		t.Errorf("of 5000 letter boxes %d are on record: identities met", len(h.City().Mailboxes))
	}
	if len(steps) != 20 || !reflect.DeepEqual(steps[18:], []int{5000, 5000}) {
		t.Errorf("progress was told as %v", steps)
	}
}

func TestATableThatCannotBeReadWritesNothing(t *testing.T) {
	h := open(t, "sqlite")
	boom := errors.New("the disk was pulled out")
	rows := func(yield func(sheet.Row, error) bool) {
		_ = yield(sheet.Row{}, &sheet.RowError{Line: 2, Say: "No text."}) && yield(sheet.Row{}, boom)
	}
	_, err := h.Import(context.Background(), directory.Intake{Kind: "units", Rows: rows, By: clerk, At: now})
	if !errors.Is(err, boom) || h.events() != 0 {
		t.Errorf("error %v, %d events", err, h.events())
	}
	if _, err := h.Import(context.Background(), directory.Intake{Kind: "dragons"}); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("an unknown kind: %v", err)
	}
}
