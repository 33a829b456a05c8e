import { describe, expect, test } from "vitest";
import { en } from "../lang/en";
import { sayer } from "../lang/say";
import { zh } from "../lang/zh-CN";
import {
	dueWords,
	exactWords,
	momentWords,
	type Span,
	spansOf,
	stopwatch,
	type WorkHours,
	workBetween,
	zoneOffset,
} from "./time";

const zone = "+08:00";
const at = (clock: string) => `2026-11-${clock}+08:00`; // November 2026 begins on a Sunday
const ms = (clock: string) => Date.parse(at(clock));

const office: Span[] = spansOf("09:00-12:00 13:00-17:00");

/** Monday to Friday, 09:00-12:00 and 13:00-17:00; 26 November is a holiday, Saturday the 28th makes up for it. */
const hours: WorkHours = (date) => {
	if (!date.startsWith("2026-")) return undefined;
	if (date === "2026-11-26") return [];
	if (date === "2026-11-28") return office;
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	return weekday === 0 || weekday === 6 ? [] : office;
};

const english = (now: string) => ({ now: ms(now), zone, locale: "en-GB", say: sayer(en, "en-GB") });
const chinese = (now: string) => ({ now: ms(now), zone, locale: "zh-CN", say: sayer(zh, "zh-CN") });

test("spans are read as minutes after midnight", () => {
	expect(office).toEqual([
		[540, 720],
		[780, 1020],
	]);
	expect(spansOf("")).toEqual([]);
});

test.each([
	["+08:00", 8 * 3_600_000],
	["-03:30", -3.5 * 3_600_000],
	["Z", 0],
])("the zone %s", (name, want) => {
	expect(zoneOffset(name)).toBe(want);
});

test.each([
	["24T09:00:00", "24T12:00:00", 180],
	["24T11:00:00", "24T14:00:00", 120], // lunch does not count
	["24T16:00:00", "25T10:00:00", 120], // nor the night
	["25T16:00:00", "27T10:00:00", 120], // nor the holiday
	["27T16:00:00", "28T10:00:00", 120], // a make-up Saturday does
	["28T16:00:00", "30T10:00:00", 120], // its Sunday does not
	["24T18:00:00", "24T20:00:00", 0],
])("work between %s and %s", (from, to, want) => {
	expect(workBetween(ms(from), ms(to), zone, hours)).toBe(want);
});

test("work in a year that is not known is not guessed", () => {
	expect(workBetween(ms("24T09:00:00"), Date.parse("2027-01-04T10:00:00+08:00"), zone, hours)).toBeUndefined();
});

describe("a moment as people say it", () => {
	test.each([
		["24T14:02:00", "14:02"],
		["23T14:02:00", "yesterday 14:02"],
		["25T14:02:00", "tomorrow 14:02"],
		["27T16:20:00", "Fri 16:20"],
		["30T16:20:00", "Mon 16:20"],
		["01T16:20:00", "1 Nov 16:20"],
		["24T00:00:00", "00:00"],
		["23T23:59:59", "yesterday 23:59"],
	])("%s", (clock, want) => {
		expect(momentWords(at(clock), english("24T10:00:00"))).toBe(want);
	});

	test("another year is named", () => {
		expect(momentWords("2025-11-16T14:54:00+08:00", english("24T10:00:00"))).toBe("16 Nov 2025 14:54");
	});

	test("the browser's own zone does not matter", () => {
		expect(momentWords("2026-11-24T06:02:00Z", english("24T10:00:00"))).toBe("14:02");
	});

	test("exact on hover", () => {
		expect(exactWords(at("24T16:20:05"), { zone, locale: "en-GB" })).toBe("Tue, 24 Nov 2026, 16:20:05 UTC+08:00");
	});
});

describe("what is due", () => {
	test.each([
		["24T10:25:00", "10:25", "in 25 min"],
		["24T12:00:00", "12:00", "in 2 hours"],
		["24T17:00:00", "17:00", "in 6 working hours"],
		["25T12:00:00", "tomorrow 12:00", "in 1 working day"],
		["27T17:00:00", "Fri 17:00", "in 2 working days"], // Wednesday and Friday; Thursday is a holiday
		["24T23:00:00", "23:00", "in 13 hours"], // nobody works then: the clock counts
	])("%s", (clock, when, left) => {
		expect(dueWords(at(clock), english("24T10:00:00"), hours)).toEqual({ when, left, late: false });
	});

	test.each([
		["24T09:59:30", "1 min late"],
		["24T09:00:00", "1 hour late"],
		["22T09:00:00", "2 days late"],
	])("%s is late", (clock, left) => {
		expect(dueWords(at(clock), english("24T10:00:00"), hours)).toMatchObject({ left, late: true });
	});

	test("a far day is said without its hour", () => {
		expect(dueWords("2026-12-15T17:00:00+08:00", chinese("24T10:00:00"), hours)).toMatchObject({ when: "12月15日" });
	});

	test("in Chinese", () => {
		expect(dueWords(at("24T17:00:00"), chinese("24T10:00:00"), hours).left).toBe("还有6个工作小时");
		expect(dueWords(at("22T10:00:00"), chinese("24T10:00:00"), hours).left).toBe("超期2天");
	});

	test("while the calendar is not read the clock counts", () => {
		expect(dueWords(at("24T17:00:00"), english("24T10:00:00"), () => undefined).left).toBe("in 7 hours");
	});
});

test.each([
	[0, "00:00"],
	[41.9, "00:41"],
	[192, "03:12"],
	[3723, "1:02:03"],
	[-3, "00:00"], // clocks differ a little
])("%d seconds are %s", (seconds, want) => {
	expect(stopwatch(seconds)).toBe(want);
});
