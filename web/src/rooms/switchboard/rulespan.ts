/** A length of time in a larger unit, when it comes out even there: 600 seconds are 10 minutes, 1440 minutes a day. */
export function roundSpan(
	kind: string,
	value: string,
): { say: "span.minutes" | "span.hours" | "span.days"; n: number } | undefined {
	const n = Number(value);
	if (!n || (kind !== "seconds" && kind !== "minutes")) return undefined;
	const minutes = kind === "seconds" ? n / 60 : n;
	if (minutes % 1440 === 0) return { say: "span.days", n: minutes / 1440 };
	if (minutes % 60 === 0) return { say: "span.hours", n: minutes / 60 };
	if (kind === "seconds" && minutes % 1 === 0 && minutes > 1) return { say: "span.minutes", n: minutes };
	return undefined;
}
