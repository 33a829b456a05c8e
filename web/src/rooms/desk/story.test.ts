import { expect, test } from "vitest";
import type { Case } from "../../api/case";
import { storyOf } from "./story";

const t = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, "0")}:00+08:00`;

const base = {
	registered_at: t(0),
	contacts: [{ id: 1, at: t(0), kind: "first", outbound: false, reached: true, shown: false }],
	assignments: [],
	requests: [],
	visits: [],
	files: [],
	events: [{ n: 1, at: t(0), kind: "case.registered", by: "appellant", facts: {}, hash: "" }],
} as unknown as Case;

const event = (n: number, minute: number, kind: string) => ({
	n,
	at: t(minute),
	kind,
	by: "staff:1",
	facts: {},
	hash: "",
});

test("the letter comes first and its registration is not told twice", () => {
	expect(storyOf(base).map((item) => item.kind)).toEqual(["letter"]);
});

test("a draft begins its story with what was typed", () => {
	expect(storyOf({ ...base, registered_at: undefined }).map((item) => item.kind)).toEqual(["letter"]);
});

test("things are told in the order they happened", () => {
	const story = storyOf({
		...base,
		events: [
			...base.events,
			event(2, 5, "case.passed"),
			event(3, 9, "case.dispatched"),
			event(4, 20, "reply.submitted"),
		],
		contacts: [...base.contacts, { id: 2, at: t(7), kind: "urge", outbound: false, reached: true, shown: true }],
		assignments: [
			{
				id: 8,
				part: "lead",
				round: 1,
				state: "submitted",
				late: false,
				unit: { id: 1, name: "u" },
				submitted_at: t(20),
				public: "done",
			},
		],
	} as unknown as Case);
	expect(story.map((item) => item.kind)).toEqual(["letter", "event", "said", "event", "reply"]);
});

test("an answer sent out word for word is not shown a second time", () => {
	const story = storyOf({
		...base,
		contacts: [
			...base.contacts,
			{ id: 2, at: t(30), kind: "answer", note: "done", outbound: true, reached: false, shown: true },
		],
		assignments: [
			{
				id: 8,
				part: "lead",
				round: 1,
				state: "passed",
				late: false,
				unit: { id: 1, name: "u" },
				submitted_at: t(20),
				public: "done",
			},
		],
	} as unknown as Case);
	expect(story.map((item) => item.kind)).toEqual(["letter", "reply"]);
});

test("a visit brings its judgement", () => {
	const story = storyOf({
		...base,
		contacts: [
			...base.contacts,
			{ id: 2, at: t(40), kind: "return_visit", outbound: true, reached: true, shown: true },
		],
		visits: [{ at: t(40), by: "centre", round: 1, reached: true, satisfaction: "satisfied" }],
	} as unknown as Case);
	expect(story[1]).toMatchObject({ kind: "said", visit: { satisfaction: "satisfied" } });
});

test("files stand with what they came with", () => {
	const file = { name: "a.jpg", type: "image/jpeg", size: 1, at: t(0) };
	const story = storyOf({
		...base,
		files: [
			{ ...file, id: 1 },
			{ ...file, id: 2, contact: 5 },
		],
		contacts: [...base.contacts, { id: 5, at: t(3), kind: "supplement", outbound: false, reached: true, shown: true }],
	} as unknown as Case);
	expect(story.map((item) => ("files" in item ? item.files.map((f) => f.id) : []))).toEqual([[1], [2]]);
});
