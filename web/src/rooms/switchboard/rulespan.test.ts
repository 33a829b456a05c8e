import { expect, test } from "vitest";
import { roundSpan } from "./rulespan";

test.each([
	["seconds", "45", undefined],
	["seconds", "60", undefined],
	["seconds", "90", undefined],
	["seconds", "600", { say: "span.minutes", n: 10 }],
	["seconds", "3600", { say: "span.hours", n: 1 }],
	["minutes", "30", undefined],
	["minutes", "120", { say: "span.hours", n: 2 }],
	["minutes", "1440", { say: "span.days", n: 1 }],
	["minutes", "0", undefined],
	["minutes_list", "60", undefined],
	["count", "600", undefined],
])("%s %s", (kind, value, want) => {
	expect(roundSpan(kind, value)).toEqual(want);
});
