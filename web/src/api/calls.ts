import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CallFilters } from "../lib/to";
import { api, body, type Wire } from "./client";

export type Call = Wire["CallOut"];
export type CallDetails = Wire["CallDetails"];
export type Recording = Wire["RecordingOut"];
export type Callback = Wire["CallbackOut"];
export type Inspection = Wire["InspectionOut"];
export type Point = Wire["PointOut"];
export type Seat = Wire["SeatOut"];
export type Operator = Wire["OperatorOut"];
export type Skill = Wire["SkillIO"];
export type Rule = Wire["RuleOut"];

const page = 50;

/** The filters as the API takes them; the telephone number is kept out of the address and given apart. */
const asked = (f: CallFilters, phone = "") => ({
	...(phone && { phone }),
	...(f.case && { case: Number(f.case) }),
	...(f.operator && { operator: Number(f.operator) }),
	...(f.hotline && { hotline: f.hotline }),
	...(f.outcome && { outcome: f.outcome as NonNullable<Call["outcome"]> }),
	...(f.score && { score: Number(f.score) }),
	...(f.from && { from: f.from }),
	...(f.to && { to: f.to }),
	...(f.recorded && { recorded: true }),
});

/** Calls, latest first, part by part. Asking by number is written down, so that it is not asked again by itself. */
export const callsQuery = (f: CallFilters, phone = "") =>
	infiniteQueryOptions({
		queryKey: ["calls", f, phone],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/calls", {
					params: { query: { ...asked(f, phone), limit: page, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
		...(phone ? { staleTime: Number.POSITIVE_INFINITY } : { refetchInterval: 60_000 }),
	});

/** What callers pressed after the calls of a search. */
export const scoresQuery = (f: CallFilters) =>
	queryOptions({
		queryKey: ["call-scores", f],
		queryFn: ({ signal }) => body(api.GET("/api/v1/calls/scores", { params: { query: asked(f) }, signal })),
	});

export const callQuery = (id: number) =>
	queryOptions({
		queryKey: ["call", id],
		queryFn: ({ signal }) => body(api.GET("/api/v1/calls/{id}", { params: { path: { id } }, signal })),
	});

/** Opens a recording; who listens, and why, is written down. */
export const listenTo = (id: number, purpose: string) =>
	body(api.POST("/api/v1/calls/{id}/listen", { params: { path: { id } }, body: { purpose } }));

export const callbacksQuery = (done: boolean, reason: Callback["reason"] | undefined) =>
	infiniteQueryOptions({
		queryKey: ["callbacks", done, reason],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/callbacks", {
					params: { query: { done, ...(reason && { reason }), limit: page, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
		refetchInterval: 30_000,
	});

/** The promise that stands for the return visit of a case; null where there is none, or it is not one's work. */
export const visitPromiseQuery = (id: number) =>
	queryOptions({
		queryKey: ["callbacks", "visit", id],
		queryFn: async ({ signal }) => {
			const query = { case: id, reason: "return_visit" as const };
			return (await body(api.GET("/api/v1/callbacks", { params: { query }, signal }))).items[0] ?? null;
		},
	});

export const bookCallback = (booking: Wire["BookInBody"]) => body(api.POST("/api/v1/callbacks", { body: booking }));

const path = (id: number) => ({ params: { path: { id } } });

/** Takes a promise in hand and gives the number, which is written down. */
export const claimCallback = (id: number) => body(api.POST("/api/v1/callbacks/{id}/claim", path(id)));
export const releaseCallback = (id: number) => body(api.POST("/api/v1/callbacks/{id}/release", path(id)));
export const triedCallback = (id: number, reached: boolean, note: string) =>
	body(api.POST("/api/v1/callbacks/{id}/tried", { ...path(id), body: { reached, ...(note && { note }) } }));
export const cancelCallback = (id: number, reason: string) =>
	body(api.POST("/api/v1/callbacks/{id}/cancel", { ...path(id), body: { reason } }));

export type InspectionState = "waiting" | "done" | "objected";

export const inspectionsQuery = (state: InspectionState) =>
	infiniteQueryOptions({
		queryKey: ["inspections", state],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/inspections", {
					params: { query: { state, limit: page, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});

export const inspectionQuery = (id: number) =>
	queryOptions({
		queryKey: ["inspection", id],
		queryFn: ({ signal }) => body(api.GET("/api/v1/inspections/{id}", { ...path(id), signal })),
	});

export const formQuery = queryOptions({
	queryKey: ["inspection-form"],
	queryFn: ({ signal }) => body(api.GET("/api/v1/inspections/form", { signal })),
	staleTime: Number.POSITIVE_INFINITY,
});

export const drawInspections = (d: Wire["DrawInBody"]) => body(api.POST("/api/v1/inspections/draw", { body: d }));
export const judge = (id: number, marks: Record<string, number>, note: string) =>
	body(api.PUT("/api/v1/inspections/{id}", { ...path(id), body: { marks, ...(note && { note }) } }));
export const objectTo = (id: number, reason: string) =>
	body(api.POST("/api/v1/inspections/{id}/objection", { ...path(id), body: { reason } }));
export const decide = (id: number, decision: string, marks?: Record<string, number>) =>
	body(api.POST("/api/v1/inspections/{id}/decision", { ...path(id), body: { decision, ...(marks && { marks }) } }));

export const seatsQuery = queryOptions({
	queryKey: ["seats"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/seats", { signal }))).items,
});

export const saveSeat = (number: number, seat: Wire["SaveSeatInBody"]) =>
	body(api.PUT("/api/v1/seats/{number}", { params: { path: { number } }, body: seat }));

export const rulesQuery = queryOptions({
	queryKey: ["rules"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/room/rules", { signal }))).items,
	refetchInterval: 60_000,
});

/** Gives a rule of the live room another value, "" the default, when it still is what was seen. */
export const changeRule = (key: string, value: string, seen: string) =>
	body(api.PUT("/api/v1/room/rules/{key}", { params: { path: { key } }, body: { value, seen } }));

export const skillNamesQuery = queryOptions({
	queryKey: ["skill-names"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/skills", { signal }))).items,
	staleTime: Number.POSITIVE_INFINITY,
});

export const operatorsQuery = (q: string) =>
	infiniteQueryOptions({
		queryKey: ["operators", q],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/operators", {
					params: { query: { ...(q && { q }), limit: page, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});

export const saveSkills = (id: number, items: Skill[]) =>
	body(api.PUT("/api/v1/staff/{id}/skills", { ...path(id), body: { items } }));
