import { expect, test } from "vitest";
import { clockOf } from "./span";
import { barsOf } from "./wave";

test.each([
	[0, "0:00"],
	[9.9, "0:09"],
	[760, "12:40"],
	[3723, "1:02:03"],
	[-1, "0:00"],
])("%d seconds are %s", (seconds, words) => {
	expect(clockOf(seconds)).toBe(words);
});

test("the caller is drawn above the line and the seat below it", () => {
	expect(barsOf([255, 0], -1)).toBe("M0.5 50V2M1.5 50V49.5");
	expect(barsOf([0, 255], 1)).toBe("M0.5 50V50.5M1.5 50V98");
});
