import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Key } from "../lang/zh-CN";

/** A key, or two one after the other, that does something: "j", "Escape", "Space", "g s", "mod+k", "alt+h", "F2". */
export interface Binding {
	keys: string;
	/** What it does, for the page that lists the keys. */
	say: Key;
	run: () => void;
	/** Works while somebody types, too. */
	typing?: boolean;
}

/** A letter that works by itself, and with Alt also while somebody types. */
export const anywhere = (letter: string, say: Key, run: () => void): Binding[] => [
	{ keys: letter, say, run },
	{ keys: `alt+${letter}`, say, typing: true, run },
];

let active: Binding[][] = [];
const listeners = new Set<() => void>();

function change(next: Binding[][]) {
	active = next;
	for (const listener of listeners) listener();
}

/** Binds keys while the component stands. What was bound last wins. */
export function useKeys(bindings: Binding[]): void {
	const latest = useRef(bindings);
	latest.current = bindings;
	const shape = bindings.map((b) => b.keys).join(",");
	useEffect(() => {
		const mine = shape
			.split(",")
			.filter(Boolean)
			.map((keys): Binding => {
				const find = () => latest.current.find((b) => b.keys === keys);
				return { keys, say: find()?.say ?? "keys.title", typing: find()?.typing, run: () => find()?.run() };
			});
		change([...active, mine]);
		return () => change(active.filter((them) => them !== mine));
	}, [shape]);
}

/** The keys that do something now, each once. */
export function useBoundKeys(): Binding[] {
	const stacks = useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		() => active,
	);
	const seen = new Map<string, Binding>();
	for (const binding of stacks.flat()) seen.set(binding.keys, binding);
	return [...seen.values()];
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">;

/** The name of a pressed key as bindings write it. */
export function nameOf(event: Pressed): string {
	const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
	const mod = event.ctrlKey || event.metaKey;
	if (event.altKey) return mod ? "" : altName(event); // both together write characters on many keyboards
	return mod ? `mod+${key}` : key;
}

/** With Alt the key is taken by where it lies: some systems write another character then. */
function altName({ code }: Pressed): string {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	return letter ? `alt+${letter.toLowerCase()}` : "";
}

/** Keys that are taken before the control that has the focus: a list that opens would swallow them. */
const early = /^(mod\+|alt\+|F\d)/;

/** Picks what a key does, given the key before it when that one began a pair. */
export function bindingOf(stacks: Binding[][], before: string, name: string, typing: boolean): Binding | undefined {
	const usable = stacks.flat().filter((b) => !typing || b.typing);
	return usable.findLast((b) => b.keys === (before ? `${before} ${name}` : name));
}

const pairTime = 1_200; // ms between the two keys of a pair

let before = "";
let beforeAt = 0;

function onEarlyKey(event: KeyboardEvent) {
	const name = nameOf(event);
	if (!early.test(name) || event.isComposing || event.repeat || inDialog()) return;
	const found = bindingOf(active, "", name, isTyping(event.target));
	if (!found) return;
	event.preventDefault();
	event.stopPropagation();
	found.run();
}

function onKey(event: KeyboardEvent) {
	if (event.defaultPrevented || event.isComposing || event.repeat || inDialog()) return;
	const name = nameOf(event);
	if (!name || early.test(name)) return;
	if (
		["Enter", "Space"].includes(name) &&
		event.target instanceof Element &&
		event.target.closest("a, button, summary")
	)
		return;
	const typing = isTyping(event.target);
	const prefix = Date.now() - beforeAt < pairTime ? before : "";
	const found = bindingOf(active, prefix, name, typing) ?? bindingOf(active, "", name, typing);
	before = !typing && active.flat().some((b) => b.keys.startsWith(`${name} `)) ? name : "";
	beforeAt = Date.now();
	if (!found) return;
	event.preventDefault();
	before = "";
	found.run();
}

/** A dialog has its own keys. */
const inDialog = () => document.querySelector("dialog[open]") !== null;

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target.closest("textarea, select, [role=combobox], [role=listbox], [role=menu]"))
		return true;
	return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

if (typeof document !== "undefined") {
	document.addEventListener("keydown", onEarlyKey, true);
	document.addEventListener("keydown", onKey);
}
