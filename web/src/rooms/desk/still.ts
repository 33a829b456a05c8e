import { useState } from "react";
import type { Line } from "../../api/case";

/** A list that stands still: rows keep their places while the record moves, and newcomers wait to be let in. */
export interface Still {
	rows: { line: Line; gone: boolean }[];
	/** How many are waiting to be shown. */
	arrived: number;
}

/**
 * Lays what is true now over what was shown. Rows that left stay where they were and are marked; what was pushed beyond
 * the part that was read has not left.
 */
export function stand(shown: Line[], fresh: Line[], more: boolean): Still {
	const now = new Map(fresh.map((line) => [keyOf(line), line]));
	const before = new Set(shown.map(keyOf));
	const arrived = fresh.filter((line) => !before.has(keyOf(line))).length;
	const pushed = more ? shown.length - arrived : shown.length;
	return {
		rows: shown.map((line, i) => ({ line: now.get(keyOf(line)) ?? line, gone: !now.has(keyOf(line)) && i < pushed })),
		arrived,
	};
}

/** What makes a row of a list: a case may stand there once for each of its assignments or requests. */
export const keyOf = (line: Line) => `${line.id}.${line.assignment ?? 0}.${line.request ?? 0}`;

/** Keeps the rows of a list in place. parts is how many parts were read: reading more appends, reading anew does not. */
export function useStill(name: string, fresh: Line[] | undefined, parts: number, more: boolean) {
	const [shown, setShown] = useState<{ name: string; parts: number; lines: Line[] }>();
	if (fresh && shown?.name !== name) {
		setShown({ name, parts, lines: fresh });
	} else if (fresh && shown && parts > shown.parts) {
		const known = new Set(shown.lines.map(keyOf));
		setShown({ name, parts, lines: [...shown.lines, ...fresh.filter((line) => !known.has(keyOf(line)))] });
	}
	const lines = shown?.name === name ? shown.lines : (fresh ?? []);
	return {
		...stand(lines, fresh ?? [], more),
		show: () => fresh && setShown({ name, parts, lines: fresh }),
	};
}
