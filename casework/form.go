package casework

import (
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// FieldKind says what a field of a step's form holds; the console draws it from this alone.
type FieldKind string

const (
	Text      FieldKind = "text"     // one line
	LongText  FieldKind = "longtext" // several lines
	Choice    FieldKind = "choice"   // one of Options
	Choices   FieldKind = "choices"  // some of Options
	OneUnit   FieldKind = "unit"
	SomeUnits FieldKind = "units"
	OneCat    FieldKind = "category"
	OneArea   FieldKind = "area"
	OneArt    FieldKind = "article"
	Files     FieldKind = "files"
	Moment    FieldKind = "moment"
	Place     FieldKind = "place" // a point on the map
	LimitText FieldKind = "limit" // such as "7wd"
)

// Field is one thing a step asks for. Name is the name of the form's column.
type Field struct {
	Name     string
	Kind     FieldKind
	Required bool
	Options  []string
}

// Form carries what a person filled in; a step reads only the fields it asked for.
type Form struct {
	Title, Content, Demand, Place   string
	Note, Public, Internal, Advice  string
	Basis, Reason, Receipt, Opinion string
	Nature, Category, Urgency, Area string
	Confidentiality                 string
	Outcome, True, Solved, Truthful string
	Satisfaction, UnsolvedReason    string
	Defects                         []string
	Unit                            huiyin.UnitID
	Units                           []huiyin.UnitID
	Article                         huiyin.ArticleID
	Files                           []huiyin.FileID
	Limit                           calendar.Limit
	Moment                          time.Time
	Lon, Lat                        *float64
}

// textColumns names every text column of the form once, with the characters it may hold.
var textColumns = []struct {
	name string
	of   func(*Form) *string
	max  int
}{
	{"title", func(f *Form) *string { return &f.Title }, 120},
	{"content", func(f *Form) *string { return &f.Content }, 10_000},
	{"demand", func(f *Form) *string { return &f.Demand }, 500},
	{"place", func(f *Form) *string { return &f.Place }, 500},
	{"note", func(f *Form) *string { return &f.Note }, 2_000},
	{"public", func(f *Form) *string { return &f.Public }, 5_000},
	{"internal", func(f *Form) *string { return &f.Internal }, 5_000},
	{"advice", func(f *Form) *string { return &f.Advice }, 2_000},
	{"basis", func(f *Form) *string { return &f.Basis }, 2_000},
	{"reason", func(f *Form) *string { return &f.Reason }, 60},
	{"receipt", func(f *Form) *string { return &f.Receipt }, 120},
	{"opinion", func(f *Form) *string { return &f.Opinion }, 2_000},
	{"nature", func(f *Form) *string { return &f.Nature }, 60},
	{"category", func(f *Form) *string { return &f.Category }, 60},
	{"urgency", func(f *Form) *string { return &f.Urgency }, 60},
	{"area", func(f *Form) *string { return &f.Area }, 60},
	{"confidentiality", func(f *Form) *string { return &f.Confidentiality }, 60},
	{"outcome", func(f *Form) *string { return &f.Outcome }, 60},
	{"true", func(f *Form) *string { return &f.True }, 60},
	{"solved", func(f *Form) *string { return &f.Solved }, 60},
	{"truthful", func(f *Form) *string { return &f.Truthful }, 60},
	{"satisfaction", func(f *Form) *string { return &f.Satisfaction }, 60},
	{"unsolved_reason", func(f *Form) *string { return &f.UnsolvedReason }, 2_000},
}

// Texts calls fn with every text column's name, address and greatest length in characters, so that one place
// can clean them all.
func (f *Form) Texts(fn func(name string, text *string, max int) error) error {
	for _, c := range textColumns {
		if err := fn(c.name, c.of(f), c.max); err != nil {
			return err
		}
	}
	return nil
}

func (f *Form) text(name string) *string {
	for _, c := range textColumns {
		if c.name == name {
			return c.of(f)
		}
	}
	return nil
}

// filled tells whether the form has something in the field.
func (f *Form) filled(d Field) bool {
	switch d.Name {
	case "unit":
		return f.Unit != 0
	case "units":
		return len(f.Units) > 0
	case "article":
		return f.Article != 0
	case "files":
		return len(f.Files) > 0
	case "limit":
		return f.Limit.Amount > 0
	case "moment":
		return !f.Moment.IsZero()
	case "point":
		return f.Lon != nil && f.Lat != nil
	case "defects":
		return len(f.Defects) > 0
	}
	t := f.text(d.Name)
	return t != nil && *t != ""
}

// only is the form with nothing in it that was not asked for: a step reads only the fields of its row.
func (f Form) only(fields []Field) Form {
	asked := func(name string) bool {
		return slices.ContainsFunc(fields, func(d Field) bool { return d.Name == name })
	}
	for _, c := range textColumns {
		if text := c.of(&f); !asked(c.name) || strings.TrimSpace(*text) == "" {
			*text = ""
		}
	}
	drop(&f.Defects, asked("defects"))
	drop(&f.Unit, asked("unit"))
	drop(&f.Units, asked("units"))
	drop(&f.Article, asked("article"))
	drop(&f.Files, asked("files"))
	drop(&f.Limit, asked("limit"))
	drop(&f.Moment, asked("moment"))
	drop(&f.Lon, asked("point") && f.Lat != nil)
	drop(&f.Lat, asked("point") && f.Lon != nil)
	return f
}

func drop[T any](v *T, keep bool) {
	if !keep {
		*v = *new(T)
	}
}

// completeFrom takes over what a draft says already, so that nobody types it twice.
func (f *Form) completeFrom(c *Case, fields []Field) {
	for _, d := range fields {
		if text := f.text(d.Name); text != nil && *text == "" {
			switch d.Name {
			case "title":
				*text = c.Title
			case "content":
				*text = c.Content
			case "nature":
				*text = string(c.Nature)
			}
		}
	}
}

// check refuses a form that lacks a required field or holds a choice that is not offered.
func check(fields []Field, f *Form) error {
	for _, d := range fields {
		if !f.filled(d) {
			if d.Required {
				return huiyin.Invalid(d.Name, "The field %q is required for this step.", d.Name)
			}
			continue
		}
		if d.Kind == Choice {
			if v := *f.text(d.Name); !slices.Contains(d.Options, v) {
				return huiyin.Invalid(d.Name, "The field %q must be one of %v; it was %q.", d.Name, d.Options, v)
			}
		}
		if d.Kind == Choices {
			for _, v := range f.Defects {
				if !slices.Contains(d.Options, v) {
					return huiyin.Invalid(d.Name, "The field %q takes only %v; %q is none of them.", d.Name, d.Options, v)
				}
			}
		}
	}
	if f.Lon != nil && f.Lat != nil && !(*f.Lon >= -180 && *f.Lon <= 180 && *f.Lat >= -90 && *f.Lat <= 90) { // not a number is refused too
		return huiyin.Invalid("point", "The point must have a longitude of -180 to 180 and a latitude of -90 to 90 degrees.")
	}
	return nil
}

func req(f Field) Field { f.Required = true; return f }

func options[T ~string](vs []T) []string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return out
}

