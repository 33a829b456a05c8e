import { expect, test } from "vitest";
import { en } from "../lang/en";
import { sayer } from "../lang/say";
import { zh } from "../lang/zh-CN";
import { hoursWords } from "./openhours";

test.each([
	["24h", "全天", "All day"],
	["", "全天", "All day"],
	["wd 09:00-12:00 13:00-17:00", "工作日 09:00–12:00、13:00–17:00", "Working days 09:00–12:00, 13:00–17:00"],
	[
		"Mon-Fri 09:00-12:00; Sat 10:00-12:00",
		"周一至周五 09:00–12:00；周六 10:00–12:00",
		"Mon–Fri 09:00–12:00; Sat 10:00–12:00",
	],
	["whenever we like", "whenever we like", "whenever we like"],
])("%s", (hours, chinese, english) => {
	expect(hoursWords(hours, { say: sayer(zh, "zh-CN"), locale: "zh-CN" })).toBe(chinese);
	expect(hoursWords(hours, { say: sayer(en, "en-GB"), locale: "en-GB" })).toBe(english);
});
