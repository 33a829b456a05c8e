// Package testkit gives tests what they need and a person would not want to wait for: an empty PostgreSQL
// database of their own, and a clock that moves when told to. Only tests import it. It knows no table,
// no rule and no room.
package testkit