// The fields that steps ask for.
var (
	fNote       = Field{Name: "note", Kind: LongText}
	fPublic     = Field{Name: "public", Kind: LongText}
	fInternal   = Field{Name: "internal", Kind: LongText}
	fBasis      = Field{Name: "basis", Kind: LongText}
	fOpinion    = Field{Name: "opinion", Kind: LongText}
	fAdvice     = Field{Name: "advice", Kind: LongText}
	fTitle      = Field{Name: "title", Kind: Text}
	fContent    = Field{Name: "content", Kind: LongText}
	fPlace      = Field{Name: "place", Kind: Text}
	fDemand     = Field{Name: "demand", Kind: Text}
	fReceipt    = Field{Name: "receipt", Kind: Text}
	fNature     = Field{Name: "nature", Kind: Choice, Options: options(Natures)}
	fUrgency    = Field{Name: "urgency", Kind: Choice, Options: options(Urgencies)}
	fConf       = Field{Name: "confidentiality", Kind: Choice, Options: []string{"0", "1", "2", "3"}}
	fCategory   = Field{Name: "category", Kind: OneCat}
	fArea       = Field{Name: "area", Kind: OneArea}
	fUnit       = Field{Name: "unit", Kind: OneUnit}
	fUnits      = Field{Name: "units", Kind: SomeUnits}
	fLimit      = Field{Name: "limit", Kind: LimitText}
	fFiles      = Field{Name: "files", Kind: Files}
	fPoint      = Field{Name: "point", Kind: Place}
	fMoment     = Field{Name: "moment", Kind: Moment}
	fArticle    = Field{Name: "article", Kind: OneArt}
	fSolved     = Field{Name: "solved", Kind: Choice, Options: []string{"yes", "partly", "no"}}
	fTrue       = Field{Name: "true", Kind: Choice, Options: []string{"yes", "partly", "no"}}
	fTruthful   = Field{Name: "truthful", Kind: Choice, Options: []string{"yes", "partly", "no"}}
	fUnsolved   = Field{Name: "unsolved_reason", Kind: LongText}
	fOutcome    = Field{Name: "outcome", Kind: Choice, Options: []string{"reached", "unreachable"}}
	fSatisfied  = Field{Name: "satisfaction", Kind: Choice, Options: []string{string(Satisfied), string(BasicSatisfied), string(Dissatisfied), string(Unable)}}
	fDefects    = Field{Name: "defects", Kind: Choices, Options: Defects}
	fChannelTo  = Field{Name: "reason", Kind: Choice, Options: OtherChannels}
	fDeclineFor = Field{Name: "reason", Kind: Choice, Options: declineCodes()}
	fWhyUnhappy = Field{Name: "reason", Kind: Choice, Options: DissatisfactionReasons}
)

