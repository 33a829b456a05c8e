import { expect, test } from "vitest";
import { type Binding, bindingOf, nameOf } from "./keys";

const bind = (keys: string, typing = false): Binding => ({ keys, say: "keys.title", typing, run: () => {} });
const key = (name: string, more = {}) => ({
	key: name,
	code: "",
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...more,
});

test.each([
	[key("j"), "j"],
	[key("J"), "j"], // caps lock
	[key("?"), "?"],
	[key("Escape"), "Escape"],
	[key("k", { ctrlKey: true }), "mod+k"],
	[key("k", { metaKey: true }), "mod+k"],
	[key("h", { altKey: true, code: "KeyH" }), "alt+h"],
	[key("˙", { altKey: true, code: "KeyH" }), "alt+h"], // as a Mac writes it
	[key("@", { altKey: true, ctrlKey: true, code: "KeyQ" }), ""], // a character, on a German keyboard
	[key("F2"), "F2"],
])("%o is %s", (event, want) => {
	expect(nameOf(event)).toBe(want);
});

test("the page's own binding wins over the frame's", () => {
	const [frame, page] = [bind("n"), bind("n")];
	expect(bindingOf([[frame], [page]], "", "n", false)).toBe(page);
});

test("a pair needs both keys", () => {
	const pair = bind("g s");
	expect(bindingOf([[pair]], "", "s", false)).toBeUndefined();
	expect(bindingOf([[pair]], "g", "s", false)).toBe(pair);
});

test("while somebody types, only what says so works", () => {
	const [letter, back] = [bind("j"), bind("Escape", true)];
	expect(bindingOf([[letter, back]], "", "j", true)).toBeUndefined();
	expect(bindingOf([[letter, back]], "", "Escape", true)).toBe(back);
});
