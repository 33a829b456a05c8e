// Package room is the live room: the calls that are here now, the queue they wait in, the seats that answer
// them, and who hears whom.
//
// Its heart is Room, a value that one goroutine owns. It is fed with inputs, each with its moment, and gives back
// commands: answer this leg, ring that seat, let these two hear each other, write this down. It holds no clock, no
// goroutine and no machine, so that every race can be replayed as a table. What ought to be heard, recorded and
// played follows from the state of a call and is compared with what was ordered before (sync.go); nothing else
// gives such orders. Once a second the room is told which legs are alive and mends what differs (tick.go).
//
// # How it is driven
//
// One goroutine takes events of the engine and wishes of people from one channel, calls Apply with the present
// moment, and carries out the commands in their order before it takes the next. A refusal is for whoever asked.
//
//   - Legs above 0 are the engine's, named in Arrived. Legs below 0 are the room's, named in Ring and Dial; the
//     driver keeps which of its own they stand for and uses the room's number in every input.
//   - A seat's leg is whatever its device needs for one call: a telephone that is dialled, or the warm line of a
//     browser with the question on its screen. Answered says that the person took it, Ended with Declined that they
//     did not. Drop ends the leg; the warm line of a browser goes on.
//   - Every leg ends with one Ended, also after a Drop. Cause Lost is for what failed; HungUp for what people did.
//   - Tick comes once a second with all legs of the engine, those in the making too. It is what ends offers,
//     wrap-ups, greetings and farewells: a room without ticks stands still.
//   - SeatLog, CallLog, CallDone, CallbackSet and SurgeLog are to be kept. A room is opened with FirstCall above all
//     calls kept, and Restore with the open callbacks and with the calls that have no CallDone.
//   - Board, SeatAt and CallOf are read by the same goroutine, between inputs.
//
// The room knows people, seats and promises. It refuses to know wires, sound, rows and cases: the engine carries out
// what it orders, the store keeps what it says, and the desk works the cases.
package room
