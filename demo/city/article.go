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
// no legal advice. The days of review are spread over two years, so that some are always due.
func (c *City) Articles() []map[string]string {
	t := newTable("articles")
	for i, a := range c.articles {
		from, to := fmt.Sprintf("2025-%02d-01", i%6+1), ""
		review := fmt.Sprintf("%d-%02d-15", 2026+i%2, i%12+1)
		if a.state == "retired" {
			to = "2025-12-31"
		}
		t.add(a.code, a.unit, a.title, a.question, a.answer, a.law, a.region, a.category, from, to, review, a.state)
	}
	return t.rows
}
