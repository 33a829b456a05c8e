import { expect, test } from "vitest";
import { type Counts, count, judge, nothing, rating } from "./quality";

test("the browser's statistics are read", () => {
	const counts = count([
		{ type: "codec" },
		{ type: "inbound-rtp", kind: "audio", packetsReceived: 500, packetsLost: 5, jitter: 0.004 },
		{ type: "inbound-rtp", kind: "video", packetsReceived: 9, packetsLost: 9 },
		{ type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.02, jitter: 0.008, roundTripTime: 0.05 },
		{ type: "candidate-pair", nominated: false, currentRoundTripTime: 0.9 },
		{ type: "candidate-pair", nominated: true, currentRoundTripTime: 0.03 },
	]);
	expect(counts).toEqual({ received: 500, lost: 5, heardJitter: 4, saidLost: 0.02, saidJitter: 8, roundTrip: 30 });
	expect(count([{ type: "inbound-rtp", kind: "audio", packetsLost: -3 }])).toEqual(nothing);
});

const at = (change: Partial<Counts>): Counts => ({ ...nothing, ...change });

test("only what was lost since the last look counts", () => {
	expect(judge(at({ received: 1000, lost: 300 }), at({ received: 1100, lost: 300 }))).toMatchObject({
		grade: "good",
		heard: { lost: 0 },
	});
	expect(judge(at({ received: 1000 }), at({ received: 1075, lost: 25 })).heard.lost).toBeCloseTo(0.25);
	expect(judge(at({ received: 1000, lost: 30 }), nothing)).toMatchObject({ heard: { lost: 0 }, grade: "good" }); // another connection
});

test.each([
	["a good line", {}, "good"],
	["some loss", { saidLost: 0.05 }, "fair"],
	["much loss", { saidLost: 0.2 }, "poor"],
	["a long way", { roundTrip: 500 }, "fair"],
	["a very long way", { roundTrip: 900 }, "poor"],
	["an uneven way", { heardJitter: 150 }, "fair"],
] as const)("%s", (_, change, grade) => {
	expect(judge(nothing, at(change)).grade).toBe(grade);
});

test("more loss, jitter or delay never rates better", () => {
	let last = 100;
	for (let i = 0; i <= 20; i++) {
		const now = rating({ lost: i / 20, jitter: i * 10 }, i * 50);
		expect(now).toBeLessThan(last);
		last = now;
	}
});
