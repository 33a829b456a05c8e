import { expect, test } from "vitest";
import type { Wire } from "../../api/client";
import { sayer } from "../../lang/say";
import { zh } from "../../lang/zh-CN";
import { limitParts, limitWords } from "./limit";
import { weeksOf } from "./weeks";

const day = (date: string) => ({ date, why: "ordinary", counted: true }) as Wire["DayOut"];

test("days hang in weeks from Monday on", () => {
	const weeks = weeksOf(["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01"].map(day));
	expect(weeks.map((week) => week.map((d) => d?.date.slice(8) ?? "--").join(" "))).toEqual([
		"-- -- -- 26 27 28 29",
		"30 01 -- -- -- -- --",
	]);
	expect(weeksOf([])).toEqual([]);
});

test.each([
	["7wd", "7个工作日"],
	["90wm", "90个工作分钟"],
	["24h", "24小时"],
	["30min", "30分钟"],
	["3 moons", "3 moons"],
])("the limit %s", (limit, want) => {
	expect(limitWords(limit, sayer(zh, "zh-CN"))).toBe(want);
});

test("a limit is taken apart", () => {
	expect(limitParts("15wd")).toEqual({ amount: 15, unit: "wd" });
	expect(limitParts("wd")).toBeUndefined();
});
