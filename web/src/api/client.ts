import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

/** The wire types, generated from the Go types. */
export type Wire = components["schemas"];

/** A refusal of the program, with a stable word and a sentence for a person (RFC 9457). */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		detail: string,
		readonly field?: string,
	) {
		super(detail);
		this.name = "Problem";
	}
}

/** What a change carries besides the cookie; the session gives it. */
let csrf = "";
export const setCsrf = (token: string) => {
	csrf = token;
};

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const carry: Middleware = {
	onRequest({ request }) {
		if (unsafe.has(request.method) && csrf) request.headers.set("X-CSRF-Token", csrf);
	},
	async onResponse({ response }) {
		if (!response.ok) throw await problemOf(response);
	},
	onError({ error }) {
		if (error instanceof DOMException && error.name === "AbortError") return;
		return new Problem(0, "offline", "The program does not answer.");
	},
};

/** Reads a refusal; an answer from something in between is one too. */
export async function problemOf(response: Response): Promise<Problem> {
	const body = await response.json().catch(() => ({}));
	return new Problem(response.status, body.code ?? "unknown", body.detail ?? response.statusText, body.field);
}

/** The typed client of the program's own API. A refusal is thrown as a Problem. */
export const api = createClient<paths>({ baseUrl: "/", querySerializer: { array: { style: "form", explode: false } } });
api.use(carry);

/** The body of an answer that cannot be a refusal any more. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
	const { data } = await answer;
	if (data === undefined) throw new Problem(0, "empty", "The program answered without a body.");
	return data;
}

/** The header that makes sending twice do it once. */
export const once = (key: string) => ({ header: { "Idempotency-Key": key } });
