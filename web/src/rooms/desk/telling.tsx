import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Case } from "../../api/case";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { askedWords, consultedAs, outcomeWords } from "../switchboard/asked";
import { useReason } from "./about";
import { Attachments } from "./attachment";
import { actorOf, personOf } from "./people";
import { type Item, storyOf } from "./story";

/** What happened, in the order it happened: the appeal, what was said, the answers; everything else as thin lines. */
export function Story({ c }: { c: Case }) {
	const { say } = useLang();
	const items = storyOf(c);
	return (
		<ol className="story">
			{items.map((item) => (
				<li key={nameOf(item)} className={`story-${item.kind}`}>
					<span className="story-at">
						<Moment at={item.at} />
					</span>
					<div className="story-what">
						<Told c={c} item={item} />
					</div>
				</li>
			))}
			{c.sealed && <li className="quiet">{say("case.sealed_text")}</li>}
		</ol>
	);
}

/** What tells an item from every other. */
function nameOf(item: Item): string {
	switch (item.kind) {
		case "said":
			return `said ${item.contact.id}`;
		case "reply":
			return `reply ${item.assignment.id}`;
		case "asked":
		case "decided":
			return `${item.kind} ${item.request.id}`;
		case "event":
			return `event ${item.event.n}`;
		default:
			return item.kind;
	}
}

function Told({ c, item }: { c: Case; item: Item }) {
	switch (item.kind) {
		case "letter":
			return <Letter c={c} files={item.files} />;
		case "said":
			return <Said c={c} item={item} />;
		case "reply":
			return <Reply c={c} item={item} />;
		case "asked":
			return <Asked c={c} item={item} />;
		case "decided":
			return <Decided c={c} item={item} />;
		default:
			return <Happened c={c} item={item} />;
	}
}

type Of<K extends Item["kind"]> = Extract<Item, { kind: K }>;

function Letter({ c, files }: { c: Case; files: Case["files"] }) {
	const { say, word } = useLang();
	return (
		<>
			<Head
				who={say("actor.appellant")}
				what={say("story.wrote", { channel: c.mailbox?.name ?? word("channel", c.channel) })}
			/>
			<Prose text={c.content} />
			{c.demand && (
				<p className="story-demand">
					<b>{say("field.demand")}</b> {c.demand}
				</p>
			)}
			<Attachments c={c.id} files={files} />
		</>
	);
}

function Said({ c, item: { contact, visit, files } }: { c: Case; item: Of<"said"> }) {
	const lang = useLang();
	const who = contact.staff ? personOf(c, contact.staff) : contact.outbound ? "" : lang.say("actor.appellant");
	const outcome = ["first_contact", "return_visit"].includes(contact.kind)
		? lang.say(contact.reached ? "story.reached" : "story.unreached")
		: "";
	return (
		<>
			<Head
				who={[contact.unit?.name, who].filter(Boolean).join(" ")}
				what={[lang.word("contact", contact.kind), outcome].filter(Boolean).join(" · ")}
			/>
			{visit?.reached && (
				<p className="story-judgement">
					{[
						visit.satisfaction && lang.word("satisfaction", visit.satisfaction),
						visit.solved && lang.word("solved", visit.solved),
						visit.truthful && `${lang.say("field.truthful")} ${lang.word("truthful", visit.truthful)}`,
					]
						.filter(Boolean)
						.join(" · ")}
				</p>
			)}
			<Prose text={contact.note} />
			<Attachments c={c.id} files={files} />
		</>
	);
}

function Reply({ c, item: { assignment: a } }: { c: Case; item: Of<"reply"> }) {
	const { say, word } = useLang();
	return (
		<>
			<Head
				who={[a.unit.name, personOf(c, a.submitted_by)].filter(Boolean).join(" ")}
				what={say(a.part === "lead" ? "story.replied" : "story.contributed")}
			/>
			<Prose text={a.public} />
			{a.internal && (
				<details className="story-internal">
					<summary>{say("field.internal")}</summary>
					<Prose text={a.internal} />
				</details>
			)}
			{a.solved && (
				<p className="story-judgement">
					{say("story.unit_says", { solved: word("solved", a.solved) })}
					{a.unsolved_reason && `${say("ui.colon")}${a.unsolved_reason}`}
				</p>
			)}
		</>
	);
}

function Asked({ c, item: { request: r } }: { c: Case; item: Of<"asked"> }) {
	const { say, word } = useLang();
	const reasonOf = useReason();
	const who = r.by ? personOf(c, r.by) : say("actor.appellant");
	const reason = r.reason && reasonOf(r.reason);
	return (
		<>
			<Head who={[r.unit?.name, who].filter(Boolean).join(" ")} what={word("request_asked", r.kind)} />
			<Prose text={[reason, r.basis].filter(Boolean).join("\n")} />
			{r.proposed && <p>{say("story.proposed", { unit: r.proposed.name })}</p>}
			{r.text && <Prose text={r.text} />}
		</>
	);
}

function Decided({ c, item: { request: r } }: { c: Case; item: Of<"decided"> }) {
	const { say, word } = useLang();
	return (
		<>
			<Head
				who={personOf(c, r.decided_by)}
				what={say("story.decided", { decision: word("decision", r.state), request: word("request", r.kind) })}
			/>
			<Prose text={r.opinion} />
		</>
	);
}

/** An event that nobody's words go with: a thin line. */
function Happened({ c, item: { event } }: { c: Case; item: Of<"event"> }) {
	const lang = useLang();
	if (event.kind === "call.consulted") return <Consulted c={c} event={event} />;
	const fact = (name: string) => (typeof event.facts[name] === "string" ? (event.facts[name] as string) : "");
	const key = `event.${event.kind}` as Key;
	const unit = fact("lead_name") || fact("unit_name");
	return (
		<p>
			<b>{lang.knows("event", event.kind) ? lang.say(key) : event.kind}</b>
			{unit && ` ${unit}`}
			{fact("receipt") && ` ${askedWords(event.facts, lang)} ${fact("receipt")}`}
			<span className="story-by"> {actorOf(c, event.by, lang)}</span>
		</p>
	);
}

/** Who else was asked into a call of the case, whether they came, and for how long all spoke together. */
function Consulted({ c, event }: { c: Case; event: Of<"event">["event"] }) {
	const lang = useLang();
	const { say } = lang;
	const call = event.facts.call;
	return (
		<p>
			<b>{say(consultedAs(event.facts))}</b> {askedWords(event.facts, lang)} · {outcomeWords(event.facts, lang)}{" "}
			{typeof call === "number" && <Link to={to.call(call)}>{say("asked.call")}</Link>}
			<span className="story-by"> {actorOf(c, event.by, lang)}</span>
		</p>
	);
}

function Head({ who, what }: { who: string; what: string }) {
	return (
		<p className="story-head">
			{who && <b>{who}</b>} {what}
		</p>
	);
}

/** Words of people, with their paragraphs. */
function Prose({ text }: { text: string | undefined }): ReactNode {
	return text ? <div className="prose">{text}</div> : null;
}
