import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { categoriesQuery, type Limit, limitsQuery, saveLimit } from "../../api/city";
import type { Wire } from "../../api/client";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { Labelled } from "../../ui/labelled";
import { Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { Window } from "../../ui/window";
import { limitWords } from "../desk/limit";
import { LimitPick } from "../desk/limitpick";
import { channels, natures, urgencies } from "../desk/scheme";
import { CategoryPick, categoryName } from "./categorypick";
import "./directory.css";

/** The table of limits: how long everything may take, for which matters, by which rule. */
export function Limits() {
	const { say } = useLang();
	useTitle(say("rail.limits"));
	const may = useMay();
	const [editing, setEditing] = useState<Limit | "new">();
	const { data, error } = useQuery(limitsQuery);
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const kinds = [...new Set(data.map((row) => row.kind))];
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.limits")}</h1>
				{may("limits.edit") && (
					<Button size="small" onClick={() => setEditing("new")}>
						{say("limit.add")}
					</Button>
				)}
			</header>
			<p className="label-hint">{say("limit.what")}</p>
			<table className="plain-table">
				<thead>
					<tr>
						<th>{say("limit.kind")}</th>
						<th>{say("limit.applies")}</th>
						<th>{say("field.limit")}</th>
						<th>{say("limit.law")}</th>
						<th>{say("limit.valid")}</th>
						{may("limits.edit") && <th />}
					</tr>
				</thead>
				<tbody>
					{kinds.map((kind) =>
						data
							.filter((row) => row.kind === kind)
							.map((row, i) => (
								<Row
									key={`${kind}${JSON.stringify(row)}`}
									row={row}
									first={i === 0}
									onEdit={may("limits.edit") ? () => setEditing(row) : undefined}
								/>
							)),
					)}
				</tbody>
			</table>
			{editing && <Edit row={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />}
		</div>
	);
}

function Row({ row, first, onEdit }: { row: Limit; first: boolean; onEdit: (() => void) | undefined }) {
	const { say, word, code } = useLang();
	const { data: categories = [] } = useQuery(categoriesQuery);
	const category = categories.find((c) => c.code === row.category);
	const applies = [
		category ? categoryName(category, code) : row.category,
		row.nature && word("nature", row.nature),
		row.urgency && word("urgency", row.urgency),
		row.channel && word("channel", row.channel),
	].filter(Boolean);
	return (
		<tr className={first ? "group-first" : undefined}>
			<th scope="row">{first && word("limit_kind", row.kind)}</th>
			<td>{applies.length > 0 ? applies.join(" · ") : say("limit.any")}</td>
			<td>{limitWords(row.limit, say)}</td>
			<td>{row.law}</td>
			<td>
				{row.valid_from && <Moment at={row.valid_from} date />}
				{(row.valid_from || row.valid_to) && " – "}
				{row.valid_to && <Moment at={row.valid_to} date />}
			</td>
			{onEdit && (
				<td>
					<button
						type="button"
						className="plain"
						onClick={onEdit}
						aria-label={say("limit.change", { kind: word("limit_kind", row.kind) })}
					>
						{say("ui.change")}
					</button>
				</td>
			)}
		</tr>
	);
}

const kinds = [
	"draft",
	"review",
	"supplement",
	"transfer",
	"sign",
	"contact",
	"handle",
	"return_ask",
	"return_signed",
	"return_decide",
	"audit",
	"visit",
	"rehandle",
	"decline_decide",
	"object",
	"reopen",
	"archive",
];

function Edit({ row, onClose }: { row: Limit | undefined; onClose: () => void }) {
	const { say, word } = useLang();
	const queries = useQueryClient();
	const [form, setForm] = useState<Wire["SaveLimitInBody"]>({
		kind: row?.kind ?? "handle",
		category: row?.category,
		nature: row?.nature,
		urgency: row?.urgency,
		channel: row?.channel,
		limit: row?.limit ?? "",
		law: row?.law,
		valid_from: row?.valid_from?.slice(0, 10),
		valid_to: row?.valid_to?.slice(0, 10),
	});
	const set = (change: Partial<Wire["SaveLimitInBody"]>) => setForm({ ...form, ...change });
	const save = useMutation({
		mutationFn: () => saveLimit(form),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: limitsQuery.queryKey });
			onClose();
		},
	});
	const pick = (name: "nature" | "urgency" | "channel", codes: readonly string[]) => (
		<Labelled label={say(`field.${name}`)}>
			{(named) => (
				<Select
					{...named}
					allowClear
					placeholder={say("limit.any")}
					value={form[name]}
					onChange={(value?: string) => set({ [name]: value })}
					options={codes.map((code) => ({ value: code, label: word(name, code) }))}
				/>
			)}
		</Labelled>
	);
	return (
		<Window title={say(row ? "limit.title" : "limit.add")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<Labelled label={say("limit.kind")} required>
					{(named) => (
						<Select
							{...named}
							disabled={Boolean(row)}
							value={form.kind}
							onChange={(kind) => set({ kind })}
							options={kinds.map((kind) => ({ value: kind, label: word("limit_kind", kind) }))}
						/>
					)}
				</Labelled>
				<Labelled label={say("field.category")}>
					{(named) => (
						<CategoryPick
							{...named}
							label={say("field.category")}
							value={form.category ?? ""}
							onChange={(category) => set({ category: category || undefined })}
						/>
					)}
				</Labelled>
				<div className="pair">
					{pick("nature", natures)}
					{pick("urgency", urgencies)}
				</div>
				{pick("channel", channels)}
				<Labelled label={say("field.limit")} required group>
					{() => <LimitPick label={say("field.limit")} value={form.limit} onChange={(limit) => set({ limit })} />}
				</Labelled>
				<div className="pair">
					<Labelled label={say("limit.from")} hint={say("limit.from_hint")}>
						{(named) => (
							<input
								{...named}
								type="date"
								className="native"
								value={form.valid_from ?? ""}
								onChange={(e) => set({ valid_from: e.target.value || undefined })}
							/>
						)}
					</Labelled>
					<Labelled label={say("limit.to")}>
						{(named) => (
							<input
								{...named}
								type="date"
								className="native"
								value={form.valid_to ?? ""}
								onChange={(e) => set({ valid_to: e.target.value || undefined })}
							/>
						)}
					</Labelled>
				</div>
				<Labelled label={say("limit.law")}>
					{(named) => (
						<Input {...named} value={form.law ?? ""} onChange={(e) => set({ law: e.target.value || undefined })} />
					)}
				</Labelled>
				{save.error && <Refusal error={save.error} />}
				<Button type="primary" htmlType="submit" loading={save.isPending} disabled={!form.limit}>
					{say("ui.save")}
				</Button>
			</form>
		</Window>
	);
}
