import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Wire } from "./client";

export type Unit = Wire["UnitOut"];
export type Mailbox = Wire["MailboxOut"];
export type Category = Wire["CategoryOut"];
export type Area = Wire["AreaOut"];
export type Limit = Wire["LimitOut"];
export type Year = Wire["YearOutBody"];

const keep = 10 * 60_000; // what the city consists of changes a few times a day at most

/** Units whose name or code holds the words. */
export const unitsQuery = (q: string, mine = false) =>
	queryOptions({
		queryKey: ["units", q, mine],
		queryFn: async ({ signal }) =>
			(await body(api.GET("/api/v1/units", { params: { query: { q, limit: 30, ...(mine && { mine }) } }, signal })))
				.items,
		staleTime: keep,
	});

/** A unit with those above and directly below it. */
export const unitQuery = (id: number) =>
	queryOptions({
		queryKey: ["unit", id],
		queryFn: ({ signal }) => body(api.GET("/api/v1/units/{id}", { params: { path: { id } }, signal })),
		staleTime: keep,
	});

/** The areas directly below one; the districts when none is named. */
export const areasQuery = (parent: string) =>
	queryOptions({
		queryKey: ["areas", parent],
		queryFn: async ({ signal }) =>
			(await body(api.GET("/api/v1/areas", { params: { query: parent ? { parent } : {} }, signal }))).items,
		staleTime: keep,
	});

/** Areas whose name or code holds the words. */
export const areaSearchQuery = (q: string) =>
	queryOptions({
		queryKey: ["area-search", q],
		queryFn: async ({ signal }) => (await body(api.GET("/api/v1/areas", { params: { query: { q } }, signal }))).items,
		staleTime: keep,
	});

export const categoriesQuery = queryOptions({
	queryKey: ["categories"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/categories", { signal }))).items,
	staleTime: keep,
});

export interface MailboxSearch {
	q?: string;
	kind?: "leader" | "department" | "letterbox" | "enterprise";
	area?: string;
	unit?: number;
}

export const mailboxesQuery = (search: MailboxSearch) =>
	infiniteQueryOptions({
		queryKey: ["mailboxes", search],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/mailboxes", {
					params: { query: { ...search, limit: 60, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
		staleTime: keep,
	});

export const hotlinesQuery = queryOptions({
	queryKey: ["hotlines"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/hotlines", { signal }))).items,
	staleTime: keep,
});

export const limitsQuery = queryOptions({
	queryKey: ["limits"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/limits", { signal }))).items,
	staleTime: keep,
});

export const calendarQuery = (year: number) =>
	queryOptions({
		queryKey: ["calendar", year],
		queryFn: ({ signal }) => body(api.GET("/api/v1/calendar/{year}", { params: { path: { year } }, signal })),
		staleTime: keep,
	});

export const procedureQuery = queryOptions({
	queryKey: ["procedure"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/procedure", { signal }))).states,
	staleTime: Number.POSITIVE_INFINITY,
});

/** A new thing is refused when its code is taken, so that nobody changes one while adding another. */
const under = (code: string, fresh: boolean) => ({
	path: { code },
	header: fresh ? ({ "If-None-Match": "*" } as const) : {},
});

export const saveUnit = (code: string, unit: Wire["SaveUnitInBody"], fresh: boolean) =>
	body(api.PUT("/api/v1/units/{code}", { params: under(code, fresh), body: unit }));

export const saveMailbox = (code: string, mailbox: Wire["SaveMailboxInBody"], fresh: boolean) =>
	body(api.PUT("/api/v1/mailboxes/{code}", { params: under(code, fresh), body: mailbox }));

export const saveLimit = (limit: Wire["SaveLimitInBody"]) => body(api.PUT("/api/v1/limits", { body: limit }));

/** Makes a WAV recording the greeting of a hotline. */
export const speakGreeting = (number: string, file: File) => {
	const form = new FormData();
	form.append("file", file);
	return body(
		api.POST("/api/v1/hotlines/{number}/greeting", {
			params: { path: { number } },
			body: form as unknown as { file: string },
			bodySerializer: (sent) => sent as unknown as FormData,
		}),
	);
};

/** Takes a greeting away ("") or brings one back. */
export const putGreeting = (number: string, sound: string) =>
	body(api.PUT("/api/v1/hotlines/{number}/greeting", { params: { path: { number } }, body: { sound } }));
