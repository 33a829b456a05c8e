import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { type Case, takeStep } from "../../api/case";
import { useLang } from "../../lang/lang";
import { newKey } from "../../lib/id";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { type Answer, ArticlePanel } from "../knowledge/panel";
import { CallerCard } from "../switchboard/caller";
import { useChair, useRoom } from "../switchboard/chair";
import { Phrases } from "../switchboard/phrasebook";
import type { Call } from "../switchboard/wire";
import { CaseView } from "./case";
import { discard, type Mode, type OfCall, useDraft } from "./draft";
import { History } from "./history";
import { Matter } from "./matter";
import { Near } from "./near";
import { Person } from "./person";
import { type Receipt, Registered } from "./registered";
import { written } from "./sheet";
import { StepForm } from "./stepform";
import "./desk.css";
import "./register.css";

/** The operator's desk: one column in the order of the talk, the caller's history left, knowledge right. */
export function RegisterCall() {
	const named = Number(useSearchParams()[0].get("call")) || undefined;
	const { call } = useRoom();
	const of = ofCall(named, call);
	// Another call is another sheet; what was written on the one before is kept as its draft.
	return (
		<Register
			key={named ?? 0}
			mode="phone"
			addressOf={(draft) => to.register(draft, named)}
			{...(of && { call: of })}
		/>
	);
}

/** The same for letters on paper and by mail. */
export const RegisterLetter = () => <Register mode="letter" addressOf={to.letter} />;

/** The call that a sheet is for: the one in its address, or the one that is going on. */
function ofCall(named: number | undefined, call: Call | undefined): OfCall | undefined {
	const live = call?.mine && call.direction !== "out" && (!named || named === call.id) ? call : undefined;
	if (!live) return named ? { id: named, stage: "over", begins: false, category: "" } : undefined;
	const stage = live.state === "offered" ? "offered" : "taken";
	return { id: live.id, stage, begins: named !== undefined, category: live.hotline.category ?? "" };
}

interface Props {
	mode: Mode;
	addressOf: (draft?: number) => string;
	call?: OfCall;
}

