package directory

import (
	"huiyin"
	"huiyin/store"
)

// mailboxes are the letter boxes of leaders and departments, of the hotline and for enterprises.
var mailboxes = kind{
	name: "mailboxes", noun: "mailbox", key: []string{"code"},
	columns: []column{
		{name: "code", also: "编码 代码 信箱编码", rule: code, needed: true},
		{name: "name", also: "名称 信箱 信箱名称", rule: line(100), needed: true},
		{name: "name_en", also: "英文名称 英文名", rule: line(200)},
		{name: "name_es", also: "西班牙文名称 西文名", rule: line(200)},
		{name: "kind", also: "类型 类别 信箱类型", rule: oneOf("leader 领导 领导信箱", "department 部门 部门信箱", "letterbox 信箱 热线信箱", "enterprise 企业 企业信箱"), first: "department"},
		{name: "owner_title", also: "职务", rule: line(100)},
		{name: "level", also: "级别 层级", rule: line(20)},
		{name: "area", also: "区域 区划代码", rule: code, refers: "areas"},
		{name: "unit", also: "单位 单位编码 值守单位", rule: code, needed: true, refers: "units"},
		{name: "state", also: "状态", rule: oneOf("open 开放 启用", "closed 关闭 停用"), first: "open"},
		{name: "intro", also: "简介 说明", rule: prose(2000)},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) {
		return each(c.Mailboxes, func(m *store.Mailbox) entry { return c.mailboxEntry(m) }), nil
	},
	save: func(t *store.Tx, p *plan, e entry) error {
		return t.SaveMailbox(store.Mailbox{ID: huiyin.MailboxID(p.id(e)), Code: e["code"], Name: e["name"], NameEN: e["name_en"],
			NameES: e["name_es"], Kind: e["kind"], OwnerTitle: e["owner_title"], Level: e["level"], Area: e["area"], Unit: p.unit(e["unit"]),
			State: e["state"], Intro: e["intro"]})
	},
}

func (c *City) mailboxEntry(m *store.Mailbox) entry {
	return entry{"id": printID(m.ID), "code": m.Code, "name": m.Name, "name_en": m.NameEN, "name_es": m.NameES, "kind": m.Kind, "owner_title": m.OwnerTitle,
		"level": m.Level, "area": m.Area, "unit": c.unitCode(m.Unit), "state": m.State, "intro": m.Intro}
}
