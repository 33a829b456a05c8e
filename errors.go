package huiyin

import (
	"errors"
	"fmt"
)

// Kind says what sort of refusal an error is; the counters translate it to a status once.
type Kind string

const (
	KindInvalid   Kind = "invalid"     // a field breaks a rule
	KindNotFound  Kind = "not_found"   // no such thing, or none this person may know of
	KindForbidden Kind = "forbidden"   // known, but not for this person
	KindUnknown   Kind = "not_signed"  // nobody is signed in
	KindConflict  Kind = "conflict"    // somebody was faster, or the step is not open
	KindTooMany   Kind = "too_many"    // slow down
	KindTooLarge  Kind = "too_large"   // more bytes than allowed
	KindUnready   Kind = "unavailable" // the disk, the database or a limit of ours; try later
)

// Error is a refusal with a sentence for a person. Everything that is not an Error is our own failure:
// it is logged in full and shown as one calm sentence.
type Error struct {
	Kind  Kind
	Field string // the input field, where one is to blame
	Code  string // a stable word for programs, such as "step_not_open"
	Say   string // a full sentence, without blame, that says what to do instead
	Err   error
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Say + ": " + e.Err.Error()
	}
	return e.Say
}

func (e *Error) Unwrap() error { return e.Err }

// Invalid refuses a field.
func Invalid(field, format string, args ...any) *Error {
	return &Error{Kind: KindInvalid, Field: field, Code: "invalid_" + field, Say: fmt.Sprintf(format, args...)}
}

// NotFound says that there is no such thing for this person.
func NotFound(what, format string, args ...any) *Error {
	return &Error{Kind: KindNotFound, Code: what + "_not_found", Say: fmt.Sprintf(format, args...)}
}

// Forbidden says that this person may not.
func Forbidden(code, format string, args ...any) *Error {
	return &Error{Kind: KindForbidden, Code: code, Say: fmt.Sprintf(format, args...)}
}

// Conflict says that somebody was faster or that the moment has passed.
func Conflict(code, format string, args ...any) *Error {
	return &Error{Kind: KindConflict, Code: code, Say: fmt.Sprintf(format, args...)}
}

// Unready says that a machine of ours cannot do it now; err is for the log.
func Unready(code string, err error, format string, args ...any) *Error {
	return &Error{Kind: KindUnready, Code: code, Say: fmt.Sprintf(format, args...), Err: err}
}

// KindOf is the kind of the first Error in err's chain, or "" for our own failures.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}
