import type { Wire } from "../../api/client";

type Day = Wire["DayOut"];

/** The days as weeks from Monday on, as a calendar hangs on a wall. */
export function weeksOf(days: Day[]): (Day | undefined)[][] {
	const weeks: (Day | undefined)[][] = [];
	for (const day of days) {
		const weekday = (new Date(`${day.date}T00:00:00Z`).getUTCDay() + 6) % 7;
		if (weeks.length === 0 || weekday === 0) weeks.push(Array.from({ length: 7 }, () => undefined));
		const week = weeks.at(-1);
		if (week) week[weekday] = day;
	}
	return weeks;
}
