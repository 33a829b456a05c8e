import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { decide, formQuery, type Inspection, judge, objectTo, type Point } from "../../api/calls";
import { useMay, useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Moment } from "../../ui/moment";
import { Refusal } from "../../ui/refusal";
import { type Marks, scoreOf } from "./marks";

/** The form of an inspection: to be filled in, or filled in; with the objection and its decision. */
export function Marking({ inspection: i }: { inspection: Inspection }) {
	const me = useMe();
	const inspects = useMay()("inspections.work");
	const waits = i.objection && !i.objection.decided_at;
	const other = inspects && i.inspector?.id !== me.id && i.call.operator?.id !== me.id;
	return (
		<section className="marking stack">
			{!i.done_at && inspects && i.call.operator?.id !== me.id ? <Fill inspection={i} /> : <Filled inspection={i} />}
			{i.objection && <Objected inspection={i} />}
			{waits && other && <Decide inspection={i} />}
			{i.done_at && !i.objection && i.call.operator?.id === me.id && <ObjectForm inspection={i} />}
		</section>
	);
}

function useChange<T>(change: (given: T) => Promise<Inspection>, id: number) {
	const queries = useQueryClient();
	return useMutation({
		mutationFn: change,
		onSuccess: (after) => {
			queries.setQueryData(["inspection", id], after);
			void queries.invalidateQueries({ queryKey: ["inspections"] });
		},
	});
}

/** One row for each point: its name, its weight, its marks. */
function Points({ marks, set }: { marks: Marks; set: (marks: Marks) => void }) {
	const { say, word } = useLang();
	const { data: form } = useQuery(formQuery);
	if (!form) return null;
	const options = Array.from({ length: form.most + 1 }, (_, n) => ({ value: String(n), label: String(n) }));
	return (
		<>
			<ul className="points">
				{form.points.map((p) => (
					<li key={p.name}>
						<span>
							{word("point", p.name)} <span className="list-count">{p.weight}</span>
							{p.spare && <span className="points-spare">{say("inspection.spare")}</span>}
						</span>
						<Chips
							label={word("point", p.name)}
							options={options}
							value={String(marks[p.name] ?? "")}
							onChange={(v) => set(marked(marks, p.name, v))}
						/>
					</li>
				))}
			</ul>
			<Total points={form.points} marks={marks} most={form.most} />
		</>
	);
}

function marked(marks: Marks, name: string, value: string): Marks {
	const { [name]: _, ...rest } = marks;
	return value === "" ? rest : { ...rest, [name]: Number(value) };
}

function Total({ points, marks, most }: { points: Point[]; marks: Marks; most: number }) {
	const { say } = useLang();
	const score = scoreOf(points, marks, most);
	return (
		<p className="points-total">
			{say("inspection.score")} <b>{score ?? "–"}</b>
		</p>
	);
}

function Fill({ inspection: i }: { inspection: Inspection }) {
	const { say } = useLang();
	const [marks, setMarks] = useState<Marks>({});
	const [note, setNote] = useState("");
	const save = useChange(() => judge(i.id, marks, note), i.id);
	return (
		<form
			className="stack"
			aria-label={say("inspection.form")}
			onSubmit={(event) => {
				event.preventDefault();
				save.mutate(undefined);
			}}
		>
			<h2>{say("inspection.form")}</h2>
			<Points marks={marks} set={setMarks} />
			<Labelled label={say("inspection.note")}>
				{(named) => (
					<Input.TextArea {...named} rows={2} maxLength={1000} value={note} onChange={(e) => setNote(e.target.value)} />
				)}
			</Labelled>
			{save.error && <Refusal error={save.error} />}
			<Button type="primary" htmlType="submit" loading={save.isPending}>
				{say("inspection.judge")}
			</Button>
		</form>
	);
}

function Filled({ inspection: i }: { inspection: Inspection }) {
	const { say, word } = useLang();
	const { data: form } = useQuery(formQuery);
	if (!i.done_at || !form) return <p className="quiet">{say("inspection.not_yet")}</p>;
	return (
		<>
			<h2>
				{say("inspection.score")} <b className="points-score">{i.score}</b>
			</h2>
			<p className="list-count">
				{i.inspector?.name} <Moment at={i.done_at} />
			</p>
			<ul className="points">
				{form.points.map((p) => (
					<li key={p.name}>
						<span>
							{word("point", p.name)} <span className="list-count">{p.weight}</span>
						</span>
						<b>{i.marks[p.name] ?? "–"}</b>
					</li>
				))}
			</ul>
			{i.note && <p className="prose">{i.note}</p>}
		</>
	);
}

function Objected({ inspection: i }: { inspection: Inspection }) {
	const { say } = useLang();
	const o = i.objection;
	if (!o) return null;
	return (
		<section className="stack" aria-label={say("inspection.objection")}>
			<h2>{say("inspection.objection")}</h2>
			<p>{o.reason}</p>
			<p className="list-count">
				<Moment at={o.at} /> · {say("inspection.score_before", { n: o.score_before })}
			</p>
			{o.decided_at && (
				<p>
					<b>{say("inspection.decision")}</b> {o.decision} <Moment at={o.decided_at} />
				</p>
			)}
		</section>
	);
}

/** Another inspector decides: the result stays, or new marks are given. */
function Decide({ inspection: i }: { inspection: Inspection }) {
	const { say } = useLang();
	const [anew, setAnew] = useState(false);
	const [marks, setMarks] = useState<Marks>(i.marks);
	const [text, setText] = useState("");
	const save = useChange(() => decide(i.id, text, anew ? marks : undefined), i.id);
	return (
		<form
			className="stack"
			aria-label={say("inspection.decide")}
			onSubmit={(event) => {
				event.preventDefault();
				save.mutate(undefined);
			}}
		>
			<label className="row">
				<input type="checkbox" checked={anew} onChange={(e) => setAnew(e.target.checked)} />
				{say("inspection.anew")}
			</label>
			{anew && <Points marks={marks} set={setMarks} />}
			<Labelled label={say("inspection.decision")} required>
				{(named) => (
					<Input.TextArea {...named} rows={2} maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />
				)}
			</Labelled>
			{save.error && <Refusal error={save.error} />}
			<Button type="primary" htmlType="submit" loading={save.isPending} disabled={!text.trim()}>
				{say("inspection.decide")}
			</Button>
		</form>
	);
}

function ObjectForm({ inspection: i }: { inspection: Inspection }) {
	const { say } = useLang();
	const [reason, setReason] = useState("");
	const save = useChange(() => objectTo(i.id, reason), i.id);
	return (
		<form
			className="stack"
			aria-label={say("inspection.object")}
			onSubmit={(event) => {
				event.preventDefault();
				save.mutate(undefined);
			}}
		>
			<Labelled label={say("inspection.object_reason")} hint={say("inspection.object_once")}>
				{(named) => (
					<Input.TextArea
						{...named}
						rows={2}
						maxLength={1000}
						value={reason}
						onChange={(e) => setReason(e.target.value)}
					/>
				)}
			</Labelled>
			{save.error && <Refusal error={save.error} />}
			<Button htmlType="submit" loading={save.isPending} disabled={!reason.trim()}>
				{say("inspection.object")}
			</Button>
		</form>
	);
}
