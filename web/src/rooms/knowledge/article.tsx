import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { articleQuery, type Version, type WholeArticle } from "../../api/knowledge";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { compare } from "./compare";
import { Day } from "./day";
import { Reports, SayWrong } from "./report";
import { Steps } from "./steps";

/** An article, like a letter with a margin: what people are told in the middle; law, owner, validity and use beside it. */
export function ArticleView({ id, onClose }: { id: number; onClose: () => void }) {
	const { say } = useLang();
	const go = useNavigate();
	const { data: a, error, refetch } = useQuery(articleQuery(id));
	const writes = a?.steps.includes("write") ?? false;
	useKeys([
		{ keys: "Escape", say: "keys.back", typing: true, run: leaveOr(onClose) },
		...(writes ? [{ keys: "e", say: "article_step.write" as const, run: () => go(to.writeArticle(id)) }] : []),
	]);
	if (error && !a) return <Refusal error={error} again={() => void refetch()} />;
	if (!a) return <Coming />;
	return (
		<article className="letter">
			<header className="letter-head">
				<div>
					<p className="case-line">
						<StateWords a={a} />
					</p>
					<h1>{a.title}</h1>
				</div>
				<button type="button" className="plain" onClick={onClose} title={say("ui.close")} aria-label={say("ui.close")}>
					✕
				</button>
			</header>
			<div className="letter-columns">
				<div className="letter-middle">
					<Due a={a} />
					<Words question={a.question} answer={a.answer} law={a.law} />
					{a.open && a.open.version !== a.version && <Proposed a={a} next={a.open} />}
					<Reports a={a} />
					<Past a={a} />
				</div>
				<aside className="letter-margin">
					<Steps a={a} />
					<Facts a={a} />
					<SayWrong a={a} />
				</aside>
			</div>
		</article>
	);
}

/** Escape first leaves the field somebody types in, then the article. */
const leaveOr = (onClose: () => void) => () => {
	const field = document.activeElement;
	if (field instanceof HTMLElement && field.matches("input, textarea, [role=combobox]")) field.blur();
	else onClose();
};

function StateWords({ a }: { a: WholeArticle }) {
	const { say, word } = useLang();
	return (
		<>
			<span className="case-state">
				{a.state === "approved" && !a.valid ? say("article.not_valid") : word("article_state", a.state)}
			</span>
			{a.version > 1 && <span>{say("article.version", { n: a.version })}</span>}
			{a.state === "approved" && a.open_state && <span>{word("article_waits", a.open_state)}</span>}
			<span className="case-number">{a.code}</span>
		</>
	);
}

/** Why it wants to be looked at again, and how often its unit was reminded. */
function Due({ a }: { a: WholeArticle }) {
	const { say, word } = useLang();
	if (a.due.length === 0) return null;
	return (
		<p className="letter-due" role="note">
			{a.due.map((why) => (
				<Light key={why} light={why === "ending" ? "yellow" : "red"} word={word("article_due", why)} />
			))}
			{a.chases > 0 && (
				<span className="label-hint">
					{say("article.chased", { n: a.chases })} <Moment at={a.chased_at} />
				</span>
			)}
		</p>
	);
}

/** What people are told, as it is read out. */
export function Words({ question, answer, law }: { question?: string; answer: string; law?: string }) {
	return (
		<>
			{question && <p className="letter-question">{question}</p>}
			<div className="prose">{answer}</div>
			{law && <p className="letter-law">{law}</p>}
		</>
	);
}

