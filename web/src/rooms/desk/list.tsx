import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { casesQuery, workQuery } from "../../api/case";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { CaseView } from "./case";
import { Lines } from "./lines";
import { type Still, useStill } from "./still";
import "./desk.css";

/** A list of cases with the open one beside it. The list keeps its place; the address names the open case. */
export function CaseList({
	title,
	query,
	openTo,
	empty,
	children,
}: {
	title: string;
	query: ReturnType<typeof workQuery> | ReturnType<typeof casesQuery>;
	/** The address of this list with a case open, or with none. */
	openTo: (id?: number) => string;
	empty: string;
	children?: ReactNode;
}) {
	const { say } = useLang();
	const go = useNavigate();
	const open = Number(useSearchParams()[0].get("case")) || undefined;
	const list = useInfiniteQuery(query as ReturnType<typeof workQuery>);
	const fresh = list.data?.pages.flatMap((page) => page.items);
	const still = useStill(JSON.stringify(query.queryKey), fresh, list.data?.pages.length ?? 0, list.hasNextPage);
	const walk = useWalk(still.rows, open, openTo);
	useTitle(title);

	return (
		<div className={open ? "split split-open" : "split"}>
			<section className="list" aria-label={title}>
				<header className="list-head">
					<h1>{title}</h1>
					{fresh && (
						<span className="list-count">
							{say(list.hasNextPage ? "list.more_than" : "list.count", { n: fresh.length })}
						</span>
					)}
				</header>
				{children}
				<div role="status" className="arrived">
					{still.arrived > 0 && (
						<button type="button" onClick={still.show}>
							{say("list.arrived", { n: still.arrived })}
						</button>
					)}
				</div>
				<div className="list-rows">
					{list.isPending && <Coming />}
					{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
					{fresh && still.rows.length === 0 && <Quiet>{empty}</Quiet>}
					{still.rows.length > 0 && (
						<Lines rows={still.rows} at={walk.at} open={open} openTo={openTo} onPoint={walk.point} />
					)}
					{list.hasNextPage && <More busy={list.isFetchingNextPage} read={() => void list.fetchNextPage()} />}
				</div>
			</section>
			{open && (
				<section className="beside" aria-label={say("case.title")}>
					<CaseView key={open} id={open} onClose={() => go(openTo())} next={walk.next} />
				</section>
			)}
		</div>
	);
}

/** Moving through the list by keys, and on to the next case when one is done. */
function useWalk(rows: Still["rows"], open: number | undefined, openTo: (id?: number) => string) {
	const go = useNavigate();
	const [pointed, setPointed] = useState<number>();
	const at = open ?? pointed;
	const index = rows.findIndex((row) => row.line.id === at);
	const show = useCallback((id: number) => {
		setPointed(id);
		document.getElementById(`line-${id}`)?.scrollIntoView({ block: "nearest" });
	}, []);
	const move = (by: number) => {
		const to = rows[Math.min(rows.length - 1, Math.max(0, index + by))]?.line.id;
		if (to === undefined) return;
		show(to);
		if (open) go(openTo(to), { replace: true });
	};
	const following =
		rows.slice(index + 1).find((row) => !row.gone) ?? rows.find((row) => !row.gone && row.line.id !== open);
	useKeys([
		{ keys: "j", say: "keys.down", run: () => move(1) },
		{ keys: "k", say: "keys.up", run: () => move(-1) },
		{ keys: "ArrowDown", say: "keys.down", run: () => move(1) },
		{ keys: "ArrowUp", say: "keys.up", run: () => move(-1) },
		...(open ? [] : [{ keys: "Enter", say: "keys.open" as const, run: () => at && go(openTo(at)) }]),
	]);
	const next =
		following && open
			? () => {
					show(following.line.id);
					go(openTo(following.line.id), { replace: true });
				}
			: undefined;
	return { at, next, point: setPointed };
}

/** Reads on when the end of the list comes into sight; a button for those who do not scroll. */
function More({ busy, read }: { busy: boolean; read: () => void }) {
	const { say } = useLang();
	const ref = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		if (!ref.current || busy) return;
		const watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && read(), {
			rootMargin: "400px",
		});
		watch.observe(ref.current);
		return () => watch.disconnect();
	}, [busy, read]);
	return (
		<button type="button" ref={ref} className="more" disabled={busy} onClick={read}>
			{say(busy ? "ui.coming" : "list.more")}
		</button>
	);
}
