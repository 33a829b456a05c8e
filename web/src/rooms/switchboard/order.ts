import type { BoardSeat, SeatState } from "./wire";

/** By what the seats of the board are put in order. */
export type Sort = "state" | "since" | "seat" | "calls";

export const sorts: Sort[] = ["state", "since", "seat", "calls"];

/** What needs a look comes first, what needs none last. */
const urgent: SeatState[] = [
	"unanswered",
	"ringing",
	"reserved",
	"hold",
	"consult",
	"talking",
	"outbound",
	"watching",
	"wrap_up",
	"ready",
	"break",
	"training",
	"offline",
];

const since = (s: BoardSeat) => (s.since ? Date.parse(s.since) : Number.POSITIVE_INFINITY);

const orders: Record<Sort, (a: BoardSeat, b: BoardSeat) => number> = {
	state: (a, b) => urgent.indexOf(a.state) - urgent.indexOf(b.state) || since(a) - since(b),
	since: (a, b) => since(a) - since(b),
	seat: (a, b) => a.seat - b.seat,
	calls: (a, b) => b.calls - a.calls,
};

/** The seats in order, those of some states only when any are named. Equal ones stand by their number. */
export function ordered(seats: BoardSeat[], sort: Sort, states: ReadonlySet<SeatState>): BoardSeat[] {
	const order = orders[sort];
	return seats
		.filter((seat) => states.size === 0 || states.has(seat.state))
		.sort((a, b) => order(a, b) || a.seat - b.seat);
}

/** How many seats are in each state, those that need a look first. */
export function counted(seats: BoardSeat[]): [SeatState, number][] {
	const counts = new Map<SeatState, number>();
	for (const { state } of seats) counts.set(state, (counts.get(state) ?? 0) + 1);
	return urgent.flatMap((state): [SeatState, number][] => {
		const n = counts.get(state);
		return n ? [[state, n]] : [];
	});
}

/** Where an arrow leads in a grid of so many tiles in so many columns. */
export function moved(key: string, at: number, length: number, columns: number): number {
	const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
	if (key === "Home") return 0;
	if (key === "End") return Math.max(0, length - 1);
	const next = at + (steps[key] ?? 0);
	return next >= 0 && next < length ? next : at;
}
