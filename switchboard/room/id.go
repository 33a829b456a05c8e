package room

import "huiyin/routing"

// Identities of the room. A call, its legs and a callback are numbered by the room or by the engine; the numbers
// are good until the room is built anew, callbacks excepted.
type (
	CallID     = routing.CallID
	SeatID     = routing.SeatID
	LegID      int64 // above 0: named by the engine; below 0: asked for by the room, by Ring or Dial
	CallbackID int64
)
