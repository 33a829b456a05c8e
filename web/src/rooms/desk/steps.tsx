import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Case, caseQuery, type Step } from "../../api/case";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { typed } from "../../lib/kept";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { StepForm } from "./stepform";

/** Steps that bring a matter forward. They are offered open or in the accent; the others wait quietly below. */
const forward = new Set([
	"register",
	"pass",
	"dispatch",
	"pass_reply",
	"visit",
	"rehandle",
	"grant",
	"proceed",
	"sign",
	"contact",
	"verify",
	"submit",
]);

/** Opening one would hide that there are others of the same weight: these are opened by pressing only. */
const deliberate = new Set(["grant", "rehandle", "contact", "verify"]);

export const stepKey = (step: Step) => `${step.step} ${step.assignment ?? step.request ?? 0}`;

interface Props {
	c: Case;
	next?: (() => void) | undefined;
	onStale: () => void;
}

/** The steps open to this person now, exactly those that the program names. Each is a form in its place. */
export function Steps({ c, next, onStale }: Props) {
	const { say, word } = useLang();
	const may = useMay();
	const queries = useQueryClient();
	const [done, setDone] = useState<string>();
	const [opened, setOpened] = useState<string | undefined>(() => firstOpen(c));
	const steps = may("cases.step") ? inOrder(c.open) : [];
	const drafting = c.state === "draft" && c.open.some((step) => step.step === "register");
	useKeys(
		steps.slice(0, 9).map((step, i) => ({
			keys: String(i + 1),
			say: `step.${step.step}` as Key,
			run: () => setOpened(stepKey(step)),
		})),
	);
	const took = (step: Step, after: Case) => {
		queries.setQueryData(caseQuery(c.id).queryKey, after);
		for (const key of ["worklists", "lines", "clock"]) void queries.invalidateQueries({ queryKey: [key] });
		setDone(step.step);
		setOpened(undefined);
	};
	return (
		<section className="steps" aria-label={say("steps.title")}>
			<div role="status">
				{done && (
					<p className="steps-done">
						{say("steps.done", { step: word("step", done) })}
						{next && (
							<Button size="small" type="primary" onClick={next}>
								{say("steps.next")} <kbd>N</kbd>
							</Button>
						)}
					</p>
				)}
			</div>
			<h2>{say("steps.title")}</h2>
			{steps.length === 0 && <p className="label-hint">{say("steps.none")}</p>}
			{drafting && <Link to={c.channel === "letter" ? to.letter(c.id) : to.register(c.id)}>{say("steps.go_on")}</Link>}
			<ul>
				{steps.map((step, i) => {
					const key = stepKey(step);
					return (
						<li key={key} className={opened === key ? "step step-open" : "step"}>
							{opened === key ? (
								<StepForm
									c={c}
									step={step}
									onDone={(after) => took(step, after)}
									onClose={() => setOpened(undefined)}
									onStale={onStale}
								/>
							) : (
								<button
									type="button"
									className={forward.has(step.step) ? "step-name step-forward" : "step-name"}
									aria-expanded="false"
									onClick={() => setOpened(key)}
								>
									<span>
										{word("step", step.step)}
										<StepOf c={c} step={step} />
									</span>
									{i < 9 && <kbd>{i + 1}</kbd>}
								</button>
							)}
						</li>
					);
				})}
			</ul>
		</section>
	);
}

/** What brings the matter forward first, the rest as the program has it. Registering has a page of its own. */
function inOrder(open: Step[]): Step[] {
	const here = open.filter((step) => !["register", "answer_directly"].includes(step.step));
	return [...here.filter((step) => forward.has(step.step)), ...here.filter((step) => !forward.has(step.step))];
}

/** The form that stands open when a case is: what was begun, or the one step that is meant by opening it. */
function firstOpen(c: Case): string | undefined {
	const begun = c.open.find((step) => typed.get(`case ${c.id} ${stepKey(step)}`));
	if (begun) return stepKey(begun);
	const mains = c.open.filter((step) => forward.has(step.step) && !deliberate.has(step.step));
	const [main] = mains;
	return main && mains.length === 1 && main.step !== "register" ? stepKey(main) : undefined;
}

/** Which of several units or requests a step is about. */
export function StepOf({ c, step }: { c: Case; step: Step }) {
	const { word } = useLang();
	const several = c.open.filter((other) => other.step === step.step).length > 1;
	const request = c.requests.find((r) => r.id === step.request);
	if (request) return <span className="step-of">{word("request", request.kind)}</span>;
	if (!several || !step.assignment) return null;
	return <span className="step-of">{c.assignments.find((a) => a.id === step.assignment)?.unit.name}</span>;
}
