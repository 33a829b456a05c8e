package casework

import (
	"reflect"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// fullForm has something in every column; a column that is added later and forgotten here fails the test below.
func fullForm() Form {
	point := 1.0
	f := Form{Defects: []string{"off_topic"}, Unit: 1, Units: []huiyin.UnitID{2}, Article: 3, Files: []huiyin.FileID{4},
		Limit: calendar.Limit{Amount: 5, Unit: calendar.WorkingDays}, Moment: time.Unix(6, 0), Lon: &point, Lat: &point}
	_ = f.Texts(func(_ string, text *string, _ int) error {
		*text = "x"
		return nil
	})
	return f
}

func TestAFormKeepsExactlyWhatIsAskedFor(t *testing.T) {
	full := fullForm()
	v := reflect.ValueOf(full)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Fatalf("the column %s is in no list of columns", v.Type().Field(i).Name)
		}
	}
	if got := full.only(nil); !reflect.DeepEqual(got, Form{}) {
		t.Errorf("nothing was asked for, and left is %+v", got)
	}
	var all []Field
	for _, c := range textColumns {
		all = append(all, Field{Name: c.name, Kind: Text})
	}
	for _, name := range []string{"defects", "unit", "units", "article", "files", "limit", "moment", "point"} {
		all = append(all, Field{Name: name})
	}
	if got := full.only(all); !reflect.DeepEqual(got, full) {
		t.Errorf("everything was asked for, and left is %+v", got)
	}
	for _, d := range all {
		one := full.only([]Field{d})
		if !one.filled(d) {
			t.Errorf("the field %s was asked for and is lost", d.Name)
		}
		for _, other := range all {
			if other.Name != d.Name && one.filled(other) {
				t.Errorf("%s was asked for, and %s is left as well", d.Name, other.Name)
			}
		}
	}
}

// Every field that a row asks for is a column of the form.
func TestEveryFieldIsAColumn(t *testing.T) {
	full := fullForm()
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for _, r := range table {
			for _, d := range r.Ask {
				if !full.filled(d) {
					t.Errorf("%s asks for %s, which no form has", r.Step, d.Name)
				}
			}
		}
	}
}

func TestHalfAPointIsNone(t *testing.T) {
	lon := 104.06
	if f := (Form{Lon: &lon}).only([]Field{fPoint}); f.Lon != nil {
		t.Error("a longitude without a latitude is kept")
	}
}
