import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

/** What the program said happened to a case. */
export interface News {
	case: number;
	kind: string;
	state: string;
	unit: number;
}

type Listener = (news: News) => void;

/** Whether what is on the screen follows the house. */
export type Liveness = "joining" | "live" | "lost";

const pause = 2_000; // news of a busy minute are taken together: figures that flicker are not read

let liveness: Liveness = "joining";
const watchers = new Set<() => void>();
const listeners = new Set<Listener>();

function become(next: Liveness) {
	liveness = next;
	for (const watch of watchers) watch();
}

/** Follows the house's news while the component stands. One for the whole console. */
export function useLive(signedIn: boolean): void {
	const queries = useQueryClient();
	useEffect(() => (signedIn ? follow(queries) : undefined), [queries, signedIn]);
}

/** A page that nobody has looked at for so long lets go of its stream: a browser has few, and people have many tabs. */
const patience = 60_000;

function follow(queries: QueryClient): () => void {
	let stop = stream(queries);
	let leaving: ReturnType<typeof setTimeout> | undefined;
	const look = () => {
		clearTimeout(leaving);
		if (document.hidden) {
			leaving = setTimeout(() => {
				stop();
				become("lost");
			}, patience);
		} else if (liveness === "lost") {
			stop();
			stop = stream(queries);
		}
	};
	document.addEventListener("visibilitychange", look);
	return () => {
		document.removeEventListener("visibilitychange", look);
		clearTimeout(leaving);
		stop();
	};
}

function stream(queries: QueryClient): () => void {
	const behind = liveness === "lost"; // something may have happened meanwhile
	become("joining");
	const source = new EventSource("/api/v1/live");
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let missed = behind;
	const refresh = () => {
		waiting ??= setTimeout(() => {
			waiting = undefined;
			void queries.invalidateQueries({ queryKey: ["worklists"] });
			void queries.invalidateQueries({ queryKey: ["lines"] });
		}, pause);
	};
	source.addEventListener("hello", () => {
		if (missed) void queries.invalidateQueries();
		missed = false;
		become("live");
	});
	source.addEventListener("news", (event) => {
		const news = JSON.parse(event.data) as News;
		void queries.invalidateQueries({ queryKey: ["case", news.case], refetchType: "none" });
		for (const listener of listeners) listener(news);
		refresh();
	});
	source.addEventListener("again", () => void queries.invalidateQueries());
	source.addEventListener("error", () => {
		missed = true;
		become("lost");
	});
	return () => {
		source.close();
		clearTimeout(waiting);
	};
}

/** Calls back for every news. */
export function useNews(listener: Listener): void {
	useEffect(() => {
		listeners.add(listener);
		return () => {
			listeners.delete(listener);
		};
	}, [listener]);
}

export function useLiveness(): Liveness {
	return useSyncExternalStore(
		(watch) => {
			watchers.add(watch);
			return () => watchers.delete(watch);
		},
		() => liveness,
	);
}
