import { useLang } from "../../lang/lang";
import { useSecond } from "../../lib/clock";
import { stopwatch } from "../../lib/time";
import { Light } from "../../ui/light";
import { lights } from "./open";
import type { SeatState } from "./wire";

/** What a seat is doing: shape, word, and the reason where there is one. */
export function StateLight({
	state,
	reason = "",
	away = false,
}: {
	state: SeatState;
	reason?: string;
	away?: boolean;
}) {
	const { say, word, knows } = useLang();
	if (away) return <Light light="red" word={say("seat.away")} />;
	const why = reason && knows("seat_reason", reason) ? ` · ${word("seat_reason", reason)}` : "";
	return <Light light={lights[state]} word={`${word("seat_state", state)}${why}`} />;
}

/** How long something has lasted, counted each second. */
export function Since({ at }: { at: string | undefined }) {
	const now = useSecond();
	if (!at) return null;
	return <time dateTime={at}>{stopwatch((now - Date.parse(at)) / 1000)}</time>;
}

/** How long something will last. */
export function Until({ at }: { at: string }) {
	const now = useSecond();
	return <time dateTime={at}>{stopwatch((Date.parse(at) - now + 999) / 1000)}</time>;
}
