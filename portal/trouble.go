package portal

import (
	"context"
	"errors"
	"net/http"

	"huiyin"
)

// statuses translates kinds of refusal to HTTP, once.
var statuses = map[huiyin.Kind]int{
	huiyin.KindInvalid:   http.StatusUnprocessableEntity,
	huiyin.KindNotFound:  http.StatusNotFound,
	huiyin.KindForbidden: http.StatusForbidden,
	huiyin.KindUnknown:   http.StatusForbidden,
	huiyin.KindConflict:  http.StatusConflict,
	huiyin.KindTooMany:   http.StatusTooManyRequests,
	huiyin.KindTooLarge:  http.StatusRequestEntityTooLarge,
	huiyin.KindUnready:   http.StatusServiceUnavailable,
}

// statusOf is the status of an error; what is not a refusal is our own failure.
func statusOf(err error) int {
	if status, ok := statuses[huiyin.KindOf(err)]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// fail answers with a page that helps. The log gets the whole error; it holds no words of people.
func (v *visit) fail(err error) {
	if errors.Is(err, context.Canceled) && v.context().Err() != nil {
		return // nobody is there any more
	}
	v.note(err)
	v.trouble(statusOf(err), "")
}

// note logs what is our own failure.
func (v *visit) note(err error) {
	if status := statusOf(err); status >= http.StatusInternalServerError {
		v.p.log.ErrorContext(v.context(), "a page failed", "page", v.r.Pattern, "status", status, "err", err)
	}
}

// trouble shows the page for a status, with a sentence of its own or the one for the status.
func (v *visit) trouble(status int, say string) {
	if say == "" {
		switch status {
		case http.StatusNotFound:
			say = "trouble.not_found"
		case http.StatusServiceUnavailable:
			say = "trouble.unready"
		case http.StatusTooManyRequests:
			say = "trouble.too_many"
		default:
			say = "trouble.ours"
		}
	}
	title := "trouble.title"
	if status == http.StatusNotFound {
		title = "trouble.title_not_found"
	}
	if err := v.show(status, sheet{Name: "trouble", Title: v.t(title), Private: true, D: v.t(say)}); err != nil {
		v.p.log.Error("the page for a failure failed", "err", err)
		http.Error(v.w, v.t(say), status)
	}
}

// sentence puts an error into the visitor's language, for beside a form. The refusals of the rooms are in English;
// what the catalogue has for their code, their field or their kind says the same.
func (v *visit) sentence(err error) string {
	var e *huiyin.Error
	if !errors.As(err, &e) {
		return v.t("error.ours")
	}
	for _, key := range []string{"error." + e.Code, "error." + e.Field, "error.kind." + string(e.Kind)} {
		if v.has(key) {
			return v.t(key)
		}
	}
	return v.t("error.ours")
}

func (p *Portal) nothingHere(*visit) error { return noPage }

// plain is a page of text alone.
func (p *Portal) plain(name string) func(*visit) error {
	return func(v *visit) error { return v.show(http.StatusOK, sheet{Name: name}) }
}

func fieldOf(err error) string {
	var e *huiyin.Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

func codeOf(err error) string {
	var e *huiyin.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
