import type { Line } from "../../api/case";
import type { Filters } from "../../lib/to";
import type { Sheet } from "./sheet";

const shortest = 2; // characters worth looking for
const longest = 4; // characters at the end of a clause that name the matter
const fewest = 3; // words of a language that puts spaces between them

/**
 * The searches that find matters like the one being written, the closest first: the place with the kind, what happened
 * in the area, the kind in the area. A search wants all its words, so that few are given.
 */
export function nearSearches(s: Pick<Sheet, "content" | "place" | "category" | "area">): Filters[] {
	const [place, matter] = [s.place.trim(), matterOf(s.content)];
	const where = s.area ? { area: s.area } : {};
	const kind = s.category ? { category: s.category } : {};
	const searches: Filters[] = [];
	if (place.length >= shortest) searches.push({ q: place, ...kind, ...where, sort: "best" });
	if (matter) searches.push({ q: matter, ...where, sort: "best" });
	if (s.category && s.area) searches.push({ ...kind, ...where, sort: "newest" });
	return searches;
}

/** The end of the first clause: in Chinese what happened stands there, after where and when. */
export function matterOf(content: string): string {
	const [clause = ""] = content
		.trim()
		.split(/[，。！？；、,.!?;\n]/)
		.filter((part) => part.trim().length > shortest);
	const text = clause.trim().replace(/了$/, "");
	const words = text.split(/\s+/);
	return words.length > 1 ? words.slice(-fewest).join(" ") : [...text].slice(-longest).join("");
}

/** What was found, each once, those that are still open first; without the draft itself. */
export function nearest(found: Line[][], except: number | undefined, most: number): Line[] {
	const once = new Map<number, Line>();
	for (const line of found.flat()) if (line.id !== except && line.state !== "draft") once.set(line.id, line);
	const lines = [...once.values()];
	return [...lines.filter((line) => line.light), ...lines.filter((line) => !line.light)].slice(0, most);
}
