import { expect, test } from "vitest";
import { atRest, type Deed, type Happening, type Line, patience, step } from "./line";

/** Tells a story: what happens, and what is to be done each time. */
function tell(...story: [Happening, ...Deed[]][]): Line {
	return story.reduce((line, [what, ...want]) => {
		const [next, deeds] = step(line, what);
		expect(deeds, JSON.stringify(what)).toEqual(want);
		return next;
	}, atRest);
}

const start: Happening = { kind: "start" };
const again: Happening = { kind: "again" };
const hello = (house: string): Happening => ({ kind: "hello", house });
const closed = (code: number): Happening => ({ kind: "socket_closed", code });
const answered: Happening = { kind: "answered" };
const refused: Happening = { kind: "refused" };
const voice = (state: RTCPeerConnectionState): Happening => ({ kind: "voice", state });
const begin: [Happening, ...Deed[]][] = [
	[start, "open_socket"],
	[hello("a"), "offer_new"],
	[voice("new")],
	[voice("connecting")],
	[answered],
	[voice("connected")],
];

test("a telephone comes up", () => {
	expect(tell(...begin)).toEqual({ socket: "open", voice: "up", tries: 0, house: "a", again: false });
});

test("a call does not hear that the socket was away", () => {
	const line = tell(
		...begin,
		[closed(1006), "wait"],
		[again, "open_socket"],
		[closed(1006), "wait"],
		[again, "open_socket"],
		[hello("a")],
	);
	expect(line).toMatchObject({ socket: "open", voice: "up", tries: 0 });
});

test("a program that started anew is offered a new connection", () => {
	const line = tell(...begin, [closed(1001), "wait"], [again, "open_socket"], [hello("b"), "offer_new"]);
	expect(line).toMatchObject({ voice: "offering", house: "b", again: false });
});

test("another network is found on the same connection", () => {
	const line = tell(
		...begin,
		[voice("disconnected"), "offer_again"],
		[voice("failed")],
		[answered],
		[voice("connected")],
	);
	expect(line).toMatchObject({ voice: "up" });
});

test("voice lost while the socket is away comes back with it", () => {
	const away = tell(...begin, [closed(1006), "wait"], [voice("disconnected")], [voice("failed")]);
	expect(away).toMatchObject({ socket: "waiting", voice: "lost" });
	tell(...begin, [closed(1006), "wait"], [voice("disconnected")], [again, "open_socket"], [hello("a"), "offer_again"]);
	tell(...begin, [closed(1006), "wait"], [voice("closed")], [again, "open_socket"], [hello("a"), "offer_new"]);
});

test("an offer whose answer was lost is made again", () => {
	tell(
		[start, "open_socket"],
		[hello("a"), "offer_new"],
		[closed(1006), "wait"],
		[again, "open_socket"],
		[hello("a"), "offer_new"],
	);
});

test("a refused way is looked for on a new connection, and that one after a while", () => {
	const line = tell(
		...begin,
		[voice("disconnected"), "offer_again"],
		[refused, "offer_new"],
		[refused, "drop_voice", "wait"],
		[again, "offer_new"],
		[answered],
		[voice("failed"), "drop_voice", "wait"],
	);
	expect(line).toMatchObject({ voice: "none", tries: 2 });
});

test("a telephone that was ended stays ended until it is started", () => {
	for (const [code, ended] of [
		[4401, "signed_out"],
		[4409, "taken"],
	] as const) {
		const line = tell(...begin, [closed(code), "drop_voice"], [again], [voice("failed")], [hello("a")]);
		expect(line).toMatchObject({ ended, socket: "closed", voice: "none" });
		expect(step(line, start)[1]).toEqual(["open_socket"]);
	}
	tell(...begin, [{ kind: "stop" }, "close_socket", "drop_voice"], [closed(1000)], [start, "open_socket"]);
});

test("whatever happens, a telephone is up, ended, or has something coming that brings it up", () => {
	const happenings: Happening[] = [
		hello("a"),
		hello("b"),
		closed(1006),
		answered,
		refused,
		again,
		...(["connecting", "connected", "disconnected", "failed", "closed"] as const).map(voice),
	];
	let seed = 7;
	const dice = (n: number) => {
		seed = (seed * 1103515245 + 12345) % 2 ** 31;
		return Math.floor((seed / 2 ** 31) * n);
	};
	for (let run = 0; run < 300; run++) {
		let [line] = step(atRest, start);
		let waiting = false; // a wait runs
		for (let i = 0; i < 40; i++) {
			const what = happenings[dice(happenings.length)] as Happening;
			const open = line.socket === "open";
			if (
				(what.kind === "hello" && line.socket !== "opening") ||
				(what.kind === "socket_closed" && line.socket === "waiting")
			)
				continue;
			if ((what.kind === "answered" || what.kind === "refused") && !(open && line.voice === "offering")) continue;
			if (what.kind === "voice" && line.voice === "none") continue; // there is no connection that could say so
			if (what.kind === "again") waiting = false;
			const [next, deeds] = step(line, what);
			line = next;
			if (deeds.includes("wait")) waiting = true;
			const coming =
				waiting ||
				line.socket === "opening" ||
				line.voice === "offering" ||
				line.voice === "checking" ||
				line.voice === "up";
			expect(coming, `${JSON.stringify(what)} leads to ${JSON.stringify(line)}`).toBe(true);
		}
	}
});

test.each([
	[1, 0, 150],
	[1, 1, 300],
	[3, 1, 1200],
	[6, 1, 9600],
	[7, 1, 10_000],
	[500, 0, 5000],
])("after %i attempts and chance %f one waits %i ms", (tries, chance, want) => {
	expect(patience(tries, chance)).toBe(want);
});
