import type { Catalogue, Key } from "./zh-CN";

export type Values = Record<string, string | number>;
export type Say = (key: Key, values?: Values) => string;

/**
 * Fills a text of a catalogue. {name} is replaced by a value; {n|day|days} by the form that suits the number n in the
 * language.
 */
export function fill(text: string, locale: string, values: Values = {}): string {
	return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
		const value = values[name];
		if (value === undefined) return whole;
		if (one === undefined || other === undefined) return String(value);
		return new Intl.PluralRules(locale).select(Number(value)) === "one" ? one : other;
	});
}

/** The texts of one language as a function. */
export function sayer(catalogue: Catalogue, locale: string): Say {
	return (key, values) => fill(catalogue[key] ?? key, locale, values); // a code of the record may be newer than the catalogue
}