// Defects are what the centre's audit may find wrong with a reply.
var Defects = []string{"empty_reply", "no_contact", "no_proof", "privacy_in_public_text", "off_topic"}

// OtherChannels are where a matter may be led instead.
var OtherChannels = []string{"110", "119", "120", "122", "petition", "12315", "other_city", "court", "other"}

// DissatisfactionReasons are the five classes of Chengdu's monthly report.
var DissatisfactionReasons = []string{"policy_constraint", "recurring_problem", "statutory_procedure", "overlapping_jurisdiction", "other"}

// Ground is a lawful reason for not accepting a matter, with the channel that is open instead.
type Ground struct{ Code, Term, Channel string }

// malicious is the ground that only a shift leader may agree to.
const malicious = "N14"

// Grounds lists the lawful reasons for non-acceptance.
var Grounds = []Ground{
	{"N01", "诉讼", "court"}, {"N02", "仲裁、劳动仲裁", "arbitration"}, {"N03", "行政复议", "reconsideration"},
	{"N04", "纪检监察", "discipline"}, {"N05", "政府信息公开", "disclosure"}, {"N06", "已进入信访渠道", "petition"},
	{"N07", "紧急警情", "110"}, {"N08", "非本地管辖", "other_city"}, {"N09", "党委、人大、政协、法院、检察院、军队事项", "other"},
	{"N10", "国家秘密、商业秘密", "other"}, {"N11", "侵犯他人隐私、违背公序良俗", "other"},
	{"N12", "同一事项已依法办结且无新事实", "other"}, {"N13", "无实质内容、无联系方式", "other"},
	{malicious, "恶意骚扰", "other"}, {"N15", "广告", "other"},
}

func declineCodes() []string {
	out := make([]string, len(Grounds))
	for i, g := range Grounds {
		out[i] = g.Code
	}
	return out
}
