import { expect, test } from "vitest";
import type { Case, Field, Step } from "../../api/case";
import { prefill, sent } from "./filled";

const field = (name: string, kind: Field["kind"]): Field => ({ name, kind, required: false });

const c = {
	title: "路灯",
	content: "不亮",
	nature: "complaint",
	urgency: "normal",
	category: { code: "0801", name: "照明" },
	area: { code: "510104", name: "锦江区" },
	confidentiality: 1,
	assignments: [{ id: 8, internal: "in", public: "out", solved: "yes" }],
} as unknown as Case;

test("a review begins with the facts it may correct, and with no others", () => {
	const step = {
		step: "pass",
		on: "case",
		fields: [field("title", "text"), field("category", "category"), field("area", "area"), field("note", "longtext")],
	} as Step;
	expect(prefill(c, step)).toEqual({ title: "路灯", category: "0801", area: "510104" });
});

test("an answer begins with its draft", () => {
	const step = {
		step: "submit",
		on: "assignment",
		assignment: 8,
		fields: [field("internal", "longtext"), field("public", "longtext"), field("solved", "choice")],
	} as Step;
	expect(prefill(c, step)).toEqual({ internal: "in", public: "out", solved: "yes" });
});

test("everything filled in is sent as the program takes it", () => {
	const fields = [
		field("unit", "unit"),
		field("units", "units"),
		field("article", "article"),
		field("defects", "choices"),
		field("moment", "moment"),
		field("point", "place"),
		field("note", "longtext"),
		field("limit", "limit"),
		field("files", "files"),
		field("advice", "longtext"),
	];
	const { form, files } = sent(fields, {
		unit: { id: 1, name: "a" },
		units: [{ id: 2, name: "b" }],
		article: { id: 3, title: "x" },
		defects: ["no_proof"],
		moment: "2026-11-24T09:30",
		point: { lon: "104.08", lat: "30.65" },
		note: " 已联系 ",
		limit: "7wd",
		files: [{ hash: "h", name: "a.jpg", type: "image/jpeg", size: 3 }],
		advice: "",
		title: "not asked for",
	});
	expect(form).toEqual({
		unit: 1,
		units: [2],
		article: 3,
		defects: ["no_proof"],
		moment: "2026-11-24T09:30:00+08:00",
		lon: 104.08,
		lat: 30.65,
		note: "已联系",
		limit: "7wd",
	});
	expect(files).toEqual([{ hash: "h", name: "a.jpg", type: "image/jpeg" }]);
});

test("half a point is no point", () => {
	expect(sent([field("point", "place")], { point: { lon: "104", lat: " " } }).form).toEqual({});
});
