import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Wire } from "../../api/client";
import {
	type Article,
	articleQuery,
	type Report,
	reasons,
	reportArticle,
	resolveReport,
	type WholeArticle,
} from "../../api/knowledge";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Light } from "../../ui/light";
import { Moment } from "../../ui/moment";
import { Refusal } from "../../ui/refusal";

/** Keeps what the program answered, and lets lists and counts ask again. */
function useChanged(id: number) {
	const queries = useQueryClient();
	return (after: WholeArticle) => {
		queries.setQueryData(articleQuery(id).queryKey, after);
		void queries.invalidateQueries({ queryKey: ["articles"] });
	};
}

type Reason = Wire["ReportArticleInBody"]["reason"];

/** "This is wrong", said in the call in two strokes: a reason, and a word if there is time for one. */
export function SayWrong({ a, about }: { a: Pick<Article, "id" | "state">; about?: number | undefined }) {
	const { say, word } = useLang();
	const may = useMay();
	const changed = useChanged(a.id);
	const [opened, setOpened] = useState(false);
	const [reason, setReason] = useState("");
	const [note, setNote] = useState("");
	const send = useMutation({
		mutationFn: () =>
			reportArticle(a.id, { reason: reason as Reason, ...(note.trim() && { note }), ...(about && { case: about }) }),
		onSuccess: (after) => {
			changed(after);
			setOpened(false);
		},
	});
	if (!may("articles.report") || a.state !== "approved") return null;
	if (send.isSuccess && !opened)
		return (
			<p className="label-hint" role="status">
				{say("report.sent")}
			</p>
		);
	if (!opened)
		return (
			<button type="button" className="plain say-wrong" onClick={() => setOpened(true)}>
				{say("report.begin")}
			</button>
		);
	return (
		<form
			className="stack letter-form"
			onSubmit={(event) => {
				event.preventDefault();
				send.mutate();
			}}
		>
			<Labelled label={say("report.reason")} required group>
				{() => (
					<Chips
						label={say("report.reason")}
						value={reason}
						onChange={setReason}
						options={reasons.map((r) => ({ value: r, label: word("article_reason", r) }))}
					/>
				)}
			</Labelled>
			<Labelled label={say("report.note")}>
				{(named) => (
					<Input.TextArea
						{...named}
						autoSize={{ minRows: 2, maxRows: 8 }}
						maxLength={1000}
						value={note}
						onChange={(e) => setNote(e.target.value)}
					/>
				)}
			</Labelled>
			{send.error && <Refusal error={send.error} />}
			<div className="row">
				<Button type="primary" htmlType="submit" size="small" loading={send.isPending} disabled={!reason}>
					{say("report.send")}
				</Button>
				<Button size="small" onClick={() => setOpened(false)}>
					{say("ui.cancel")}
				</Button>
			</div>
		</form>
	);
}

/** What was said against an article, open reports first, each with what became of it. */
export function Reports({ a }: { a: WholeArticle }) {
	const { say } = useLang();
	if (a.accused.length === 0) return null;
	const open = a.accused.filter((r) => r.state === "open");
	return (
		<section className="reports" aria-label={say("report.title")}>
			<h2>{say("report.title")}</h2>
			<ul>
				{[...open, ...a.accused.filter((r) => r.state !== "open")].map((r) => (
					<One key={r.id} a={a} r={r} />
				))}
			</ul>
		</section>
	);
}

function One({ a, r }: { a: WholeArticle; r: Report }) {
	const { say, word } = useLang();
	const may = useMay();
	const [note, setNote] = useState("");
	const [opened, setOpened] = useState(false);
	const changed = useChanged(a.id);
	const resolve = useMutation({
		mutationFn: (state: "mended" | "unfounded") => resolveReport(a.id, r.id, { state, note }),
		onSuccess: changed,
	});
	const nameOf = (id: number | undefined) => (id ? (a.people[String(id)] ?? String(id)) : "");
	return (
		<li>
			<p>
				{r.state === "open" ? (
					<Light light="yellow" word={word("article_reason", r.reason)} />
				) : (
					<span className="label-hint">
						{word("article_reason", r.reason)} · {word("article_report", r.state)}
					</span>
				)}{" "}
				<span className="label-hint">
					{nameOf(r.by)} <Moment at={r.at} />
					{r.case && may("cases.read") && (
						<>
							{" "}
							<Link to={to.case(r.case)}>{say("report.case")}</Link>
						</>
					)}
				</span>
			</p>
			{r.note && <p>{r.note}</p>}
			{r.resolution && (
				<p className="label-hint">{say("report.found", { name: nameOf(r.resolved_by), text: r.resolution })}</p>
			)}
			{r.state === "open" && !opened && (
				<Button size="small" onClick={() => setOpened(true)}>
					{say("report.resolve")}
				</Button>
			)}
			{r.state === "open" && opened && (
				<div className="stack letter-form">
					<Labelled label={say("report.what_found")} required>
						{(named) => (
							<Input.TextArea
								{...named}
								autoFocus
								autoSize={{ minRows: 2, maxRows: 8 }}
								maxLength={1000}
								value={note}
								onChange={(e) => setNote(e.target.value)}
							/>
						)}
					</Labelled>
					{resolve.error && <Refusal error={resolve.error} />}
					<div className="row">
						{(["mended", "unfounded"] as const).map((state) => (
							<Button
								key={state}
								size="small"
								type={state === "mended" ? "primary" : "default"}
								loading={resolve.isPending && resolve.variables === state}
								disabled={!note.trim()}
								onClick={() => resolve.mutate(state)}
							>
								{word("article_report", state)}
							</Button>
						))}
						<Button size="small" onClick={() => setOpened(false)}>
							{say("ui.cancel")}
						</Button>
					</div>
				</div>
			)}
		</li>
	);
}
