import type { Lang } from "../lang/lang";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * Says hours as the tables hold them: 24h, wd 09:00-12:00 13:00-17:00, or Mon-Fri 09:00-12:00; Sat 10:00-12:00
 * (switchboard/room/hours.go). What is written in no such way stays as it is.
 */
export function hoursWords(hours: string, { say, locale }: Pick<Lang, "say" | "locale">): string {
	if (hours === "" || hours === "24h") return say("hours.always");
	const day = (name: string) =>
		new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
			Date.UTC(2024, 0, 1 + days.indexOf(name)),
		);
	const parts = hours.split(";").map((part) => {
		const [which = "", ...spans] = part.trim().split(/\s+/);
		const names = which.split("-");
		const known = which === "wd" || names.every((name) => days.includes(name));
		if (!known || spans.length === 0) return part.trim();
		const when = which === "wd" ? say("hours.working") : names.map(day).join(say("hours.to"));
		return `${when} ${spans.map((span) => span.replace("-", "–")).join(say("hours.and"))}`;
	});
	return parts.join(say("hours.then"));
}
