package directory

import (
	"strconv"

	"huiyin"
	"huiyin/store"
)

// units are the bodies that handle cases, in a tree of four levels.
var units = kind{
	name: "units", noun: "unit", key: []string{"code"},
	columns: []column{
		{name: "code", also: "编码 代码 单位编码 单位代码", rule: code, needed: true},
		{name: "name", also: "名称 单位 单位名称", rule: line(100), needed: true},
		{name: "parent", also: "上级 上级编码 上级单位 上级单位编码", rule: code, refers: "units"},
		{name: "level", also: "级别 层级", rule: whole(1, 4)},
		{name: "kind", also: "类型 类别 单位类型", rule: oneOf("city 市 市政府", "district 区县 区 县", "zone 功能区 开发区", "town 街道 镇 乡镇 镇街",
			"department 部门 委办局", "section 科室", "company 企业 公司")},
		{name: "area", also: "区域 区划 区划代码", rule: code, refers: "areas"},
		{name: "phone", also: "电话 值班电话 联系电话", rule: number},
		{name: "backstop", also: "兜底单位 兜底单位编码", rule: code, refers: "units"},
		{name: "active", also: "启用 在用", rule: flag, first: "true"},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) {
		return each(c.Units, func(u *store.Unit) entry { return c.unitEntry(u) }), nil
	},
	check: func(p *plan, e entry) error {
		if err := p.placeInTree(e); err != nil {
			return err
		}
		if e["backstop"] == e["code"] {
			return huiyin.Invalid("backstop", "A unit cannot be its own backstop.")
		}
		if e["kind"] == "" {
			e["kind"] = [5]string{"", "city", "department", "department", "section"}[levelOf(e)]
		}
		return nil
	},
	rank: levelOf,
	save: func(t *store.Tx, p *plan, e entry) error {
		return t.SaveUnit(store.Unit{ID: p.unit(e["code"]), Code: e["code"], Name: e["name"], Parent: p.unit(e["parent"]), Level: levelOf(e),
			Kind: e["kind"], Area: e["area"], Phone: e["phone"], Backstop: p.unit(e["backstop"]), Active: e["active"] == "true"})
	},
}

func (c *City) unitEntry(u *store.Unit) entry {
	return entry{"code": u.Code, "name": u.Name, "parent": c.unitCode(u.Parent), "level": strconv.Itoa(u.Level), "kind": u.Kind,
		"area": u.Area, "phone": u.Phone, "backstop": c.unitCode(u.Backstop), "active": strconv.FormatBool(u.Active)}
}

func (c *City) unitCode(id huiyin.UnitID) string {
	if u := c.Unit(id); u != nil {
		return u.Code
	}
	return ""
}

// unit is the identity of a unit by its code; 0 for none. While units come in, one that is new gets its identity when
// it is first asked for.
func (p *plan) unit(code string) huiyin.UnitID {
	switch u := p.city.UnitByCode(code); {
	case u != nil:
		return u.ID
	case code == "" || p.kind.name != "units":
		return 0
	}
	return huiyin.UnitID(p.newID(code))
}
