import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { type Mailbox, type MailboxSearch, mailboxesQuery, saveMailbox, unitQuery } from "../../api/city";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Light } from "../../ui/light";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { Window } from "../../ui/window";
import { AreaPick } from "../directory/areapick";
import { UnitPick, type UnitRef } from "../directory/unitpick";
import "../directory/directory.css";

const kinds = ["leader", "department", "letterbox", "enterprise"] as const;

/** The letter boxes of the city: who owns them, who reads them, whether they are open. */
export function Mailboxes() {
	const { say, word } = useLang();
	useTitle(say("rail.mailboxes"));
	const [params, setParams] = useSearchParams();
	const search: MailboxSearch = {
		q: params.get("q") || undefined,
		kind: kinds.find((kind) => kind === params.get("kind")),
		area: params.get("area") || undefined,
	};
	const set = (name: string, value: string | undefined) =>
		setParams(
			(before) => {
				if (value) before.set(name, value);
				else before.delete(name);
				return before;
			},
			{ replace: true },
		);
	const list = useInfiniteQuery(mailboxesQuery(search));
	const may = useMay();
	const [adding, setAdding] = useState(false);
	const found = list.data?.pages.flatMap((page) => page.items);
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.mailboxes")}</h1>
				{found && (
					<span className="list-count">
						{say(list.hasNextPage ? "list.more_than" : "list.count", { n: found.length })}
					</span>
				)}
				{may("mailboxes.edit") && (
					<Button size="small" onClick={() => setAdding(true)}>
						{say("mailbox.add")}
					</Button>
				)}
			</header>
			<div className="filters">
				<Seek
					className="filter-words"
					label={say("mailbox.search")}
					value={search.q ?? ""}
					onSearch={(q) => set("q", q)}
				/>
				<Select
					className="filter-short"
					allowClear
					aria-label={say("mailbox.kind")}
					placeholder={say("mailbox.kind")}
					value={search.kind}
					onChange={(kind) => set("kind", kind)}
					options={kinds.map((kind) => ({ value: kind, label: word("mailbox_kind", kind) }))}
				/>
				<AreaPick label={say("field.area")} value={search.area ?? ""} onChange={(area) => set("area", area)} />
			</div>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{found?.length === 0 && <Quiet>{say("mailbox.none")}</Quiet>}
			{found && found.length > 0 && <Table mailboxes={found} />}
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
			{adding && <Edit onClose={() => setAdding(false)} />}
		</div>
	);
}

function Table({ mailboxes }: { mailboxes: Mailbox[] }) {
	const { say, word, code } = useLang();
	const may = useMay();
	const [editing, setEditing] = useState<Mailbox>();
	const nameOf = (m: Mailbox) => (code === "en" && m.name_en) || (code === "es" && m.name_es) || m.name;
	return (
		<>
			<table className="plain-table">
				<thead>
					<tr>
						<th>{say("mailbox.state")}</th>
						<th>{say("mailbox.name")}</th>
						<th>{say("mailbox.kind")}</th>
						<th>{say("mailbox.owner")}</th>
						<th>{say("mailbox.unit")}</th>
						<th>{say("field.area")}</th>
						{may("mailboxes.edit") && <th />}
					</tr>
				</thead>
				<tbody>
					{mailboxes.map((mailbox) => (
						<tr key={mailbox.id}>
							<td>
								<Light
									light={mailbox.state === "open" ? "green" : "none"}
									word={word("mailbox_state", mailbox.state)}
								/>
							</td>
							<th scope="row">
								{may("cases.read") ? (
									<Link to={to.cases({ mailbox: String(mailbox.id) })}>{nameOf(mailbox)}</Link>
								) : (
									nameOf(mailbox)
								)}
							</th>
							<td>{word("mailbox_kind", mailbox.kind)}</td>
							<td>{mailbox.owner_title}</td>
							<td>{mailbox.unit && <Link to={to.units(mailbox.unit.id)}>{mailbox.unit.name}</Link>}</td>
							<td>{mailbox.area?.name}</td>
							{may("mailboxes.edit") && (
								<td>
									<button
										type="button"
										className="plain"
										onClick={() => setEditing(mailbox)}
										aria-label={say("mailbox.change", { name: mailbox.name })}
									>
										{say("ui.change")}
									</button>
								</td>
							)}
						</tr>
					))}
				</tbody>
			</table>
			{editing && <Edit mailbox={editing} onClose={() => setEditing(undefined)} />}
		</>
	);
}

