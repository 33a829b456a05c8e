import type { Say } from "../lang/say";

/** When people work: the spans of a date in minutes after midnight, or undefined while the year is not known. */
export type WorkHours = (date: string) => Span[] | undefined;
export type Span = readonly [from: number, to: number];

const minute = 60_000;
const day = 24 * 60 * minute;

/** Reads "09:00-12:00 13:00-17:00". */
export function spansOf(text: string): Span[] {
	return text
		.split(" ")
		.filter(Boolean)
		.map((span) => {
			const [from = 0, to = 0] = span.split("-").map((clock) => {
				const [h = 0, m = 0] = clock.split(":").map(Number);
				return h * 60 + m;
			});
			return [from, to] as const;
		});
}

/** Milliseconds that a zone such as +08:00 is ahead of UTC. */
export function zoneOffset(zone: string): number {
	const found = /^([+-])(\d\d):(\d\d)$/.exec(zone);
	if (!found) return 0;
	const size = (Number(found[2]) * 60 + Number(found[3])) * minute;
	return found[1] === "-" ? -size : size;
}

/** A moment as the city's clock on the wall shows it, whatever the browser's zone: a Date to be read in UTC. */
function wall(at: number, zone: string): Date {
	return new Date(at + zoneOffset(zone));
}

/** The date in the city, such as 2026-11-24. */
export const dateIn = (at: number, zone: string) => wall(at, zone).toISOString().slice(0, 10);

/** Minutes of work between two moments; undefined when a year between them is not known. */
export function workBetween(from: number, to: number, zone: string, hours: WorkHours): number | undefined {
	const [start, end] = [from + zoneOffset(zone), to + zoneOffset(zone)];
	let sum = 0;
	for (let midnight = Math.floor(start / day) * day; midnight < end; midnight += day) {
		const spans = hours(new Date(midnight).toISOString().slice(0, 10));
		if (!spans) return undefined;
		for (const [a, b] of spans) {
			sum += Math.max(0, Math.min(end, midnight + b * minute) - Math.max(start, midnight + a * minute));
		}
	}
	return sum / minute;
}

/** Minutes of a usual working day: the longest among a week around a moment. */
function dayLength(at: number, zone: string, hours: WorkHours): number {
	let longest = 0;
	for (let i = -3; i <= 3; i++) {
		const spans = hours(dateIn(at + i * day, zone)) ?? [];
		longest = Math.max(
			longest,
			spans.reduce((sum, [a, b]) => sum + b - a, 0),
		);
	}
	return longest;
}

interface Ground {
	now: number;
	zone: string;
	locale: string;
	say: Say;
}

/**
 * A moment as people say it: "14:02" today, "Thu 16:20" within six days, "24 Nov 16:20" within the year, and with the
 * year otherwise.
 */
export function momentWords(iso: string, g: Ground): string {
	const at = Date.parse(iso);
	const clock = format(at, g, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
	const days = Math.round((startOf(at, g.zone) - startOf(g.now, g.zone)) / day);
	if (days === 0) return clock;
	if (days === -1) return g.say("time.yesterday", { clock });
	if (days === 1) return g.say("time.tomorrow", { clock });
	if (Math.abs(days) < 7 && days > 0) return `${format(at, g, { weekday: "short" })} ${clock}`;
	return `${dayWords(iso, g)} ${clock}`;
}

/** A far day as people say it: its hour matters to nobody yet. */
function dayWords(iso: string, g: Ground): string {
	const at = Date.parse(iso);
	const sameYear = dateIn(at, g.zone).slice(0, 4) === dateIn(g.now, g.zone).slice(0, 4);
	return format(at, g, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
}

/** A date as people say it. */
export function dateWords(iso: string, g: Ground): string {
	return format(Date.parse(iso), g, { day: "numeric", month: "short", year: "numeric" });
}

/** A moment to the second as a record has it: 2026-11-24 16:20:05. */
export const stampWords = (iso: string, zone: string): string =>
	wall(Date.parse(iso), zone).toISOString().slice(0, 19).replace("T", " ");

/** A moment to the second, for hovering and for print. */
export function exactWords(iso: string, g: Pick<Ground, "zone" | "locale">): string {
	const words = format(Date.parse(iso), g, {
		weekday: "short",
		day: "numeric",
		month: "short",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
	});
	return `${words} ${g.zone === "Z" ? "UTC" : `UTC${g.zone}`}`;
}

const startOf = (at: number, zone: string) => Math.floor((at + zoneOffset(zone)) / day) * day;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, g: Pick<Ground, "zone" | "locale">, options: Intl.DateTimeFormatOptions): string {
	const name = g.locale + JSON.stringify(options);
	let found = formats.get(name);
	if (!found) {
		found = new Intl.DateTimeFormat(g.locale, { ...options, timeZone: "UTC" });
		formats.set(name, found);
	}
	return found.format(wall(at, g.zone));
}

/** What a due moment means now. */
export interface DueWords {
	/** "Thu 16:20" */
	when: string;
	/** "in 3 working hours" or "2 days late" */
	left: string;
	late: boolean;
}

/**
 * Says how far a due moment is. Below three hours the clock counts; further away working time does, when the moment
 * lies in it; what is late is late by the calendar, because the person who waits lives by that one.
 */
export function dueWords(iso: string, g: Ground, hours: WorkHours): DueWords {
	const due = Date.parse(iso);
	const when = due - g.now < 7 * day ? momentWords(iso, g) : dayWords(iso, g);
	const left = (due - g.now) / minute;
	if (left < 0) return { when, left: g.say("due.late", { span: clockSpan(-left, g) }), late: true };
	return {
		when,
		left: g.say("due.left", { span: left < 180 ? clockSpan(left, g) : farSpan(due, left, g, hours) }),
		late: false,
	};
}

function farSpan(due: number, left: number, g: Ground, hours: WorkHours): string {
	const work = workBetween(g.now, due, g.zone, hours);
	const length = dayLength(due, g.zone, hours);
	if (work === undefined || length === 0 || !inWork(due, g.zone, hours)) return clockSpan(left, g);
	if (work < length) return g.say("span.work_hours", { n: Math.max(1, Math.round(work / 60)) });
	return g.say("span.work_days", { n: Math.floor(work / length) });
}

/** Whether somebody works up to this moment. */
function inWork(at: number, zone: string, hours: WorkHours): boolean {
	const minutes = (at + zoneOffset(zone) - startOf(at, zone)) / minute;
	return (hours(dateIn(at, zone)) ?? []).some(([a, b]) => minutes > a && minutes <= b);
}

/** Minutes as the largest unit that says enough. */
export function clockSpan(minutes: number, g: { say: Say }): string {
	if (minutes < 60) return g.say("span.minutes", { n: Math.max(1, Math.floor(minutes)) });
	if (minutes < 24 * 60) return g.say("span.hours", { n: Math.floor(minutes / 60) });
	return g.say("span.days", { n: Math.floor(minutes / (24 * 60)) });
}

/** Seconds as a stopwatch shows them: 03:12, and 1:02:03 from an hour on. */
export function stopwatch(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const two = (n: number) => String(n).padStart(2, "0");
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
	return `${hours > 0 ? `${hours}:` : ""}${two(minutes)}:${two(whole % 60)}`;
}
