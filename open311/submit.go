package open311

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/topic"
)

// Limits of what a client may send, in characters. The first is GeoReport's.
const (
	mostDescription = 4000
	mostAddress     = 250
	mostPlace       = 150
	mostDemand      = 500
	mostName        = 60
	mostURL         = 500
	mostOther       = 10  // attributes that the service does not define
	mostOtherValue  = 300 // each of them
)

// submit makes a case of a service request.
func (c *counter) submit(a *asked) (document, error) {
	who, err := c.client(a)
	if err != nil {
		return document{}, err
	}
	if err := c.writes.take(who.By(), c.Now()); err != nil {
		return document{}, err
	}
	appeal, err := appealOf(a.form, a.city, a.say)
	if err != nil {
		return document{}, err
	}
	appeal.Key = a.Header.Get("Idempotency-Key")
	if !utf8.ValidString(appeal.Key) || strings.ContainsFunc(appeal.Key, unicode.IsControl) {
		return document{}, huiyin.Invalid("idempotency_key", "The header Idempotency-Key must be printable text.")
	}
	receipt, err := c.Desk.Register(a.ctx(), appeal, who)
	if err != nil {
		return document{}, err
	}
	return document{"service_requests", list[accepted]{[]accepted{{ID: receipt.Number, Notice: text(c.notice(a, &appeal))}}}}, nil
}

// notice says how long the unit in charge will have, as the table of limits has it now.
func (c *counter) notice(a *asked, appeal *desk.Appeal) string {
	limit := a.city.Book.Limit(casework.LimitHandle, &casework.Case{Category: appeal.Form.Category, Nature: casework.Nature(appeal.Form.Nature),
		Urgency: casework.Normal, Channel: appeal.Channel, RegisteredAt: c.Now()})
	if limit.Amount == 0 {
		return ""
	}
	return fmt.Sprintf(wordsNotice.in(a.say), limitWords(limit, a.say))
}

// client is the program behind the API key. The key may come as a field, in the address, or in a header.
func (c *counter) client(a *asked) (huiyin.Actor, error) {
	key := a.form.one("api_key")
	for _, header := range []string{"X-Api-Key", "Api-Key", "Api_key"} {
		if key == "" {
			key = strings.TrimSpace(a.Header.Get(header))
		}
	}
	if bearer, ok := strings.CutPrefix(a.Header.Get("Authorization"), "Bearer "); ok && key == "" {
		key = strings.TrimSpace(bearer)
	}
	if key == "" {
		return huiyin.Actor{}, huiyin.Forbidden("api_key", "The field api_key is missing; a request can only be made with a key. %s", c.Keys)
	}
	s, err := c.Staff.AuthenticateKey(a.ctx(), key)
	switch kind := huiyin.KindOf(err); {
	case kind == huiyin.KindUnknown, kind == huiyin.KindForbidden, kind == huiyin.KindNotFound, kind == huiyin.KindInvalid:
		return huiyin.Actor{}, huiyin.Forbidden("api_key", "The api_key is not valid; it may have been revoked. %s", c.Keys)
	case err != nil:
		return huiyin.Actor{}, err
	case !staff.Can(s.Actor, staff.Open311Post):
		return huiyin.Actor{}, huiyin.Forbidden("api_key", "The account of this api_key may not file service requests; it needs the role %s.", huiyin.Open311Client)
	}
	return s.Actor, nil
}

// submission is a service request while it is read. It goes on after a fault, so that a client hears of all at once.
type submission struct {
	f      form
	city   *directory.City
	say    locale
	k      *store.Category
	out    desk.Appeal
	lines  []string // what has no column of its own, at the end of the text
	faults faults
}

// appealOf makes an appeal of what a client sent.
func appealOf(f form, city *directory.City, say locale) (desk.Appeal, error) {
	s := &submission{f: f, city: city, say: say}
	code := f.one("service_code")
	if code == "" {
		return desk.Appeal{}, huiyin.Invalid("service_code", "The field service_code is missing; the services are at /open311/v2/services.xml.")
	}
	var err error
	if s.k, err = wanted(city, code); err != nil {
		return desk.Appeal{}, err
	}
	s.out = desk.Appeal{Channel: "open311", Service: s.k.Code, Language: say.tag(), Publish: true}
	s.out.Form.Category, s.out.Form.Nature = s.k.Code, string(s.k.Nature)
	s.where()
	s.attributes()
	s.person()
	s.media()
	s.words()
	return s.out, s.faults.orNil()
}

func (s *submission) fault(err error) {
	if err != nil {
		s.faults = append(s.faults, err)
	}
}

// clean reads one field as text of at most so many characters.
func (s *submission) clean(name, v string, most int, lines bool) string {
	v, err := topic.Clean(name, v, most, lines)
	s.fault(err)
	return v
}

// where reads the location: lat and long, or address_string, or address_id; at least one, and all may be given.
func (s *submission) where() {
	lat, long, id, address := s.f.one("lat"), s.f.one("long"), s.f.one("address_id"), s.f.one("address_string")
	place := s.clean("address_string", address, mostAddress, false)
	if lat == "" && long == "" && address == "" && id == "" {
		s.fault(huiyin.Invalid("location", "The location is missing: give lat and long, or address_string, or address_id."))
	}
	if (lat == "") != (long == "") {
		s.fault(huiyin.Invalid("lat", "The fields lat and long belong together; one of them is missing."))
	} else if lat != "" {
		s.out.Form.Lat = s.degrees("lat", lat, 90)
		s.out.Form.Lon = s.degrees("long", long, 180)
	}
	// An address_id is the code of an area of ours. Another repository's is kept as it was written.
	if id = s.clean("address_id", id, 60, false); s.city.Area(id) != nil {
		s.out.Form.Area = id
	} else if id != "" {
		place = strings.TrimSpace(place + " (address_id " + id + ")")
	}
	s.out.Form.Place = place
}

