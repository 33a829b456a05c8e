package city

import (
	"fmt"
	"strings"
)

// article is one question of the knowledge base with its answer.
type article struct {
	code, unit, title, question, answer, law, region, category, state string
}

// readArticles reads headings ("@ category unit law [district]") with the articles under them.
func (c *City) readArticles() error {
	lines, err := readLines("articles.txt")
	if err != nil {
		return err
	}
	var head article
	counted := map[string]int{}
	for _, l := range lines {
		if text, ok := strings.CutPrefix(l.text, "@ "); ok {
			if head, err = c.articleHead(text); err != nil {
				return l.err("%v", err)
			}
			continue
		}
		f := strings.Split(l.text, "|")
		if len(f) != 3 || head.category == "" {
			return l.err("an article is title|question|answer under a heading")
		}
		counted[head.category]++
		a := head
		a.code = fmt.Sprintf("K%s-%d", a.category, counted[a.category])
		a.title, a.question, a.answer, a.state = f[0], f[1], f[2], "approved"
		if title, draft := strings.CutPrefix(a.title, "~"); draft {
			a.title, a.state = title, "draft"
		}
		if title, gone := strings.CutPrefix(a.title, "!"); gone {
			a.title, a.state = title, "retired"
		}
		c.articles = append(c.articles, a)
	}
	return nil
}

func (c *City) articleHead(text string) (article, error) {
	f := strings.Fields(text)
	if len(f) < 3 {
		return article{}, fmt.Errorf("%q is no heading", text)
	}
	a := article{category: f[0], unit: root + "-" + f[1], law: f[2], region: cityArea}
	if len(f) == 4 {
		a.region = f[3]
	}
	if _, known := c.categoryOf[a.category]; !known {
		return a, fmt.Errorf("the category %q is unknown", a.category)
	}
	if _, known := c.unitOf[a.unit]; !known {
		return a, fmt.Errorf("the unit %q is unknown", a.unit)
	}
	if _, known := c.places[a.region]; !known {
		return a, fmt.Errorf("the area %q is unknown", a.region)
	}
	return a, nil
}

// Articles lists about 130 questions and answers; state is approved, draft or retired. They are samples and
// no legal advice. One in nine is due to be looked at again, one has lapsed, and some end with the year.
func (c *City) Articles() []map[string]string {
	t := newTable("articles")
	for i, a := range c.articles {
		from, to := fmt.Sprintf("2025-%02d-01", i%6+1), ""
		review := fmt.Sprintf("%d-%02d-15", 2028+i%2, i%12+1)
		switch {
		case a.state == "retired":
			to = "2025-12-31"
		case i%9 == 4:
			review = fmt.Sprintf("2026-%02d-15", i%8+1)
		case i%50 == 20:
			to = "2026-12-20"
		case i == 90:
			to = "2026-07-01"
		}
		t.add(a.code, a.unit, a.title, a.question, a.answer, a.law, a.region, a.category, from, to, review, a.state)
	}
	return t.rows
}

// Draft is an article that somebody in the city is writing.
type Draft struct {
	Unit, Title, Question, Answer, Law, Region, Category, Review string
}

// Drafts lists some.
func (c *City) Drafts() []Draft {
	return []Draft{
		{root + "-yj", "雨雪天气行车提示", "下雪后哪些路段封闭？", "封闭路段以交警部门当日公告为准。", "", cityArea, "0301", "2029-06-01"},
		{root + "-cg", "共享单车乱停怎么反映", "共享单车堵了人行道找谁？", "请说明位置和品牌，", "", cityArea, "0202", ""},
		{root + "-mz", "高龄津贴怎么领取", "八十岁以上老人的津贴怎么申请？", "本市户籍年满八十周岁的老年人，可由本人或家属到户籍所在社区登记，次月起按月发放到社保卡。跨区迁移的，凭迁入地户籍重新登记。", "《四川省老年人权益保障条例》", cityArea, "0401", "2029-05-01"},
		{root + "-sw", "一户一表改造费用", "老院落一户一表改造要不要钱？", "列入年度改造计划的老旧院落，表前部分由供水企业和财政承担，表后部分由住户自愿选择。清单可在社区公示栏查看。", "《城市供水条例》", cityArea, "0303", "2029-05-01"},
	}
}
