package directory

import (
	"slices"
	"strings"

	"huiyin"
	"huiyin/store"
)

// catalogue is the dispatch catalogue: who leads and who helps for a category in an area from a day on.
var catalogue = kind{
	name: "catalogue", noun: "catalogue", key: []string{"category", "area", "valid_from"},
	columns: []column{
		{name: "category", also: "分类 分类编码 事项", rule: code, needed: true, refers: "categories"},
		{name: "area", also: "区域 区划代码", rule: code, refers: "areas"},
		{name: "lead", also: "主办单位 牵头单位", rule: code, needed: true, refers: "units"},
		{name: "co", also: "协办单位", rule: several(code), refers: "units", many: true},
		{name: "legal_basis", also: "依据 法律依据", rule: line(500)},
		{name: "limit", also: "时限 办理时限", rule: span},
		{name: "valid_from", also: "生效日期 启用日期", rule: day},
		{name: "valid_to", also: "失效日期 停用日期", rule: day},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) { return each(c.Catalogue, catalogueEntry), nil },
	check: func(_ *plan, e entry) error {
		if slices.Contains(strings.Split(e["co"], "|"), e["lead"]) {
			return huiyin.Invalid("co", "The unit %q leads already; it cannot help itself.", e["lead"])
		}
		return inForce(e)
	},
	save: func(t *store.Tx, p *plan, e entry) error {
		return t.SaveCatalogueRow(store.CatalogueRow{Key: p.kind.keyOf(e), Category: e["category"], Area: e["area"], Lead: e["lead"],
			Co: e["co"], Law: e["legal_basis"], Limit: e["limit"], From: e["valid_from"], To: e["valid_to"]})
	},
}

func catalogueEntry(r *store.CatalogueRow) entry {
	return entry{"category": r.Category, "area": r.Area, "lead": r.Lead, "co": r.Co, "legal_basis": r.Law, "limit": r.Limit,
		"valid_from": r.From, "valid_to": r.To}
}

// inForce refuses a row that ends before it begins. The day valid_to is the first on which it no longer holds.
func inForce(e entry) error {
	if e["valid_from"] != "" && e["valid_to"] != "" && e["valid_to"] <= e["valid_from"] {
		return huiyin.Invalid("valid_to", "The row must end after it begins: it holds from %s until before %s.", e["valid_from"], e["valid_to"])
	}
	return nil
}
