package directory

import (
	"strconv"
	"strings"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// categories are the scheme in three levels. The code tells the place in it, two characters a level, so that a class
// finds everything in it: 01, 0102, 010203.
var categories = kind{
	name: "categories", noun: "category", key: []string{"code"},
	columns: []column{
		{name: "code", also: "编码 代码 分类编码 分类代码", rule: code, needed: true},
		{name: "name", also: "名称 分类名称", rule: line(60), needed: true},
		{name: "name_en", also: "英文名称 英文名", rule: line(120)},
		{name: "name_es", also: "西班牙文名称 西文名", rule: line(120)},
		{name: "parent", also: "上级 上级编码 上级分类", rule: code, refers: "categories"},
		{name: "open311", also: "公开服务", rule: flag, first: "false"},
		{name: "keywords", also: "关键词", rule: several(line(60))},
		{name: "nature_default", also: "默认诉求性质 诉求性质", rule: oneOf(natures...)},
		{name: "unit_hint", also: "建议单位 承办单位", rule: line(100)},
	},
	list:  func(_ *store.Tx, c *City) ([]entry, error) { return each(c.Categories, categoryEntry), nil },
	check: (*plan).placeInScheme,
	rank:  func(e entry) int { return len(e["code"]) },
	save: func(t *store.Tx, _ *plan, e entry) error {
		return t.SaveCategory(store.Category{Code: e["code"], Name: e["name"], NameEN: e["name_en"], NameES: e["name_es"], Parent: e["parent"],
			Open311: e["open311"] == "true", Keywords: e["keywords"], Nature: casework.Nature(e["nature_default"]), Hint: e["unit_hint"]})
	},
}

var natures = []string{"consultation 咨询", "help 求助", "complaint 投诉", "report 举报", "suggestion 建议 意见建议", "praise 表扬", "other 其他"}

// placeInScheme gives a class the parent that its code names.
func (p *plan) placeInScheme(e entry) error {
	code := e["code"]
	if n := len(code); n != 2 && n != 4 && n != 6 || strings.ContainsFunc(code, func(r rune) bool { return r > 'z' }) {
		return huiyin.Invalid("code", "The code of a category has two Latin letters or digits for each of up to three levels, such as 01, 0102, 010203; it was %q.", code)
	}
	above := code[:len(code)-2]
	switch {
	case e["parent"] != "" && e["parent"] != above:
		return huiyin.Invalid("parent", "The category %q stands below %q by its code; the parent was given as %q.", code, above, e["parent"])
	case above != "" && !p.exists("categories", above):
		return huiyin.Invalid("parent", "The category %q needs the class %q above it, which is neither on record nor among the good rows of this file.", code, above)
	}
	e["parent"] = above
	return nil
}

func categoryEntry(c *store.Category) entry {
	return entry{"code": c.Code, "name": c.Name, "name_en": c.NameEN, "name_es": c.NameES, "parent": c.Parent,
		"open311": strconv.FormatBool(c.Open311), "keywords": c.Keywords, "nature_default": string(c.Nature), "unit_hint": c.Hint}
}
