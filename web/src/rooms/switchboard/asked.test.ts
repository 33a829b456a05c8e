import { expect, test } from "vitest";
import { askedWords, consultedAs, outcomeWords } from "./asked";

const lang = {
	say: ((key: string, values?: Record<string, unknown>) => [key, ...Object.values(values ?? {})].join(" ")) as never,
	word: ((kind: string, code: string) => `${kind}:${code}`) as never,
	knows: ((_: string, code: string) => ["110", "busy"].includes(code)) as never,
};

test.each([
	[{ channel: "110", answered_at: 5, together_ms: 61_000 }, "asked.joined", "other_channel:110", "asked.together 1:01"],
	[
		{ channel: "110", answered_at: 5, together_ms: 4_000, left: true },
		"asked.left",
		"other_channel:110",
		"asked.together 0:04",
	],
	[{ asked_unit_name: "某局", answered_at: 5, together_ms: 0 }, "asked.consulted", "某局", "asked.answered"],
	[{ seat: 7, answered_at: 0, cause: "busy" }, "asked.consulted", "seat.name 7", "asked_cause:busy"],
	[{ channel: "", seat: 0, answered_at: 0, cause: "" }, "asked.consulted", "asked.number", "asked.unanswered"],
])("%o", (facts, kind, whom, outcome) => {
	expect(consultedAs(facts)).toBe(kind);
	expect(askedWords(facts, lang)).toBe(whom);
	expect(outcomeWords(facts, lang)).toBe(outcome);
});
