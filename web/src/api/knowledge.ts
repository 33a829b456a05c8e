import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, body, once, type Wire } from "./client";

export type Article = Wire["ArticleOut"];
export type WholeArticle = Wire["WholeArticle"];
export type Version = Wire["ArticleVersion"];
export type Report = Wire["ArticleReport"];
export type Written = Wire["ArticleIn"];

/** The lists of the knowledge base: what is in force, and what those who look after it have to do. */
export const lists = ["approved", "draft", "in_review", "reported", "review_due", "retired"] as const;
export type List = (typeof lists)[number];

/** Why an article can be wrong. */
export const reasons = ["outdated", "incorrect", "incomplete", "unclear", "other_unit"] as const;

export interface ArticleSearch {
	q?: string;
	category?: string;
	region?: string;
	unit?: number;
	list?: List;
}

/** The first articles that fit, for somebody who is on the line. */
export const articlesQuery = (search: ArticleSearch) =>
	queryOptions({
		queryKey: ["articles", "first", search],
		queryFn: ({ signal }) => body(api.GET("/api/v1/articles", { params: { query: { ...search, limit: 12 } }, signal })),
		staleTime: 60_000,
	});

/** The articles that fit, part by part. */
export const articleListQuery = (search: ArticleSearch) =>
	infiniteQueryOptions({
		queryKey: ["articles", "list", search],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/articles", {
					params: { query: { ...search, limit: 50, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
		staleTime: 15_000,
	});

export const articleQuery = (id: number) =>
	queryOptions({
		queryKey: ["article", id],
		queryFn: ({ signal }) => body(api.GET("/api/v1/articles/{id}", { params: { path: { id } }, signal })),
		staleTime: 15_000,
	});

/** How much is in each list of somebody who looks after articles; empty for others. */
export const tallyQuery = queryOptions({
	queryKey: ["articles", "tally"],
	queryFn: async ({ signal }) => (await body(api.GET("/api/v1/articles/tally", { signal }))).items,
	staleTime: 15_000,
	refetchInterval: 5 * 60_000,
});

/** Writes an article's draft: a new one, or the next version of one. */
export const saveArticle = (id: number | undefined, written: Written, key: string) =>
	id
		? body(api.PUT("/api/v1/articles/{id}", { params: { path: { id } }, body: written }))
		: body(api.POST("/api/v1/articles", { params: once(key), body: written }));

export const stepArticle = (id: number, step: Wire["ArticleStepInBody"]) =>
	body(api.POST("/api/v1/articles/{id}/steps", { params: { path: { id } }, body: step }));

export const reportArticle = (id: number, report: Wire["ReportArticleInBody"]) =>
	body(api.POST("/api/v1/articles/{id}/reports", { params: { path: { id } }, body: report }));

export const resolveReport = (id: number, report: number, found: Wire["ResolveReportInBody"]) =>
	body(api.POST("/api/v1/articles/{id}/reports/{report}", { params: { path: { id, report } }, body: found }));
