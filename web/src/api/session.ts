import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { setClock } from "../lib/clock";
import { typed } from "../lib/kept";
import { api, body, Problem, setCsrf, type Wire } from "./client";

export type Me = Wire["MeOut"];

function welcome(me: Me): Me {
	setCsrf(me.csrf ?? "");
	if (me.now) setClock(me.now);
	return me;
}

/** Who is signed in; null when nobody is. Asked again now and then, which also keeps the clock right. */
export const sessionQuery = queryOptions({
	queryKey: ["session"],
	queryFn: async (): Promise<Me | null> => {
		try {
			return welcome(await body(api.GET("/api/v1/session")));
		} catch (refusal) {
			if (refusal instanceof Problem && refusal.status === 401) return null;
			throw refusal;
		}
	},
	staleTime: 60_000,
	refetchInterval: 5 * 60_000,
});

/** The person who is signed in. Only pages below the frame ask, and the frame shows itself to nobody else. */
export function useMe(): Me {
	const { data } = useSuspenseQuery(sessionQuery);
	if (!data) throw new Problem(401, "not_signed_in", "Please sign in first.");
	return data;
}

/** Whether the person holds a permission; the API checks again. */
export function useMay(): (permission: string) => boolean {
	const { permissions } = useMe();
	return (permission) => permissions.includes(permission);
}

/** Signing in and out; both forget everything that was asked and typed before. */
export function useSession() {
	const queries = useQueryClient();
	return {
		signIn: async (login: string, password: string) => {
			const me = welcome(await body(api.POST("/api/v1/session", { body: { login, password } })));
			queries.clear();
			typed.dropAll();
			queries.setQueryData(sessionQuery.queryKey, me);
			return me;
		},
		signOut: async () => {
			await api.DELETE("/api/v1/session");
			setCsrf("");
			queries.clear();
			typed.dropAll();
			queries.setQueryData(sessionQuery.queryKey, null);
		},
		changePassword: async (old: string, fresh: string) => {
			await api.POST("/api/v1/session/password", { body: { old, new: fresh } });
		},
	};
}

/** Accounts that a demo city offers: a choice for every role, or those that fit the text. */
export const demoAccountsQuery = (q: string) =>
	queryOptions({
		queryKey: ["demo-accounts", q],
		queryFn: async () => (await body(api.GET("/api/v1/demo/accounts", { params: { query: q ? { q } : {} } }))).items,
		staleTime: Number.POSITIVE_INFINITY,
	});
