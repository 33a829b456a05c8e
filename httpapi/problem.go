package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"huiyin"
)

// Problem is an error as programs and people read it (RFC 9457).
type Problem struct {
	Type   string `json:"type" doc:"Always about:blank; code tells errors apart."`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail" doc:"A sentence for a person: which field, which rule, what to do instead."`
	Code   string `json:"code" doc:"A stable word for programs."`
	Field  string `json:"field,omitempty" doc:"The input field, where one is to blame."`
}

func (p *Problem) Error() string             { return p.Detail }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses translates kinds of refusal to HTTP, once.
var statuses = map[huiyin.Kind]int{
	huiyin.KindInvalid:   http.StatusUnprocessableEntity,
	huiyin.KindNotFound:  http.StatusNotFound,
	huiyin.KindForbidden: http.StatusForbidden,
	huiyin.KindUnknown:   http.StatusUnauthorized,
	huiyin.KindConflict:  http.StatusConflict,
	huiyin.KindTooMany:   http.StatusTooManyRequests,
	huiyin.KindTooLarge:  http.StatusRequestEntityTooLarge,
	huiyin.KindUnready:   http.StatusServiceUnavailable,
}

// problem translates an error. What is not a refusal is our own failure: logged in full, shown as one calm sentence.
func problem(ctx context.Context, log *slog.Logger, err error) *Problem {
	var e *huiyin.Error
	if errors.As(err, &e) {
		status := statuses[e.Kind]
		return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: e.Say, Code: e.Code, Field: e.Field}
	}
	if errors.Is(err, context.Canceled) || ctx.Err() != nil {
		return newProblem(499, "client_gone", "The request was given up before it was answered.")
	}
	log.ErrorContext(ctx, "a request failed", "err", err)
	return newProblem(http.StatusInternalServerError, "internal", "Something went wrong on our side; nothing was changed. Please try again, and tell us if it goes on.")
}

func newProblem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: code}
}

// The library makes its own errors for what does not fit the described types; they take the same form.
func init() {
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		p := newProblem(status, "invalid_request", message)
		var said []string
		for _, err := range errs {
			var d *huma.ErrorDetail
			if errors.As(err, &d) {
				field, message := blame(d)
				if p.Field == "" {
					p.Field = field
				}
				said = append(said, fmt.Sprintf("the field %q: %s", field, message))
			} else if err != nil {
				said = append(said, err.Error())
			}
		}
		if len(said) > 0 {
			p.Detail = "The request does not fit its description: " + strings.Join(said, "; ") + "."
		}
		return p
	}
}

// blame names the field that an error is about. Of what is missing the library names only the object it is missing from.
func blame(d *huma.ErrorDetail) (field, message string) {
	field = strings.TrimPrefix(strings.TrimPrefix(d.Location, "body."), "body")
	var missing string
	if n, err := fmt.Sscanf(d.Message, validation.MsgExpectedRequiredProperty, &missing); n == 1 && err == nil {
		return strings.TrimPrefix(field+"."+missing, "."), "it must be filled in"
	}
	return field, d.Message
}
