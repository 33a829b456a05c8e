import { expect, test } from "vitest";
import type { Line } from "../../api/case";
import { matterOf, nearest, nearSearches } from "./alike";

const sheet = { content: "", place: "", category: "", area: "" };

test("nothing is looked for before something was written", () => {
	expect(nearSearches(sheet)).toEqual([]);
	expect(nearSearches({ ...sheet, category: "0101" })).toEqual([]);
});

test("the closest search comes first", () => {
	const searches = nearSearches({
		content: "竹影路二号楼下的井盖松动，夜里车过声音很大。",
		place: "竹影路二号",
		category: "0101",
		area: "510104",
	});
	expect(searches).toEqual([
		{ q: "竹影路二号", category: "0101", area: "510104", sort: "best" },
		{ q: "井盖松动", area: "510104", sort: "best" },
		{ category: "0101", area: "510104", sort: "newest" },
	]);
});

test.each([
	["路灯不亮", "路灯不亮"],
	["小区门口的路灯坏了。请维修", "的路灯坏"],
	["The street lamp at 12 Chunxi Road is dark, please repair", "Road is dark"],
	["喂，你好，楼上漏水", "楼上漏水"],
	["", ""],
])("%s is about %s", (content, want) => {
	expect(matterOf(content)).toBe(want);
});

test("each matter once, open ones first, without the draft itself", () => {
	const line = (id: number, light?: "green") => ({ id, light, state: "dispatched" }) as Line;
	const found = [
		[line(1), line(2, "green")],
		[line(2, "green"), line(3), line(9)],
	];
	expect(nearest(found, 9, 5).map((l) => l.id)).toEqual([2, 1, 3]);
	expect(nearest(found, 9, 1).map((l) => l.id)).toEqual([2]);
});
