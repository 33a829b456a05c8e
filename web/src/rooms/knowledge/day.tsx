import { useGround } from "../../ui/moment";

/** A day of the record, such as 2027-03-01, as people write it. */
export function Day({ day }: { day: string | undefined }) {
	const { locale } = useGround();
	if (!day) return null;
	return (
		<time dateTime={day}>
			{new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
				Date.parse(`${day}T00:00:00Z`),
			)}
		</time>
	);
}
