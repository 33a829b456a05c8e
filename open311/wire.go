package open311

import (
	"encoding/json"
	"encoding/xml"
	"strconv"
	"time"
)

// The types of the wire. One value is written both ways, so that XML and JSON cannot differ: GeoReport maps one to the
// other by the Spark convention. A container of like elements is an array, and an element without content is null.

// document is an answer with the name of its root element, which JSON leaves out.
type document struct {
	root string
	body any
}

// list is a container of like elements; their type names the element.
type list[T any] struct{ Items []T }

func (l list[T]) MarshalJSON() ([]byte, error) {
	if l.Items == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.Items)
}

// text is empty in XML and null in JSON when there is nothing to say.
type text string

func (t text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// number is a decimal fraction that may be unknown.
type number string

func numberOf(f float64, digits int) number { return number(strconv.FormatFloat(f, 'f', digits, 64)) }

func (n number) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return []byte(n), nil
}

// moment is a time with its zone, in the form of the W3C note, or unknown.
func moment(t time.Time, zone *time.Location) text {
	if t.IsZero() {
		return ""
	}
	return text(t.In(zone).Format(time.RFC3339))
}

type service struct {
	XMLName     xml.Name `xml:"service" json:"-"`
	Code        string   `xml:"service_code" json:"service_code"`
	Name        text     `xml:"service_name" json:"service_name"`
	Description text     `xml:"description" json:"description"`
	Metadata    bool     `xml:"metadata" json:"metadata"`
	Type        string   `xml:"type" json:"type"`
	Keywords    text     `xml:"keywords" json:"keywords"`
	Group       text     `xml:"group" json:"group"`
}

type definition struct {
	Code       string          `xml:"service_code" json:"service_code"`
	Attributes list[attribute] `xml:"attributes" json:"attributes"`
}

type attribute struct {
	XMLName  xml.Name    `xml:"attribute" json:"-"`
	Variable bool        `xml:"variable" json:"variable"`
	Code     string      `xml:"code" json:"code"`
	Datatype string      `xml:"datatype" json:"datatype"`
	Required bool        `xml:"required" json:"required"`
	Hint     text        `xml:"datatype_description" json:"datatype_description"`
	Order    int         `xml:"order" json:"order"`
	About    text        `xml:"description" json:"description"`
	Values   list[value] `xml:"values" json:"values"`
}

type value struct {
	XMLName xml.Name `xml:"value" json:"-"`
	Key     string   `xml:"key" json:"key"`
	Name    text     `xml:"name" json:"name"`
}

// accepted answers a request that was just made.
type accepted struct {
	XMLName xml.Name `xml:"request" json:"-"`
	ID      string   `xml:"service_request_id" json:"service_request_id"`
	Notice  text     `xml:"service_notice" json:"service_notice"`
	Account text     `xml:"account_id" json:"account_id"`
}

type tokened struct {
	XMLName xml.Name `xml:"request" json:"-"`
	ID      string   `xml:"service_request_id" json:"service_request_id"`
	Token   string   `xml:"token" json:"token"`
}

type request struct {
	XMLName     xml.Name    `xml:"request" json:"-"`
	ID          string      `xml:"service_request_id" json:"service_request_id"`
	Status      string      `xml:"status" json:"status"`
	StatusNotes text        `xml:"status_notes" json:"status_notes"`
	ServiceName text        `xml:"service_name" json:"service_name"`
	ServiceCode text        `xml:"service_code" json:"service_code"`
	Description text        `xml:"description" json:"description"`
	Agency      text        `xml:"agency_responsible" json:"agency_responsible"`
	Notice      text        `xml:"service_notice" json:"service_notice"`
	Requested   text        `xml:"requested_datetime" json:"requested_datetime"`
	Updated     text        `xml:"updated_datetime" json:"updated_datetime"`
	Expected    text        `xml:"expected_datetime" json:"expected_datetime"`
	Address     text        `xml:"address" json:"address"`
	AddressID   text        `xml:"address_id" json:"address_id"`
	Zipcode     text        `xml:"zipcode" json:"zipcode"`
	Lat         number      `xml:"lat" json:"lat"`
	Long        number      `xml:"long" json:"long"`
	MediaURL    text        `xml:"media_url" json:"media_url"`
	Extended    *extended   `xml:"extended_attributes,omitempty" json:"extended_attributes,omitempty"`
	Notes       *list[note] `xml:"notes,omitempty" json:"notes,omitempty"`
}

// extended is our own extension, given when extensions=true asks for it.
type extended struct {
	Channel   string `xml:"channel" json:"channel"`
	Stage     string `xml:"stage" json:"stage"`
	Round     int    `xml:"round" json:"round"`
	Published bool   `xml:"published" json:"published"`
}

type note struct {
	XMLName     xml.Name `xml:"note" json:"-"`
	Datetime    text     `xml:"datetime" json:"datetime"`
	Description text     `xml:"description" json:"description"`
	Type        string   `xml:"type" json:"type"`
}

type discovery struct {
	Changeset  string         `xml:"changeset" json:"changeset"`
	Contact    text           `xml:"contact" json:"contact"`
	KeyService text           `xml:"key_service" json:"key_service"`
	Endpoints  list[endpoint] `xml:"endpoints" json:"endpoints"`
}

type endpoint struct {
	XMLName       xml.Name       `xml:"endpoint" json:"-"`
	Specification string         `xml:"specification" json:"specification"`
	URL           string         `xml:"url" json:"url"`
	Changeset     string         `xml:"changeset" json:"changeset"`
	Type          string         `xml:"type" json:"type"`
	Formats       list[mimeType] `xml:"formats" json:"formats"`
}

// mimeType is a bare word in both forms.
type mimeType struct {
	XMLName xml.Name `xml:"format"`
	Word    string   `xml:",chardata"`
}

func (m mimeType) MarshalJSON() ([]byte, error) { return json.Marshal(m.Word) }

type problem struct {
	XMLName     xml.Name `xml:"error" json:"-"`
	Code        int      `xml:"code" json:"code"`
	Description string   `xml:"description" json:"description"`
}
