import type { Wire } from "../../api/client";

/** What the room tells a console over its socket, and what a console asks for (httpapi/room_news.go, room_order.go). */

export type SeatState =
	| "offline"
	| "ready"
	| "reserved"
	| "ringing"
	| "talking"
	| "hold"
	| "consult"
	| "wrap_up"
	| "break"
	| "training"
	| "outbound"
	| "watching"
	| "unanswered";

export type DeviceKind = "browser" | "desk_phone";

export type Ear = "listen" | "whisper" | "barge";

/** The room in a line, each second. Lengths are seconds, shares go from 0 to 1. */
export interface RoomNews {
	type: "room";
	waiting: number;
	longest_s: number;
	/** Answered within 15 s today, of those offered; null while nobody has called. */
	level: number | null;
	target_s: number;
	ready: number;
	talking: number;
	surge: boolean;
	/** Promises to ring back that are open, and those of them that are late. */
	callbacks: number;
	callbacks_late: number;
	/** Calls whose recording failed, until one succeeds again. */
	unrecorded: number;
}

/** Where the person sits and what the room takes them to be doing. */
export interface SeatNews {
	type: "seat";
	/** 0: nowhere. */
	seat: number;
	name: string;
	state: SeatState;
	reason: string;
	since?: string;
	/** The end of an offer or of the wrap-up. */
	until?: string;
	/** Wanted after the call. */
	then?: SeatState;
	device?: DeviceKind;
	reserve: boolean;
	/** Its telephone cannot be reached. */
	away: boolean;
}

export interface FreeNews {
	type: "free";
	seats: number[];
}

export type CallState = "offered" | "talking" | "dialling" | "survey" | "ended";

export interface Consult {
	/** A seat's name or a masked number. */
	to: string;
	up: boolean;
	joined: boolean;
}

/** The call that the person is part of. */
export interface Call {
	/** As the record calls it. */
	id: number;
	state: CallState;
	/** Absent in the wrap-up. */
	direction?: "in" | "callback" | "out" | "";
	hotline: { number: string; name: string; category?: string; greeting?: string };
	caller: { masked: string; withheld: boolean };
	emergency: boolean;
	waited_s: number;
	since?: string;
	answered_at?: string;
	held: boolean;
	recording: "on" | "paused" | "off";
	/** The person talks or is offered it; else they were consulted, or they watch. */
	mine: boolean;
	case?: number;
	consult?: Consult;
	/** Whom outside the person asked last, "" for a number that is nobody's we know, and the number they gave the matter. */
	asked?: { n: number; whom: string; receipt: string };
	/** A supervisor speaks with them. */
	watched?: boolean;
	surge: boolean;
	callback?: number;
}

export interface CallNews {
	type: "call";
	call: Call | null;
}

/** The open case that a caller most likely calls about. */
export interface About {
	case: number;
	number: string;
	title: string;
	state: string;
	lead?: string;
	/** Contacts about it: the first, and each time it was urged. */
	times: number;
}

/** What the city knows of who is calling. */
export interface CallerNews {
	type: "caller";
	call: number;
	/** Calls of this number within 90 days, this one included. */
	times: number;
	persons: { id: number; name: string }[];
	cases: Wire["LineOut"][];
	/** Promises to ring back that were open when they called. */
	callbacks: number;
	/** Their calls are served first. */
	first: boolean;
	about?: About;
}

/** A caller is served first from now on, or no longer. */
export interface FirstNews {
	type: "first";
	call: number;
	yes: boolean;
}

export interface MessageNews {
	type: "message";
	n: number;
	from: string;
	text: string;
	at: string;
}

/** A word that the person said to a seat was read there. */
export interface ReadNews {
	type: "read";
	n: number;
	seat: number;
	who: string;
	text: string;
	at: string;
}

/** Why somebody comes before others. */
export type Boost = "emergency" | "cut_off" | "promised" | "special" | "repeat";

export interface BoardWaiting {
	call: number;
	hotline: string;
	name: string;
	masked: string;
	waited_s: number;
	expected_s?: number;
	position: number;
	emergency: boolean;
	boosts: Boost[];
	/** Skills, such as language.tibetan.must. */
	wants: string[];
}

export interface BoardSeat {
	seat: number;
	name: string;
	who: string;
	state: SeatState;
	reason: string;
	since?: string;
	call?: number;
	hotline?: string;
	reserve: boolean;
	away?: boolean;
	calls: number;
}

export interface Figures {
	offered: number;
	answered: number;
	abandoned: number;
	/** Left before they counted as offered. */
	short: number;
	level: number | null;
	connect: number | null;
	mean_wait_s: number;
	longest_wait_s: number;
	mean_handling_s: number;
	occupancy: number | null;
}

export interface BoardLine {
	hotline: string;
	name: string;
	offered: number;
	answered: number;
	abandoned: number;
	level: number | null;
	waiting: number;
}

/** The whole room, each second to whoever asked for it. */
export interface BoardNews {
	type: "board";
	at: string;
	waiting: BoardWaiting[];
	seats: BoardSeat[];
	today: Figures;
	/** The last 24 hours. */
	last_day?: Figures;
	lines: BoardLine[];
	surge: { on: boolean; since?: string; reason?: string };
	/** What turns are decided by: points, and what a second of waiting is worth. */
	rules: { per_second: number; repeat_s: number; target_s: number; boosts: { name: Boost; points: number }[] };
}

/** A refusal of what was asked for. */
export interface ProblemNews {
	type: "problem";
	of: string;
	problem: { status?: number; code?: string; detail?: string; field?: string };
}

export type News =
	| RoomNews
	| SeatNews
	| FreeNews
	| CallNews
	| CallerNews
	| FirstNews
	| MessageNews
	| ReadNews
	| BoardNews
	| ProblemNews;

/** What a console asks the room for. */
export type Order =
	| { type: "sit"; seat: number; device: DeviceKind }
	| { type: "leave" | "ready" | "accept" | "decline" | "hangup" | "retrieve" | "join" | "transfer" | "extend" }
	| { type: "pause"; state: "break" | "training"; reason: string }
	| { type: "hold" | "mute" | "board" | "surge"; on: boolean }
	| { type: "consult"; seat?: number; number?: string }
	| { type: "call_out"; number: string; hotline: string }
	| { type: "digits"; keys: string }
	/** The number that whoever was asked last has given the matter. */
	| { type: "receipt"; call: number; receipt: string }
	/** Takes a promise in hand and rings whom it was made to, after the own telephone. */
	| { type: "ring_back"; callback: number }
	/** Which case a call is about. */
	| { type: "about"; call: number; case: number }
	/** Whoever calls is served first from now on, or no longer. */
	| { type: "serve_first"; call: number; on: boolean }
	| { type: "watch"; seat: number; ear: Ear }
	| { type: "unwatch" | "take_over" }
	| { type: "move"; call: number; seat?: number; hotline?: string }
	| { type: "raise"; call: number }
	| { type: "sign_out"; seat: number }
	/** A word was read. */
	| { type: "read"; message: number }
	| { type: "tell"; seat: number; text: string };
