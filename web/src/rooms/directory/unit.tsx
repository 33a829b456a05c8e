import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { areasQuery, saveUnit, type Unit, unitQuery, unitsQuery } from "../../api/city";
import type { Wire } from "../../api/client";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { Window } from "../../ui/window";
import { AreaPick } from "./areapick";
import { UnitPick, type UnitRef } from "./unitpick";
import "./directory.css";

/** The units of the city: a tree to walk down, a search, and the unit that was chosen. */
export function Units() {
	const { say } = useLang();
	useTitle(say("rail.units"));
	const id = Number(useParams().id) || undefined;
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const [adding, setAdding] = useState(false);
	const may = useMay();
	return (
		<div className="units">
			<section className="units-list" aria-label={say("rail.units")}>
				<header className="list-head">
					<h1>{say("rail.units")}</h1>
					{may("units.edit") && (
						<Button size="small" onClick={() => setAdding(true)}>
							{say("unit.add")}
						</Button>
					)}
				</header>
				<Seek label={say("unit.search")} value={text} onType={setText} />
				{words ? <Found words={words} /> : <Top chosen={id} />}
			</section>
			<section className={id ? "units-one" : "units-one units-none"} aria-label={say("unit.title")}>
				{id ? <One key={id} id={id} /> : <Quiet>{say("unit.choose")}</Quiet>}
			</section>
			{adding && <Edit onClose={() => setAdding(false)} />}
		</div>
	);
}

function Found({ words }: { words: string }) {
	const { say } = useLang();
	const { data = [], isPending } = useQuery({ ...unitsQuery(words), placeholderData: (before) => before });
	if (isPending) return <Coming />;
	if (data.length === 0) return <Quiet>{say("pick.none")}</Quiet>;
	return (
		<ul className="tree">
			{data.map((unit) => (
				<li key={unit.id}>
					<Link to={to.units(unit.id)}>
						{unit.name} {unit.parent && <span className="label-hint">{unit.parent.name}</span>}
					</Link>
				</li>
			))}
		</ul>
	);
}

/** The top of the tree: whatever has nothing above it. */
function Top({ chosen }: { chosen: number | undefined }) {
	const { data = [], isPending, error } = useQuery(unitsQuery(""));
	if (isPending) return <Coming />;
	if (error) return <Refusal error={error} />;
	const tops = data.filter((unit) => !unit.parent);
	return (
		<ul className="tree">
			{(tops.length > 0 ? tops : data).map((unit) => (
				<Node key={unit.id} unit={unit} chosen={chosen} first />
			))}
		</ul>
	);
}

function Node({ unit, chosen, first = false }: { unit: Unit; chosen: number | undefined; first?: boolean }) {
	const { say } = useLang();
	const [open, setOpen] = useState(first);
	return (
		<li>
			<span className="tree-row">
				{unit.children > 0 ? (
					<button
						type="button"
						className="tree-turn"
						aria-expanded={open}
						aria-label={say("unit.below", { unit: unit.name })}
						onClick={() => setOpen(!open)}
					>
						{open ? "▾" : "▸"}
					</button>
				) : (
					<span className="tree-turn" />
				)}
				<Link to={to.units(unit.id)} aria-current={unit.id === chosen || undefined}>
					{unit.name}
				</Link>
				{unit.children > 0 && <span className="label-hint">{unit.children}</span>}
			</span>
			{open && unit.children > 0 && <Children id={unit.id} chosen={chosen} />}
		</li>
	);
}

function Children({ id, chosen }: { id: number; chosen: number | undefined }) {
	const { data } = useQuery(unitQuery(id));
	if (!data) return <Coming />;
	return (
		<ul>
			{data.children.map((child) => (
				<Node key={child.id} unit={child} chosen={chosen} />
			))}
		</ul>
	);
}

function One({ id }: { id: number }) {
	const { say, word } = useLang();
	const may = useMay();
	const [editing, setEditing] = useState(false);
	const { data, error } = useQuery(unitQuery(id));
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const { unit, line, children } = data;
	return (
		<>
			<p className="breadcrumb">
				{line.map((above) => (
					<span key={above.id}>
						<Link to={to.units(above.id)}>{above.name}</Link> ›{" "}
					</span>
				))}
			</p>
			<header className="list-head">
				<h1>{unit.name}</h1>
				{may("units.edit") && (
					<Button size="small" onClick={() => setEditing(true)}>
						{say("ui.change")}
					</Button>
				)}
			</header>
			<dl className="facts facts-wide">
				<Fact name={say("unit.code")} value={unit.code} />
				<Fact name={say("unit.kind")} value={word("unit_kind", unit.kind)} />
				<Fact name={say("unit.level")} value={String(unit.level)} />
				<Fact name={say("field.area")} value={unit.area} />
				<Fact name={say("person.phone")} value={unit.phone} />
				<Fact name={say("unit.backstop")} value={unit.backstop?.name} />
				{!unit.active && <Fact name={say("unit.state")} value={say("unit.inactive")} />}
			</dl>
			{may("cases.read") && (
				<p>
					<Link to={to.cases({ unit: String(unit.id) })}>{say("unit.cases")}</Link>
				</p>
			)}
			{children.length > 0 && (
				<>
					<h2>{say("unit.children", { n: children.length })}</h2>
					<ul className="columns">
						{children.map((child) => (
							<li key={child.id}>
								<Link to={to.units(child.id)}>{child.name}</Link>
							</li>
						))}
					</ul>
				</>
			)}
			{editing && <Edit unit={unit} parentCode={line.at(-1)} onClose={() => setEditing(false)} />}
		</>
	);
}

