package httpapi

import (
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// knows refuses a search for something that the city does not have: an empty list would look like good news.
func (s shower) knows(f *store.CaseFilter) error {
	switch {
	case f.Unit != 0 && s.city.Unit(f.Unit) == nil:
		return huiyin.Invalid("unit", "There is no unit %d; the units are listed under /api/v1/units.", f.Unit)
	case f.Lead != 0 && s.city.Unit(f.Lead) == nil:
		return huiyin.Invalid("lead", "There is no unit %d; the units are listed under /api/v1/units.", f.Lead)
	case f.Category != "" && s.city.Category(f.Category) == nil:
		return huiyin.Invalid("category", "There is no category %q; the categories are listed under /api/v1/categories.", f.Category)
	case f.Area != "" && s.city.Area(f.Area) == nil:
		return huiyin.Invalid("area", "There is no area %q; the areas are listed under /api/v1/areas.", f.Area)
	case f.Mailbox != 0 && s.city.Mailbox(f.Mailbox) == nil:
		return huiyin.Invalid("mailbox", "There is no such mailbox; the mailboxes are listed under /api/v1/mailboxes.")
	case f.Channel != "" && !slices.Contains(casework.Channels, f.Channel):
		return huiyin.Invalid("channel", "There is no channel %q; there are %v.", f.Channel, casework.Channels)
	case f.Nature != "" && !slices.Contains(casework.Natures, f.Nature):
		return huiyin.Invalid("nature", "There is no nature %q; there are %v.", f.Nature, casework.Natures)
	}
	return nil
}
