package open311

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"huiyin"
)

// GeoReport: 404 for what does not exist, 403 for a missing or wrong key, 400 for nearly everything else. We go beyond
// it where HTTP has a better word for something the protocol does not mention.
var statuses = map[huiyin.Kind]int{
	huiyin.KindInvalid:   http.StatusBadRequest,
	huiyin.KindNotFound:  http.StatusNotFound,
	huiyin.KindForbidden: http.StatusForbidden,
	huiyin.KindUnknown:   http.StatusForbidden,
	huiyin.KindConflict:  http.StatusConflict,
	huiyin.KindTooMany:   http.StatusTooManyRequests,
	huiyin.KindTooLarge:  http.StatusRequestEntityTooLarge,
	huiyin.KindUnready:   http.StatusServiceUnavailable,
}

const ourFault = "Something went wrong on our side; nothing was changed. Please try again, and tell us if it goes on."

// wrongMethod is a refusal that only HTTP knows.
type wrongMethod struct{ say string }

func (e wrongMethod) Error() string { return e.say }

func errMethod(method, allowed string) error {
	return wrongMethod{"The method " + short(method) + " is not for this address; it takes " + allowed + "."}
}

// faults are the refusals of several fields at once.
type faults []error

func (f faults) Error() string { return errors.Join(f...).Error() }

// orNil is nothing when no field was refused.
func (f faults) orNil() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// refuse says what was wrong. The status is that of the first fault.
func (c *counter) refuse(w http.ResponseWriter, r *http.Request, form format, err error) {
	all, several := err.(faults)
	if !several {
		all = faults{err}
	}
	var out list[problem]
	for _, one := range all {
		out.Items = append(out.Items, c.problem(r.Context(), one))
	}
	var fast *tooFast
	if errors.As(err, &fast) {
		w.Header().Set("Retry-After", strconv.Itoa(fast.seconds))
	}
	c.write(w, r, form, out.Items[0].Code, document{"errors", out})
}

// problem translates one error. What is no refusal is our own failure: logged in full, shown as one calm sentence.
func (c *counter) problem(ctx context.Context, err error) problem {
	var refusal *huiyin.Error
	var method wrongMethod
	switch {
	case errors.As(err, &refusal):
		return problem{Code: statuses[refusal.Kind], Description: refusal.Say}
	case errors.As(err, &method):
		return problem{Code: http.StatusMethodNotAllowed, Description: method.say}
	case ctx.Err() == nil:
		c.Log.ErrorContext(ctx, "an Open311 request failed", "err", err)
	}
	return problem{Code: http.StatusInternalServerError, Description: ourFault}
}
