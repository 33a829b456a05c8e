package directory_test

import (
	"context"
	"testing"

	"huiyin/store"
)

func TestANewRecordIsUsableAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		if err := h.Found(ctx); err != nil {
			t.Fatal(err)
		}
		c := h.City()
		levels, services := map[int]int{}, 0
		for _, k := range c.Categories {
			levels[len(k.Code)/2]++
			if k.NameEN == "" || k.NameES == "" {
				t.Errorf("the category %s %s has no name in English or Spanish", k.Code, k.Name)
			}
			if k.Open311 {
				services++
			}
			if k.Open311 != (len(k.Code) == 4) {
				t.Errorf("the category %s is offered as a service: %v; the second level is", k.Code, k.Open311)
			}
			if len(k.Code) > 2 && (k.Nature == "" || k.Keywords == "") && k.Code != "9901" {
				t.Errorf("the category %s has no keywords or no nature", k.Code)
			}
		}
		if levels[1] < 10 || levels[2] < 20 || levels[3] < 20 || services < 20 {
			t.Errorf("the scheme has %v categories by level and %d services", levels, services)
		}
		if top := c.Top(); len(c.Units) != 1 || top.Kind != "city" || !top.Active {
			t.Errorf("the units are %+v", c.Units)
		}
		if len(c.Mailboxes) != 1 || c.Mailboxes[0].Kind != "letterbox" || c.Mailboxes[0].Unit != c.Top().ID || c.Mailboxes[0].State != "open" {
			t.Errorf("the letter boxes are %+v", c.Mailboxes)
		}
		before := h.events()
		if err := h.Found(ctx); err != nil || h.events() != before {
			t.Errorf("a second founding wrote %d events: %v", h.events()-before, err)
		}
	})
}

func TestFoundingLeavesWhatIsThere(t *testing.T) {
	h := open(t, "sqlite")
	h.settle()
	if err := h.SaveCategory(context.Background(), store.Category{Code: "03", Name: "自有"}, clerk, now); err != nil {
		t.Fatal(err)
	}
	if err := h.Found(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := h.City()
	if len(c.Categories) != 4 || len(c.Units) != 3 || len(c.Mailboxes) != 1 || c.Mailboxes[0].Unit != c.UnitByCode("CD").ID {
		t.Errorf("%d categories, %d units, letter boxes %+v", len(c.Categories), len(c.Units), c.Mailboxes)
	}
}
