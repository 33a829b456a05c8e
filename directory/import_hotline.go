package directory

import (
	"slices"

	"huiyin"
	"huiyin/store"
)

// hotlines are the numbers that were merged into the centre.
var hotlines = kind{
	name: "hotlines", noun: "hotline", key: []string{"number"},
	columns: []column{
		{name: "number", also: "号码 热线号码", rule: number, needed: true},
		{name: "name", also: "名称 热线名称", rule: line(100), needed: true},
		{name: "unit", also: "单位 单位编码 主管单位", rule: code, refers: "units"},
		{name: "mode", also: "归并方式 方式", rule: oneOf("merged 整体并入", "parallel 双号并行", "branch 分中心 设分中心"), first: "merged"},
		{name: "greeting", also: "问候语 欢迎语", rule: line(500)},
		{name: "skills", also: "技能 技能组", rule: several(code)},
		{name: "category", also: "分类 分类编码", rule: code, refers: "categories"},
		{name: "hours", also: "服务时间 工作时间", rule: hours},
		{name: "fallback", also: "转接号码 兜底号码", rule: number},
	},
	list:  func(_ *store.Tx, c *City) ([]entry, error) { return each(c.Hotlines, hotlineEntry), nil },
	check: func(_ *plan, e entry) error { return mayMerge(e) },
	save: func(t *store.Tx, _ *plan, e entry) error {
		return t.SaveHotline(store.Hotline{Number: e["number"], Name: e["name"], Unit: e["unit"], Mode: e["mode"], Greeting: e["greeting"],
			Skills: e["skills"], Category: e["category"], Hours: e["hours"], Fallback: e["fallback"]})
	},
}

// emergencyNumbers are never merged into a hotline (State Council office 2020 no. 53).
var emergencyNumbers = []string{"110", "119", "120", "122"}

func mayMerge(e entry) error {
	switch {
	case slices.Contains(emergencyNumbers, e["number"]):
		return huiyin.Invalid("number", "The emergency number %s is never merged into a hotline.", e["number"])
	case e["fallback"] == e["number"]:
		return huiyin.Invalid("fallback", "A hotline cannot fall back to itself.")
	}
	return nil
}

func hotlineEntry(h *store.Hotline) entry {
	return entry{"number": h.Number, "name": h.Name, "unit": h.Unit, "mode": h.Mode, "greeting": h.Greeting, "skills": h.Skills,
		"category": h.Category, "hours": h.Hours, "fallback": h.Fallback}
}
