import { expect, test } from "vitest";
import { type Deed, lights, openDeeds, openHands, rings } from "./open";
import type { Call, SeatNews, SeatState } from "./wire";

const states = Object.keys(lights) as SeatState[];

function seat(state: SeatState, change: Partial<SeatNews> = {}): SeatNews {
	return {
		type: "seat",
		seat: 1,
		name: "1",
		state,
		reason: "",
		device: "browser",
		reserve: false,
		away: false,
		...change,
	};
}

function call(change: Partial<Call> = {}): Call {
	return {
		id: 7,
		state: "talking",
		hotline: { number: "12345", name: "12345" },
		caller: { masked: "", withheld: true },
		emergency: false,
		waited_s: 0,
		held: false,
		recording: "on",
		mine: true,
		surge: false,
		...change,
	};
}

/** What a call opens beside what the seat itself does. */
function opened(s: SeatNews, c?: Call): Deed[] {
	const plain = openDeeds(s, undefined);
	return [...openDeeds(s, c)].filter((deed) => !plain.has(deed)).sort();
}

const asked = { to: "119", up: false, joined: false };

test.each<[string, SeatNews, Call, Deed[]]>([
	["a ring", seat("ringing"), call({ state: "offered" }), ["accept", "decline"]],
	["a ring of the desk phone", seat("ringing", { device: "desk_phone" }), call({ state: "offered" }), ["decline"]],
	["a colleague is asked", seat("ringing"), call({ mine: false }), ["accept", "decline"]],
	["a conversation", seat("talking"), call(), ["consult", "hangup", "hold", "mute"]],
	["music", seat("hold"), call({ held: true }), ["consult", "hangup", "mute", "unhold"]],
	["somebody is being reached", seat("consult"), call({ consult: asked }), ["hangup", "mute", "retrieve"]],
	[
		"somebody was reached",
		seat("consult"),
		call({ consult: { ...asked, up: true } }),
		["digits", "hangup", "join", "mute", "retrieve", "transfer"],
	],
	[
		"a call of three",
		seat("talking"),
		call({ consult: { ...asked, up: true, joined: true } }),
		["digits", "hangup", "mute", "retrieve", "transfer"],
	],
	["no recording for a while", seat("talking"), call({ recording: "paused" }), ["consult", "hangup", "hold", "unmute"]],
	["a call we made", seat("talking"), call({ direction: "out" }), ["consult", "digits", "hangup", "hold", "mute"]],
	["no recording at all", seat("talking"), call({ recording: "off" }), ["consult", "hangup", "hold"]],
	["who was asked", seat("consult"), call({ mine: false }), ["hangup"]],
	["the caller judges", seat("wrap_up"), call({ state: "survey" }), []],
	["wrap-up", seat("wrap_up"), call({ state: "ended" }), []],
	["a supervisor listens", seat("watching"), call({ mine: false }), []],
])("%s opens", (_, s, c, want) => {
	expect(opened(s, c)).toEqual(want);
});

test("somebody who sits nowhere can sit down, once the room has spoken", () => {
	expect([...openDeeds(undefined, undefined)]).toEqual([]);
	expect([...openDeeds(seat("offline", { seat: 0 }), undefined)]).toEqual(["sit"]);
});

test.each(states)("%s has a way out", (state) => {
	expect([...openDeeds(seat(state), undefined)]).toContain("leave");
});

test("ready is open wherever it changes something", () => {
	for (const state of states)
		expect(openDeeds(seat(state), undefined).has("ready"), state).toBe(state !== "ready" && state !== "offline");
	expect(openDeeds(seat("break", { away: true }), undefined).has("ready"), "a telephone that is away").toBe(false);
});

test("nothing rings but an offer", () => {
	for (const state of states)
		for (const c of [undefined, call(), call({ state: "ended" }), call({ state: "dialling" })])
			expect(rings(seat(state), c), `${state} ${c?.state}`).toBe(state === "ringing" && c !== undefined);
	expect(rings(seat("reserved"), call({ state: "offered" }))).toBe(true);
});

const watched = { seat: 2, state: "talking", call: 9 } as const;
const watcher = seat("watching");

test.each<[string, SeatNews | undefined, Call | undefined, string[]]>([
	["from nowhere", seat("offline", { seat: 0 }), undefined, ["sign_out", "tell"]],
	["before the room has spoken", undefined, undefined, ["sign_out", "tell"]],
	["from a seat on a break", seat("break"), undefined, ["barge", "listen", "sign_out", "tell", "whisper"]],
	["from a seat in a call", seat("talking"), call(), ["sign_out", "tell"]],
	["from a seat whose telephone is away", seat("break", { away: true }), undefined, ["sign_out", "tell"]],
	[
		"while listening to it",
		watcher,
		call({ id: 9, mine: false }),
		["barge", "listen", "sign_out", "take_over", "tell", "whisper"],
	],
	["while listening to another", watcher, call({ id: 8, mine: false }), ["sign_out", "tell"]],
	["on the own seat", seat("talking", { seat: 2 }), call({ id: 9 }), ["sign_out", "tell"]],
])("a supervisor may, %s", (_, own, ownCall, want) => {
	expect([...openHands(watched, own, ownCall)].sort()).toEqual(want);
});

test("nothing but a conversation can be listened to", () => {
	for (const state of states)
		expect(openHands({ seat: 2, state }, seat("break"), undefined).has("listen"), state).toBe(
			["talking", "hold", "consult"].includes(state),
		);
});
