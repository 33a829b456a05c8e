import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, body, type Wire } from "./client";

export type Reading = Wire["ReadingOut"];

/** Who opened whose identity, newest first; of one case when its number is given. */
export const readingsQuery = (search: { number?: string; staff?: number }) =>
	infiniteQueryOptions({
		queryKey: ["readings", search],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/readings", {
					params: { query: { ...search, limit: 60, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});
