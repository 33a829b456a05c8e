import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type Case, caseQuery } from "../../api/case";
import { useLang } from "../../lang/lang";
import { anywhere, useKeys } from "../../lib/keys";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { StepForm } from "../desk/stepform";
import { lightOf } from "../desk/words";
import { useChair } from "./chair";
import { RoomRefusal } from "./refusal";
import type { About, Call, CallerNews } from "./wire";
import "./caller.css";

interface Props {
	call: Call;
	/** Absent while nothing is known of the number. */
	caller: CallerNews | undefined;
	name: string;
	onName: (name: string) => void;
	/** Opens a case beside the sheet. */
	onOpen: (id: number) => void;
	/** An open case was urged or supplemented instead of opening a second. */
	onServed: (step: string, c: Case) => void;
}

type Short = "urge" | "supplement";
interface Chosen {
	id: number;
	step: Short;
}

/** Who is calling: there before the voice. What they most likely call about is served with one key. */
export function CallerCard({ call, caller, name, onName, onOpen, onServed }: Props) {
	const { say } = useLang();
	const [chosen, setChosen] = useState<Chosen>();
	const about = caller?.about;
	const choose = (step: Short) => () => about && setChosen({ id: about.case, step });
	useKeys(
		about
			? [
					...anywhere("u", "step.urge", choose("urge")),
					...anywhere("s", "step.supplement", choose("supplement")),
					...anywhere("o", "caller.open", () => onOpen(about.case)),
				]
			: [],
	);
	return (
		<section className="caller" aria-label={say("register.caller")}>
			<p className="caller-number">{call.caller.masked || say("call.withheld")}</p>
			{caller && (
				<p className="caller-times" role="status">
					{say("caller.times", { n: caller.times })}
					{caller.callbacks > 0 && <Light light="yellow" word={say("caller.callbacks", { n: caller.callbacks })} />}
				</p>
			)}
			{caller && call.caller.masked && <First call={call.id} first={caller.first} />}
			<Persons caller={caller} name={name} onName={onName} />
			{about && <Likely about={about} onStep={(step) => setChosen({ id: about.case, step })} onOpen={onOpen} />}
			{chosen && (
				<ShortStep
					key={`${chosen.id} ${chosen.step}`}
					chosen={chosen}
					onClose={() => setChosen(undefined)}
					onDone={(c) => {
						setChosen(undefined);
						onServed(chosen.step, c);
					}}
				/>
			)}
			<Earlier caller={caller} onOpen={onOpen} onStep={(id, step) => setChosen({ id, step })} />
			{call.hotline.greeting && <p className="label-hint">{call.hotline.greeting}</p>}
		</section>
	);
}

/** Whether whoever calls is served first: said once, it holds for their next calls. */
function First({ call, first }: { call: number; first: boolean }) {
	const { say } = useLang();
	const chair = useChair();
	const change = () => chair?.ask({ type: "serve_first", call, on: !first });
	useKeys(anywhere("y", "caller.first", change));
	return (
		<div className="chips">
			<button
				type="button"
				className="chip-button"
				aria-pressed={first}
				title={say("caller.first_what")}
				onClick={change}
			>
				{say("caller.first")} <kbd>Y</kbd>
			</button>
			<RoomRefusal of={["serve_first"]} />
		</div>
	);
}

/** Who has used the number; one of them is chosen by pressing. */
function Persons({ caller, name, onName }: Pick<Props, "caller" | "name" | "onName">) {
	const { say } = useLang();
	const known = caller?.persons.filter((person) => person.name) ?? [];
	if (known.length === 0) return null;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flowing line in every browser
		<div className="chips" role="group" aria-label={say("caller.persons")}>
			{known.map((person) => (
				<button
					key={person.id}
					type="button"
					className="chip-button"
					aria-pressed={person.name === name}
					onClick={() => onName(person.name)}
				>
					{person.name}
				</button>
			))}
		</div>
	);
}

/** The open case that this call is probably about, in a sentence, and what is mostly wanted then. */
function Likely({
	about,
	onStep,
	onOpen,
}: {
	about: About;
	onStep: (step: Short) => void;
	onOpen: (id: number) => void;
}) {
	const { say, word } = useLang();
	return (
		<div className="caller-about">
			<p>
				{say("caller.about", { n: about.times })}{" "}
				<button type="button" className="caller-title" onClick={() => onOpen(about.case)}>
					{about.title || about.number}
				</button>
			</p>
			<p className="caller-state">{[about.lead, word("state", about.state)].filter(Boolean).join(" · ")}</p>
			<div className="row">
				<Button size="small" type="primary" onClick={() => onStep("urge")}>
					{word("step", "urge")} <kbd>U</kbd>
				</Button>
				<Button size="small" onClick={() => onStep("supplement")}>
					{say("caller.supplement")} <kbd>S</kbd>
				</Button>
				<Button size="small" onClick={() => onOpen(about.case)}>
					{say("caller.open")} <kbd>O</kbd>
				</Button>
			</div>
		</div>
	);
}

/** A step on a case that is open already, as a form in its place. */
function ShortStep({ chosen, onClose, onDone }: { chosen: Chosen; onClose: () => void; onDone: (c: Case) => void }) {
	const { say } = useLang();
	const queries = useQueryClient();
	const { data: c, error, refetch } = useQuery(caseQuery(chosen.id));
	if (error) return <Refusal error={error} again={() => void refetch()} />;
	if (!c) return <Coming />;
	const step = c.open.find((s) => s.step === chosen.step);
	if (!step) return <p className="label-hint">{say("caller.not_open")}</p>;
	return (
		<div className="step step-open">
			<StepForm
				c={c}
				step={step}
				onClose={onClose}
				onStale={() => void refetch()}
				onDone={(after) => {
					queries.setQueryData(caseQuery(after.id).queryKey, after);
					onDone(after);
				}}
			/>
		</div>
	);
}

/** What the number has brought before, with where it stands; the likely one stands above already. */
function Earlier({
	caller,
	onOpen,
	onStep,
}: {
	caller: CallerNews | undefined;
	onOpen: (id: number) => void;
	onStep: (id: number, step: Short) => void;
}) {
	const lang = useLang();
	const { say, word } = lang;
	const cases = caller?.cases.filter((line) => line.id !== caller.about?.case) ?? [];
	if (!caller) return null;
	if (caller.cases.length === 0) return <p className="label-hint">{say("caller.no_cases")}</p>;
	return (
		<ul className="caller-cases" aria-label={say("history.title")}>
			{cases.map((line) => {
				const { light, word: lit } = lightOf(line.light, lang);
				return (
					<li key={line.id}>
						<button type="button" className="caller-title" onClick={() => onOpen(line.id)}>
							<Light light={light} word={lit} quiet /> {line.title || line.number}
						</button>
						<span className="label-hint">
							{word("state", line.state)} {line.lead?.name}{" "}
							{line.light ? <Due at={line.due_at} short /> : <Moment at={line.closed_at ?? line.registered_at} />}
							{line.light && (
								<>
									{" "}
									<button type="button" className="caller-step" onClick={() => onStep(line.id, "urge")}>
										{word("step", "urge")}
									</button>{" "}
									<button type="button" className="caller-step" onClick={() => onStep(line.id, "supplement")}>
										{say("caller.supplement")}
									</button>
								</>
							)}
						</span>
					</li>
				);
			})}
		</ul>
	);
}
