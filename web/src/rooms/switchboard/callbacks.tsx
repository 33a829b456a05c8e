import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { type Callback, callbacksQuery } from "../../api/calls";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { Book } from "./book";
import { useRoom } from "./chair";
import { Promised } from "./promised";
import "./ledger.css";

const reasons = ["abandoned", "missed", "overflow", "cut_off", "asked", "restart", "return_visit"] as const;

/** Whom we promised to ring: what waits, to be tried soonest first, or what came to an end. */
export function Callbacks() {
	const { say, word } = useLang();
	useTitle(say("rail.callbacks"));
	const [params] = useSearchParams();
	const done = params.get("done") !== null;
	const [reason, setReason] = useState<Callback["reason"]>();
	const ringing = useRoom().call?.callback !== undefined; // what comes of it shows by itself
	const list = useInfiniteQuery({ ...callbacksQuery(done, reason), ...(ringing && { refetchInterval: 2_000 }) });
	const items = list.data?.pages.flatMap((page) => page.items);
	const [at, setAt] = useState<number>();
	const [booking, setBooking] = useState(false);
	const books = useMe().roles.some((role) => role === "operator" || role === "shift_leader");
	const open = items?.find((c) => c.id === at);
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.callbacks")}</h1>
				{items && (
					<span className="list-count">
						{say(list.hasNextPage ? "list.more_than" : "list.count", { n: items.length })}
					</span>
				)}
				<nav className="ledger-tabs" aria-label={say("rail.callbacks")}>
					<Link to={to.callbacks()} aria-current={done ? undefined : "page"}>
						{say("callbacks.waiting")}
					</Link>
					<Link to={to.callbacks(true)} aria-current={done ? "page" : undefined}>
						{say("callbacks.done")}
					</Link>
				</nav>
				<span className="grow" />
				<Select
					className="filter-states"
					allowClear
					aria-label={say("callback.reason")}
					placeholder={say("callback.reason")}
					value={reason}
					onChange={setReason}
					options={reasons.map((r) => ({ value: r, label: word("callback_reason", r) }))}
				/>
				{books && (
					<Button size="small" onClick={() => setBooking(true)}>
						{say("callback.book")}
					</Button>
				)}
			</header>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{items?.length === 0 && <Quiet>{say(done ? "callbacks.none_done" : "callbacks.none")}</Quiet>}
			{items && items.length > 0 && (
				<div className={open ? "ledger-split" : undefined}>
					<Table items={items} at={at} onOpen={setAt} done={done} />
					{open && <Promised key={open.id} callback={open} onClose={() => setAt(undefined)} />}
				</div>
			)}
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
			{booking && <Book onClose={() => setBooking(false)} />}
		</div>
	);
}

interface TableProps {
	items: Callback[];
	at: number | undefined;
	onOpen: (id: number) => void;
	done: boolean;
}

function Table({ items, at, onOpen, done }: TableProps) {
	const { say, word } = useLang();
	const move = (by: number) => {
		const index = items.findIndex((c) => c.id === at);
		const next = items[Math.min(items.length - 1, Math.max(0, index + by))];
		if (next) onOpen(next.id);
	};
	useKeys([
		{ keys: "j", say: "keys.down", run: () => move(1) },
		{ keys: "k", say: "keys.up", run: () => move(-1) },
	]);
	return (
		<table className="plain-table ledger-table">
			<thead>
				<tr>
					<th>{say("callback.promised")}</th>
					<th>{say("call.phone")}</th>
					<th>{say("callback.reason")}</th>
					<th>{say(done ? "callback.state" : "callback.next")}</th>
					<th className="number">{say("callback.attempts")}</th>
					<th className="ledger-wide">{say("call.case")}</th>
					<th>{say("callback.with")}</th>
				</tr>
			</thead>
			<tbody>
				{items.map((c) => (
					<tr key={c.id} className={c.id === at ? "at" : undefined} onClick={() => onOpen(c.id)}>
						<td>
							{done ? (
								<Moment at={c.promised_at} />
							) : (
								<span className="row">
									<Light
										light={c.urgent ? "violet" : c.late ? "red" : "green"}
										word={say(c.urgent ? "callback.urgent" : c.late ? "light.red" : "light.green")}
										quiet
									/>
									<Due at={c.promised_at ?? undefined} short />
								</span>
							)}
						</td>
						<td>
							<button type="button" className="plain" onClick={() => onOpen(c.id)}>
								{c.phone}
							</button>
						</td>
						<td>
							{word("callback_reason", c.reason)}
							{c.times > 1 && <span className="list-count"> {say("callback.times", { n: c.times })}</span>}
						</td>
						<td>{done ? word("callback_state", c.state) : <Moment at={c.next_at} />}</td>
						<td className="number">{c.attempts}</td>
						<td className="ledger-wide">{c.case?.title}</td>
						<td>{(done || c.state === "claimed") && c.operator?.name}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
