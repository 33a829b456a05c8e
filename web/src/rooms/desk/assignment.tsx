import { useState } from "react";
import type { Assignment, Case } from "../../api/case";
import { useLang } from "../../lang/lang";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { Proof } from "./clock";
import { limitWords } from "./limit";
import { lightOf } from "./words";

/** Who has which part of the case, as a small tree: the newest round first, parts handed down below the one they came from. */
export function Assignments({ c }: { c: Case }) {
	const { say } = useLang();
	if (c.assignments.length === 0) return null;
	const rounds = [...new Set(c.assignments.map((a) => a.round))].sort((a, b) => b - a);
	return (
		<section className="assignments" aria-label={say("assignment.title")}>
			<h2>{say("assignment.title")}</h2>
			{rounds.map((round) => (
				<div key={round}>
					{rounds.length > 1 && <h3>{say("line.round", { n: round })}</h3>}
					<Branch c={c} parts={c.assignments.filter((a) => a.round === round && !a.parent)} />
				</div>
			))}
		</section>
	);
}

function Branch({ c, parts }: { c: Case; parts: Assignment[] }) {
	if (parts.length === 0) return null;
	return (
		<ul className="branch">
			{parts.map((a) => (
				<li key={a.id}>
					<Part c={c} a={a} />
					<Branch c={c} parts={c.assignments.filter((child) => child.parent === a.id)} />
				</li>
			))}
		</ul>
	);
}

function Part({ c, a }: { c: Case; a: Assignment }) {
	const lang = useLang();
	const { say, word } = lang;
	const [whole, setWhole] = useState(false);
	const { light, word: lightWord } = lightOf(a.light, lang);
	const over = ["returned", "cancelled"].includes(a.state);
	return (
		<div className={over ? "part part-over" : "part"}>
			<button type="button" className="part-face" aria-expanded={whole} onClick={() => setWhole(!whole)}>
				<span className="part-unit">
					<Light light={light} word={lightWord} quiet /> {a.unit.name}
				</span>
				<span className="part-state">
					{[word("part", a.part), word("assignment_state", a.state), a.late && !a.light && say("assignment.was_late")]
						.filter(Boolean)
						.join(" · ")}
				</span>
			</button>
			{a.light && <Due at={a.due_at} />}
			{a.advice && <p className="part-advice">{a.advice}</p>}
			{a.defects && (
				<p className="part-defects">
					<b>{say("assignment.defects")}</b> {a.defects}
				</p>
			)}
			{whole && <Whole c={c} a={a} />}
		</div>
	);
}

function Whole({ c, a }: { c: Case; a: Assignment }) {
	const { say, word } = useLang();
	const times: [string, string | undefined, string?][] = [
		[say("assignment.dispatched"), a.dispatched_at, a.forced ? say("assignment.forced") : undefined],
		[say("assignment.sign_due"), a.signed_at ? undefined : a.sign_due_at],
		[say("assignment.signed"), a.signed_at, a.auto_signed ? say("assignment.auto_signed") : undefined],
		[say("assignment.contact_due"), a.contacted_at ? undefined : a.contact_due_at],
		[say("assignment.contacted"), a.contacted_at, a.tries ? say("assignment.tries", { n: a.tries }) : undefined],
		[say("assignment.verified"), a.verified_at, a.true && `${say("field.true")} ${word("true", a.true)}`],
		[
			say("assignment.submitted"),
			a.submitted_at,
			a.sent_back ? say("assignment.sent_back", { n: a.sent_back }) : undefined,
		],
		[say("assignment.ended"), a.ended_at],
	];
	return (
		<>
			<dl className="facts">
				{times.map(([name, at, note]) =>
					at ? (
						<div key={name}>
							<dt>{name}</dt>
							<dd>
								<Moment at={at} /> {note}
							</dd>
						</div>
					) : null,
				)}
				{a.limit && (
					<div>
						<dt>{say("field.limit")}</dt>
						<dd>{limitWords(a.limit, say)}</dd>
					</div>
				)}
			</dl>
			{a.due_at && <Proof id={c.id} assignment={a.id} />}
		</>
	);
}
