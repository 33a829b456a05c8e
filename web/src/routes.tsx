import type { RouteObject } from "react-router";
import { Broken } from "./frame/broken";
import { Frame } from "./frame/frame";
import { Home } from "./frame/home";
import { Missing } from "./frame/missing";

/** Every address of the console on one page. A room is fetched when somebody goes there. */
export const routes: RouteObject[] = [
	{
		path: "/sign-in",
		HydrateFallback: () => null,
		lazy: async () => ({ Component: (await import("./rooms/staff/signin")).SignIn }),
		ErrorBoundary: Broken,
	},
	{
		Component: Frame,
		HydrateFallback: () => null,
		ErrorBoundary: Broken,
		children: [
			{ path: "/", Component: Home },
			{
				ErrorBoundary: Broken,
				children: [
					{ path: "/overview", lazy: async () => ({ Component: (await import("./rooms/insight/overview")).Overview }) },
					{ path: "/room", lazy: async () => ({ Component: (await import("./rooms/switchboard/board")).Board }) },
					{ path: "/work/:name", lazy: async () => ({ Component: (await import("./rooms/desk/worklist")).Worklist }) },
					{ path: "/cases", lazy: async () => ({ Component: (await import("./rooms/desk/search")).Search }) },
					{ path: "/cases/:id", lazy: async () => ({ Component: (await import("./rooms/desk/case")).CaseAlone }) },
					{
						path: "/register/:draft?",
						lazy: async () => ({ Component: (await import("./rooms/desk/register")).RegisterCall }),
					},
					{
						path: "/letter/:draft?",
						lazy: async () => ({ Component: (await import("./rooms/desk/register")).RegisterLetter }),
					},
					{
						path: "/mailboxes",
						lazy: async () => ({ Component: (await import("./rooms/mailbox/mailbox")).Mailboxes }),
					},
					{ path: "/calls", lazy: async () => ({ Component: (await import("./rooms/switchboard/calls")).Calls }) },
					{
						path: "/calls/:id",
						lazy: async () => ({ Component: (await import("./rooms/switchboard/callpage")).CallPage }),
					},
					{
						path: "/callbacks",
						lazy: async () => ({ Component: (await import("./rooms/switchboard/callbacks")).Callbacks }),
					},
					{
						path: "/inspections/:id?",
						lazy: async () => ({ Component: (await import("./rooms/switchboard/inspections")).Inspections }),
					},
					{ path: "/seats", lazy: async () => ({ Component: (await import("./rooms/switchboard/seats")).Seats }) },
					{ path: "/rules", lazy: async () => ({ Component: (await import("./rooms/switchboard/rules")).Rules }) },
					{ path: "/units/:id?", lazy: async () => ({ Component: (await import("./rooms/directory/unit")).Units }) },
					{
						path: "/categories",
						lazy: async () => ({ Component: (await import("./rooms/directory/category")).Categories }),
					},
					{ path: "/limits", lazy: async () => ({ Component: (await import("./rooms/directory/limit")).Limits }) },
					{
						path: "/calendar/:year?",
						lazy: async () => ({ Component: (await import("./rooms/directory/calendar")).Calendar }),
					},
					{
						path: "/hotlines",
						lazy: async () => ({ Component: (await import("./rooms/directory/hotline")).Hotlines }),
					},
					{
						path: "/readings",
						lazy: async () => ({ Component: (await import("./rooms/staff/readings")).Readings }),
					},
					{
						path: "/knowledge/:id?",
						lazy: async () => ({ Component: (await import("./rooms/knowledge/knowledge")).Knowledge }),
					},
					{
						path: "/knowledge/write",
						lazy: async () => ({ Component: (await import("./rooms/knowledge/write")).Write }),
					},
					{
						path: "/knowledge/:id/write",
						lazy: async () => ({ Component: (await import("./rooms/knowledge/write")).Write }),
					},
					{ path: "/staff", lazy: async () => ({ Component: (await import("./rooms/staff/staff")).Staff }) },
					{ path: "*", Component: Missing },
				],
			},
		],
	},
];