function Register({ mode, addressOf, call }: Props) {
	const { say } = useLang();
	const go = useNavigate();
	const d = useDraft(mode, Number(useParams().draft) || undefined, addressOf, call);
	const { id } = d;
	const { room, ...live } = useRoom();
	const chair = useChair();
	useTitle(say(mode === "phone" ? "register.title" : "register.letter_title"));
	const [receipt, setReceipt] = useState<Receipt>();
	const [redirecting, setRedirecting] = useState<Case>();
	const [beside, setBeside] = useState<number>();
	const form = useRef<HTMLFormElement>(null);
	const again = () => {
		setReceipt(undefined);
		setRedirecting(undefined);
		setBeside(undefined);
		d.forget();
		go(mode === "phone" ? to.register() : to.letter(), { replace: true });
	};
	const queries = useQueryClient();
	const finish = (done: Receipt) => {
		queries.removeQueries({ queryKey: ["case", done.id] }); // what was read of it was a draft
		setReceipt(done);
	};
	const register = useMutation({ mutationFn: d.register, onSuccess: finish });
	const answer = useMutation({
		mutationFn: (a: Answer) => d.kept().then((c) => answerDirectly(c, a)),
		onSuccess: (c) => finish({ id: c.id, number: c.number, code: "" }),
	});
	const throwAway = useMutation({ mutationFn: async () => id && discard(id), onSuccess: again });
	const redirect = useMutation({ mutationFn: d.kept, onSuccess: setRedirecting });
	/** An open case was urged or supplemented; an empty sheet was then not needed. */
	const served = async (step: string, c: Case) => {
		if (call) chair?.ask({ type: "about", call: call.id, case: c.id });
		if (written(d.sheet)) return;
		if (id) await discard(id);
		d.forget();
		setReceipt({ id: c.id, number: c.number, code: "", did: step });
	};
	useKeys([{ keys: "mod+Enter", say: "register.send", typing: true, run: () => form.current?.requestSubmit() }]);

	const taken = call?.stage === "taken" && call.begins;
	useEffect(() => {
		if (taken && document.activeElement === document.body) form.current?.querySelector("textarea")?.focus();
	}, [taken]);

	if (receipt) return <Registered receipt={receipt} onAgain={again} />;
	const busy = register.isPending || answer.isPending;
	const redirectStep = redirecting?.open.find((step) => step.step === "redirect");
	const called = call && call.stage !== "over" ? live.call : undefined;
	return (
		<div className={beside ? "register register-beside" : "register"}>
			<aside className="register-caller">
				<h2>{say(mode === "phone" ? "register.caller" : "register.writer")}</h2>
				{called && (
					<CallerCard
						call={called}
						caller={live.caller}
						name={d.sheet.name}
						onName={(name) => d.fill({ name })}
						onOpen={setBeside}
						onServed={(step, c) => void served(step, c)}
					/>
				)}
				<Person mode={mode} sheet={d.sheet} fill={d.fill} called={called !== undefined && !called.caller.withheld} />
				<History phone={d.sheet.phone} />
			</aside>
			<form
				ref={form}
				className="register-sheet"
				onSubmit={(event) => {
					event.preventDefault();
					if (!busy) register.mutate();
				}}
			>
				<header>
					<h1>{say(mode === "phone" ? "register.title" : "register.letter_title")}</h1>
					<span className={`saving saving-${d.saving}`} role="status">
						{say(`saving.${d.saving}`)}
						{d.draft && ` ${d.draft.number}`}
					</span>
				</header>
				<Matter
					mode={mode}
					sheet={d.sheet}
					fill={d.fill}
					known={d.draft?.area}
					short={mode === "phone" && (live.call?.surge ?? room?.surge ?? false)}
				/>
				{[register.error, answer.error, redirect.error, d.saving === "failed" ? d.error : null]
					.filter(Boolean)
					.map((error) => (
						<Refusal key={String(error)} error={error} />
					))}
				{redirecting && redirectStep ? (
					<div className="step step-open">
						<StepForm
							c={redirecting}
							step={redirectStep}
							onDone={(c) => finish({ id: c.id, number: c.number, code: "" })}
							onClose={() => setRedirecting(undefined)}
							onStale={() => redirect.mutate()}
						/>
					</div>
				) : (
					<footer className="register-end">
						<Button type="primary" htmlType="submit" loading={register.isPending} disabled={!written(d.sheet)}>
							{say("register.send")} <kbd>⌘⏎</kbd>
						</Button>
						<Button loading={redirect.isPending} disabled={!written(d.sheet)} onClick={() => redirect.mutate()}>
							{say("register.redirect")}
						</Button>
						<span className="grow" />
						<Button type="text" disabled={!id && !written(d.sheet)} onClick={() => (id ? throwAway.mutate() : again())}>
							{say("register.discard")}
						</Button>
					</footer>
				)}
			</form>
			{beside ? (
				<div className="register-case beside">
					<CaseView key={beside} id={beside} onClose={() => setBeside(undefined)} />
				</div>
			) : (
				<aside className="register-knowledge">
					<Near sheet={d.sheet} draft={id} onOpen={setBeside} />
					<ArticlePanel
						category={d.sheet.category}
						region={d.sheet.area}
						about={id}
						ready={written(d.sheet)}
						busy={answer.isPending}
						onAnswer={answer.mutate}
					/>
					{mode === "phone" && <Phrases />}
				</aside>
			)}
		</div>
	);
}

/** Answers on the spot, resting on an article. */
function answerDirectly(c: Case, a: Answer): Promise<Case> {
	const step = c.open.find((s) => s.step === "answer_directly") ?? {
		step: "answer_directly",
		on: "case" as const,
		fields: [],
	};
	return takeStep(c.id, {
		step,
		version: c.version,
		form: { article: a.article, public: a.text },
		files: [],
		key: newKey(),
	});
}
