import { useLang } from "../lang/lang";
import { cityZone, useNow } from "../lib/clock";
import { useWorkHours } from "../lib/hours";
import { dateWords, dueWords, exactWords, momentWords } from "../lib/time";

/** What the words of time need to know now. */
export function useGround() {
	const { say, locale } = useLang();
	return { now: useNow(), zone: cityZone(), locale, say };
}

/** A moment as people say it, exact on hover. */
export function Moment({ at, date = false }: { at: string | null | undefined; date?: boolean }) {
	const ground = useGround();
	if (!at) return null;
	return (
		<time dateTime={at} title={exactWords(at, ground)}>
			{date ? dateWords(at, ground) : momentWords(at, ground)}
		</time>
	);
}

/** When something is due and how far that is; in short only how far when late, and only when otherwise. */
export function Due({ at, short = false }: { at: string | undefined; short?: boolean }) {
	const ground = useGround();
	const hours = useWorkHours();
	if (!at) return null;
	const { when, left, late } = dueWords(at, ground, hours);
	return (
		<time dateTime={at} title={exactWords(at, ground)} className={late ? "due due-late" : "due"}>
			{short ? (
				late ? (
					left
				) : (
					when
				)
			) : late ? (
				left
			) : (
				<>
					{when}
					<span className="due-left">
						{ground.say("due.comma")}
						{left}
					</span>
				</>
			)}
		</time>
	);
}
