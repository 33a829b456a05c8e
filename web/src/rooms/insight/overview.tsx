import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { casesQuery, countsQuery, type Line, tallyQuery } from "../../api/case";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { type Filters, to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { lightOf, waitingOn } from "../desk/words";
import "./overview.css";

/** Where the house stands: what waits, what is late, what became of the last thirty days. Counts, each a link to its cases. */
export function Overview() {
	const { say } = useLang();
	useTitle(say("rail.overview"));
	const { worklists } = useMe();
	return (
		<div className="page page-wide overview">
			<h1>{say("rail.overview")}</h1>
			<Tally />
			{worklists.length > 0 && <Lists />}
			<div className="overview-pair">
				<Few title="overview.late" filters={{ light: "red", sort: "due" }} />
				<Few title="overview.soon" filters={{ light: "yellow", sort: "due" }} />
			</div>
		</div>
	);
}

/** What became of the matters of the last thirty days: plain numbers, each with what it is a part of. */
function Tally() {
	const { say, locale } = useLang();
	const { data, error } = useQuery(tallyQuery);
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const number = new Intl.NumberFormat(locale);
	const figures: [Key, number, string][] = [
		["overview.received", data.received, ""],
		["overview.answered", data.answered, say("overview.of", { n: number.format(data.received) })],
		["overview.judged", data.judged, say("overview.of", { n: number.format(data.received) })],
		["overview.satisfied", data.satisfied, say("overview.of_judged", { n: number.format(data.judged) })],
	];
	return (
		<section aria-label={say("overview.tally")}>
			<h2>
				{say("overview.tally")}{" "}
				<span className="label-hint">
					{say("overview.as_of")} <Moment at={data.as_of} />
				</span>
			</h2>
			<dl className="figures">
				{figures.map(([name, n, of]) => (
					<div key={name}>
						<dt>{say(name)}</dt>
						<dd>{number.format(n)}</dd>
						<dd className="label-hint">{of}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}

function Lists() {
	const { say, word } = useLang();
	const { data } = useQuery(countsQuery);
	if (!data) return <Coming />;
	return (
		<section aria-label={say("overview.lists")}>
			<h2>{say("overview.lists")}</h2>
			<ul className="figures">
				{data.map((list) => (
					<li key={list.name}>
						<Link to={to.work(list.name)}>
							<span>{word("worklist", list.name)}</span>
							<b>{say("rail.count", { n: list.all })}</b>
							{list.late > 0 ? (
								<Light light="red" word={say("frame.late", { n: list.late })} />
							) : (
								<span className="label-hint">{say("overview.none_late")}</span>
							)}
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}

/** The first cases of a search, and the way to all of them. */
function Few({ title, filters }: { title: Key; filters: Filters }) {
	const { say } = useLang();
	const { data, error } = useInfiniteQuery(casesQuery(filters));
	const lines = data?.pages[0]?.items.filter((line) => line.light) ?? [];
	return (
		<section aria-label={say(title)}>
			<h2>{say(title)}</h2>
			{error && <Refusal error={error} />}
			{!data && !error && <Coming />}
			{data && lines.length === 0 && <Quiet>{say("overview.nothing")}</Quiet>}
			<ul className="few">
				{lines.slice(0, 12).map((line) => (
					<Short key={line.id} line={line} filters={filters} />
				))}
			</ul>
			{lines.length > 0 && <Link to={to.cases(filters)}>{say("overview.all")}</Link>}
		</section>
	);
}

function Short({ line, filters }: { line: Line; filters: Filters }) {
	const lang = useLang();
	const { light, word } = lightOf(line.light, lang);
	return (
		<li>
			<Light light={light} word={word} quiet />
			<Link to={to.cases(filters, line.id)}>{line.title}</Link>
			<span className="few-who">{waitingOn(line, lang)}</span>
			<Due at={line.due_at} short />
		</li>
	);
}
