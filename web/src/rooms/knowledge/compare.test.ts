import { expect, test } from "vitest";
import { compare } from "./compare";

test.each([
	["", "", []],
	["甲。乙。", "甲。乙。", [{ text: "甲。乙。" }]],
	["", "甲。", [{ text: "甲。", was: "added" }]],
	["甲。", "", [{ text: "甲。", was: "removed" }]],
	[
		"甲。乙。丙。",
		"甲。丁。丙。",
		[{ text: "甲。" }, { text: "乙。", was: "removed" }, { text: "丁。", was: "added" }, { text: "丙。" }],
	],
	[
		"Ring 1. Wait",
		"Ring 1. Ring 2. Wait",
		[{ text: "Ring 1." }, { text: " Ring 2.", was: "added" }, { text: " Wait" }],
	],
])("%s → %s", (before, after, want) => {
	expect(compare(before, after)).toEqual(want.map((piece, at) => ({ at, ...piece })));
});

test("the new text is whole, and the old one, whatever changed", () => {
	const words = ["甲。", "乙！", "丙\n", "丁"];
	for (let n = 0; n < 500; n++) {
		const pick = (seed: number) =>
			Array.from({ length: (seed * 7) % 6 }, (_, i) => words[(seed * (i + 3) + i) % 4]).join("");
		const [before, after] = [pick(n), pick(n * 13 + 5)];
		const pieces = compare(before, after);
		expect(
			pieces
				.filter((p) => p.was !== "removed")
				.map((p) => p.text)
				.join(""),
		).toBe(after);
		if (before !== after)
			expect(
				pieces
					.filter((p) => p.was !== "added")
					.map((p) => p.text)
					.join(""),
			).toBe(before);
	}
});
