// Package routing says which seat gets which call: what a call wants and how that widens with time, who comes first,
// which of the free seats is next, how long somebody will probably wait, and when the queue is full.
//
// The package is pure: it is given the waiting calls, the seats, a policy and the moment, and gives back pairs. The
// same input in any order gives the same pairs, so that every allotment can be explained afterwards. It refuses to
// know telephones, people's names, states of a seat other than free, and the current time.
package routing