/** The next version beside the one in force: what it takes away, and what it adds. */
function Proposed({ a, next }: { a: WholeArticle; next: Version }) {
	const { say, word } = useLang();
	const changed = (
		[
			[say("field.title"), a.title, next.title],
			[say("article.question"), a.question ?? "", next.question ?? ""],
			[say("article.answer"), a.answer, next.answer],
			[say("article.law"), a.law ?? "", next.law ?? ""],
			[say("article.unit"), a.unit?.name ?? "", next.unit?.name ?? ""],
			[say("article.region"), a.region?.name ?? "", next.region?.name ?? ""],
			[say("field.category"), a.category?.name ?? "", next.category?.name ?? ""],
			[say("article.valid_from"), a.valid_from ?? "", next.valid_from ?? ""],
			[say("article.valid_to"), a.valid_to ?? "", next.valid_to ?? ""],
			[say("article.review_on"), a.review_on ?? "", next.review_on ?? ""],
		] as const
	).filter(([, before, after]) => before !== after);
	return (
		<section className="proposed">
			<h2>
				{say("article.next_version", { n: next.version })}
				<span className="label-hint">{word("article_waits", next.state)}</span>
			</h2>
			{next.note && <p className="sent-back">{next.note}</p>}
			{changed.length === 0 && <p className="label-hint">{say("article.unchanged")}</p>}
			<dl>
				{changed.map(([name, before, after]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>
							{compare(before, after).map((piece) => (
								<Changed key={piece.at} was={piece.was}>
									{piece.text}
								</Changed>
							))}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

function Changed({ was, children }: { was: "added" | "removed" | undefined; children: ReactNode }) {
	if (was === "added") return <ins>{children}</ins>;
	if (was === "removed") return <del>{children}</del>;
	return children;
}

/** What stands in the margin. What nobody said is not shown. */
function Facts({ a }: { a: WholeArticle }) {
	const { say } = useLang();
	const facts: [string, ReactNode][] = [
		[say("article.unit"), a.unit && <Link to={to.units(a.unit.id)}>{a.unit.name}</Link>],
		[say("field.category"), a.category?.name],
		[say("article.region"), a.region?.name || say("article.everywhere")],
		[say("article.valid_from"), a.valid_from && <Day day={a.valid_from} />],
		[say("article.valid_to"), a.valid_to && <Day day={a.valid_to} />],
		[say("article.review_on"), a.review_on && <Day day={a.review_on} />],
		[say("article.used"), say("article.used_text", { n: a.uses, m: a.recent_uses })],
		[say("article.reported"), a.reports > 0 && say("article.reported_text", { n: a.reports, m: a.open_reports })],
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

/** The versions before, and the last answers that rested on it. */
function Past({ a }: { a: WholeArticle }) {
	const { say, word } = useLang();
	const may = useMay();
	const nameOf = (id: number | undefined) => (id ? (a.people[String(id)] ?? String(id)) : "");
	return (
		<>
			{a.versions.length > 0 && (
				<details className="letter-past">
					<summary>{say("article.versions", { n: a.versions.length })}</summary>
					<ul>
						{a.versions.map((v) => (
							<li key={v.version}>
								<b>{say("article.version", { n: v.version })}</b> {word("article_state", v.state)}{" "}
								<span className="label-hint">
									{v.written_at && (
										<>
											{say("article.written", { name: nameOf(v.written_by) })} <Moment at={v.written_at} />
										</>
									)}
									{v.decided_at && (
										<>
											{" "}
											{say("article.decided", { name: nameOf(v.decided_by) })} <Moment at={v.decided_at} />
										</>
									)}
								</span>
								{v.note && <p className="label-hint">{v.note}</p>}
								{v.version !== a.version && v.version !== a.open?.version && (
									<Words question={v.question} answer={v.answer} law={v.law} />
								)}
							</li>
						))}
					</ul>
				</details>
			)}
			{a.cited.length > 0 && may("cases.read") && (
				<details className="letter-past">
					<summary>{say("article.cited")}</summary>
					<ul>
						{a.cited.map((use) => (
							<li key={`${use.case} ${use.at}`}>
								<Link to={to.case(use.case)}>
									<Moment at={use.at} />
								</Link>{" "}
								<span className="label-hint">
									{nameOf(use.by)} {say("article.version", { n: use.version })}
								</span>
							</li>
						))}
					</ul>
				</details>
			)}
		</>
	);
}