function Fact({ name, value }: { name: string; value: string | undefined }) {
	return value ? (
		<div>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</div>
	) : null;
}

const kinds = ["city", "district", "zone", "town", "department", "section", "company"];

/** Adding or changing a unit. References go by code, which a reference that was not picked here must first be asked for. */
function Edit({ unit, parentCode, onClose }: { unit?: Unit; parentCode?: UnitRef | undefined; onClose: () => void }) {
	const { say, word } = useLang();
	const go = useNavigate();
	const queries = useQueryClient();
	const { data: districts } = useQuery(areasQuery(""));
	const [code, setCode] = useState(unit?.code ?? "");
	const [parent, setParent] = useState<UnitRef | undefined>(parentCode);
	const [backstop, setBackstop] = useState<UnitRef | undefined>(unit?.backstop);
	const [form, setForm] = useState({
		name: unit?.name ?? "",
		level: unit?.level ?? 2,
		kind: unit?.kind ?? "department",
		area: unit?.area ?? "",
		phone: unit?.phone ?? "",
	});
	const putUnder = (above: UnitRef | undefined) => {
		setParent(above);
		if (above?.level && above.level >= form.level) setForm({ ...form, level: above.level + 1 });
	};
	const codeOf = async (ref: UnitRef | undefined) =>
		ref && (ref.code ?? (await queries.fetchQuery(unitQuery(ref.id))).unit.code);
	const save = useMutation({
		mutationFn: async (): Promise<Wire["UnitBodyBody"]> =>
			saveUnit(
				code.trim(),
				{
					...form,
					area: form.area || undefined,
					phone: form.phone.trim() || undefined,
					parent: await codeOf(parent),
					backstop: await codeOf(backstop),
				},
				!unit,
			),
		onSuccess: async ({ unit: saved }) => {
			await Promise.all(["units", "unit"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
			onClose();
			go(to.units(saved.id));
		},
	});
	return (
		<Window title={unit ? unit.name : say("unit.add")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<Labelled label={say("unit.code")} required hint={say("unit.code_hint")}>
					{(named) => (
						<Input {...named} disabled={Boolean(unit)} value={code} onChange={(e) => setCode(e.target.value)} />
					)}
				</Labelled>
				<Labelled label={say("unit.name")} required>
					{(named) => (
						<Input {...named} value={form.name} onChange={(e) => setForm({ ...form, name: e.target.value })} />
					)}
				</Labelled>
				<Labelled label={say("unit.parent")}>
					{(named) => <UnitPick {...named} label={say("unit.parent")} value={parent} onChange={putUnder} />}
				</Labelled>
				<div className="pair">
					<Labelled label={say("unit.kind")}>
						{(named) => (
							<Select
								{...named}
								value={form.kind}
								onChange={(kind) => setForm({ ...form, kind })}
								options={[...new Set([...kinds, form.kind])].map((kind) => ({
									value: kind,
									label: word("unit_kind", kind),
								}))}
							/>
						)}
					</Labelled>
					<Labelled label={say("unit.level")}>
						{(named) => (
							<Select
								{...named}
								value={form.level}
								onChange={(level) => setForm({ ...form, level })}
								options={[1, 2, 3, 4].map((level) => ({ value: level, label: level }))}
							/>
						)}
					</Labelled>
				</div>
				<div className="pair">
					<Labelled label={say("field.area")}>
						{(named) => (
							<AreaPick
								{...named}
								label={say("field.area")}
								value={form.area}
								known={districts?.find((d) => d.code === form.area)?.name}
								onChange={(area) => setForm({ ...form, area })}
							/>
						)}
					</Labelled>
					<Labelled label={say("person.phone")}>
						{(named) => (
							<Input {...named} value={form.phone} onChange={(e) => setForm({ ...form, phone: e.target.value })} />
						)}
					</Labelled>
				</div>
				<Labelled label={say("unit.backstop")} hint={say("unit.backstop_hint")}>
					{(named) => <UnitPick {...named} label={say("unit.backstop")} value={backstop} onChange={setBackstop} />}
				</Labelled>
				{save.error && <Refusal error={save.error} />}
				<Button type="primary" htmlType="submit" loading={save.isPending} disabled={!code.trim() || !form.name.trim()}>
					{say("ui.save")}
				</Button>
			</form>
		</Window>
	);
}