/** Changes a mailbox, or adds one when none is given: the code, kind and area of one that exists stay as they are. */
function Edit({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) {
	const { say, word } = useLang();
	const queries = useQueryClient();
	const [unit, setUnit] = useState<UnitRef | undefined>(mailbox?.unit);
	const [owner, setOwner] = useState(mailbox?.owner_title ?? "");
	const [name, setName] = useState(mailbox?.name ?? "");
	const [state, setState] = useState(mailbox?.state ?? "open");
	const [intro, setIntro] = useState(mailbox?.intro ?? "");
	const [code, setCode] = useState(mailbox?.code ?? "");
	const [kind, setKind] = useState(mailbox?.kind ?? "leader");
	const [area, setArea] = useState(mailbox?.area?.code ?? "");
	const present = useQuery({ ...unitQuery(unit?.id ?? 0), enabled: unit !== undefined && !unit.code });
	const unitCode = unit?.code ?? present.data?.unit.code;
	const save = useMutation({
		mutationFn: () =>
			saveMailbox(
				code.trim(),
				{
					name: name.trim(),
					name_en: mailbox?.name_en,
					name_es: mailbox?.name_es,
					kind: kind as (typeof kinds)[number],
					owner_title: owner.trim() || undefined,
					level: mailbox?.level,
					area: area || undefined,
					unit: unitCode ?? "",
					state: state === "open" ? "open" : "closed",
					intro: intro.trim() || undefined,
				},
				!mailbox,
			),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: ["mailboxes"] });
			onClose();
		},
	});
	return (
		<Window title={mailbox?.name ?? say("mailbox.add")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				{!mailbox && (
					<>
						<Labelled label={say("mailbox.code")} required>
							{(named) => <Input {...named} value={code} onChange={(e) => setCode(e.target.value)} />}
						</Labelled>
						<Labelled label={say("mailbox.kind")} group>
							{() => (
								<Chips
									label={say("mailbox.kind")}
									required
									options={kinds.map((k) => ({ value: k, label: word("mailbox_kind", k) }))}
									value={kind}
									onChange={setKind}
								/>
							)}
						</Labelled>
						<Labelled label={say("field.area")}>
							{(named) => <AreaPick {...named} label={say("field.area")} value={area} onChange={setArea} />}
						</Labelled>
					</>
				)}
				<Labelled label={say("mailbox.name")} required>
					{(named) => <Input {...named} value={name} onChange={(e) => setName(e.target.value)} />}
				</Labelled>
				<Labelled label={say("mailbox.owner")}>
					{(named) => <Input {...named} value={owner} onChange={(e) => setOwner(e.target.value)} />}
				</Labelled>
				<Labelled label={say("mailbox.unit")} required>
					{(named) => <UnitPick {...named} label={say("mailbox.unit")} value={unit} onChange={setUnit} />}
				</Labelled>
				<Labelled label={say("mailbox.state")} group>
					{() => (
						<Chips
							label={say("mailbox.state")}
							required
							options={["open", "closed"].map((s) => ({ value: s, label: word("mailbox_state", s) }))}
							value={state}
							onChange={setState}
						/>
					)}
				</Labelled>
				<Labelled label={say("mailbox.intro")}>
					{(named) => (
						<Input.TextArea
							{...named}
							autoSize={{ minRows: 2, maxRows: 8 }}
							value={intro}
							onChange={(e) => setIntro(e.target.value)}
						/>
					)}
				</Labelled>
				{save.error && <Refusal error={save.error} />}
				<Button
					type="primary"
					htmlType="submit"
					loading={save.isPending}
					disabled={!code.trim() || !name.trim() || !unitCode}
				>
					{say("ui.save")}
				</Button>
			</form>
		</Window>
	);
}