func (s *submission) degrees(name, v string, most float64) *float64 {
	d, err := strconv.ParseFloat(v, 64)
	if err != nil || !(d >= -most && d <= most) { // not a number is no number
		s.fault(huiyin.Invalid(name, "The field %s must be a number of degrees (WGS 84) from %g to %g; it was %q.", name, -most, most, short(v)))
		return nil
	}
	return &d
}

// attributes reads those that the service defines and keeps the others as lines.
func (s *submission) attributes() {
	given, offered := s.f.attributes(), attributesOf(s.city, s.k, s.say)
	pick := func(code string) string {
		v, err := chosen(offered, code, given[code])
		delete(given, code)
		s.fault(err)
		return v
	}
	if v := pick(attrDetail); v != "" {
		s.out.Form.Category = v
	}
	if v := pick(attrNature); v != "" {
		s.out.Form.Nature = v
	}
	if s.out.Form.Nature == "" {
		s.out.Form.Nature = string(casework.OtherNature)
	}
	s.out.Publish = pick(attrPublish) != no
	if pick(attrReply) == no {
		s.lines = append(s.lines, attrWords[attrReply].about.in(s.say)+" "+noWords.in(s.say))
	}
	say := func(code string, most int) string {
		v := s.clean("attribute["+code+"]", strings.Join(given[code], "\n"), most, true)
		delete(given, code)
		return oneLine(v)
	}
	s.out.Form.Demand = say(attrDemand, mostDemand)
	s.out.Form.Place = strings.TrimSpace(s.out.Form.Place + " " + say(attrPlace, mostPlace))
	s.others(given)
}

// oneLine makes one line of several.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *submission) others(given map[string][]string) {
	codes := make([]string, 0, len(given))
	for code := range given {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	if len(codes) > mostOther {
		s.fault(huiyin.Invalid("attribute", "At most %d attributes may be sent that the service does not define; there are %d.", mostOther, len(codes)))
		return
	}
	for _, code := range codes {
		if !plain(code) {
			s.fault(huiyin.Invalid("attribute", "The attribute %q must be named by letters, digits, dots, dashes and underscores, at most 40.", short(code)))
			continue
		}
		v := s.clean("attribute["+code+"]", strings.Join(given[code], ", "), mostOtherValue, true)
		s.lines = append(s.lines, code+": "+oneLine(v))
	}
}

// person reads who asks. device_id and account_id are not kept: nothing here needs them.
func (s *submission) person() {
	first, last := s.f.one("first_name"), s.f.one("last_name")
	name := strings.TrimSpace(first + " " + last)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		name = last + first
	}
	s.out.Person.Name = s.clean("first_name and last_name", name, mostName, false)
	s.out.Person.Email = s.clean("email", s.f.one("email"), 254, false)
	if phone := s.f.one("phone"); phone != "" {
		number, err := huiyin.ParsePhone(phone)
		if err != nil {
			s.fault(huiyin.Invalid("phone", "The field phone cannot be read: it may hold 3 to 15 digits, with spaces, dashes and a leading +."))
		}
		s.out.Person.Phone = number
	}
}

const mediaLine = "media_url: "

// media keeps the address of a picture as a line of the text. Nothing is fetched from it.
func (s *submission) media() {
	v := s.clean("media_url", s.f.one("media_url"), mostURL, false)
	if v == "" {
		return
	}
	if !webAddress(v) {
		s.fault(huiyin.Invalid("media_url", "The field media_url must be an address that begins with http:// or https://."))
		return
	}
	s.lines = append(s.lines, mediaLine+v)
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(s, " \t\n")
}

// words reads the description and makes title and text. Without a description the service's name stands for it.
func (s *submission) words() {
	description := s.clean("description", s.f.one("description"), mostDescription, true)
	if description == "" {
		description = nameOf(s.k, s.say)
	}
	s.out.Form.Title = titleOf(description)
	s.out.Form.Content = description
	if len(s.lines) > 0 {
		s.out.Form.Content += "\n\n" + strings.Join(s.lines, "\n")
	}
}

// mostTitle is how much of a text may become its title, in characters.
const mostTitle = 60

// titleOf is the first sentence of a text, or as much of it as a title may hold.
func titleOf(s string) string {
	end := strings.IndexAny(s, "\n。！？!?；;")
	if end > 0 {
		s = s[:end]
	}
	s = oneLine(s)
	if r := []rune(s); len(r) > mostTitle {
		return strings.TrimSpace(string(r[:mostTitle])) + "…"
	}
	return s
}

// token answers with the number it stands for. Requests are numbered at once, so a token is the number itself; clients
// that always ask are answered.
func (c *counter) token(a *asked) (document, error) {
	r, err := c.find(a, a.name)
	if err != nil {
		return document{}, huiyin.NotFound("token", "There is no token %q. A request made here has its service_request_id at once.", short(a.name))
	}
	return document{"service_requests", list[tokened]{[]tokened{{ID: r.Number, Token: a.name}}}}, nil
}
