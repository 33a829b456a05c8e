/** What narrows a search of cases. The address holds it, so that a search can be sent to a colleague. */
export interface Filters {
	q?: string;
	state?: string[];
	unit?: string;
	category?: string;
	area?: string;
	channel?: string;
	nature?: string;
	mailbox?: string;
	from?: string;
	to?: string;
	light?: "green" | "yellow" | "red";
	sort?: "newest" | "best" | "due";
}

const plain = ["q", "unit", "category", "area", "channel", "nature", "mailbox", "from", "to", "light", "sort"] as const;

/** Reads filters from an address; what is empty or unknown is left out. */
export function filtersOf(params: URLSearchParams): Filters {
	const found: Record<string, string | string[]> = {};
	for (const name of plain) {
		const value = params.get(name);
		if (value) found[name] = value;
	}
	const states = params.getAll("state").filter(Boolean);
	if (states.length > 0) found.state = states;
	return found as Filters;
}

function query(filters: Filters & { case?: number }): string {
	const params = new URLSearchParams();
	for (const name of plain) {
		const value = filters[name];
		if (value) params.set(name, value);
	}
	for (const state of filters.state ?? []) params.append("state", state);
	if (filters.case) params.set("case", String(filters.case));
	const text = params.toString();
	return text ? `?${text}` : "";
}

/** Builds every address of the console, below /console. There is no other place where one is written. */
export const to = {
	home: () => "/",
	signIn: (next?: string) => (next && next !== "/" ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"),
	overview: () => "/overview",
	work: (name: string, open?: number) => `/work/${encodeURIComponent(name)}${query({ case: open })}`,
	cases: (filters: Filters = {}, open?: number) => `/cases${query({ ...filters, case: open })}`,
	case: (id: number) => `/cases/${id}`,
	room: () => "/room",
	/** The sheet of a call; without a draft one is begun. */
	register: (draft?: number, call?: number) =>
		`${draft ? `/register/${draft}` : "/register"}${call ? `?call=${call}` : ""}`,
	letter: (draft?: number) => (draft ? `/letter/${draft}` : "/letter"),
	units: (id?: number) => (id ? `/units/${id}` : "/units"),
	mailboxes: () => "/mailboxes",
	categories: () => "/categories",
	limits: () => "/limits",
	calendar: (year?: number) => (year ? `/calendar/${year}` : "/calendar"),
	hotlines: () => "/hotlines",
	staff: () => "/staff",
	/** An attachment of a case, at the API. */
	file: (of: number, file: number) => `/api/v1/cases/${of}/files/${file}`,
};

/** The place inside the console to go to after signing in; an address of another site is not followed. */
export function safeNext(next: string | null): string {
	return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : to.home();
}
