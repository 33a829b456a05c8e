package portal

import (
	"net/http"
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
)

// stepForm is a step open to the appellant, drawn from what the desk says it asks for.
type stepForm struct {
	Step, Title, Hint, Button string
	Fields                    []stepField
	Open                      bool // shown unfolded
	Notice                    string
	Key                       string
	Upload                    bool
	kept                      filled
}

// stepField is one thing it asks for.
type stepField struct {
	ID, Name, Label, Hint, Value, Error string
	Kind                                casework.FieldKind
	Required                            bool
	Options                             []choice
}

// Files and Faults are the attachments of a form that was refused.
func (s *stepForm) Files() []attachment { return s.kept.files }
func (s *stepForm) Faults() []string    { return s.kept.faults }

// MostFiles and MostSize are the limits of its attachments.
func (s *stepForm) MostFiles() int { return desk.MaxFiles }
func (s *stepForm) MostSize() int  { return maxFile >> 20 }

// stepForms draws every step open to the appellant. A form that was refused takes the place of its empty one.
func (v *visit) stepForms(tr *desk.Track, refused *stepForm) []*stepForm {
	var out []*stepForm
	for _, o := range tr.Open {
		s, ok := v.stepForm(o)
		switch {
		case !ok:
		case refused != nil && refused.Step == s.Step:
			out, refused = append(out, refused), nil
		default:
			s.Open = o.Step == casework.Rate && tr.Case.State == casework.Visiting && !notSatisfied(&tr.Case) || tr.Case.State == casework.Supplementing
			out = append(out, s)
		}
	}
	if refused != nil { // it is not open any more; what was typed is not lost
		out = append(out, refused)
	}
	slices.SortStableFunc(out, func(a, b *stepForm) int { return order(b.Open) - order(a.Open) })
	return out
}

func order(first bool) int {
	if first {
		return 1
	}
	return 0
}

// stepForm draws one; a step that asks for something people cannot fill in here is not offered.
func (v *visit) stepForm(o casework.OpenStep) (*stepForm, bool) {
	name := string(o.Step)
	s := &stepForm{Step: name, Title: v.t("step." + name), Hint: v.t("step." + name + ".hint"), Button: v.t("step." + name + ".button"), Key: newKey()}
	for _, f := range o.Fields {
		d := stepField{ID: name + "-" + f.Name, Name: f.Name, Kind: f.Kind, Required: f.Required, Label: v.t("field." + name + "." + f.Name)}
		switch f.Kind {
		case casework.Text, casework.LongText:
		case casework.Choice:
			d.Options = options(v, f.Name, f.Options, "")
		case casework.Files:
			s.Upload = true
		default:
			if f.Required {
				return s, false
			}
			continue
		}
		s.Fields = append(s.Fields, d)
	}
	return s, true
}

// takeStep takes a step as the appellant.
func (p *Portal) takeStep(v *visit) error {
	number, code, ok := v.pair()
	if !ok {
		return v.to(matterPath(v.r.PathValue("number")))
	}
	tr, err := p.desk.Track(v.context(), number, code)
	if err != nil {
		return err
	}
	f, err := v.read(true)
	s, known := v.filledStep(&tr, &f)
	if !known {
		return noPage
	}
	if err == nil && len(f.faults) == 0 {
		if err = p.carryOut(v, number, code, s); err == nil {
			return v.to(matterPath(number) + "?done=" + s.Step)
		}
	}
	status := http.StatusUnprocessableEntity
	if err != nil {
		v.note(err)
		status = statusOf(err)
		s.blame(fieldOf(err), v.sentence(err))
	}
	return v.showMatter(status, number, code, s)
}

// closedSteps are drawn when a step was closed while its form was open: with the words that were typed, so that they
// are not lost.
var closedSteps = []casework.OpenStep{closedStep(casework.Supplement, "note"), closedStep(casework.Urge, "note"), closedStep(casework.Rate, "opinion"),
	closedStep(casework.AskReopen, "note"), closedStep(casework.Object, "note")}

func closedStep(s casework.Step, words string) casework.OpenStep {
	return casework.OpenStep{Step: s, Fields: []casework.Field{{Name: words, Kind: casework.LongText}}}
}

// filledStep draws the form of the address with what was typed into it.
func (v *visit) filledStep(tr *desk.Track, f *filled) (*stepForm, bool) {
	step := casework.Step(v.r.PathValue("step"))
	for _, o := range append(tr.Open[:len(tr.Open):len(tr.Open)], closedSteps...) {
		if o.Step != step {
			continue
		}
		s, _ := v.stepForm(o)
		s.Open, s.kept = true, *f
		if keyForm.MatchString(f.value("key")) {
			s.Key = f.value("key")
		}
		for i := range s.Fields {
			d := &s.Fields[i]
			d.Value = f.value(d.Name)
			for k := range d.Options {
				d.Options[k].Chosen = d.Options[k].Value == d.Value
			}
		}
		return s, true
	}
	return nil, false
}

func (p *Portal) carryOut(v *visit, number, code string, s *stepForm) error {
	o := desk.Order{Order: casework.Order{Step: casework.Step(s.Step)}, Files: s.kept.uploads(), Key: "portal " + s.Key}
	err := o.Form.Texts(func(name string, text *string, _ int) error {
		for _, d := range s.Fields {
			if d.Name == name {
				*text = d.Value
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if from := p.o.Address(v.r); p.letters.Full(from) {
		return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "too_many", Say: "Too much came from this address."}
	} else {
		p.letters.Add(from)
	}
	_, err = p.desk.TakeAsAppellant(v.context(), number, code, o)
	return err
}

// blame puts what is wrong beside its field, or above the form.
func (s *stepForm) blame(field, say string) {
	for i := range s.Fields {
		if s.Fields[i].Name == field {
			s.Fields[i].Error = say
			return
		}
	}
	s.Notice = say
}
