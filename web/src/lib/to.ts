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

/** What narrows a search of calls. A telephone number is never in the address: addresses are kept. */
export interface CallFilters {
	case?: string;
	operator?: string;
	hotline?: string;
	outcome?: string;
	score?: string;
	from?: string;
	to?: string;
	recorded?: string;
}

const callFilters = ["case", "operator", "hotline", "outcome", "score", "from", "to", "recorded"] as const;

/** Reads the filters of calls from an address. */
export function callFiltersOf(params: URLSearchParams): CallFilters {
	const found: CallFilters = {};
	for (const name of callFilters) {
		const value = params.get(name);
		if (value) found[name] = value;
	}
	return found;
}

function callQuery(filters: CallFilters): string {
	const params = new URLSearchParams();
	for (const name of callFilters) {
		const value = filters[name];
		if (value) params.set(name, value);
	}
	const text = params.toString();
	return text ? `?${text}` : "";
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

/** What narrows a search of articles. */
export interface Knowing {
	q?: string;
	category?: string;
	region?: string;
	unit?: string;
	list?: string;
}

const knowing = ["q", "category", "region", "unit", "list"] as const;

/** Reads what an address narrows the articles by. */
export function knowingOf(params: URLSearchParams): Knowing {
	const found: Knowing = {};
	for (const name of knowing) {
		const value = params.get(name);
		if (value) found[name] = value;
	}
	return found;
}

function known(search: Knowing): string {
	const params = new URLSearchParams();
	for (const name of knowing) if (search[name]) params.set(name, search[name]);
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
	calls: (filters: CallFilters = {}) => `/calls${callQuery(filters)}`,
	call: (id: number) => `/calls/${id}`,
	callbacks: (done = false) => (done ? "/callbacks?done=1" : "/callbacks"),
	inspections: (state = "waiting", id?: number) =>
		`/inspections${id ? `/${id}` : ""}${state === "waiting" ? "" : `?state=${state}`}`,
	seats: (tab = "seats") => (tab === "seats" ? "/seats" : `/seats?tab=${tab}`),
	rules: () => "/rules",
	units: (id?: number) => (id ? `/units/${id}` : "/units"),
	mailboxes: () => "/mailboxes",
	categories: () => "/categories",
	limits: () => "/limits",
	calendar: (year?: number) => (year ? `/calendar/${year}` : "/calendar"),
	hotlines: () => "/hotlines",
	articles: (search: Knowing = {}, open?: number) => `/knowledge${open ? `/${open}` : ""}${known(search)}`,
	article: (id: number) => `/knowledge/${id}`,
	writeArticle: (id?: number) => (id ? `/knowledge/${id}/write` : "/knowledge/write"),
	staff: () => "/staff",
	readings: () => "/readings",
	/** An attachment of a case, at the API. */
	file: (of: number, file: number) => `/api/v1/cases/${of}/files/${file}`,
};

/** The place inside the console to go to after signing in; an address of another site is not followed. */
export function safeNext(next: string | null): string {
	return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : to.home();
}
