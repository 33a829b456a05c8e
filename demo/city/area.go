package city

import (
	"fmt"
	"strconv"
	"strings"
)

// cityArea is the code of the whole city, and cityPoint its middle (longitude, latitude in degrees).
const cityArea = "5101"

var cityPoint = [2]float64{104.066, 30.659}

type district struct {
	code, name, pinyin string
	lon, lat, weight   float64
	towns              []*town
}

// zone is a functional zone: a unit that looks after towns of several districts and has no area code of its own.
type zone struct{ code, name, english, spanish string }

type town struct {
	code, name, pinyin string
	lon, lat           float64
	zone               string // code of the zone's unit, or empty
	district           *district
	communities        []community
}

type community struct {
	code, name string
	lon, lat   float64
}

// place is what an area code stands for: the town is nil above it, the community empty above it.
type place struct {
	district  *district
	town      *town
	community community
}

var zones = []zone{
	{"5101A1", "高新区", "High-tech Zone", "Zona de Alta Tecnología"},
	{"5101A2", "天府新区", "Tianfu New Area", "Nueva Área de Tianfu"},
	{"5101A3", "东部新区", "Eastern New Area", "Nueva Área del Este"},
}

// readAreas reads lines that begin with D (a district), T (a town of it) or C (the communities of that town).
func (c *City) readAreas() error {
	lines, err := readLines("areas.txt")
	if err != nil {
		return err
	}
	c.zones, c.places = zones, map[string]place{cityArea: {}}
	for _, l := range lines {
		f := strings.Split(l.text, "\t")
		switch {
		case f[0] == "D" && len(f) == 7:
			err = c.addDistrict(f)
		case f[0] == "T" && len(f) >= 6 && len(c.districts) > 0:
			err = c.addTown(f)
		case f[0] == "C" && len(f) == 2 && len(c.towns) > 0:
			err = c.addCommunities(f[1])
		default:
			err = fmt.Errorf("unknown form")
		}
		if err != nil {
			return l.err("%v", err)
		}
	}
	c.weighTowns()
	return nil
}

func (c *City) addDistrict(f []string) error {
	p, err := numbers(f[4:7])
	if err != nil {
		return err
	}
	d := &district{code: f[1], name: f[2], pinyin: f[3], lon: p[0], lat: p[1], weight: p[2]}
	c.districts = append(c.districts, d)
	c.places[d.code] = place{district: d}
	return nil
}

func (c *City) addTown(f []string) error {
	p, err := numbers(f[4:6])
	if err != nil {
		return err
	}
	d := c.districts[len(c.districts)-1]
	t := &town{code: d.code + f[1], name: f[2], pinyin: f[3], lon: p[0], lat: p[1], district: d}
	if len(f) > 6 {
		t.zone = cityArea + f[6]
	}
	d.towns = append(d.towns, t)
	c.towns = append(c.towns, t)
	c.places[t.code] = place{district: d, town: t}
	return nil
}

func (c *City) addCommunities(list string) error {
	t := c.towns[len(c.towns)-1]
	for _, s := range strings.Fields(list) {
		if len(s) < 4 {
			return fmt.Errorf("%q is no community", s)
		}
		m := community{code: t.code + s[:3], name: s[3:]}
		m.lon, m.lat = scatter(t.lon, t.lat, 0.006, m.code)
		t.communities = append(t.communities, m)
		c.places[m.code] = place{district: t.district, town: t, community: m}
	}
	return nil
}

// weighTowns cumulates the chance of each town: its district's share of the people, spread by its communities.
func (c *City) weighTowns() {
	sum := 0.0
	for _, t := range c.towns {
		all := 0
		for _, other := range t.district.towns {
			all += len(other.communities)
		}
		sum += t.district.weight * float64(len(t.communities)) / float64(all)
		c.weights = append(c.weights, sum)
	}
}

// scatter moves a point by up to reach degrees in each direction, always the same way for the same code.
func scatter(lon, lat, reach float64, code string) (float64, float64) {
	h := hash(code)
	dx, dy := float64(h&0xffff)/0xffff*2-1, float64(h>>16&0xffff)/0xffff*2-1
	return lon + dx*reach, lat + dy*reach
}

func numbers(fields []string) ([]float64, error) {
	out := make([]float64, len(fields))
	for i, s := range fields {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no number", s)
		}
		out[i] = n
	}
	return out, nil
}

// Areas lists the city, its 20 districts and counties, 261 towns and 3,047 communities; level 1 to 4.
func (c *City) Areas() []map[string]string {
	t := newTable("areas")
	t.add(cityArea, "成都市", "Chengdu", "", "1", degrees(cityPoint[0]), degrees(cityPoint[1]))
	for _, d := range c.districts {
		t.add(d.code, d.name, d.english(), cityArea, "2", degrees(d.lon), degrees(d.lat))
		for _, w := range d.towns {
			t.add(w.code, w.name, w.english(), d.code, "3", degrees(w.lon), degrees(w.lat))
			for _, m := range w.communities {
				t.add(m.code, m.name, "", w.code, "4", degrees(m.lon), degrees(m.lat))
			}
		}
	}
	return t.rows
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 5, 64) }

func (d *district) english() string {
	switch {
	case strings.HasSuffix(d.name, "县"):
		return d.pinyin + " County"
	case strings.HasSuffix(d.name, "市"):
		return d.pinyin + " City"
	}
	return d.pinyin + " District"
}

// spanish names the district, with its article and preposition after "de" where one stands before it.
func (d *district) spanish(after string) string {
	kind, of := "distrito de ", "del "
	switch {
	case strings.HasSuffix(d.name, "县"):
		kind = "condado de "
	case strings.HasSuffix(d.name, "市"):
		kind, of = "ciudad de ", "de la "
	}
	if after == "" {
		of = ""
	}
	return of + kind + d.pinyin
}

// rural tells a town (镇) from an urban sub-district (街道).
func (t *town) rural() bool { return strings.HasSuffix(t.name, "镇") }

func (t *town) english() string {
	if t.rural() {
		return t.pinyin + " Town"
	}
	return t.pinyin + " Subdistrict"
}

// governor is the code of the unit over the town: its zone, where it has one, or its district.
func (t *town) governor() string {
	if t.zone != "" {
		return t.zone
	}
	return t.district.code
}
