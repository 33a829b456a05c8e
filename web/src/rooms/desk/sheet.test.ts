import { expect, test } from "vitest";
import type { Case } from "../../api/case";
import { appealOf, blank, sheetOf, titleOf, written } from "./sheet";

test.each([
	["春熙路12号的路灯一周不亮了。晚上很黑。", "春熙路12号的路灯一周不亮了"],
	["The lamp at 12.5 km is dark. It has been a week.", "The lamp at 12.5 km is dark"],
	["", ""],
	["一".repeat(60), "一".repeat(40)],
])("the title of %s", (content, want) => {
	expect(titleOf(content)).toBe(want);
});

test("an untouched sheet is not worth a draft, a word is", () => {
	expect(written(blank)).toBe(false);
	expect(written({ ...blank, phone: "13800000000" })).toBe(false);
	expect(written({ ...blank, content: "路灯" })).toBe(true);
});

test("empty fields are not sent, and a title is made from the words", () => {
	const appeal = appealOf({ ...blank, content: "路灯不亮。", point: { lon: "104.06", lat: "30.66" } }, "phone");
	expect(appeal).toMatchObject({ channel: "phone", title: "路灯不亮", lon: 104.06, lat: 30.66 });
	expect(appeal.place).toBeUndefined();
	expect(appeal).not.toHaveProperty("mailbox");
});

test("a draft is read back without the person", () => {
	const c = {
		title: "t",
		content: "c",
		nature: "complaint",
		urgency: "livelihood",
		confidentiality: 2,
		publish: true,
		category: { code: "08", name: "" },
	} as unknown as Case;
	expect(sheetOf(c)).toMatchObject({ title: "t", category: "08", confidentiality: "2", phone: "", publish: true });
});
