import { useSyncExternalStore } from "react";

/**
 * The house's clock: screens reckon with it and not with their own, which may be wrong or stand in another zone.
 * One ticking for all; everything that says "in 20 minutes" is drawn anew three times a minute.
 */
let offset = 0; // what the house's clock is ahead of this machine's, in milliseconds
let zone = "+08:00"; // the city's, until the house says otherwise
let shown = Date.now();
const listeners = new Set<() => void>();

/** Sets the clock by a moment that the house said is now. */
export function setClock(now: string): void {
	const at = Date.parse(now);
	if (Number.isNaN(at)) return;
	offset = at - Date.now();
	zone = /(Z|[+-]\d\d:\d\d)$/.exec(now)?.[1] ?? zone;
	tick();
}

/** The zone of the city, such as +08:00. */
export const cityZone = () => zone;

/** The house's time now, in milliseconds. */
export const houseNow = () => Date.now() + offset;

function tick() {
	shown = houseNow();
	for (const listener of listeners) listener();
}

let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
	listeners.add(listener);
	ticking ??= setInterval(tick, 20_000);
	return () => {
		listeners.delete(listener);
		if (listeners.size > 0) return;
		clearInterval(ticking);
		ticking = undefined;
	};
}

/** The house's time, followed. */
export function useNow(): number {
	return useSyncExternalStore(subscribe, () => shown);
}

let beat = houseNow();
let beating: ReturnType<typeof setInterval> | undefined;
const counters = new Set<() => void>();

/** The house's time, followed each second, for what is counted before somebody's eyes. */
export function useSecond(): number {
	return useSyncExternalStore(subscribeSecond, () => beat);
}

function subscribeSecond(listener: () => void) {
	counters.add(listener);
	beat = houseNow();
	beating ??= setInterval(() => {
		beat = houseNow();
		for (const counter of counters) counter();
	}, 1_000);
	return () => {
		counters.delete(listener);
		if (counters.size > 0) return;
		clearInterval(beating);
		beating = undefined;
	};
}
