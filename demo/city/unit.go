package city

import "fmt"

// root is the code of the city's government, over every other unit.
const root = "CD"

// office is a kind of unit as the data names it: a city department, a company, a bureau that every district has,
// or a section of such a bureau. The parent is the department of a company and the bureau of a section.
type office struct{ kind, code, name, english, spanish, parent string }

// unit is one handling unit. Its area is empty for the zones, which have no area code.
type unit struct {
	code, name, parent, level, kind, area, phone, backstop string
	office                                                 office // empty for governments and towns
}

func (c *City) readOffices() error {
	lines, err := readLines("units.txt")
	if err != nil {
		return err
	}
	for _, l := range lines {
		f, err := l.fields(6)
		if err != nil {
			return err
		}
		o := office{f[0], f[1], f[2], f[3], f[4], f[5]}
		if (o.kind == "company" || o.kind == "section") != (o.parent != "") {
			return l.err("a %s with the parent %q", o.kind, o.parent)
		}
		c.offices = append(c.offices, o)
	}
	c.buildUnits()
	if len(c.unitOf) != len(c.units) {
		return line{file: "units.txt"}.err("two units have the same code")
	}
	return nil
}

// buildUnits numbers the units' invented telephones in the order in which they are built.
func (c *City) buildUnits() {
	c.unitOf = map[string]unit{}
	c.addUnit(unit{code: root, name: "市人民政府", level: "1", kind: "city", area: cityArea})
	for _, o := range c.offices {
		u := unit{code: root + "-" + o.code, name: o.name, area: cityArea, backstop: root, office: o}
		switch o.kind {
		case "dept":
			u.parent, u.level, u.kind = root, "2", "department"
		case "company":
			u.parent, u.level, u.kind = root+"-"+o.parent, "4", "company"
			u.backstop = u.parent
		default:
			continue
		}
		c.addUnit(u)
	}
	for _, d := range c.districts {
		c.addDistrictUnits(unit{code: d.code, name: d.name + "人民政府", kind: "district", area: d.code}, d.name)
	}
	for _, z := range c.zones {
		c.addDistrictUnits(unit{code: z.code, name: z.name + "管理委员会", kind: "zone"}, z.name)
	}
	for _, t := range c.towns {
		name := t.district.name + t.name + "办事处"
		if t.rural() {
			name = t.district.name + t.name + "人民政府"
		}
		c.addUnit(unit{code: t.code, name: name, parent: t.governor(), level: "3", kind: "town", area: t.code,
			backstop: t.governor()})
	}
}

// addDistrictUnits adds a district's or zone's government with its bureaus and their sections.
func (c *City) addDistrictUnits(gov unit, name string) {
	gov.parent, gov.level, gov.backstop = root, "2", root
	c.addUnit(gov)
	for _, o := range c.offices {
		u := unit{code: gov.code + "-" + o.code, name: name + o.name, area: gov.area, backstop: gov.code, office: o}
		switch o.kind {
		case "bureau":
			u.parent, u.level, u.kind = gov.code, "3", "department"
		case "section":
			u.parent, u.level, u.kind = gov.code+"-"+o.parent, "4", "section"
		default:
			continue
		}
		c.addUnit(u)
	}
}

// addUnit gives the unit a number of the invented exchange 028-5550 and keeps it.
func (c *City) addUnit(u unit) {
	u.phone = fmt.Sprintf("028-5550-%04d", len(c.units)+1)
	c.units = append(c.units, u)
	c.unitOf[u.code] = u
}

// Units lists the city's government, 45 departments, 24 companies, 23 districts and zones with 8 bureaus and 2
// sections each, and 261 towns: 584 in all. A parent always stands before its children.
func (c *City) Units() []map[string]string {
	t := newTable("units")
	for _, u := range c.units {
		t.add(u.code, u.name, u.parent, u.level, u.kind, u.area, u.phone, u.backstop)
	}
	return t.rows
}
