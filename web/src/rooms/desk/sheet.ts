import type { Appeal, Case } from "../../api/case";
import type { Point } from "./filled";

/** What an operator or a letter clerk writes down while somebody speaks or a letter is read. */
export interface Sheet {
	phone: string;
	name: string;
	email: string;
	kind: "person" | "enterprise";
	title: string;
	content: string;
	demand: string;
	place: string;
	nature: string;
	category: string;
	area: string;
	urgency: string;
	confidentiality: string;
	point: Point;
	publish: boolean;
	mailbox: number;
}

export const blank: Sheet = {
	phone: "",
	name: "",
	email: "",
	kind: "person",
	title: "",
	content: "",
	demand: "",
	place: "",
	nature: "",
	category: "",
	area: "",
	urgency: "normal",
	confidentiality: "1",
	point: { lon: "", lat: "" },
	publish: false,
	mailbox: 0,
};

/** Whether something worth keeping was written. */
export const written = (s: Sheet): boolean =>
	[s.title, s.content, s.place, s.demand].some((text) => text.trim() !== "");

/** A sheet as a draft has it. The person is not among it: a name is read with a purpose only. */
export function sheetOf(c: Case): Sheet {
	return {
		...blank,
		title: c.title,
		content: c.content,
		demand: c.demand ?? "",
		place: c.place ?? "",
		nature: c.nature === "other" ? "" : c.nature,
		category: c.category?.code ?? "",
		area: c.area?.code ?? "",
		urgency: c.urgency,
		confidentiality: String(c.confidentiality),
		point: c.lon !== undefined && c.lat !== undefined ? { lon: String(c.lon), lat: String(c.lat) } : blank.point,
		publish: c.publish,
		mailbox: c.mailbox?.id ?? 0,
	};
}

/** The first sentence of a letter, short enough to be its title. */
export function titleOf(content: string): string {
	const [first = ""] = content.trim().split(/[。！？!?\n]|\.\s/);
	return [...first.trim()].slice(0, 40).join("");
}

/** The sheet as the program takes it. */
export function appealOf(s: Sheet, channel: "phone" | "letter"): Appeal {
	const { lon, lat } = s.point;
	const text = (value: string) => value.trim() || undefined;
	return {
		channel,
		title: text(s.title) ?? text(titleOf(s.content)),
		content: text(s.content),
		demand: text(s.demand),
		place: text(s.place),
		nature: text(s.nature),
		category: text(s.category),
		area: text(s.area),
		urgency: s.urgency,
		confidentiality: s.confidentiality,
		...(lon.trim() && lat.trim() && { lon: Number(lon), lat: Number(lat) }),
		publish: s.publish,
		...(s.mailbox && { mailbox: s.mailbox }),
		person: { name: text(s.name), phone: text(s.phone), email: text(s.email), kind: s.kind },
	};
}
