import { useSyncExternalStore } from "react";

/** What the person chose: day, night, or as their machine asks. */
export type Appearance = "system" | "day" | "night";

export const appearances: Appearance[] = ["system", "day", "night"];

const stored = "huiyin.appearance";
const media = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
media.addEventListener("change", tell);

function tell() {
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function appearance(): Appearance {
	return appearances.find((a) => a === localStorage.getItem(stored)) ?? "system";
}

const isDark = () => (appearance() === "system" ? media.matches : appearance() === "night");

/** Whether the console is drawn dark, now and whenever that changes. */
export const useDark = () => useSyncExternalStore(subscribe, isDark);

/** The choice and how to change it. */
export function useAppearance(): [Appearance, (a: Appearance) => void] {
	return [
		useSyncExternalStore(subscribe, appearance),
		(a) => {
			localStorage.setItem(stored, a);
			tell();
		},
	];
}
