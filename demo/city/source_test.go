package city

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestAreasMatchTheirSource compares the embedded names and codes with the package they were taken from, where a
// copy lies beside the project; a missing copy proves nothing either way.
func TestAreasMatchTheirSource(t *testing.T) {
	c := newCity(t, 1)
	source := map[string]string{}
	readSource(t, "../../../shared/data/chengdu_divisions.json", func(b []byte) error {
		type division struct {
			Code, Name string
			Children   []division
		}
		var d struct{ Division division }
		err := json.Unmarshal(b, &d)
		for _, x := range d.Division.Children {
			source[x.Code] = x.Name
			for _, y := range x.Children {
				source[y.Code] = y.Name
			}
		}
		return err
	})
	readSource(t, "../../../shared/data/chengdu_communities.json", func(b []byte) error {
		var list []struct{ Code, Name string }
		err := json.Unmarshal(b, &list)
		for _, x := range list {
			source[x.Code] = x.Name
		}
		return err
	})
	for code, name := range source {
		p, ok := c.places[code]
		if !ok {
			t.Errorf("%s %s is missing", code, name)
			continue
		}
		got, begins := p.district.name, false
		switch {
		case p.community.code != "":
			got = p.community.name
			begins = strings.HasPrefix(name, strings.TrimSuffix(strings.TrimSuffix(got, "社区"), "村"))
		case p.town != nil:
			got = p.town.name
		}
		if got != name && !begins {
			t.Errorf("%s is %s, in the source %s", code, got, name)
		}
	}
	if n := len(source); n != 0 && n != len(c.places)-1 {
		t.Errorf("%d areas, in the source %d", len(c.places)-1, n)
	}
}

// TestTownsLieInTheirDistricts holds the invented points against the districts' outlines, where those lie beside
// the project.
func TestTownsLieInTheirDistricts(t *testing.T) {
	c := newCity(t, 1)
	readSource(t, "../../../shared/data/chengdu_districts.geojson", func(b []byte) error {
		var outlines struct {
			Features []struct {
				Properties struct{ Name string }
				Geometry   struct{ Coordinates [][][][2]float64 }
			}
		}
		if err := json.Unmarshal(b, &outlines); err != nil {
			return err
		}
		for _, f := range outlines.Features {
			for _, town := range c.towns {
				if town.district.name == f.Properties.Name && !inside(f.Geometry.Coordinates, town.lon, town.lat) {
					t.Errorf("%s does not lie in %s", town.name, town.district.name)
				}
			}
		}
		return nil
	})
}

// inside counts how often a ray to the east crosses the outer rings.
func inside(polygons [][][][2]float64, x, y float64) bool {
	in := false
	for _, p := range polygons {
		ring := p[0]
		for i := range ring {
			a, b := ring[i], ring[(i+1)%len(ring)]
			if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
				in = !in
			}
		}
	}
	return in
}

func readSource(t *testing.T, path string, read func([]byte) error) {
	t.Helper()
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return
	}
	if err == nil {
		err = read(b)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}
