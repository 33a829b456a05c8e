package city

import (
	"fmt"
	"strings"
)

type hotline struct{ number, name, unit, mode, category, hours, skills string }

// readHotlines reads the national short numbers and the city's own lines, and gives every district, zone and
// company a line of the invented series 028-961.
func (c *City) readHotlines() error {
	lines, err := readLines("hotlines.txt")
	if err != nil {
		return err
	}
	for _, l := range lines {
		f, err := l.fields(7)
		if err != nil {
			return err
		}
		h := hotline{f[0], f[1], root + "-" + f[2], f[3], f[4], f[5], strings.ReplaceAll(f[6], ",", "|")}
		if _, known := c.unitOf[h.unit]; !known {
			return l.err("the unit %q is unknown", h.unit)
		}
		if _, known := c.categoryOf[h.category]; !known && h.category != "" {
			return l.err("the category %q is unknown", h.category)
		}
		c.hotlines = append(c.hotlines, h)
	}
	next := 96101
	for _, u := range c.units {
		if u.kind == "district" || u.kind == "zone" {
			name := strings.TrimSuffix(strings.TrimSuffix(u.name, "人民政府"), "管理委员会")
			c.hotlines = append(c.hotlines, hotline{series(next), name + "便民服务热线", u.code, "merged", "", "24h", "general"})
			next++
		}
	}
	next = 96130
	for _, u := range c.units {
		if u.kind == "company" {
			c.hotlines = append(c.hotlines, hotline{series(next), u.name + "客户服务热线", u.code, "parallel",
				c.categoryOfUnit(u.code), "24h", "utilities"})
			next++
		}
	}
	return nil
}

// series writes a number of the series as it is dialled, digits only.
func series(n int) string { return fmt.Sprintf("028%05d", n) }

// categoryOfUnit is the first category in which a city's unit leads or, failing that, helps.
func (c *City) categoryOfUnit(unit string) string {
	helps := ""
	for _, k := range c.categories {
		if len(k.code) != 4 {
			continue
		}
		if c.cityUnit(k.lead) == unit {
			return k.code
		}
		for _, d := range k.co {
			if helps == "" && c.cityUnit(d) == unit {
				helps = k.code
			}
		}
	}
	return helps
}

// Hotlines lists 106 numbers, 12345 first. Mode merged rings in the common hall, parallel keeps its own number
// and falls back to the hall, branch has seats elsewhere. Hours are "24h" or "wd 09:00-17:00" on working days;
// outside them, and when nobody answers, the call goes to the fallback number. 110, 119, 120 and 122 are never here.
func (c *City) Hotlines() []map[string]string {
	t := newTable("hotlines")
	for i, h := range c.hotlines {
		greeting, fallback := "您好，这里是"+h.name+"，请问有什么可以帮您？", "12345"
		if i == 0 {
			fallback = ""
		}
		t.add(h.number, h.name, h.unit, h.mode, greeting, h.skills, h.category, h.hours, fallback)
	}
	return t.rows
}
