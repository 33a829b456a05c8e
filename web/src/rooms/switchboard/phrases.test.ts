import { expect, test } from "vitest";
import { phrases } from "./phrases";

test("each situation is said once, in every language, in one breath", () => {
	expect(new Set(phrases.map((p) => p.situation)).size).toBe(phrases.length);
	for (const { situation, text } of phrases)
		for (const [language, said] of Object.entries(text)) {
			expect(said.trim(), `${situation} in ${language}`).toBe(said);
			expect(said.length, `${situation} in ${language}`).toBeGreaterThan(5);
			expect(said.length, `${situation} in ${language}`).toBeLessThanOrEqual(language === "zh-CN" ? 40 : 120);
		}
});
