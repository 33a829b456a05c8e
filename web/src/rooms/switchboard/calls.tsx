import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { type Call, callsQuery, scoresQuery } from "../../api/calls";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { type CallFilters, callFiltersOf, to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { Satisfaction, Score } from "./score";
import { clockOf } from "./span";
import "./ledger.css";

export const outcomes = [
	"answered",
	"abandoned",
	"short",
	"missed",
	"overflow",
	"overflowed",
	"asked_back",
	"cut_off",
	"forwarded",
	"passed_on",
	"failed",
	"reached",
	"unreached",
];

/** Calls, latest first: an operator's own and those of cases, or all. */
export function Calls() {
	const { say } = useLang();
	useTitle(say("rail.calls"));
	const [params] = useSearchParams();
	const filters = callFiltersOf(params);
	const [phone, setPhone] = useState("");
	const list = useInfiniteQuery(callsQuery(filters, phone));
	const scores = useQuery({ ...scoresQuery(filters), enabled: !phone });
	const calls = list.data?.pages.flatMap((page) => page.items);
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.calls")}</h1>
				{calls && (
					<span className="list-count">
						{say(list.hasNextPage ? "list.more_than" : "list.count", { n: calls.length })}
					</span>
				)}
				<span className="grow" />
				{scores.data && !phone && (
					<span>
						{say("score.title")} <Satisfaction of={scores.data} />
					</span>
				)}
			</header>
			<Filters filters={filters} phone={phone} onPhone={setPhone} />
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{calls?.length === 0 && <Quiet>{say("calls.none")}</Quiet>}
			{calls && calls.length > 0 && <Table calls={calls} />}
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
		</div>
	);
}

function Filters({
	filters,
	phone,
	onPhone,
}: {
	filters: CallFilters;
	phone: string;
	onPhone: (phone: string) => void;
}) {
	const { say, word } = useLang();
	const may = useMay();
	const go = useNavigate();
	const set = (change: CallFilters) => go(to.calls({ ...filters, ...change }), { replace: true });
	return (
		<div className="filters">
			{may("identity.read") && (
				<Seek className="filter-words" label={say("calls.phone")} most={30} value={phone} onSearch={onPhone} />
			)}
			<Select
				className="filter-states"
				allowClear
				aria-label={say("call.outcome")}
				placeholder={say("call.outcome")}
				value={filters.outcome}
				onChange={(outcome) => set({ outcome })}
				options={outcomes.map((o) => ({ value: o, label: word("call_outcome", o) }))}
			/>
			<Select
				className="filter-short"
				allowClear
				aria-label={say("score.title")}
				placeholder={say("score.title")}
				value={filters.score}
				onChange={(score) => set({ score })}
				options={["5", "4", "3", "2", "1"].map((s) => ({ value: s, label: say("score.of", { n: s }) }))}
			/>
			<label className="day">
				{say("calls.from")}
				<input type="date" value={filters.from ?? ""} onChange={(e) => set({ from: e.target.value })} />
			</label>
			<label className="day">
				{say("calls.to")}
				<input type="date" value={filters.to ?? ""} onChange={(e) => set({ to: e.target.value })} />
			</label>
			<label className="row">
				<input
					type="checkbox"
					checked={!!filters.recorded}
					onChange={(e) => set({ recorded: e.target.checked ? "1" : "" })}
				/>
				{say("calls.recorded")}
			</label>
			{(filters.case || filters.operator) && (
				<button type="button" className="plain" onClick={() => set({ case: "", operator: "" })}>
					{say("calls.narrowed")} ✕
				</button>
			)}
		</div>
	);
}

function Table({ calls }: { calls: Call[] }) {
	const { say } = useLang();
	const go = useNavigate();
	const [at, setAt] = useState(-1);
	const move = (by: number) => {
		const next = Math.min(calls.length - 1, Math.max(0, at + by));
		setAt(next);
		document.getElementById(`call-${calls[next]?.id}`)?.scrollIntoView({ block: "nearest" });
	};
	useKeys([
		{ keys: "j", say: "keys.down", run: () => move(1) },
		{ keys: "k", say: "keys.up", run: () => move(-1) },
		{ keys: "ArrowDown", say: "keys.down", run: () => move(1) },
		{ keys: "ArrowUp", say: "keys.up", run: () => move(-1) },
		{ keys: "Enter", say: "keys.open", run: () => calls[at] && go(to.call(calls[at].id)) },
	]);
	return (
		<table className="plain-table ledger-table">
			<thead>
				<tr>
					<th>{say("call.arrived")}</th>
					<th>{say("call.phone")}</th>
					<th>{say("call.outcome")}</th>
					<th className="number">{say("call.waited")}</th>
					<th className="number">{say("call.talked")}</th>
					<th>{say("score.title")}</th>
					<th>{say("call.operator")}</th>
					<th className="ledger-wide">{say("call.case")}</th>
					<th>{say("call.hotline")}</th>
				</tr>
			</thead>
			<tbody>
				{calls.map((c, i) => (
					<Row key={c.id} call={c} at={i === at} />
				))}
			</tbody>
		</table>
	);
}

function Row({ call: c, at }: { call: Call; at: boolean }) {
	const { say, word } = useLang();
	const go = useNavigate();
	return (
		<tr
			id={`call-${c.id}`}
			className={at ? "at" : undefined}
			onClick={(event) => !(event.target as Element).closest("a") && go(to.call(c.id))}
		>
			<td>
				<Link to={to.call(c.id)}>
					<Moment at={c.arrived_at} />
				</Link>
				{c.recorded > 0 && (
					<span className="ledger-sound" title={say("call.has_recording")}>
						<span aria-hidden="true">♪</span>
						<span className="unseen">{say("call.has_recording")}</span>
					</span>
				)}
			</td>
			<td>
				{c.outbound && "↗ "}
				{c.phone ?? say("call.withheld")}
			</td>
			<td className={c.outcome === "answered" || c.outcome === "passed_on" ? undefined : "ledger-lost"}>
				{c.outcome ? word("call_outcome", c.outcome) : say("call.live")}
			</td>
			<td className="number">{clockOf(c.waited)}</td>
			<td className="number">{c.talked > 0 && clockOf(c.talked)}</td>
			<td>
				<Score score={c.score} />
			</td>
			<td>{c.operator?.name}</td>
			<td className="ledger-wide">
				{c.case && (
					<Link to={to.case(c.case.id)} title={c.case.title}>
						{c.case.title || c.case.number}
					</Link>
				)}
			</td>
			<td>{c.hotline}</td>
		</tr>
	);
}
