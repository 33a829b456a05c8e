package directory

import (
	"huiyin"
	"huiyin/store"
)

// articles are pieces of knowledge that answers rest on. They are read from the record when they are needed; the
// picture of the city does not hold them.
var articles = kind{
	name: "articles", noun: "article", key: []string{"code"},
	columns: []column{
		{name: "code", also: "编码 编号", rule: code, needed: true},
		{name: "unit", also: "单位 单位编码 发布单位", rule: code, refers: "units"},
		{name: "title", also: "标题", rule: line(200), needed: true},
		{name: "question", also: "问题", rule: prose(2000)},
		{name: "answer", also: "答案 答复 解答", rule: prose(20_000), needed: true},
		{name: "law", also: "依据 法律依据", rule: prose(2000)},
		{name: "region", also: "区域 适用区域 区划代码", rule: code, refers: "areas"},
		{name: "category", also: "分类 分类编码", rule: code, refers: "categories"},
		{name: "valid_from", also: "生效日期", rule: day},
		{name: "valid_to", also: "失效日期", rule: day},
		{name: "review_on", also: "复审日期 复核日期", rule: day},
		{name: "state", also: "状态", rule: oneOf("draft 草稿", "in_review 待审 审核中", "approved published 已审核 已发布", "retired withdrawn 已停用 已废止"), first: "draft"},
	},
	list: func(t *store.Tx, _ *City) ([]entry, error) {
		list, err := t.Articles()
		return each(list, articleEntry), err
	},
	check: func(_ *plan, e entry) error { return inForce(e) },
	save: func(t *store.Tx, p *plan, e entry) error {
		return t.BringArticle(store.Article{ID: huiyin.ArticleID(p.id(e)), Code: e["code"], State: e["state"], ArticleText: store.ArticleText{Unit: e["unit"], Title: e["title"],
			Question: e["question"], Answer: e["answer"], Law: e["law"], Region: e["region"], Category: e["category"], From: e["valid_from"],
			To: e["valid_to"], Due: e["review_on"]}}, p.at)
	},
}

func articleEntry(a *store.Article) entry {
	state := a.State
	if state == "discarded" {
		state = "retired" // a table has no word for what was given up before anybody approved it
	}
	return entry{"id": printID(a.ID), "code": a.Code, "unit": a.Unit, "title": a.Title, "question": a.Question, "answer": a.Answer, "law": a.Law, "region": a.Region,
		"category": a.Category, "valid_from": a.From, "valid_to": a.To, "review_on": a.Due, "state": state}
}
