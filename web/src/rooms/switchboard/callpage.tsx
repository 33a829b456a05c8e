import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Call, type CallDetails, callQuery } from "../../api/calls";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { askedWords, consultedAs, outcomeWords } from "./asked";
import { Player } from "./player";
import { Score } from "./score";
import { clockOf } from "./span";
import "./ledger.css";

/** A call: what is known of it, and how it sounded. */
export function CallPage() {
	const { say, word } = useLang();
	const id = Number(useParams().id);
	const go = useNavigate();
	const { data: call, error } = useQuery(callQuery(id));
	useTitle(say("call.title"));
	useKeys([{ keys: "Escape", say: "keys.back", run: () => go(-1) }]);
	if (error) return <Refusal error={error} />;
	if (!call) return <Coming />;
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>
					<Moment at={call.arrived_at} /> · {call.phone ?? say("call.withheld")}
				</h1>
				<span className="list-count">{call.outcome ? word("call_outcome", call.outcome) : say("call.live")}</span>
				<span className="grow" />
				<Link to={to.calls()}>{say("rail.calls")}</Link>
			</header>
			<div className="call-columns">
				<aside>
					<CallFacts call={call} />
					<CallAsked call={call} />
				</aside>
				<Player key={call.id} call={call} />
			</div>
		</div>
	);
}

/** Who else was asked into a call; nothing where nobody was. */
function CallAsked({ call }: { call: CallDetails }) {
	const lang = useLang();
	const { say } = lang;
	if (call.asked.length === 0) return null;
	return (
		<section className="case-calls" aria-label={say("asked.title")}>
			<h2>{say("asked.title")}</h2>
			<ul>
				{call.asked.map((k) => {
					const facts = {
						...k,
						asked_unit_name: k.unit?.name,
						together_ms: k.together * 1000,
						answered_at: k.answered_at ? 1 : 0,
					};
					return (
						<li key={k.n}>
							<b>{say(consultedAs(facts))}</b> {askedWords(facts, lang)}
							<span className="list-count">
								<Moment at={k.asked_at} /> · {outcomeWords(facts, lang)}
								{k.receipt && ` · ${say("receipt.short")} ${k.receipt}`}
								{k.by && ` · ${k.by.name}`}
							</span>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

/** What is known of a call. What does not apply is not shown. */
export function CallFacts({ call: c }: { call: Call }) {
	const { say, word } = useLang();
	const facts: [string, ReactNode][] = [
		[say("call.hotline"), c.hotline],
		[say("call.direction"), c.outbound && say("call.outbound")],
		[
			say("call.case"),
			c.case && (
				<Link key="case" to={to.case(c.case.id)}>
					{c.case.number} {c.case.title}
				</Link>
			),
		],
		[
			say("call.operator"),
			c.operator && (
				<Link key="operator" to={to.calls({ operator: String(c.operator.id) })}>
					{c.operator.name}
				</Link>
			),
		],
		[say("call.seat"), c.seat],
		[say("score.title"), c.score >= 0 && <Score key="score" score={c.score} />],
		[say("call.waited"), clockOf(c.waited)],
		[say("call.talked"), c.talked > 0 && clockOf(c.talked)],
		[say("call.held_for"), c.held && clockOf(c.held)],
		[say("call.offers"), c.offers > 1 && c.offers],
		[say("call.cause"), c.cause && word("call_cause", c.cause)],
		[say("call.answered"), c.answered_at && <Moment key="answered" at={c.answered_at} />],
		[say("call.ended"), c.ended_at && <Moment key="ended" at={c.ended_at} />],
		[say("call.surge"), c.surge && say("ui.yes")],
		[say("field.urgency"), c.emergency && word("urgency", "emergency")],
	];
	return (
		<dl className="facts">
			{facts.map(([name, value]) =>
				value ? (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				) : null,
			)}
		</dl>
	);
}
