import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import {
	articleQuery,
	saveArticle,
	stepArticle,
	type Version,
	type WholeArticle,
	type Written,
} from "../../api/knowledge";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { newKey } from "../../lib/id";
import { typed } from "../../lib/kept";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { AreaPick } from "../directory/areapick";
import { CategoryPick } from "../directory/categorypick";
import { UnitPick, type UnitRef } from "../directory/unitpick";
import { Words } from "./article";
import { Day } from "./day";
import "./knowledge.css";

/** Writing an article, with what will be read beside it. The text in force stays as it is until somebody approves this one. */
export function Write() {
	const { say } = useLang();
	const id = Number(useParams().id) || undefined;
	useTitle(say(id ? "article_step.write" : "article.new"));
	const { data, error, refetch } = useQuery({ ...articleQuery(id ?? 0), enabled: id !== undefined });
	if (id === undefined) return <Sheet />;
	if (error && !data) return <Refusal error={error} again={() => void refetch()} />;
	if (!data) return <Coming />;
	return <Sheet key={id} a={data} />;
}

interface Draft extends Omit<Written, "unit" | "edits"> {
	unit: UnitRef | undefined;
}

/** What the sheet begins with: the open version, the text in force, or nothing. */
function draftOf(a: WholeArticle | undefined, unit: UnitRef | undefined): Draft {
	const x: Version | WholeArticle | undefined = a?.open ?? a;
	return {
		title: x?.title ?? "",
		question: x?.question ?? "",
		answer: x?.answer ?? "",
		law: x?.law ?? "",
		unit: x ? x.unit : unit,
		region: x?.region?.code ?? "",
		category: x?.category?.code ?? "",
		valid_from: x?.valid_from ?? "",
		valid_to: x?.valid_to ?? "",
		review_on: x?.review_on ?? "",
	};
}

function Sheet({ a }: { a?: WholeArticle }) {
	const { say } = useLang();
	const me = useMe();
	const go = useNavigate();
	const queries = useQueryClient();
	const name = `article ${a?.id ?? "new"}`;
	const [draft, setDraft] = useState(() => typed.get<Draft>(name) ?? draftOf(a, me.city ? undefined : me.unit));
	const key = useRef(newKey());
	const kept = useRef<WholeArticle>(undefined);
	const form = useRef<HTMLFormElement>(null);
	const fill = (change: Partial<Draft>) => {
		typed.set(name, { ...draft, ...change });
		setDraft({ ...draft, ...change });
	};
	const send = useMutation({
		mutationFn: async (submit: boolean) => {
			const { unit, ...text } = draft;
			const seen = kept.current ?? a;
			const written = { ...text, unit: unit?.id, ...(seen?.open && { edits: seen.open.edits }) };
			const saved = await saveArticle(seen?.id, written, key.current);
			kept.current = saved; // should submitting be refused, the draft is safe and is written on
			typed.drop(name);
			keep(saved);
			return submit ? stepArticle(saved.id, { step: "submit", edits: saved.open?.edits }) : saved;
		},
		onSuccess: (after) => {
			keep(after);
			go(to.articles({ list: after.open_state }, after.id));
		},
	});
	const keep = (after: WholeArticle) => {
		queries.setQueryData(articleQuery(after.id).queryKey, after);
		void queries.invalidateQueries({ queryKey: ["articles"] });
	};
	useKeys([{ keys: "mod+Enter", say: "ui.save", typing: true, run: () => form.current?.requestSubmit() }]);
	const back = a ? to.article(a.id) : to.articles();
	return (
		<div className="writing">
			<form
				ref={form}
				className="writing-sheet stack"
				onSubmit={(event) => {
					event.preventDefault();
					if (!send.isPending) send.mutate(false);
				}}
			>
				<header className="list-head">
					<h1>{say(a ? "article_step.write" : "article.new")}</h1>
					{a && <span className="label-hint">{a.code}</span>}
				</header>
				{a?.open?.note && <p className="sent-back">{a.open.note}</p>}
				<Fields draft={draft} fill={fill} />
				{send.error && <Refusal error={send.error} />}
				<footer className="register-end">
					<Button
						type="primary"
						htmlType="submit"
						loading={send.isPending && !send.variables}
						disabled={!draft.title.trim()}
					>
						{say("article.save")} <kbd>⌘⏎</kbd>
					</Button>
					<Button
						loading={send.isPending && send.variables}
						disabled={!draft.title.trim()}
						onClick={() => send.mutate(true)}
					>
						{say("article.save_submit")}
					</Button>
					<span className="grow" />
					<Link className="plain" to={back} onClick={() => typed.drop(name)}>
						{say("article.give_up")}
					</Link>
				</footer>
			</form>
			<Preview draft={draft} />
		</div>
	);
}

