import { expect, test } from "vitest";
import type { Line } from "../../api/case";
import { sayer } from "../../lang/say";
import { zh } from "../../lang/zh-CN";
import { cameFrom, lightOf, placeOf, waitingOn } from "./words";

const texts: Record<string, string> = zh;
const words = { say: sayer(zh, "zh-CN"), word: (group: string, code = "") => texts[`${group}.${code}`] ?? code };
const line = (more: Partial<Line>) => ({ state: "dispatched", channel: "phone", ...more }) as Line;

test("every light has a shape of its own and a word", () => {
	const lights = ["green", "yellow", "red", undefined].map((light) => lightOf(light, words));
	expect(new Set(lights.map((l) => l.light)).size).toBe(4);
	expect(new Set(lights.map((l) => l.word)).size).toBe(4);
});

test("what it waits for is the request, then the unit's part, then the state", () => {
	const lead = { id: 1, name: "市公安局" };
	expect(waitingOn(line({ lead, assignment_state: "to_sign", request_kind: "return" }), words)).toBe(
		"退单申请 · 市公安局",
	);
	expect(waitingOn(line({ lead, assignment_state: "to_sign" }), words)).toBe("待签收 · 市公安局");
	expect(waitingOn(line({ state: "registered" }), words)).toBe("待初审");
});

test("a letter came from its box, a call by telephone", () => {
	expect(cameFrom(line({ mailbox: { id: 1, name: "市长信箱" } }), words)).toBe("市长信箱");
	expect(cameFrom(line({}), words)).toBe("电话");
});

test("a state that is new to the console is shown as the record has it", () => {
	expect(waitingOn(line({ state: "merged" }), words)).toBe("merged");
});

test("a place is what is known of it", () => {
	expect(placeOf(line({ area: { code: "510104", name: "锦江区" }, place: "春熙路12号" }))).toBe("锦江区 春熙路12号");
	expect(placeOf(line({}))).toBe("");
});
