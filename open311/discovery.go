package open311

import (
	"time"

	"huiyin/directory"
)

const specification = "http://wiki.open311.org/GeoReport_v2"

// discovery says what this counter is and where (Open311 Service Discovery).
func (c *counter) discovery(a *asked) (document, error) {
	changeset := c.changeset(a.city).In(zoneOf(a.city)).Format(time.RFC3339)
	kind := "production"
	if c.Test {
		kind = "test"
	}
	return document{"discovery", discovery{Changeset: changeset, Contact: text(c.Contact), KeyService: text(c.Keys),
		Endpoints: list[endpoint]{[]endpoint{{Specification: specification, URL: c.publicURL(a) + "/open311/v2", Changeset: changeset, Type: kind,
			Formats: list[mimeType]{[]mimeType{{Word: "text/xml"}, {Word: "application/json"}}}}}}}}, nil
}

// publicURL is where the house is reached. Without a configured address the asker's own words are given back to them.
func (c *counter) publicURL(a *asked) string {
	if c.URL != "" {
		return c.URL
	}
	if a.TLS != nil {
		return "https://" + a.Host
	}
	return "http://" + a.Host
}

func zoneOf(city *directory.City) *time.Location { return city.Book.Calendar.Zone() }
