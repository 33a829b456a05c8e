import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { Article, List } from "../../api/knowledge";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { Light } from "../../ui/light";
import { Day } from "./day";

interface Props {
	rows: Article[];
	list: List;
	at: number | undefined;
	open: number | undefined;
	openTo: (id?: number) => string;
}

/** Articles as a table: what it says, whose it is, how it is used, and until when it holds. */
export function Rows({ rows, list, at, open, openTo }: Props) {
	const { say } = useLang();
	return (
		<table className="articles-table">
			<thead>
				<tr>
					<th>{say("article.title")}</th>
					<th className="spare a-unit">{say("article.unit")}</th>
					<th className="spare a-category">{say("field.category")}</th>
					<th className="spare a-uses">{say("article.recent")}</th>
					<th className="spare a-review">{say("article.review_on")}</th>
				</tr>
			</thead>
			<tbody>
				{rows.map((article) => (
					<Row key={article.id} article={article} list={list} at={at} open={open} openTo={openTo} />
				))}
			</tbody>
		</table>
	);
}

function Row({ article, list, at, open, openTo }: Omit<Props, "rows"> & { article: Article }) {
	const { say } = useLang();
	const go = useNavigate();
	const state = [article.id === at && "at", article.id === open && "open"].filter(Boolean).join(" ");
	return (
		<tr
			id={`article-${article.id}`}
			className={state || undefined}
			onClick={(event) => {
				if (event.target instanceof Element && event.target.closest("a")) return;
				go(openTo(article.id), { replace: open !== undefined });
			}}
		>
			<td>
				<Link
					to={openTo(article.id)}
					replace={open !== undefined}
					aria-current={article.id === open || undefined}
					title={article.title}
				>
					{article.title}
				</Link>
				<Warnings article={article} list={list} />
				<span className="article-glimpse spare">{article.answer}</span>
			</td>
			<td className="spare a-unit" title={article.unit?.name}>
				{article.unit?.name}
			</td>
			<td className="spare a-category" title={article.category?.name}>
				{article.category?.name}
			</td>
			<td className="spare a-uses">{article.recent_uses > 0 && say("article.times", { n: article.recent_uses })}</td>
			<td className="spare a-review">
				<Day day={article.review_on} />
			</td>
		</tr>
	);
}

/** What sets an article apart in a list: why it is due, a version that waits, a doubt. */
export function Warnings({ article, list }: { article: Article; list?: List }) {
	const { say, word } = useLang();
	const waits = article.state === "approved" && article.open_state && list !== "draft" && list !== "in_review";
	return (
		<span className="article-warnings">
			{article.due.map((why) => (
				<Light key={why} light={why === "ending" ? "yellow" : "red"} word={word("article_due", why)} />
			))}
			{article.open_reports > 0 && !article.due.includes("said_wrong") && (
				<Light light="yellow" word={say("article.doubted", { n: article.open_reports })} />
			)}
			{waits && <span className="label-hint">{word("article_waits", article.open_state)}</span>}
			{list === "review_due" && article.chases > 0 && (
				<span className="label-hint">{say("article.chased", { n: article.chases })}</span>
			)}
		</span>
	);
}

/** Moving through the list by keys, with the article open or not. */
export function useWalk(rows: Article[], open: number | undefined, openTo: (id?: number) => string) {
	const go = useNavigate();
	const [pointed, setPointed] = useState<number>();
	const at = open ?? pointed;
	const index = rows.findIndex((row) => row.id === at);
	const move = (by: number) => {
		const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))]?.id;
		if (next === undefined) return;
		setPointed(next);
		document.getElementById(`article-${next}`)?.scrollIntoView({ block: "nearest" });
		if (open) go(openTo(next), { replace: true });
	};
	useKeys([
		{ keys: "j", say: "keys.down", run: () => move(1) },
		{ keys: "k", say: "keys.up", run: () => move(-1) },
		{ keys: "ArrowDown", say: "keys.down", run: () => move(1) },
		{ keys: "ArrowUp", say: "keys.up", run: () => move(-1) },
		...(open ? [] : [{ keys: "Enter", say: "keys.open" as const, run: () => at && go(openTo(at)) }]),
	]);
	return { at };
}
