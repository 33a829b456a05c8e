import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "./en";
import { es } from "./es";
import { fill } from "./say";
import { zh } from "./zh-CN";

const others = { en, es };
const keys = Object.keys(zh).sort();

test.each(Object.entries(others))("%s says everything that Chinese says, and nothing else", (_, catalogue) => {
	expect(Object.keys(catalogue).sort()).toEqual(keys);
});

test.each(Object.entries({ zh, ...others }))("%s leaves no text empty", (_, catalogue) => {
	expect(Object.entries(catalogue).filter(([, text]) => text.trim() === "")).toEqual([]);
});

/** The names that a text wants filled in. */
const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((found) => found[1]))].sort();

test.each(Object.entries(others))("%s asks for the same values as Chinese", (_, catalogue) => {
	for (const [key, text] of Object.entries(zh))
		expect(names(catalogue[key as keyof typeof zh]), key).toEqual(names(text));
});

test("every text is used", () => {
	const sources = files("src").filter((name) => !name.includes("/lang/") && !name.endsWith(".test.ts"));
	const text = sources.map((name) => readFileSync(name, "utf8")).join("\n");
	// Keys made from a code of the record, such as state.visiting, or from a part such as limit.wd.
	const made = [...text.matchAll(/(?:word|knows)\("(\w+)"/g)].map((found) => `${found[1]}.`);
	const parts = [...text.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map((found) => found[1] ?? "");
	const grouped = [
		...made,
		...parts,
		"solved.",
		"true.",
		"truthful.",
		"satisfaction.",
		"outcome.",
		"defects.",
		"other_channel.",
		"ground.",
		"reason.",
		"nature.",
		"urgency.",
		"confidentiality.",
	];
	const unused = keys.filter(
		(key) => !text.includes(`"${key}"`) && !grouped.some((beginning) => key.startsWith(beginning)),
	);
	expect(unused).toEqual([]);
});

function files(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const name = join(folder, entry.name);
		return entry.isDirectory() ? files(name) : /\.tsx?$/.test(name) ? [name] : [];
	});
}

test.each([
	["{n} {n|day|days} late", { n: 1 }, "1 day late"],
	["{n} {n|day|days} late", { n: 2 }, "2 days late"],
	["{n} {n|day|days} late", { n: 0 }, "0 days late"],
	["Hello {name}", {}, "Hello {name}"],
])("%s", (text, values, want) => {
	expect(fill(text, "en-GB", values)).toBe(want);
});
