package demo

import (
	"context"
	"errors"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/knowledge"
	"huiyin/store"
)

// tendedSetting remembers that the knowledge base was worked on, so that a second start does not work on it again.
const tendedSetting = "demo_knowledge"

// tend lets the editors, units and operators work on the knowledge base, so that each of its lists shows something:
// new articles half written, changes that wait for a second person, one that was sent back, and reports of what is
// wrong. It goes the way of everybody else, through the room.
func (t *Town) tend(ctx context.Context) error {
	var done string
	if err := t.store().Read(ctx, func(tx *store.Tx) (err error) { done, err = tx.Setting(tendedSetting); return err }); err != nil || done != "" {
		return err
	}
	c, room := t.people(), t.rooms.Knowledge
	editor, second := c.byRole[huiyin.KnowledgeEditor][0], c.byRole[huiyin.KnowledgeEditor][1]
	var errs []error
	for i, x := range t.city.Drafts() {
		by := editor
		if i%2 == 1 { // the unit itself begins it
			u := t.rooms.Directory.City().UnitByCode(x.Unit)
			by = c.ofUnit[u.ID][huiyin.UnitClerk]
		}
		id, err := room.Save(ctx, knowledge.Text{Key: "demo " + x.Title, ArticleText: written(x)}, by)
		if errs = append(errs, err); err == nil && i > 1 {
			errs = append(errs, room.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Submit, By: by}))
		}
	}
	errs = append(errs, t.change(ctx, editor, second), t.doubt(ctx), t.store().Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(tendedSetting, "done") }))
	return errors.Join(errs...)
}

func written(d city.Draft) store.ArticleText {
	return store.ArticleText{Unit: d.Unit, Title: d.Title, Question: d.Question, Answer: d.Answer, Law: d.Law, Region: d.Region, Category: d.Category, Due: d.Review}
}

// change writes new versions beside some that are in force: two wait for the second editor, and one was sent back.
func (t *Town) change(ctx context.Context, editor, second huiyin.Actor) error {
	room := t.rooms.Knowledge
	found, err := room.Find(ctx, knowledge.Search{Text: "怎么"}, huiyin.Page{Limit: 3}, editor)
	if err != nil {
		return err
	}
	var errs []error
	for i, a := range found.Lines {
		x := a.ArticleText
		x.Answer += "\n\n需要材料清单的，可在政务网按事项名称下载。"
		x.Due = t.now().AddDate(1, 0, 0).Format("2006-01-02")
		_, err := room.Save(ctx, knowledge.Text{Article: a.ID, ArticleText: x}, editor)
		errs = append(errs, err, room.Take(ctx, knowledge.Order{Article: a.ID, Step: knowledge.Submit, By: editor}))
		if i == 2 {
			errs = append(errs, room.Take(ctx, knowledge.Order{Article: a.ID, Step: knowledge.SendBack, Note: "请写明在哪个窗口办理，并补上办理时限。", By: second}))
		}
	}
	return errors.Join(errs...)
}

// doubt lets operators report what callers told them is wrong; one article is doubted by two of them.
func (t *Town) doubt(ctx context.Context) error {
	ops := t.people().byRole[huiyin.Operator]
	var errs []error
	for i, d := range []struct{ words, reason, note string }{
		{"路灯", "outdated", "来电人说报修电话已经换成小程序登记。"},
		{"停水", "incorrect", "供水企业答复计划停水提前四十八小时通知。"},
		{"停水", "incomplete", "没有写应急送水的申请方式。"},
		{"公积金", "unclear", "“按月或按季”以什么为准，来电人追问，答不上来。"},
	} {
		found, err := t.rooms.Knowledge.Find(ctx, knowledge.Search{Text: d.words}, huiyin.Page{Limit: 1}, ops[i])
		if errs = append(errs, err); err == nil && len(found.Lines) > 0 {
			errs = append(errs, t.rooms.Knowledge.Report(ctx, knowledge.Complaint{Article: found.Lines[0].ID, Reason: d.reason, Note: d.note, By: ops[i]}))
		}
	}
	return errors.Join(errs...)
}
