import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, body, type Wire } from "./client";

export type Account = Wire["AccountOut"];

export const staffQuery = (search: { q?: string; role?: string; unit?: number }) =>
	infiniteQueryOptions({
		queryKey: ["staff", search],
		queryFn: ({ pageParam, signal }) =>
			body(
				api.GET("/api/v1/staff", {
					params: { query: { ...search, limit: 60, ...(pageParam && { after: pageParam }) } },
					signal,
				}),
			),
		initialPageParam: "",
		getNextPageParam: (last) => last.next,
	});

export const addStaff = (account: Wire["AddStaffInBody"]) => body(api.POST("/api/v1/staff", { body: account }));

export const changeStaff = (id: number, change: Wire["ChangeStaffInBody"]) =>
	body(api.PATCH("/api/v1/staff/{id}", { params: { path: { id } }, body: change }));

export const resetPassword = (id: number) =>
	body(api.POST("/api/v1/staff/{id}/password", { params: { path: { id } } }));

export const makeKey = (id: number, name: string) =>
	body(api.POST("/api/v1/staff/{id}/keys", { params: { path: { id } }, body: { name } }));
