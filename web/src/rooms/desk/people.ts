import type { Case } from "../../api/case";
import type { Lang } from "../../lang/lang";

/** The name of an account that appears in a case; an account that is gone stays a number. */
export function personOf(c: Case, id: number | undefined): string {
	return id ? (c.people[String(id)] ?? `#${id}`) : "";
}

/** Whom the journal means by "staff:17", "appellant" or "system". */
export function actorOf(c: Case, by: string, { word }: Pick<Lang, "word">): string {
	return by.startsWith("staff:") ? personOf(c, Number(by.slice("staff:".length))) : word("actor", by);
}
