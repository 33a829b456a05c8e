package portal

import (
	"strings"

	"huiyin/store"
)

// choice is an option of a list; a group has options below it.
type choice struct {
	Value, Text, Hint string
	Chosen            bool
	Below             []choice
}

// areas offers every district with its towns below it.
func (v *visit) areas(chosen string) []choice {
	var out []choice
	at := map[string]int{}
	for _, a := range v.p.desk.City().Areas {
		c := choice{Value: a.Code, Text: v.areaName(&a), Chosen: a.Code == chosen}
		switch a.Level {
		case 2:
			at[a.Code] = len(out)
			out = append(out, choice{Value: a.Code, Text: c.Text, Below: []choice{{Value: a.Code, Text: v.t("area.whole", "area", c.Text), Chosen: c.Chosen}}})
		case 3:
			if i, ok := at[a.Parent]; ok {
				out[i].Below = append(out[i].Below, c)
			}
		}
	}
	return out
}

// districts offers the districts, and the towns of the one that was chosen or that holds the chosen one.
func (v *visit) districts(chosen string) []choice {
	var out []choice
	for _, d := range v.areas(chosen) {
		open := len(chosen) >= len(d.Value) && strings.HasPrefix(chosen, d.Value)
		below := d.Below[1:]
		d.Chosen, d.Below = d.Value == chosen, nil
		if out = append(out, d); open {
			out = append(out, below...)
		}
	}
	return out
}

func (v *visit) areaName(a *store.Area) string { return v.pick(a.Name, a.NameEN, "") }

// areaLine is an area with the district above it.
func (v *visit) areaLine(code string) string {
	city := v.p.desk.City()
	var names []string
	for a := city.Area(code); a != nil && a.Level > 1 && len(names) < 5; a = city.Area(a.Parent) {
		names = append([]string{v.areaName(a)}, names...)
	}
	return strings.Join(names, " ")
}

// categories offers the first level, with the second below it.
func (v *visit) categories(chosen string) []choice {
	var out []choice
	at := map[string]int{}
	for _, k := range v.p.desk.City().Categories {
		c := choice{Value: k.Code, Text: v.pick(k.Name, k.NameEN, k.NameES), Chosen: k.Code == chosen}
		if k.Parent == "" {
			at[k.Code] = len(out)
			out = append(out, c)
		} else if i, ok := at[k.Parent]; ok {
			out[i].Below = append(out[i].Below, c)
		}
	}
	return out
}

func (v *visit) categoryName(code string) string {
	if k := v.p.desk.City().Category(code); k != nil {
		return v.pick(k.Name, k.NameEN, k.NameES)
	}
	return ""
}

func (v *visit) boxName(m *store.Mailbox) string { return v.pick(m.Name, m.NameEN, m.NameES) }

// options offers the words of a list; their texts are under prefix.word, their hints under prefix.word.hint.
func options[T ~string](v *visit, prefix string, words []T, chosen string) []choice {
	out := make([]choice, len(words))
	for i, w := range words {
		key := prefix + "." + string(w)
		out[i] = choice{Value: string(w), Text: v.t(key), Chosen: string(w) == chosen}
		if v.has(key + ".hint") {
			out[i].Hint = v.t(key + ".hint")
		}
	}
	return out
}
