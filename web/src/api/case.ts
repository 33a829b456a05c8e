import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Filters } from "../lib/to";
import { api, body, once, type Wire } from "./client";

export type Case = Wire["CaseOut"];
export type Line = Wire["LineOut"];
export type Step = Wire["StepOut"];
export type Field = Wire["FieldOut"];
export type Form = Wire["FormIn"];
export type Assignment = Wire["AssignmentOut"];
export type Request = Wire["RequestOut"];
/** An appeal; with a call the program fills in whom it was with. */
export type Appeal = Wire["AppealIn"];
export type Upload = Wire["UploadOutBody"];

const page = 50;

/** A worklist, part by part, due soonest first. */
export const workQuery = (name: string) =>
	infiniteQueryOptions({
		queryKey: ["lines", "work", name],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/worklists/{name}", {
					params: { path: { name }, query: { limit: page, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});

/** The cases that fit a search, part by part. */
export const casesQuery = (f: Filters) =>
	infiniteQueryOptions({
		queryKey: ["lines", "cases", f],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/cases", {
					params: {
						query: {
							...f,
							unit: f.unit ? Number(f.unit) : undefined,
							mailbox: f.mailbox ? Number(f.mailbox) : undefined,
							limit: page,
							...(pageParam && { after: pageParam }),
						},
					},
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});

/** How much is in each of one's worklists. */
export const countsQuery = queryOptions({
	queryKey: ["worklists"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/worklists", { signal }))).items,
	staleTime: 5_000,
	refetchInterval: 60_000,
});

/** What became of the matters of the last thirty days. */
export const tallyQuery = queryOptions({
	queryKey: ["tally"],
	queryFn: ({ signal }) => body(api.GET("/api/v1/tally", { signal })),
	refetchInterval: 60_000,
});

/** A case whole. */
export const caseQuery = (id: number) =>
	queryOptions({
		queryKey: ["case", id],
		queryFn: ({ signal }) => body(api.GET("/api/v1/cases/{id}", { params: { path: { id } }, signal })),
		staleTime: 2_000,
	});

/** The proof of a deadline: of an assignment, or of the present stage. */
export const clockQuery = (id: number, assignment?: number) =>
	queryOptions({
		queryKey: ["clock", id, assignment ?? 0],
		queryFn: ({ signal }) =>
			body(
				api.GET("/api/v1/cases/{id}/clock", {
					params: { path: { id }, query: assignment ? { assignment } : {} },
					signal,
				}),
			),
		retry: false,
	});

export interface Order {
	step: Step;
	version: number;
	form: Form;
	files: Wire["FileIn"][];
	key: string;
}

/** Takes a step and gives the case after it. */
export const takeStep = (id: number, o: Order): Promise<Case> =>
	body(
		api.POST("/api/v1/cases/{id}/steps", {
			params: { path: { id }, ...once(o.key) },
			body: {
				step: o.step.step,
				assignment: o.step.assignment,
				request: o.step.request,
				version: o.version,
				form: o.form,
				files: o.files,
			},
		}),
	);

/** Opens the appellant's identity; the reading is written down with its purpose. */
export const openIdentity = (id: number, purpose: string) =>
	body(api.POST("/api/v1/cases/{id}/identity", { params: { path: { id } }, body: { purpose } }));

/** What a telephone number has brought to the city before. */
export const historyOf = async (phone: string) => (await body(api.POST("/api/v1/history", { body: { phone } }))).items;

export const beginDraft = (appeal: Appeal, key: string): Promise<Case> =>
	body(api.POST("/api/v1/drafts", { params: once(key), body: appeal }));

export const saveDraft = (id: number, appeal: Appeal): Promise<Case> =>
	body(api.PUT("/api/v1/drafts/{id}", { params: { path: { id } }, body: appeal }));

/** Registers a draft and gives number and code, which the appellant is told once. */
export const registerDraft = (id: number, appeal: Appeal, key: string) =>
	body(api.POST("/api/v1/drafts/{id}/register", { params: { path: { id }, ...once(key) }, body: appeal }));

/** Puts a file into the vault; a step or an appeal then names it. */
export async function uploadFile(file: File): Promise<Upload> {
	const form = new FormData();
	form.append("file", file);
	return body(
		api.POST("/api/v1/files", {
			body: form as unknown as { file: string },
			bodySerializer: (sent) => sent as unknown as FormData,
		}),
	);
}

/** The few cases that fit some words best. */
export const searchLines = async (q: string, signal: AbortSignal): Promise<Line[]> =>
	(await body(api.GET("/api/v1/cases", { params: { query: { q, sort: "best", limit: 7 } }, signal }))).items;

/** The few cases that a search finds, for a look beside a sheet. */
export const nearQuery = (f: Filters) =>
	queryOptions({
		queryKey: ["near", f],
		queryFn: async ({ signal }) => {
			const { q, category, area, sort } = f;
			const query = { sort, limit: 5, ...(q && { q }), ...(category && { category }), ...(area && { area }) };
			return (await body(api.GET("/api/v1/cases", { params: { query }, signal }))).items;
		},
		staleTime: 30_000,
	});
