import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Case, caseQuery } from "../../api/case";
import { type News, useNews } from "../../api/live";
import { useLang } from "../../lang/lang";
import { typed } from "../../lib/kept";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { CaseCalls } from "../switchboard/casecalls";
import { Assignments } from "./assignment";
import { Clock } from "./clock";
import { Facts } from "./facts";
import { Journal } from "./journal";
import { Steps } from "./steps";
import { Story } from "./telling";
import "./desk.css";
import "./case.css";
import "./story.css";
import "./deadline.css";
import "./steps.css";

/** A case on a page of its own. */
export function CaseAlone() {
	const id = Number(useParams().id);
	const go = useNavigate();
	const { data } = useQuery(caseQuery(id));
	useTitle(data?.number ?? "");
	return (
		<div className="alone">
			<CaseView key={id} id={id} onClose={() => go(-1)} alone />
		</div>
	);
}

interface Props {
	id: number;
	onClose: () => void;
	/** Goes on to the next case of the list, when there is a list with one. */
	next?: (() => void) | undefined;
	alone?: boolean;
}

/** A case, like a letter with a margin: facts and people left, the story in the middle, clock and open steps right. */
export function CaseView({ id, onClose, next, alone = false }: Props) {
	const { data: c, error, refetch } = useQuery(caseQuery(id));
	const changed = useChanges(id);
	useKeys([
		{ keys: "Escape", say: "keys.back", typing: true, run: leaveOr(onClose) },
		...(next ? [{ keys: "n", say: "keys.next" as const, run: next }] : []),
	]);
	if (error && !c) return <Refusal error={error} again={() => void refetch()} />;
	if (!c) return <Coming />;
	return (
		<article className="case">
			<Head c={c} alone={alone} onClose={onClose} />
			{changed.waiting && <Changed onShow={changed.show} />}
			<div className="case-columns">
				<aside className="case-facts">
					<Facts c={c} />
					<CaseCalls id={c.id} />
				</aside>
				<Middle c={c} />
				<aside className="case-steps">
					<Clock c={c} />
					<Steps c={c} next={next} onStale={() => void changed.show()} />
					<Assignments c={c} />
				</aside>
			</div>
		</article>
	);
}

/** Escape first leaves the field somebody types in, then the case. */
const leaveOr = (onClose: () => void) => () => {
	const field = document.activeElement;
	if (field instanceof HTMLElement && field.matches("input, textarea, [role=combobox]")) field.blur();
	else onClose();
};

/** Follows what others do to the case: shown at once, unless somebody is filling in a form. */
function useChanges(id: number) {
	const queries = useQueryClient();
	const [waiting, setWaiting] = useState(false);
	const show = useCallback(async () => {
		await queries.invalidateQueries({ queryKey: ["case", id] });
		await queries.invalidateQueries({ queryKey: ["clock", id] });
		setWaiting(false);
	}, [queries, id]);
	useNews(
		useCallback(
			(news: News) => {
				if (news.case !== id) return;
				if (typed.any(`case ${id} `)) setWaiting(true);
				else void show();
			},
			[id, show],
		),
	);
	return { waiting, show };
}

function Changed({ onShow }: { onShow: () => void }) {
	const { say } = useLang();
	return (
		<div className="arrived" role="status">
			<button type="button" onClick={onShow}>
				{say("case.changed")}
			</button>
		</div>
	);
}

function Head({ c, alone, onClose }: { c: Case; alone: boolean; onClose: () => void }) {
	const { say, word } = useLang();
	return (
		<header className="case-head">
			<div>
				<p className="case-line">
					<span className="case-number">{c.number}</span>
					<span className="case-state">{word("state", c.state)}</span>
					{c.urgency === "emergency" && <Light light="violet" word={word("urgency", c.urgency)} />}
					{c.round > 1 && <span>{say("line.round", { n: c.round })}</span>}
					{c.urges > 0 && <span>{say("line.urges", { n: c.urges })}</span>}
					{c.historic && <span>{say("case.historic")}</span>}
				</p>
				<h1 title={c.title}>{c.sealed ? say("case.sealed_title") : c.title || say("line.untitled")}</h1>
			</div>
			<div className="case-tools">
				{!alone && (
					<Link to={to.case(c.id)} title={say("case.alone")} aria-label={say("case.alone")}>
						↗
					</Link>
				)}
				<button
					type="button"
					className="plain"
					onClick={onClose}
					title={say("case.close")}
					aria-label={say("case.close")}
				>
					✕
				</button>
			</div>
		</header>
	);
}

type Tab = "story" | "journal";

function Middle({ c }: { c: Case }) {
	const { say } = useLang();
	const [tab, setTab] = useState<Tab>("story");
	const tabs: Tab[] = ["story", "journal"];
	return (
		<section className="case-middle">
			<div className="tabs" role="tablist" aria-label={say("case.tabs")}>
				{tabs.map((name) => (
					<button
						key={name}
						type="button"
						role="tab"
						id={`tab-${name}`}
						aria-selected={tab === name}
						aria-controls="tab-panel"
						onClick={() => setTab(name)}
					>
						{say(`case.${name}`)}
					</button>
				))}
			</div>
			<div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
				{tab === "story" ? <Story c={c} /> : <Journal c={c} />}
			</div>
		</section>
	);
}
