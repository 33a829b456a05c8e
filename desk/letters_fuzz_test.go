package desk_test

import (
	"context"
	"strings"
	"testing"

	"huiyin"
	"huiyin/directory"
	"huiyin/sheet"
)

// Whatever a table of letters holds, each row is accounted for, the second time makes nothing, and the record takes
// every letter that the rules took.
func FuzzLetters(f *testing.F) {
	f.Add("id,user,subject,time,detail,reply,reply_time\n1,AA,路灯,2019-01-02 03:04:05,不亮,已修,2019/1/3\n1,AA,路灯,2019-01-02 03:04:05,不亮,,")
	f.Add("编号,留言主题,留言时间,留言详情\n\"7\",\"甲\n乙\",2019年1月2日 3:04,\x00\x07字\x7f\n7,甲 乙,2019-01-02T03:04:00+08:00,字")
	f.Add("id,time,detail\n8,2000-01-01,\u202e\u200b\n9,2999-01-01,x\n10,1900-01-01,x\n11,0000-00-00,x\n,2019-01-01,x\n12,2019-13-01,x")
	f.Add("id,time,subject,reply,reply_time,unit,nature,category,area,mailbox,publish\n13,2019-01-01,a,b,2019-01-01,JJ,投诉,01,510104,mayor,是\n14,2019-01-01,a,b,2018-01-01,,,,,,")
	h := open(f, "sqlite")
	f.Fuzz(func(t *testing.T, csv string) {
		bring := func() (directory.Report, bool) {
			table, err := sheet.NewReader("letters.csv", strings.NewReader(csv))
			if err != nil {
				return directory.Report{}, false // no table
			}
			r, err := h.ImportLetters(context.Background(), directory.Intake{Rows: table.Rows(), By: huiyin.TheSystem})
			if err != nil && huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Fatalf("%q: %v", csv, err)
			}
			return r, err == nil
		}
		first, ok := bring()
		if !ok {
			return
		}
		if first.Added+first.Changed+first.Unchanged+len(first.Bad) != first.Rows {
			t.Errorf("%q: %d rows, but %+v", csv, first.Rows, first)
		}
		for _, b := range first.Bad {
			if b.Reason == "" || b.Line == 0 || strings.Contains(b.Reason, "the log says why") {
				t.Errorf("%q: line %d is refused: %s", csv, b.Line, b.Reason)
			}
		}
		if second, _ := bring(); second.Added+second.Changed != 0 {
			t.Errorf("%q: the second time made %+v", csv, second)
		}
	})
}
