import { expect, test } from "vitest";
import { asked, hear, type Live, read, silent, voiceOf } from "./live";
import type { Call, News, SeatNews, SeatState } from "./wire";

const seat = (state: SeatState, change: Partial<SeatNews> = {}): SeatNews => ({
	type: "seat",
	seat: 118,
	name: "118",
	state,
	reason: "",
	device: "browser",
	reserve: false,
	away: false,
	...change,
});

const call = (change: Partial<Call> = {}): Call => ({
	id: 7,
	state: "talking",
	direction: "in",
	hotline: { number: "12345", name: "12345" },
	caller: { masked: "138****0000", withheld: false },
	emergency: false,
	waited_s: 4,
	held: false,
	recording: "on",
	mine: true,
	surge: false,
	...change,
});

const caller = (of: number): News => ({
	type: "caller",
	call: of,
	times: 4,
	persons: [],
	cases: [],
	callbacks: 0,
	first: false,
});
const told = (...news: News[]): Live => news.reduce(hear, silent);

test("the last word of each kind counts", () => {
	const live = told({ type: "free", seats: [1, 2] }, seat("break"), seat("ready"));
	expect(live.seat?.state).toBe("ready");
	expect(live.free, "who sits chooses no seat").toBeUndefined();
});

test("who calls is known during their call only", () => {
	const during = told({ type: "call", call: call() }, caller(7));
	expect(during.caller?.times).toBe(4);
	expect(hear(during, { type: "call", call: call({ held: true }) }).caller?.times).toBe(4);
	expect(hear(during, { type: "call", call: call({ id: 8 }) }).caller).toBeUndefined();
	expect(hear(during, { type: "call", call: null })).toMatchObject({ call: undefined, caller: undefined });
	expect(told(caller(7), { type: "call", call: call() }).caller?.times, "it may come first").toBe(4);
});

test("a caller who is served first is shown so, in their own call", () => {
	const during = told({ type: "call", call: call() }, caller(7));
	expect(hear(during, { type: "first", call: 7, yes: true }).caller?.first).toBe(true);
	expect(hear(during, { type: "first", call: 8, yes: true }).caller?.first).toBe(false);
});

test("a refusal stays until something else is asked for or happens", () => {
	const refused = told(seat("talking"), { type: "problem", of: "hold", problem: { code: "consulting" } });
	expect(refused.problem?.of).toBe("hold");
	expect(hear(refused, { type: "free", seats: [] }).problem?.of).toBe("hold");
	expect(asked(refused, "hold").problem).toBeUndefined();
	expect(hear(refused, seat("hold")).problem).toBeUndefined();
});

test("words are kept until they are read, and not without end", () => {
	const words = Array.from(
		{ length: 9 },
		(_, i): News => ({ type: "message", n: i, from: "Li", text: `${i}`, at: "" }),
	);
	const live = told(...words);
	expect(live.messages.map((m) => m.text)).toEqual(["4", "5", "6", "7", "8"]);
	const [first] = live.messages;
	if (first) expect(read(live, first).messages.map((m) => m.text)).toEqual(["5", "6", "7", "8"]);
});

test("a kind that is newer than the console changes nothing", () => {
	const live = told(seat("ready"));
	expect(hear(live, { type: "weather" } as unknown as News)).toBe(live);
});

test.each([
	[undefined, undefined, "closed"],
	[seat("ready"), undefined, "closed"],
	[seat("ringing"), call({ state: "offered" }), "open"],
	[seat("talking"), call(), "speaking"],
	[seat("hold"), call({ held: true }), "speaking"],
	[seat("consult"), call(), "speaking"],
	[seat("watching"), call({ mine: false }), "speaking"],
	[seat("wrap_up"), call({ state: "ended" }), "closed"],
	[seat("talking", { device: "desk_phone" }), call(), "closed"],
	[seat("talking", { away: true }), call(), "closed"],
] as const)("%o: the microphone", (s, c, want) => {
	expect(voiceOf({ ...silent, seat: s, call: c })).toBe(want);
});

test("the microphone speaks from the moment the person picks up, and not after a refusal", () => {
	const ringing = told(seat("ringing"), { type: "call", call: call({ state: "offered" }) });
	expect(voiceOf(ringing)).toBe("open");
	const picked = asked(ringing, "accept");
	expect(voiceOf(picked)).toBe("speaking");
	expect(voiceOf(hear(picked, { type: "free", seats: [] }))).toBe("speaking");
	expect(voiceOf(hear(picked, seat("talking")))).toBe("speaking");
	expect(voiceOf(hear(picked, { type: "problem", of: "accept", problem: { code: "gone" } }))).toBe("open");
	expect(voiceOf(hear(picked, seat("ready")))).toBe("closed");
});
