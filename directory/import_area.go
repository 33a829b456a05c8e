package directory

import (
	"strconv"
	"strings"

	"huiyin"
	"huiyin/store"
)

// areas are the places of the administrative division. A code begins with that of the place it lies in, so that a
// district finds everything inside it.
var areas = kind{
	name: "areas", noun: "area", key: []string{"code"},
	columns: []column{
		{name: "code", also: "编码 代码 区划代码", rule: code, needed: true},
		{name: "name", also: "名称", rule: line(60), needed: true},
		{name: "name_en", also: "英文名称 英文名", rule: line(120)},
		{name: "parent", also: "上级 上级编码 上级代码", rule: code, refers: "areas"},
		{name: "level", also: "级别 层级", rule: whole(1, 4)},
		{name: "lon", also: "经度", rule: degrees(180)},
		{name: "lat", also: "纬度", rule: degrees(90)},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) { return each(c.Areas, areaEntry), nil },
	check: func(p *plan, e entry) error {
		if (e["lon"] == "") != (e["lat"] == "") {
			return huiyin.Invalid("lon", "A point needs both, a longitude and a latitude.")
		}
		if e["parent"] != "" && !strings.HasPrefix(e["code"], e["parent"]) {
			return huiyin.Invalid("code", "The code of an area begins with that of the area it lies in: %q does not begin with %q.", e["code"], e["parent"])
		}
		return p.placeInTree(e)
	},
	rank: levelOf,
	save: func(t *store.Tx, _ *plan, e entry) error {
		return t.SaveArea(store.Area{Code: e["code"], Name: e["name"], NameEN: e["name_en"], Parent: e["parent"],
			Level: levelOf(e), Lon: point(e["lon"]), Lat: point(e["lat"])})
	},
}

func areaEntry(a *store.Area) entry {
	return entry{"code": a.Code, "name": a.Name, "name_en": a.NameEN, "parent": a.Parent, "level": strconv.Itoa(a.Level),
		"lon": printPoint(a.Lon), "lat": printPoint(a.Lat)}
}

func point(s string) *float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil // no point was given
	}
	return &f
}

func printPoint(f *float64) string {
	if f == nil {
		return ""
	}
	return printDegrees(*f)
}

// each makes entries of rows.
func each[T any](rows []T, one func(*T) entry) []entry {
	out := make([]entry, len(rows))
	for i := range rows {
		out[i] = one(&rows[i])
	}
	return out
}

// placeInTree gives a row without a level the one below its parent's, and refuses a level that is not below it.
func (p *plan) placeInTree(e entry) error {
	if e["level"] == "" {
		level := p.levelBelow(e["parent"], 0)
		if level > 4 {
			return huiyin.Invalid("parent", "The tree has four levels; %q would stand below them, or in a circle.", e["code"])
		}
		e["level"] = strconv.Itoa(level)
	}
	parent := p.now[e["parent"]]
	if parent != nil && parent["level"] != "" && levelOf(parent) >= levelOf(e) {
		return huiyin.Invalid("level", "The level must be below that of the parent %q, which has level %s.", e["parent"], parent["level"])
	}
	return nil
}

// levelBelow is the level of a child; a circle of rows without levels comes out beyond the last.
func (p *plan) levelBelow(parent string, depth int) int {
	e := p.now[parent]
	switch {
	case e == nil:
		return 1
	case e["level"] != "":
		return levelOf(e) + 1
	case depth > 4:
		return depth
	}
	return p.levelBelow(e["parent"], depth+1) + 1
}
