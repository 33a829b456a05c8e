import type { LightName } from "../../ui/light";
import type { BoardSeat, Call, SeatNews, SeatState } from "./wire";

/** What somebody can press at a seat. */
export type Deed =
	| "sit"
	| "leave"
	| "ready"
	| "break"
	| "training"
	| "call_out"
	| "accept"
	| "decline"
	| "hold"
	| "unhold"
	| "consult"
	| "retrieve"
	| "join"
	| "transfer"
	| "mute"
	| "unmute"
	| "digits"
	| "hangup"
	| "extend"
	| "unwatch"
	| "take_over";

/**
 * How a state of a seat is shown: its light, with the word seat_state.<state>. Yellow is a caller who waits, ink a
 * conversation, hollow nobody on the line.
 */
export const lights: Record<SeatState, LightName> = {
	offline: "none",
	ready: "green",
	reserved: "yellow",
	ringing: "yellow",
	talking: "ink",
	hold: "yellow",
	consult: "yellow",
	wrap_up: "none",
	break: "none",
	training: "none",
	outbound: "ink",
	watching: "ink",
	unanswered: "red",
};

const idle: Deed[] = ["leave", "ready", "break", "training"];
/** Wishes for after the call. */
const after: Deed[] = ["leave", "ready", "break", "training"];

/** Which buttons are open at a seat in a state, whatever its call is like. There is no other place to look. */
const atSeat: Record<SeatState, Deed[]> = {
	offline: ["leave"],
	ready: ["leave", "break", "training", "call_out"],
	reserved: after,
	ringing: after,
	talking: after,
	hold: after,
	consult: after,
	wrap_up: [...idle, "extend", "call_out"],
	break: [...idle, "call_out"],
	training: [...idle, "call_out"],
	outbound: [...after, "hangup"],
	watching: [...after, "unwatch", "take_over"],
	unanswered: idle,
};

/** Which buttons are open now. */
export function openDeeds(seat: SeatNews | undefined, call: Call | undefined): Set<Deed> {
	if (!seat || seat.seat === 0) return new Set(seat ? ["sit"] : []);
	const open = new Set(atSeat[seat.state]);
	if (seat.away) for (const deed of ["ready", "call_out"] as const) open.delete(deed);
	for (const deed of call ? inCall(seat, call) : []) open.add(deed);
	return open;
}

/** Which buttons a call opens: to whoever talks all of them, to whoever was asked leaving only. */
function inCall(seat: SeatNews, call: Call): Deed[] {
	if (seat.state === "watching" || seat.state === "wrap_up") return [];
	if (call.state === "offered" || seat.state === "ringing")
		return seat.device === "desk_phone" ? ["decline"] : ["accept", "decline"];
	if (call.state === "dialling") return ["hangup"];
	if (call.state !== "talking") return [];
	if (!call.mine) return ["hangup"];
	return [
		"hangup",
		...(call.recording === "off" ? [] : [recording(call)]),
		...(call.consult?.up || outbound(call) ? (["digits"] as const) : []),
		...together(call),
	];
}

/** Whoever was called may be a machine that wants keys. */
const outbound = (call: Call) => call.direction === "out" || call.direction === "callback";

const recording = (call: Call): Deed => (call.recording === "paused" ? "unmute" : "mute");

/** Alone with the caller one may hold and consult; with a third on the line one decides about them first. */
function together(call: Call): Deed[] {
	if (!call.consult) return call.held ? ["unhold", "consult"] : ["hold", "consult"];
	if (!call.consult.up) return ["retrieve"];
	return call.consult.joined ? ["retrieve", "transfer"] : ["retrieve", "join", "transfer"];
}

/** Whether a ring is to be answered by the person. */
export const rings = (seat: SeatNews | undefined, call: Call | undefined): boolean =>
	openDeeds(seat, call).has("decline");

/** What a supervisor can do with somebody else's seat. */
export type Hand = "listen" | "whisper" | "barge" | "take_over" | "tell" | "sign_out";

const listening: Hand[] = ["listen", "whisper", "barge"];
const always: Hand[] = ["tell", "sign_out"];

/** Which of these are open on a seat in a state; only a conversation can be listened to. */
const onSeat: Record<SeatState, Hand[]> = {
	offline: ["sign_out"],
	ready: always,
	reserved: always,
	ringing: always,
	talking: [...listening, ...always],
	hold: [...listening, ...always],
	consult: [...listening, ...always],
	wrap_up: always,
	break: always,
	training: always,
	outbound: always,
	watching: always,
	unanswered: always,
};

/**
 * What is open to somebody who watches over the room on a seat of it: they listen from a seat of their own that is not
 * in a call, or change how they listen to the one they listen to, and take over only what they listen to.
 */
export function openHands(
	target: Pick<BoardSeat, "seat" | "state" | "call">,
	own: SeatNews | undefined,
	ownCall: Call | undefined,
): Set<Hand> {
	const open = new Set(onSeat[target.state]);
	const watching = own?.state === "watching" && ownCall !== undefined && ownCall.id === target.call;
	const free = own !== undefined && own.seat !== 0 && !own.away && !engaged.has(own.state);
	if (own?.seat === target.seat || !(watching || free)) for (const hand of listening) open.delete(hand);
	if (watching && own?.seat !== target.seat) open.add("take_over");
	return open;
}

/** States in which a seat has a call. */
export const engaged: ReadonlySet<SeatState> = new Set([
	"reserved",
	"ringing",
	"talking",
	"hold",
	"consult",
	"outbound",
	"watching",
]);
