import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Wire } from "../../api/client";
import { articleQuery, stepArticle, type WholeArticle } from "../../api/knowledge";
import { useLang } from "../../lang/lang";
import { cityZone, houseNow } from "../../lib/clock";
import { dateIn } from "../../lib/time";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";

type Step = Wire["ArticleStepInBody"]["step"];

/** What a step asks for before it is taken. */
const asks: Record<Step, { note?: boolean; day?: boolean }> = {
	submit: {},
	approve: { day: true },
	send_back: { note: true },
	discard: {},
	confirm: { day: true },
	retire: { note: true },
};

const isStep = (name: string): name is Step => name in asks;

/** The steps open to this person now, exactly those that the program names. */
export function Steps({ a }: { a: WholeArticle }) {
	const { say, word } = useLang();
	const queries = useQueryClient();
	const open = useNavigate();
	const [opened, setOpened] = useState<Step>();
	const take = useMutation({
		mutationFn: (step: Wire["ArticleStepInBody"]) => stepArticle(a.id, step),
		onSuccess: (after) => {
			queries.setQueryData(articleQuery(a.id).queryKey, after);
			void queries.invalidateQueries({ queryKey: ["articles"] });
			setOpened(undefined);
		},
	});
	const go = (step: Step, more: { note?: string; review_on?: string } = {}) =>
		take.mutate({ step, ...(a.open && { edits: a.open.edits }), ...more });
	if (a.steps.length === 0) return null;
	const [first] = a.steps.filter((s) => ["submit", "approve"].includes(s));
	return (
		<section className="letter-steps" aria-label={say("steps.title")}>
			{a.steps.includes("write") && (
				<Button onClick={() => open(to.writeArticle(a.id))}>
					{say(a.open ? "article.go_on" : "article_step.write")} <kbd>E</kbd>
				</Button>
			)}
			{a.steps.filter(isStep).map((step) =>
				opened === step ? (
					<StepForm
						key={step}
						a={a}
						step={step}
						busy={take.isPending}
						onTake={go}
						onClose={() => setOpened(undefined)}
					/>
				) : (
					<Button
						key={step}
						type={step === first ? "primary" : "default"}
						loading={take.isPending && take.variables.step === step}
						onClick={() => (step === "submit" ? go(step) : setOpened(step))}
					>
						{word("article_step", step)}
					</Button>
				),
			)}
			{a.steps.includes("send_back") && !a.steps.includes("approve") && (
				<p className="label-hint">{say("problem.second_person")}</p>
			)}
			{take.error && <Refusal error={take.error} />}
		</section>
	);
}

interface FormProps {
	a: WholeArticle;
	step: Step;
	busy: boolean;
	onTake: (step: Step, more: { note?: string; review_on?: string }) => void;
	onClose: () => void;
}

function StepForm({ a, step, busy, onTake, onClose }: FormProps) {
	const { say, word } = useLang();
	const [note, setNote] = useState("");
	const [day, setDay] = useState((step === "approve" && a.open?.review_on) || nextYear());
	const ask = asks[step];
	return (
		<form
			className="stack letter-form"
			onSubmit={(event) => {
				event.preventDefault();
				onTake(step, { ...(ask.note && { note }), ...(ask.day && { review_on: day }) });
			}}
		>
			{ask.note && (
				<Labelled label={say("article.why")} required>
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
			)}
			{ask.day && (
				<Labelled label={say("article.review_on")} required>
					{(named) => (
						<input
							{...named}
							className="native"
							type="date"
							required
							value={day}
							onChange={(e) => setDay(e.target.value)}
						/>
					)}
				</Labelled>
			)}
			<div className="row">
				<Button type="primary" htmlType="submit" loading={busy} disabled={Boolean(ask.note) && !note.trim()}>
					{word("article_step", step)}
				</Button>
				<Button onClick={onClose}>{say("ui.cancel")}</Button>
			</div>
		</form>
	);
}

/** A year from today, as the city's calendar has it. */
export function nextYear(): string {
	const today = dateIn(houseNow(), cityZone());
	return `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace("-02-29", "-02-28");
}
