import { expect, test } from "vitest";
import { counted, moved, ordered, type Sort } from "./order";
import type { BoardSeat, SeatState } from "./wire";

const at = (clock: string) => `2026-11-24T${clock}+08:00`;
const seat = (n: number, state: SeatState, since: string | undefined, calls = 0): BoardSeat => ({
	seat: n,
	name: String(n),
	who: "",
	state,
	reason: "",
	since,
	reserve: false,
	calls,
});

const seats = [
	seat(1, "ready", at("10:00:00"), 3),
	seat(2, "talking", at("10:02:00"), 9),
	seat(3, "talking", at("10:01:00"), 3),
	seat(4, "unanswered", at("10:03:00")),
	seat(5, "ready", undefined),
];

test.each<[Sort, number[]]>([
	["state", [4, 3, 2, 1, 5]],
	["since", [1, 3, 2, 4, 5]],
	["seat", [1, 2, 3, 4, 5]],
	["calls", [2, 1, 3, 4, 5]],
])("by %s", (sort, want) => {
	const before = [...seats];
	expect(ordered(seats, sort, new Set()).map((s) => s.seat)).toEqual(want);
	expect(seats, "what the room said stays as it is").toEqual(before);
});

test("some states only", () => {
	expect(ordered(seats, "seat", new Set<SeatState>(["ready"])).map((s) => s.seat)).toEqual([1, 5]);
	expect(counted(seats)).toEqual([
		["unanswered", 1],
		["talking", 2],
		["ready", 2],
	]);
});

test.each([
	["ArrowRight", 0, 1],
	["ArrowLeft", 0, 0],
	["ArrowDown", 1, 5],
	["ArrowDown", 8, 8],
	["ArrowUp", 5, 1],
	["End", 2, 9],
	["Home", 9, 0],
	["Enter", 3, 3],
])("%s from %i of ten in four columns", (key, from, want) => {
	expect(moved(key, from, 10, 4)).toBe(want);
});
