package room

// thirds are races with somebody third in the call: consulted, joined, or listening.
var thirds = []race{
	{"a seat consults another", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}}, `
		call 1 talking 1 -1 -2 (music) tape on
		seat 1 consult
		seat 2 consult
		-2 = -1`},
	{"and transfers", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Transfer{1}}, `
		call 1 talking 1 -2 tape on
		seat 1 wrap_up
		seat 2 talking
		-2 = 1`},
	{"and hangs up instead", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Ended{-1, HungUp}}, `
		call 1 talking 1 -2 tape on
		seat 1 wrap_up
		seat 2 talking
		-2 = 1`},
	{"and makes it three", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Join{1}}, `
		call 1 talking 1 -1 -2 tape on
		seat 1 talking
		seat 2 talking
		-2 = -1
		-2 = 1
		-1 = 1`},
	{"and leaves the three", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Join{1}, Hangup{1}}, `
		call 1 talking 1 -2 tape on
		seat 1 wrap_up
		seat 2 talking
		-2 = 1`},
	{"the transfer's target dies", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, DeviceDown{2}}, `
		call 1 talking 1 -1 (music) tape on
		seat 1 hold
		seat 2 offline`},
	{"the target dies in the moment of the transfer", []SeatID{1, 2, 3}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Transfer{1}, DeviceDown{2}, 10}, `
		call 1 offered 1 -3? (music)
		seat 1 wrap_up
		seat 2 offline
		seat 3 reserved`},
	{"the target died before the transfer", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Ended{-2, Lost}, refused{Transfer{1}}, Retrieve{1}}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		seat 2 offline
		-1 = 1`},
	{"the target does not answer", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, 15}, `
		call 1 talking 1 -1 (music) tape on
		seat 1 hold
		seat 2 unanswered`},
	{"a target that rings cannot be given the call", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, refused{Transfer{1}}, refused{Join{1}}, Retrieve{1}}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		seat 2 ready
		-1 = 1`},
	{"the seat hangs up before the target answers", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Hangup{1}}, `
		call 1 offered 1 -3? (music)
		seat 1 wrap_up
		seat 2 reserved`},
	{"the consulting seat dies and the other takes over", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, DeviceDown{1}}, `
		call 1 talking 1 -2 tape on
		seat 1 offline
		seat 2 talking
		-2 = 1`},
	{"the caller leaves during a consultation", []SeatID{1, 2}, []any{call1, Answered{-1}, Consult{Seat: 1, To: 2}, Answered{-2}, Ended{1, HungUp}}, `
		seat 1 wrap_up
		seat 2 ready`},
	{"a call of three with 110", []SeatID{1}, []any{call1, Answered{-1}, Consult{Seat: 1, Number: "110"}, Answered{-2}, Join{1}}, `
		call 1 talking 1 -1 -2 tape on
		seat 1 talking
		-2 = -1
		-2 = 1
		-1 = 1`},
	{"the seat leaves the caller with 110", []SeatID{1}, []any{call1, Answered{-1}, Consult{Seat: 1, Number: "110"}, Answered{-2}, Transfer{1}}, `
		call 1 forwarded 1 -2
		seat 1 wrap_up
		-2 = 1`},
	{"and 110 hangs up", []SeatID{1}, []any{call1, Answered{-1}, Consult{Seat: 1, Number: "110"}, Answered{-2}, Transfer{1}, Ended{-2, HungUp}}, `
		seat 1 wrap_up`},
	{"a unit does not answer", []SeatID{1}, []any{call1, Answered{-1}, Consult{Seat: 1, Number: "8600"}, 45}, `
		call 1 talking 1 -1 (music) tape on
		seat 1 hold`},
	{"a supervisor listens", []SeatID{1, 9}, []any{call1, Answered{-1}, Watch{9, 1, Listen}, Answered{-2}}, `
		call 1 talking 1 -1 -2 tape on
		seat 1 talking
		seat 9 watching
		-2 < -1
		-2 < 1
		-1 = 1`},
	{"and whispers", []SeatID{1, 9}, []any{call1, Answered{-1}, Watch{9, 1, Listen}, Answered{-2}, Watch{9, 1, Whisper}}, `
		call 1 talking 1 -1 -2 tape on
		seat 1 talking
		seat 9 watching
		-2 = -1
		-2 < 1
		-1 = 1`},
	{"and barges", []SeatID{1, 9}, []any{call1, Answered{-1}, Watch{9, 1, Barge}, Answered{-2}}, `
		call 1 talking 1 -1 -2 tape on
		seat 1 talking
		seat 9 watching
		-2 = -1
		-2 = 1
		-1 = 1`},
	{"and takes over", []SeatID{1, 9}, []any{call1, Answered{-1}, Watch{9, 1, Listen}, Answered{-2}, TakeOver{9}}, `
		call 1 talking 1 -2 tape on
		seat 1 wrap_up
		seat 9 talking
		-2 = 1`},
	{"and goes on with the rounds after that call", []SeatID{1, 9}, []any{call1, Answered{-1}, Pause{9, Break, "rounds"}, Watch{9, 1, Listen}, Answered{-2}, TakeOver{9}, Ended{1, HungUp}, 45}, `
		seat 1 ready
		seat 9 break`},
	{"the caller hangs up under the listening", []SeatID{1, 9}, []any{call1, Answered{-1}, Watch{9, 1, Listen}, Answered{-2}, Ended{1, HungUp}, refused{TakeOver{9}}}, `
		seat 1 wrap_up
		seat 9 ready`},
	{"the seat dies under the listening", []SeatID{1, 9}, []any{call1, Answered{-1}, Pause{9, Break, "rounds"}, Watch{9, 1, Listen}, Answered{-2}, DeviceDown{1}}, `
		call 1 queued 1 (music)
		seat 1 offline
		seat 9 break`},
	{"a listener hears a whispered consultation, the caller does not", []SeatID{1, 2, 9}, []any{call1, Answered{-1}, Watch{9, 1, Whisper}, Answered{-2}, Consult{Seat: 1, To: 2}, Answered{-3}}, `
		call 1 talking 1 -1 -2 -3 (music) tape on
		seat 1 consult
		seat 2 consult
		seat 9 watching
		-3 = -1
		-2 < -3
		-2 = -1`},
	{"nobody listens where nobody talks", []SeatID{1, 9}, []any{call1, refused{Watch{9, 1, Listen}}, refused{TakeOver{9}}, refused{Unwatch{9}}}, `
		call 1 offered 1 -1? (music)
		seat 1 reserved
		seat 9 ready`},
}
