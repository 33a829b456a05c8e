import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Case, takeStep } from "../../api/case";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { newKey } from "../../lib/id";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";
import { AreaPick } from "../directory/areapick";
import { CategoryPick } from "../directory/categorypick";
import { type Answer, ArticlePanel } from "../knowledge/panel";
import { MailboxPick } from "../mailbox/mailboxpick";
import { discard, type Mode, useDraft } from "./draft";
import { History } from "./history";
import { PointPick } from "./pointpick";
import { confidentialities, natures, urgencies } from "./scheme";
import { type Sheet, written } from "./sheet";
import { StepForm } from "./stepform";
import "./desk.css";
import { useTitle } from "../../ui/title";
import "./register.css";

/** The operator's desk: one column in the order of the talk, the caller's history left, knowledge right. */
export const RegisterCall = () => <Register mode="phone" addressOf={to.register} />;

/** The same for letters on paper and by mail. */
export const RegisterLetter = () => <Register mode="letter" addressOf={to.letter} />;

type Receipt = Wire["ReceiptOut"];

function Register({ mode, addressOf }: { mode: Mode; addressOf: (draft?: number) => string }) {
	const { say } = useLang();
	const go = useNavigate();
	const id = Number(useParams().draft) || undefined;
	const d = useDraft(mode, id, addressOf);
	useTitle(say(mode === "phone" ? "register.title" : "register.letter_title"));
	const [receipt, setReceipt] = useState<Receipt>();
	const [redirecting, setRedirecting] = useState<Case>();
	const form = useRef<HTMLFormElement>(null);
	const again = () => {
		setReceipt(undefined);
		setRedirecting(undefined);
		d.forget();
		go(addressOf(), { replace: true });
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
	useKeys([{ keys: "mod+Enter", say: "register.send", typing: true, run: () => form.current?.requestSubmit() }]);

	if (receipt) return <Registered receipt={receipt} onAgain={again} />;
	const busy = register.isPending || answer.isPending;
	const redirectStep = redirecting?.open.find((step) => step.step === "redirect");
	return (
		<div className="register">
			<aside className="register-caller">
				<Caller mode={mode} sheet={d.sheet} fill={d.fill} />
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
				<Matter mode={mode} sheet={d.sheet} fill={d.fill} known={d.draft?.area} />
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
			<aside className="register-knowledge">
				<ArticlePanel
					category={d.sheet.category}
					region={d.sheet.area}
					about={id}
					ready={written(d.sheet)}
					busy={answer.isPending}
					onAnswer={answer.mutate}
				/>
			</aside>
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

interface Part {
	mode: Mode;
	sheet: Sheet;
	fill: (change: Partial<Sheet>) => void;
}

function Caller({ mode, sheet, fill }: Part) {
	const { say, word } = useLang();
	return (
		<>
			<h2>{say(mode === "phone" ? "register.caller" : "register.writer")}</h2>
			<Labelled label={say("person.phone")}>
				{(named) => (
					<Input
						{...named}
						autoFocus={mode === "phone"}
						inputMode="tel"
						autoComplete="off"
						value={sheet.phone}
						onChange={(e) => fill({ phone: e.target.value })}
					/>
				)}
			</Labelled>
			<Labelled label={say("person.name")}>
				{(named) => (
					<Input {...named} autoComplete="off" value={sheet.name} onChange={(e) => fill({ name: e.target.value })} />
				)}
			</Labelled>
			{mode === "letter" && (
				<Labelled label={say("person.email")}>
					{(named) => (
						<Input
							{...named}
							type="email"
							autoComplete="off"
							value={sheet.email}
							onChange={(e) => fill({ email: e.target.value })}
						/>
					)}
				</Labelled>
			)}
			<Labelled label={say("person.kind")} group>
				{() => (
					<Chips
						label={say("person.kind")}
						required
						options={(["person", "enterprise"] as const).map((kind) => ({ value: kind, label: word("person", kind) }))}
						value={sheet.kind}
						onChange={(kind) => fill({ kind: kind as Sheet["kind"] })}
					/>
				)}
			</Labelled>
			<History phone={sheet.phone} />
		</>
	);
}

function Matter({ mode, sheet, fill, known }: Part & { known: Wire["CodeRef"] | undefined }) {
	const { say, word } = useLang();
	const options = (group: string, codes: readonly string[]) =>
		codes.map((code) => ({ value: code, label: word(group, code) }));
	const text = (name: "content" | "demand" | "place" | "title", control: (named: object) => ReactNode, hint?: Key) => (
		<Labelled label={say(`field.${name}`)} required={name === "content"} hint={hint && say(hint)}>
			{control}
		</Labelled>
	);
	return (
		<>
			{mode === "letter" && (
				<Labelled label={say("field.mailbox")}>
					{(named) => (
						<MailboxPick
							{...named}
							label={say("field.mailbox")}
							value={sheet.mailbox}
							onChange={(mailbox) => fill({ mailbox })}
						/>
					)}
				</Labelled>
			)}
			{text("content", (named) => (
				<Input.TextArea
					{...named}
					autoFocus={mode === "letter"}
					autoSize={{ minRows: mode === "letter" ? 8 : 4, maxRows: 20 }}
					value={sheet.content}
					onChange={(e) => fill({ content: e.target.value })}
				/>
			))}
			<div className="pair">
				<Labelled label={say("field.area")}>
					{(named) => (
						<AreaPick
							{...named}
							label={say("field.area")}
							value={sheet.area}
							known={known?.code === sheet.area ? known?.name : undefined}
							onChange={(area) => fill({ area })}
						/>
					)}
				</Labelled>
				{text("place", (named) => (
					<Input {...named} value={sheet.place} onChange={(e) => fill({ place: e.target.value })} />
				))}
			</div>
			<Labelled label={say("field.nature")} required group>
				{() => (
					<Chips
						label={say("field.nature")}
						options={options("nature", natures)}
						value={sheet.nature}
						onChange={(nature) => fill({ nature })}
					/>
				)}
			</Labelled>
			<div className="pair">
				<Labelled label={say("field.category")}>
					{(named) => (
						<CategoryPick
							{...named}
							label={say("field.category")}
							value={sheet.category}
							onChange={(category) => fill({ category })}
						/>
					)}
				</Labelled>
				{text("demand", (named) => (
					<Input {...named} value={sheet.demand} onChange={(e) => fill({ demand: e.target.value })} />
				))}
			</div>
			{text(
				"title",
				(named) => (
					<Input {...named} maxLength={120} value={sheet.title} onChange={(e) => fill({ title: e.target.value })} />
				),
				"register.title_hint",
			)}
			<Labelled label={say("field.urgency")} group>
				{() => (
					<Chips
						label={say("field.urgency")}
						required
						options={options("urgency", urgencies)}
						value={sheet.urgency}
						onChange={(urgency) => fill({ urgency })}
					/>
				)}
			</Labelled>
			<div className="pair">
				<Labelled label={say("field.confidentiality")}>
					{(named) => (
						<Select
							{...named}
							className="pick"
							value={sheet.confidentiality}
							onChange={(confidentiality) => fill({ confidentiality })}
							options={options("confidentiality", confidentialities)}
						/>
					)}
				</Labelled>
				<label className="tick">
					<input type="checkbox" checked={sheet.publish} onChange={(e) => fill({ publish: e.target.checked })} />
					{say("register.publish")}
				</label>
			</div>
			<details>
				<summary>{say("field.point")}</summary>
				<PointPick
					label={say("field.point")}
					area={sheet.area || undefined}
					value={sheet.point}
					onChange={(point) => fill({ point })}
				/>
			</details>
		</>
	);
}

/** What to tell the person now: number and code, each large enough to read aloud. */
function Registered({ receipt, onAgain }: { receipt: Receipt; onAgain: () => void }) {
	const { say } = useLang();
	useKeys([{ keys: "n", say: "register.again", run: onAgain }]);
	return (
		<div className="page registered" role="status">
			<h1>{say("registered.title")}</h1>
			<dl>
				<dt>{say("line.number")}</dt>
				<dd>{receipt.number}</dd>
				{receipt.code && (
					<>
						<dt>{say("registered.code")}</dt>
						<dd>{receipt.code}</dd>
					</>
				)}
			</dl>
			{receipt.code && <p>{say("registered.code_text")}</p>}
			<div className="row">
				<Button type="primary" onClick={onAgain} autoFocus>
					{say("register.again")} <kbd>N</kbd>
				</Button>
				{receipt.id && <Link to={to.case(receipt.id)}>{say("registered.open")}</Link>}
			</div>
		</div>
	);
}
