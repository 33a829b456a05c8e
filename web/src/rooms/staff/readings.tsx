import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { type Reading, readingsQuery } from "../../api/reading";
import { useLang } from "../../lang/lang";
import { Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";

/** Who opened whose identity, when and why: what an auditor reads, without the words of any case. */
export function Readings() {
	const { say } = useLang();
	useTitle(say("rail.readings"));
	const [params, setParams] = useSearchParams();
	const number = params.get("number") || undefined;
	const staff = Number(params.get("staff")) || undefined;
	const list = useInfiniteQuery(readingsQuery({ number, staff }));
	const found = list.data?.pages.flatMap((page) => page.items);
	const narrow = (name: string, value: string) => setParams(value ? { [name]: value } : {}, { replace: true });
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.readings")}</h1>
				{found && (
					<span className="list-count">
						{say(list.hasNextPage ? "list.more_than" : "list.count", { n: found.length })}
					</span>
				)}
			</header>
			<p className="label-hint">{say("reading.what")}</p>
			<div className="filters">
				<Seek
					className="filter-words"
					label={say("reading.search")}
					value={number ?? ""}
					onSearch={(words) => narrow("number", words ?? "")}
				/>
				{staff && (
					<button type="button" className="plain" onClick={() => narrow("staff", "")}>
						{say("reading.everybody")}
					</button>
				)}
			</div>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{found?.length === 0 && <Quiet>{say("reading.none")}</Quiet>}
			{found && found.length > 0 && <Table readings={found} onStaff={(id) => narrow("staff", String(id))} />}
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
		</div>
	);
}

function Table({ readings, onStaff }: { readings: Reading[]; onStaff: (id: number) => void }) {
	const { say, word } = useLang();
	return (
		<table className="plain-table">
			<thead>
				<tr>
					<th>{say("reading.at")}</th>
					<th>{say("reading.who")}</th>
					<th>{say("field.unit")}</th>
					<th>{say("reading.kind")}</th>
					<th>{say("reading.number")}</th>
					<th>{say("reading.purpose")}</th>
				</tr>
			</thead>
			<tbody>
				{readings.map((reading) => (
					<tr key={reading.id}>
						<td>
							<Moment at={reading.at} />
						</td>
						<th scope="row">
							<button type="button" className="plain" onClick={() => onStaff(reading.staff)}>
								{reading.name} · {reading.login}
							</button>
						</th>
						<td>{reading.unit?.name}</td>
						<td>{word("reading_kind", reading.kind)}</td>
						<td>{reading.number}</td>
						<td>{reading.purpose}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
