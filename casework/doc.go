// Package casework is the procedure: which steps a case, a unit's assignment and a request may take, who may
// take them, what they ask for, and what each does to the record and to the clock.
//
// The three machines are tables (case_steps.go, assignment_steps.go, request_steps.go) in the order of the
// work regulations; docs/procedure.md is printed from them. The package is pure: it is given the record, the
// actor and the moment, and gives back a changed record and what happened. It refuses to know databases,
// screens, sessions and the current time.
package casework

//go:generate go test -run Procedure -update
