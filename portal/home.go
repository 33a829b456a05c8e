package portal

import (
	"net/http"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// hotline is the number to ring instead of writing.
const hotline = "12345"

// home is the first page: the question, the letter boxes, one's own matter, what others were answered.
func (p *Portal) home(v *visit) error {
	letters, _, err := p.desk.Published(v.context(), store.PublicationFilter{}, huiyin.Page{Limit: 5})
	if err != nil {
		return err
	}
	tally, err := p.desk.Tally(v.context())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, sheet{Name: "home", D: struct {
		Tally   desk.Tally
		Areas   []choice
		Letters []letterLine
		Phone   string
	}{tally, v.districts(""), v.lines(letters), hotline}})
}

// promise is how long the city gives itself for a nature of matter.
type promise struct{ Nature, Limit string }

// about says how it works, with the limits as they are in force today.
func (p *Portal) about(v *visit) error {
	book := p.desk.City().Book
	limit := func(kind casework.LimitKind, n casework.Nature) string {
		l := book.Limit(kind, &casework.Case{Nature: n, Urgency: casework.Normal, Channel: "web", RegisteredAt: v.now()})
		return v.limit(l)
	}
	d := struct {
		Promises                  []promise
		Dispatch, Reopen, Objects string
		Phone                     string
	}{Dispatch: limit(casework.LimitTransfer, ""), Reopen: limit(casework.LimitReopen, ""), Objects: limit(casework.LimitObject, ""), Phone: hotline}
	for _, n := range casework.Natures {
		d.Promises = append(d.Promises, promise{v.t("noun." + string(n)), limit(casework.LimitHandle, n)})
	}
	return v.show(http.StatusOK, sheet{Name: "about", D: d})
}
