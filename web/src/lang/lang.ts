import { createContext, useContext } from "react";
import { type Say, sayer } from "./say";
import { type Catalogue, zh } from "./zh-CN";

export type Language = "zh-CN" | "en" | "es";

/** Each language in its own words, in the order of the menu. */
export const languages: { code: Language; name: string }[] = [
	{ code: "zh-CN", name: "中文" },
	{ code: "en", name: "English" },
	{ code: "es", name: "Español" },
];

/** A language with everything that is said in it. */
export interface Lang {
	code: Language;
	/** How dates and numbers are written. */
	locale: string;
	say: Say;
	/** The word for a code of the record, such as state "visiting"; the code itself when it is new to the console. */
	word: (group: string, code: string | undefined) => string;
	/** Whether there is a word for the code. */
	knows: (group: string, code: string) => boolean;
}

function langOf(code: Language, catalogue: Catalogue): Lang {
	const locale = code === "en" ? "en-GB" : code;
	const texts: Record<string, string> = catalogue;
	return {
		code,
		locale,
		say: sayer(catalogue, locale),
		word: (group, word) => (word ? (texts[`${group}.${word}`] ?? word) : ""),
		knows: (group, word) => `${group}.${word}` in texts,
	};
}

const stored = "huiyin.language";

/** The language this browser was last set to; Chinese, until somebody chooses. */
export function storedLanguage(): Language {
	const code = localStorage.getItem(stored);
	return languages.find((l) => l.code === code)?.code ?? "zh-CN";
}

/** Fetches a language and keeps the choice. */
export async function loadLang(code: Language): Promise<Lang> {
	const lang = langOf(code, await catalogueOf(code));
	localStorage.setItem(stored, code);
	document.documentElement.lang = code;
	return lang;
}

async function catalogueOf(code: Language): Promise<Catalogue> {
	switch (code) {
		case "en":
			return (await import("./en")).en;
		case "es":
			return (await import("./es")).es;
		default:
			return zh;
	}
}

export const LangContext = createContext<Lang & { choose: (code: Language) => void }>({
	...langOf("zh-CN", zh),
	choose: () => {},
});

export const useLang = () => useContext(LangContext);
