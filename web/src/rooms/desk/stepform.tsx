import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { type Case, type Field, type Step, takeStep } from "../../api/case";
import { Problem } from "../../api/client";
import { useLang } from "../../lang/lang";
import { newKey } from "../../lib/id";
import { typed } from "../../lib/kept";
import { Refusal, sentence } from "../../ui/refusal";
import { RingVisit } from "../switchboard/ring";
import { About } from "./about";
import { StepField } from "./field";
import { type Filled, prefill, sent } from "./filled";
import { StepOf, stepKey } from "./steps";
import { Suggestion } from "./suggestion";

interface Props {
	c: Case;
	step: Step;
	onDone: (after: Case) => void;
	onClose: () => void;
	onStale: () => void;
}

interface Begun {
	filled: Filled;
	key: string;
}

/** A step as a form in its place, drawn from the fields the program names. What is typed survives a look elsewhere. */
export function StepForm({ c, step, onDone, onClose, onStale }: Props) {
	const lang = useLang();
	const name = `case ${c.id} ${stepKey(step)}`;
	const [{ filled, key }, setBegun] = useState<Begun>(
		() => typed.get<Begun>(name) ?? { filled: prefill(c, step), key: newKey() },
	);
	const form = useRef<HTMLFormElement>(null);
	const take = useMutation({
		mutationFn: (what: Filled) => takeStep(c.id, { step, version: c.version, key, ...sent(step.fields, what) }),
		onSuccess: (after) => {
			typed.drop(name);
			onDone(after);
		},
		onError: () => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
	});
	const fill = (change: Filled) => {
		const begun = { filled: { ...filled, ...change }, key };
		typed.set(name, begun);
		setBegun(begun);
	};
	const refusal = take.error instanceof Problem ? take.error : undefined;
	const field = refusal?.status === 422 ? step.fields.find((f) => f.name === refusal.field)?.name : undefined;
	useEffect(() => {
		if (field) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [field]);
	const request = c.requests.find((r) => r.id === step.request);
	const { asked, corrections } = parted(step);
	const draw = (f: Field) => (
		<StepField
			key={f.name}
			c={c}
			step={step}
			field={f}
			value={filled[f.name]}
			area={(filled.area as string) || c.area?.code}
			error={field === f.name ? sentence(refusal, lang) : undefined}
			onChange={(value) => fill({ [f.name]: value })}
		/>
	);
	return (
		<form
			ref={form}
			className="stack"
			aria-label={lang.word("step", step.step)}
			onSubmit={(event) => {
				event.preventDefault();
				take.mutate(filled);
			}}
			onKeyDown={(event) => {
				if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
					event.preventDefault();
					take.mutate(filled);
				}
			}}
		>
			<h3>
				{lang.word("step", step.step)}
				<StepOf c={c} step={step} />
			</h3>
			{lang.knows("step_hint", step.step) && <p className="label-hint">{lang.word("step_hint", step.step)}</p>}
			{step.step === "visit" && <RingVisit id={c.id} />}
			{request && <About request={request} />}
			{step.step === "dispatch" && c.route?.lead && (
				<Suggestion
					route={c.route}
					busy={take.isPending}
					onUse={fill}
					onSend={(suggested) => {
						fill(suggested);
						take.mutate({ ...filled, ...suggested });
					}}
				/>
			)}
			{asked.map(draw)}
			{corrections.length > 0 && (
				<details className="corrections" open={corrections.some((f) => f.name === field) || undefined}>
					<summary>{lang.say("steps.correct")}</summary>
					<div className="stack">{corrections.map(draw)}</div>
				</details>
			)}
			{take.error && !field && <Refusal error={take.error} again={refusal?.status === 409 ? onStale : undefined} />}
			<div className="row">
				<Button type="primary" htmlType="submit" loading={take.isPending} title="Ctrl ⏎">
					{lang.knows("step_do", step.step) ? lang.word("step_do", step.step) : lang.word("step", step.step)}
				</Button>
				<Button
					onClick={() => {
						typed.drop(name);
						onClose();
					}}
				>
					{lang.say("ui.cancel")}
				</Button>
			</div>
		</form>
	);
}

const facts = new Set([
	"title",
	"content",
	"nature",
	"category",
	"urgency",
	"confidentiality",
	"area",
	"place",
	"demand",
	"point",
]);

/** A step that asks for something of its own keeps the facts it may correct folded away; a review is about the facts. */
function parted({ on, fields }: Step): { asked: Field[]; corrections: Field[] } {
	const own = (f: Field) => f.required || !facts.has(f.name);
	if (on !== "case" || !fields.some((f) => f.required && !facts.has(f.name))) return { asked: fields, corrections: [] };
	return { asked: fields.filter(own), corrections: fields.filter((f) => !own(f)) };
}