interface FieldsProps {
	draft: Draft;
	fill: (change: Partial<Draft>) => void;
}

function Fields({ draft, fill }: FieldsProps) {
	const { say } = useLang();
	const me = useMe();
	return (
		<>
			<Labelled label={say("field.title")} required hint={say("article.title_hint")}>
				{(named) => (
					<Input
						{...named}
						autoFocus
						maxLength={200}
						value={draft.title}
						onChange={(e) => fill({ title: e.target.value })}
					/>
				)}
			</Labelled>
			<Labelled label={say("article.question")}>
				{(named) => (
					<Input
						{...named}
						maxLength={2000}
						value={draft.question}
						onChange={(e) => fill({ question: e.target.value })}
					/>
				)}
			</Labelled>
			<Labelled label={say("article.answer")} required>
				{(named) => (
					<Input.TextArea
						{...named}
						autoSize={{ minRows: 8, maxRows: 24 }}
						maxLength={20_000}
						value={draft.answer}
						onChange={(e) => fill({ answer: e.target.value })}
					/>
				)}
			</Labelled>
			<Labelled label={say("article.law")}>
				{(named) => (
					<Input {...named} maxLength={2000} value={draft.law} onChange={(e) => fill({ law: e.target.value })} />
				)}
			</Labelled>
			<div className="pair">
				<Labelled label={say("article.unit")} required>
					{(named) => (
						<UnitPick
							{...named}
							label={say("article.unit")}
							mine={!me.city}
							value={draft.unit}
							onChange={(unit) => fill({ unit })}
						/>
					)}
				</Labelled>
				<Labelled label={say("field.category")} required>
					{(named) => (
						<CategoryPick
							{...named}
							label={say("field.category")}
							value={draft.category ?? ""}
							onChange={(category) => fill({ category })}
						/>
					)}
				</Labelled>
			</div>
			<div className="pair">
				<Labelled label={say("article.region")} hint={say("article.region_hint")}>
					{(named) => (
						<AreaPick
							{...named}
							label={say("article.region")}
							value={draft.region ?? ""}
							onChange={(region) => fill({ region })}
						/>
					)}
				</Labelled>
				<DayField
					label="article.review_on"
					required
					value={draft.review_on}
					onChange={(review_on) => fill({ review_on })}
				/>
			</div>
			<div className="pair">
				<DayField label="article.valid_from" value={draft.valid_from} onChange={(valid_from) => fill({ valid_from })} />
				<DayField label="article.valid_to" value={draft.valid_to} onChange={(valid_to) => fill({ valid_to })} />
			</div>
		</>
	);
}

function DayField(p: { label: Key; required?: boolean; value: string | undefined; onChange: (day: string) => void }) {
	const { say } = useLang();
	return (
		<Labelled label={say(p.label)} required={p.required ?? false}>
			{(named) => (
				<input
					{...named}
					className="native"
					type="date"
					value={p.value ?? ""}
					onChange={(e) => p.onChange(e.target.value)}
				/>
			)}
		</Labelled>
	);
}

/** What people will read, while it is written. */
function Preview({ draft }: { draft: Draft }) {
	const { say } = useLang();
	return (
		<aside className="writing-preview" aria-label={say("article.preview")}>
			<p className="label-hint">{say("article.preview")}</p>
			<h1>{draft.title || say("line.untitled")}</h1>
			<Words question={draft.question} answer={draft.answer ?? ""} law={draft.law} />
			<p className="label-hint">
				{draft.unit?.name}
				{draft.valid_from && (
					<>
						{" · "}
						{say("article.valid_from")} <Day day={draft.valid_from} />
					</>
				)}
				{draft.valid_to && (
					<>
						{" · "}
						{say("article.valid_to")} <Day day={draft.valid_to} />
					</>
				)}
			</p>
		</aside>
	);
}
