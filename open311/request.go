package open311

import (
	"fmt"
	"strings"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/topic"
)

const (
	statusOpen   = "open"
	statusClosed = "closed"
)

// requests lists service requests, or those that are named.
func (c *counter) requests(a *asked) (document, error) {
	q, err := queryOf(a.form, a.city, c.Now())
	if err != nil {
		return document{}, err
	}
	var rows []store.ServiceRequest
	err = c.Desk.Store().Read(a.ctx(), func(t *store.Tx) (err error) {
		if len(q.ids) > 0 {
			rows, err = t.ServiceRequestsByNumber(q.ids)
		} else {
			rows, err = t.ServiceRequests(q.ServiceRequestFilter)
		}
		return err
	})
	if err != nil {
		return document{}, err
	}
	return c.show(a, rows, q.extensions)
}

// request shows one.
func (c *counter) request(a *asked) (document, error) {
	r, err := c.find(a, a.name)
	if err != nil {
		return document{}, err
	}
	return c.show(a, []store.ServiceRequest{r}, wantsExtensions(a.form))
}

// find looks one up by its number. What is neither a service request nor published does not exist here.
func (c *counter) find(a *asked, number string) (store.ServiceRequest, error) {
	var rows []store.ServiceRequest
	if plain(number) {
		err := c.Desk.Store().Read(a.ctx(), func(t *store.Tx) (err error) {
			rows, err = t.ServiceRequestsByNumber([]string{number})
			return err
		})
		if err != nil {
			return store.ServiceRequest{}, err
		}
	}
	if len(rows) == 0 {
		return store.ServiceRequest{}, huiyin.NotFound("request", "There is no service request with the service_request_id %q.", short(number))
	}
	return rows[0], nil
}

func (c *counter) show(a *asked, rows []store.ServiceRequest, extensions bool) (document, error) {
	out := list[request]{Items: make([]request, len(rows))}
	for i := range rows {
		out.Items[i] = requestOf(&rows[i], a.city, a.say)
	}
	if extensions {
		if err := c.extend(a, rows, out.Items); err != nil {
			return document{}, err
		}
	}
	return document{"service_requests", out}, nil
}

// requestOf shows a case as GeoReport has it. What is hidden from the units is hidden here too: of such a case the
// status, the dates and the service are shown and nothing else.
func requestOf(s *store.ServiceRequest, city *directory.City, say locale) request {
	zone := zoneOf(city)
	r := request{ID: s.Number, Status: statusClosed, StatusNotes: text(statusNotes(s, say)), Requested: moment(s.RegisteredAt, zone),
		Updated: moment(s.ClosedAt, zone), Expected: moment(s.Promised, zone)}
	if s.State.Info().Open {
		r.Status = statusOpen
	}
	if s.State.Info().Open || s.ClosedAt.IsZero() {
		r.Updated = moment(s.Change, zone)
	}
	if k := shownAs(s, city); k != nil {
		r.ServiceCode, r.ServiceName = text(k.Code), text(nameOf(k, say))
	}
	if s.Confidentiality > 1 {
		return r
	}
	r.Agency = text(city.UnitName(s.Lead))
	if s.Published {
		r.publish(s, city)
	}
	return r
}

// shownAs is the service a request was made for, and for a case that came another way the one it belongs to. It does
// not change when the city files the case under another category.
func shownAs(s *store.ServiceRequest, city *directory.City) *store.Category {
	if k := city.Category(s.Service); k != nil {
		return k
	}
	return serviceOf(city, s.Category)
}

// publish adds the words. The publication has had persons taken out of it; the place is given without doors and
// numbers, and the point to the nearest hundred metres.
func (r *request) publish(s *store.ServiceRequest, city *directory.City) {
	words, media := splitMedia(s.Content)
	if title := strings.TrimSuffix(s.Title, "…"); !strings.HasPrefix(words, title) {
		words = s.Title + "\n" + words
	}
	r.Description, r.MediaURL = text(shorten(words, mostDescription)), text(media)
	r.AddressID = text(s.Area)
	if r.Address = text(topic.Redact(s.Place)); r.Address == "" {
		r.Address = text(city.AreaName(s.Area))
	}
	if s.Lat != nil && s.Lon != nil {
		r.Lat, r.Long = numberOf(*s.Lat, 3), numberOf(*s.Lon, 3)
	}
}

// splitMedia takes the line that submit put there out of a text again.
func splitMedia(s string) (words, media string) {
	at := strings.LastIndex(s, "\n"+mediaLine)
	if at < 0 {
		return s, ""
	}
	media, rest, _ := strings.Cut(s[at+1+len(mediaLine):], "\n")
	if !webAddress(media) {
		return s, ""
	}
	return strings.TrimSpace(s[:at] + "\n" + rest), media
}

func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// statusNotes says where a request stands in a few words.
func statusNotes(s *store.ServiceRequest, say locale) string {
	if end, special := endWords[s.State]; special {
		return end.in(say)
	}
	note := stageWords[stageOf(s)].in(say)
	if s.Round > 1 && s.State.Info().Open {
		note += words{"，", ", ", ", "}.in(say) + fmt.Sprintf(wordsRound.in(say), s.Round)
	}
	return note
}

// stageOf is what the public sees of the state: until the lead has signed the matter was passed on, then it is handled.
func stageOf(s *store.ServiceRequest) casework.Stage {
	if s.ToSign {
		return casework.StageDispatched
	}
	return s.State.Info().Public
}
