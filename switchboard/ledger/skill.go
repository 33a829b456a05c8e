package ledger

import (
	"context"
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
)

// SkillName is a word of the dictionary of skills. Its code is what calls ask for and operators have.
type SkillName struct {
	Code string // language.tibetan, district.510104, 06, tax
	Kind string // language, district, subject
	Name string // the city's own word; "" where the console has one
}

// languages are what people speak on this line, dialects included.
var languages = []string{"mandarin", "sichuanese", "cantonese", "tibetan", "yi", "qiang", "english", "japanese", "korean", "spanish", "sign"}

// LevelMost is the highest level of a skill; 1 is learning it.
const LevelMost = 5

// skillsMost is how many skills one operator can have.
const skillsMost = 40

// SkillNames is the dictionary: languages, the city's districts, the top categories, and what hotlines ask for.
func (l *Ledger) SkillNames() []SkillName {
	var out []SkillName
	add := func(s SkillName) {
		if !slices.ContainsFunc(out, func(k SkillName) bool { return k.Code == s.Code }) {
			out = append(out, s)
		}
	}
	for _, code := range languages {
		add(SkillName{Code: "language." + code, Kind: "language"})
	}
	city := l.desk.City()
	for _, a := range city.Areas {
		if a.Level == 2 {
			add(SkillName{"district." + a.Code, "district", a.Name})
		}
	}
	for _, c := range city.Categories {
		if c.Parent == "" {
			add(SkillName{c.Code, "subject", c.Name})
		}
	}
	for _, h := range city.Hotlines {
		for word := range strings.FieldsFuncSeq(h.Skills, func(r rune) bool { return r == '|' || r == ',' || r == ' ' }) {
			if code, _, _ := strings.Cut(word, "."); code != "language" && code != "district" {
				add(SkillName{Code: code, Kind: "subject"})
			}
		}
	}
	return out
}

// Operator is somebody who answers calls, with what they can do and what callers pressed in the last thirty days.
type Operator struct {
	ID           huiyin.StaffID
	Login, Name  string
	Skills       []store.Skill
	Satisfaction Satisfaction
}

// Operators lists those who answer calls, by login.
func (l *Ledger) Operators(ctx context.Context, text string, page huiyin.Page, who huiyin.Actor) (out []Operator, next string, err error) {
	if err := need(who, staff.SeatsRead); err != nil {
		return nil, "", err
	}
	scores, err := l.scores(ctx, store.CallFilter{From: l.now().Add(-30 * 24 * time.Hour)})
	if err != nil {
		return nil, "", err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		list, more, err := t.StaffList(store.StaffFilter{Text: text, Role: huiyin.Operator, Active: true}, page)
		if err != nil {
			return err
		}
		next, out = more, make([]Operator, len(list))
		for i, a := range list {
			out[i] = Operator{ID: a.ID, Login: a.Login, Name: a.Name}
			if seesAll(who) || a.ID == who.Staff {
				out[i].Satisfaction = scores[a.ID]
			}
			if out[i].Skills, err = t.Skills(a.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return out, next, err
}

// Skills lists what somebody can do.
func (l *Ledger) Skills(ctx context.Context, id huiyin.StaffID, who huiyin.Actor) (skills []store.Skill, err error) {
	if err := need(who, staff.SeatsRead); err != nil {
		return nil, err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		if _, err := t.Staff(id); err != nil {
			return err
		}
		skills, err = t.Skills(id)
		return err
	})
	return skills, err
}

// SaveSkills replaces what an operator can do.
func (l *Ledger) SaveSkills(ctx context.Context, id huiyin.StaffID, skills []store.Skill, who huiyin.Actor) ([]store.Skill, error) {
	if err := need(who, staff.SeatsEdit); err != nil {
		return nil, err
	}
	codes, err := l.capable(skills)
	if err != nil {
		return nil, err
	}
	now := l.now()
	var out []store.Skill
	err = l.store.Write(ctx, func(t *store.Tx) error {
		a, err := t.Staff(id)
		if err != nil {
			return err
		}
		if !slices.Contains(a.Roles, huiyin.Operator) {
			return huiyin.Invalid("staff", "Skills are for those who answer calls; this account is no operator.")
		}
		if err := t.SetSkills(id, skills); err != nil {
			return err
		}
		if err := t.Append(int64(id), now, who.By(), store.Fact{Kind: "skills.saved", Data: map[string]any{"skills": codes}}); err != nil {
			return err
		}
		out, err = t.Skills(id)
		return err
	})
	return out, err
}

// capable refuses skills that are not in the dictionary, stand twice or have no level, and writes them as codes.
func (l *Ledger) capable(skills []store.Skill) ([]any, error) {
	if len(skills) > skillsMost {
		return nil, huiyin.Invalid("skills", "An operator has at most %d skills; these are %d.", skillsMost, len(skills))
	}
	known := map[string]bool{}
	for _, s := range l.SkillNames() {
		known[s.Code] = true
	}
	codes := []any{}
	for _, k := range skills {
		switch {
		case !known[k.Name]:
			return nil, huiyin.Invalid("skills", "There is no skill %q, or it stands twice; the skills are listed under /api/v1/skills.", k.Name)
		case k.Level < 1 || k.Level > LevelMost:
			return nil, huiyin.Invalid("skills", "The level of %s must be from 1 to %d.", k.Name, LevelMost)
		}
		known[k.Name] = false
		codes = append(codes, map[string]any{"skill": k.Name, "level": int64(k.Level)})
	}
	return codes, nil
}
