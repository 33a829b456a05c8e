import { expect, test } from "vitest";
import { filtersOf, safeNext, to } from "./to";

test("a search is read back from its own address", () => {
	const filters = {
		q: "路灯 春熙路",
		state: ["dispatched", "visiting"],
		light: "red",
		sort: "best",
		unit: "17",
	} as const;
	const address = to.cases({ ...filters, state: [...filters.state] }, 4711);
	const params = new URL(address, "http://x").searchParams;
	expect(filtersOf(params)).toEqual(filters);
	expect(params.get("case")).toBe("4711");
});

test("an empty search has no question mark", () => {
	expect(to.cases()).toBe("/cases");
	expect(to.cases({ q: "", state: [] })).toBe("/cases");
	expect(to.work("to_review")).toBe("/work/to_review");
});

test.each([
	[null, "/"],
	["/cases/5?tab=journal", "/cases/5?tab=journal"],
	["//elsewhere.example/", "/"],
	["https://elsewhere.example/", "/"],
	["/\\elsewhere.example", "/"],
])("after signing in %s leads to %s", (next, want) => {
	expect(safeNext(next)).toBe(want);
});
