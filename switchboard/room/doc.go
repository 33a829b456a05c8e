// Package room is the live room: the calls that are here now, the queue they wait in, the seats that answer
// them, and who hears whom.
//
// Its heart is Room, a value that one goroutine owns. It is fed with inputs, each with its moment, and gives back
// commands: answer this leg, ring that seat, let these two hear each other, write this down. It holds no clock, no
// goroutine and no machine, so that every race can be replayed as a table. What ought to be heard, recorded and
// played follows from the state of a call and is compared with what was ordered before (sync.go); nothing else
// gives such orders. Once a second the room is told which legs are alive and mends what differs (tick.go).
//
// The room knows people, seats and promises. It refuses to know wires, sound, rows and cases: the engine carries out
// what it orders, the store keeps what it says, and the desk works the cases.
package room
