import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { type Operator, operatorsQuery, type Seat, saveSeat, seatsQuery, skillNamesQuery } from "../../api/calls";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { Window } from "../../ui/window";
import { Satisfaction } from "./score";
import { Skills, useSkillWords } from "./skills";
import "./ledger.css";

/** The seats of the centre, and those who sit there with what they can do. */
export function Seats() {
	const { say } = useLang();
	useTitle(say("rail.seats"));
	const tab = useSearchParams()[0].get("tab") === "operators" ? "operators" : "seats";
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.seats")}</h1>
				<nav className="ledger-tabs" aria-label={say("rail.seats")}>
					{(["seats", "operators"] as const).map((t) => (
						<Link key={t} to={to.seats(t)} aria-current={t === tab ? "page" : undefined}>
							{say(`seats.${t}`)}
						</Link>
					))}
				</nav>
			</header>
			{tab === "seats" ? <SeatList /> : <OperatorList />}
		</div>
	);
}

const fresh: Seat = { number: 0, name: "", reserve: false, active: true };

function SeatList() {
	const { say } = useLang();
	const may = useMay()("seats.edit");
	const { data, error } = useQuery(seatsQuery);
	const [changing, setChanging] = useState<Seat>();
	const [text, setText] = useState("");
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const found = data.filter((s) => `${s.number} ${s.name} ${s.phone ?? ""}`.includes(text.trim()));
	return (
		<>
			<div className="filters">
				<Seek className="filter-words" label={say("seats.search")} value={text} onType={setText} />
				<span className="list-count">
					{say("seats.count", {
						n: data.filter((s) => s.active && !s.reserve).length,
						reserve: data.filter((s) => s.reserve).length,
					})}
				</span>
				{may && (
					<Button size="small" onClick={() => setChanging(fresh)}>
						{say("seats.add")}
					</Button>
				)}
			</div>
			{found.length === 0 && <Quiet>{say("seats.none")}</Quiet>}
			{found.length > 0 && (
				<table className="plain-table ledger-table">
					<thead>
						<tr>
							<th className="number">{say("roster.number")}</th>
							<th>{say("roster.name")}</th>
							<th>{say("roster.phone")}</th>
							<th>{say("seat.kind")}</th>
							<th>{say("staff.active")}</th>
						</tr>
					</thead>
					<tbody>
						{found.map((s) => (
							<tr key={s.number}>
								<th scope="row" className="number">
									{may ? (
										<button
											type="button"
											className="plain"
											onClick={() => setChanging(s)}
											aria-label={say("seat.change", { n: s.number })}
										>
											{s.number}
										</button>
									) : (
										s.number
									)}
								</th>
								<td>{s.name}</td>
								<td>{s.phone ?? say("roster.browser")}</td>
								<td>{say(s.reserve ? "seat.reserve" : "seat.daily")}</td>
								<td>{say(s.active ? "ui.yes" : "ui.no")}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{changing && <SeatForm seat={changing} onClose={() => setChanging(undefined)} />}
		</>
	);
}

function SeatForm({ seat, onClose }: { seat: Seat; onClose: () => void }) {
	const { say } = useLang();
	const queries = useQueryClient();
	const [s, set] = useState(seat);
	const isNew = seat.number === 0;
	const save = useMutation({
		mutationFn: () => saveSeat(s.number, { name: s.name, phone: s.phone ?? "", reserve: s.reserve, active: s.active }),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: ["seats"] });
			onClose();
		},
	});
	return (
		<Window title={isNew ? say("seats.add") : say("seat.change", { n: seat.number })} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<div className="pair">
					<Labelled label={say("roster.number")} required>
						{(named) => (
							<input
								{...named}
								className="native"
								type="number"
								min={1}
								max={999}
								disabled={!isNew}
								value={s.number || ""}
								onChange={(e) => set({ ...s, number: Number(e.target.value) })}
							/>
						)}
					</Labelled>
					<Labelled label={say("roster.name")}>
						{(named) => (
							<Input {...named} maxLength={40} value={s.name} onChange={(e) => set({ ...s, name: e.target.value })} />
						)}
					</Labelled>
				</div>
				<Labelled label={say("roster.phone")} hint={say("seat.phone_hint")}>
					{(named) => (
						<Input
							{...named}
							maxLength={32}
							value={s.phone ?? ""}
							onChange={(e) => set({ ...s, phone: e.target.value })}
						/>
					)}
				</Labelled>
				<label className="row">
					<input type="checkbox" checked={s.reserve} onChange={(e) => set({ ...s, reserve: e.target.checked })} />
					{say("seat.reserve")}
				</label>
				<label className="row">
					<input type="checkbox" checked={s.active} onChange={(e) => set({ ...s, active: e.target.checked })} />
					{say("staff.active")}
				</label>
				{save.error && <Refusal error={save.error} />}
				<Button type="primary" htmlType="submit" loading={save.isPending} disabled={s.number < 1}>
					{say("ui.save")}
				</Button>
			</form>
		</Window>
	);
}

function OperatorList() {
	const { say } = useLang();
	const may = useMay()("seats.edit");
	const [text, setText] = useState("");
	const list = useInfiniteQuery(operatorsQuery(text));
	const found = list.data?.pages.flatMap((page) => page.items);
	const { data: names = [] } = useQuery(skillNamesQuery);
	const words = useSkillWords(names);
	const [changing, setChanging] = useState<Operator>();
	return (
		<>
			<div className="filters">
				<Seek className="filter-words" label={say("seats.search_operator")} value={text} onSearch={setText} />
			</div>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{found?.length === 0 && <Quiet>{say("staff.none")}</Quiet>}
			{found && found.length > 0 && (
				<table className="plain-table ledger-table">
					<thead>
						<tr>
							<th>{say("call.operator")}</th>
							<th className="ledger-wide">{say("seats.skills")}</th>
							<th>{say("score.month")}</th>
							<th>{say("rail.calls")}</th>
						</tr>
					</thead>
					<tbody>
						{found.map((o) => (
							<tr key={o.id}>
								<th scope="row">
									{may ? (
										<button
											type="button"
											className="plain"
											onClick={() => setChanging(o)}
											aria-label={say("skills.change", { name: o.name })}
										>
											{o.name}
										</button>
									) : (
										o.name
									)}{" "}
									<span className="list-count">{o.login}</span>
								</th>
								<td className="ledger-wide">
									{o.skills.map((k) => (
										<span key={k.skill} className="skill">
											{words(k.skill)} <b>{k.level}</b>
										</span>
									))}
								</td>
								<td>
									<Satisfaction of={o.satisfaction} />
								</td>
								<td>
									<Link to={to.calls({ operator: String(o.id) })}>{say("rail.calls")}</Link>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			{changing && <Skills operator={changing} names={names} onClose={() => setChanging(undefined)} />}
		</>
	);
}
