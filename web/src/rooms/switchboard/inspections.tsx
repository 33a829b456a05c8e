import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { callQuery, type Inspection, type InspectionState, inspectionQuery, inspectionsQuery } from "../../api/calls";
import { useMay, useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { CallFacts } from "./callpage";
import { Draw } from "./draw";
import { Marking } from "./marking";
import { Player } from "./player";
import "./ledger.css";

/** Calls that were drawn to be listened to: what waits, what was found, what an operator objects to. */
export function Inspections() {
	const { say } = useLang();
	useTitle(say("rail.inspections"));
	const me = useMe();
	const may = useMay();
	const [params] = useSearchParams();
	const id = Number(useParams().id) || undefined;
	const inspects = may("inspections.work");
	const operator = me.roles.every((role) => role === "operator");
	const states: InspectionState[] = operator ? ["done", "objected"] : ["waiting", "done", "objected"];
	const state = states.find((s) => s === params.get("state")) ?? states[0] ?? "done";
	const list = useInfiniteQuery(inspectionsQuery(state));
	const items = list.data?.pages.flatMap((page) => page.items);
	const [drawing, setDrawing] = useState(false);
	return (
		<div className="page page-wide page-full">
			<header className="list-head">
				<h1>{say("rail.inspections")}</h1>
				<nav className="ledger-tabs" aria-label={say("rail.inspections")}>
					{states.map((s) => (
						<Link key={s} to={to.inspections(s)} aria-current={s === state ? "page" : undefined}>
							{say(`inspections.${s}`)}
						</Link>
					))}
				</nav>
				<span className="grow" />
				{inspects && (
					<Button size="small" onClick={() => setDrawing(true)}>
						{say("inspection.draw")}
					</Button>
				)}
			</header>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{items?.length === 0 && !id && <Quiet>{say("inspections.none")}</Quiet>}
			<div className={id ? "ledger-split inspect-split" : undefined}>
				{items && items.length > 0 && <Table items={items} open={id} state={state} />}
				{id && <Open key={id} id={id} />}
			</div>
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
			{drawing && <Draw onClose={() => setDrawing(false)} />}
		</div>
	);
}

function Table({ items, open, state }: { items: Inspection[]; open: number | undefined; state: InspectionState }) {
	const { say } = useLang();
	const go = useNavigate();
	const index = items.findIndex((i) => i.id === open);
	const move = (by: number) => {
		const next = items[Math.min(items.length - 1, Math.max(0, index + by))];
		if (next) go(to.inspections(state, next.id), { replace: !!open });
	};
	useKeys([
		{ keys: "j", say: "keys.down", run: () => move(1) },
		{ keys: "k", say: "keys.up", run: () => move(-1) },
		...(open ? [{ keys: "Escape", say: "keys.back" as const, run: () => go(to.inspections(state)) }] : []),
	]);
	return (
		<table className="plain-table ledger-table">
			<thead>
				<tr>
					<th>{say("call.arrived")}</th>
					<th>{say("call.operator")}</th>
					<th className="spare">{say("inspection.drawn")}</th>
					<th className="spare">{say("inspection.sample")}</th>
					<th className="spare">{say("inspection.inspector")}</th>
					{state !== "waiting" && <th className="number">{say("inspection.score")}</th>}
				</tr>
			</thead>
			<tbody>
				{items.map((i) => (
					<tr
						key={i.id}
						className={i.id === open ? "at" : undefined}
						onClick={() => go(to.inspections(state, i.id), { replace: !!open })}
					>
						<td>
							<Link to={to.inspections(state, i.id)}>
								<Moment at={i.call.arrived_at} />
							</Link>
						</td>
						<td>{i.call.operator?.name}</td>
						<td className="spare">
							<Moment at={i.drawn_at} />
						</td>
						<td className="spare" title={i.sample}>
							<code>{i.sample.slice(0, 8)}</code>
						</td>
						<td className="spare">{i.inspector?.name}</td>
						{state !== "waiting" && (
							<td className="number">
								{i.score}
								{i.objection && (
									<span title={say("inspection.objection")}>
										<span aria-hidden="true"> ⚑</span>
										<span className="unseen">{say("inspection.objection")}</span>
									</span>
								)}
							</td>
						)}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** An inspection: the call to hear, and the form beside it. */
function Open({ id }: { id: number }) {
	const { data: i, error } = useQuery(inspectionQuery(id));
	const call = useQuery({ ...callQuery(i?.call.id ?? 0), enabled: !!i });
	if (error) return <Refusal error={error} />;
	if (!i) return <Coming />;
	return (
		<article className="inspect">
			<div className="stack">
				{call.data && <Player key={call.data.id} call={call.data} />}
				<CallFacts call={i.call} />
			</div>
			<Marking inspection={i} />
		</article>
	);
}
