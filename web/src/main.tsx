import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { Problem } from "./api/client";
import { sessionQuery } from "./api/session";
import { loadLang, storedLanguage } from "./lang/lang";
import { routes } from "./routes";
import { Look } from "./ui/look";
import { worthRetrying } from "./ui/refusal";
import "./ui/base.css";
import "./ui/control.css";
import "./ui/page.css";

const queries = new QueryClient({
	defaultOptions: { queries: { retry: worthRetrying, refetchOnWindowFocus: true } },
	queryCache: new QueryCache({
		onError: (refusal) => {
			// The session ended elsewhere: the frame then leads to the sign-in page and back.
			if (refusal instanceof Problem && refusal.status === 401) queries.setQueryData(sessionQuery.queryKey, null);
		},
	}),
});

const router = createBrowserRouter(routes, { basename: "/console" });

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

// Awaited before the first drawing, so that no page shows itself in one language and then in another.
loadLang(storedLanguage()).then((lang) => {
	createRoot(root).render(
		<StrictMode>
			<Look first={lang}>
				<QueryClientProvider client={queries}>
					<RouterProvider router={router} />
				</QueryClientProvider>
			</Look>
		</StrictMode>,
	);
});
