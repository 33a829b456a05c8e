import createClient from "openapi-fetch";
import type { paths } from "./schema";

/** The typed client of the program's own API; its types are generated from the Go types. */
export const api = createClient<paths>({ baseUrl: "/" });
