package open311

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"huiyin"
	"huiyin/directory"
	"huiyin/store"
)

// The services are the categories of the second level that the scheme offers to Open311.

// services lists them.
func (c *counter) services(a *asked) (document, error) {
	return document{"services", servicesOf(a.city, a.say)}, nil
}

func servicesOf(city *directory.City, say locale) list[service] {
	var out list[service]
	for i := range city.Categories {
		k := &city.Categories[i]
		if !offered(city, k) {
			continue
		}
		s := service{Code: k.Code, Name: text(nameOf(k, say)), Metadata: true, Type: "realtime",
			Keywords: text(strings.Join(splitWords(k.Keywords), ", ")), Description: text(about(city, k, say))}
		if group := city.Category(k.Parent); group != nil {
			s.Group = text(nameOf(group, say))
		}
		out.Items = append(out.Items, s)
	}
	return out
}

// offered: of the second level, and meant for programs.
func offered(city *directory.City, k *store.Category) bool {
	parent := city.Category(k.Parent)
	return k.Open311 && parent != nil && parent.Parent == ""
}

// about describes a service by what lies below it.
func about(city *directory.City, k *store.Category, say locale) string {
	var names []string
	for _, d := range detailsOf(city, k.Code) {
		names = append(names, nameOf(d, say))
	}
	if len(names) == 0 {
		return nameOf(k, say)
	}
	between := "、"
	if say != chinese {
		between = "; "
	}
	return wordsServices.in(say) + strings.Join(names, between)
}

// detailsOf are the categories directly below a service, in the order of their codes.
func detailsOf(city *directory.City, code string) []*store.Category {
	var out []*store.Category
	for i := range city.Categories {
		if city.Categories[i].Parent == code {
			out = append(out, &city.Categories[i])
		}
	}
	return out
}

// serviceOf is the service a category belongs to: itself or its ancestor of the second level; nil when there is none.
func serviceOf(city *directory.City, code string) *store.Category {
	k := city.Category(code)
	for range 8 { // no scheme is as deep; one that leads back to itself must not hold us
		if k == nil {
			return nil
		}
		parent := city.Category(k.Parent)
		if parent == nil || parent.Parent == "" {
			return k
		}
		k = parent
	}
	return nil
}

// wanted finds the service a client names.
func wanted(city *directory.City, code string) (*store.Category, error) {
	if k := city.Category(code); k != nil && offered(city, k) {
		return k, nil
	}
	return nil, huiyin.NotFound("service", "There is no service with the service_code %q; the services are at /open311/v2/services.xml.", short(code))
}

func splitWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '\n' })
}

// changeset is when the list of services was last seen to change by this process, which a client may compare.
func (c *counter) changeset(city *directory.City) time.Time {
	h := sha256.New()
	for i := range city.Categories {
		fmt.Fprintf(h, "%+v\n", city.Categories[i])
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if sum := [32]byte(h.Sum(nil)); sum != c.offered {
		c.offered, c.changed = sum, c.Now()
	}
	return c.changed
}
