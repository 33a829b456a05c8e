/** A piece of text with what became of it. */
export interface Piece {
	/** Its place among the pieces. */
	at: number;
	text: string;
	was?: "added" | "removed";
}

/** Cuts a text into sentences, each with its end, and the breaks between them. */
const sentences = (text: string) => text.match(/[^。！？；\n.!?;]+[。！？；.!?;]*|[。！？；.!?;]+|\n+/g) ?? [];

const most = 400; // sentences; a longer text is shown as it is now

/** What a new text takes from an old one, sentence by sentence: the longest common part stays. */
export function compare(before: string, after: string): Piece[] {
	const [a, b] = [sentences(before), sentences(after)];
	if (before === after || a.length > most || b.length > most) return after ? [{ at: 0, text: after }] : [];
	const common = lengths(a, b);
	const pieces: Piece[] = [];
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			push(pieces, { text: a[i++] ?? "" });
			j++;
		} else if (i < a.length && (j === b.length || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
			push(pieces, { text: a[i++] ?? "", was: "removed" });
		} else {
			push(pieces, { text: b[j++] ?? "", was: "added" });
		}
	}
	return pieces;
}

/** How many sentences the rest of both have in common, for every pair of beginnings. */
function lengths(a: string[], b: string[]): number[][] {
	const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--) {
			const row = table[i] as number[];
			row[j] =
				a[i] === b[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : Math.max(table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
		}
	return table;
}

/** Puts a piece behind the others; what became of neighbours alike is one piece. */
function push(pieces: Piece[], piece: Omit<Piece, "at">): void {
	const last = pieces.at(-1);
	if (last && last.was === piece.was) last.text += piece.text;
	else pieces.push({ at: pieces.length, ...piece });
}
