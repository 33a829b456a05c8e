import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useEffect, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { categoriesQuery, unitQuery } from "../../api/city";
import { type ArticleSearch, articleListQuery, type List, lists, tallyQuery } from "../../api/knowledge";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { type Knowing, knowingOf, to } from "../../lib/to";
import { Chips } from "../../ui/chips";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { AreaPick } from "../directory/areapick";
import { categoryName } from "../directory/categorypick";
import { UnitPick } from "../directory/unitpick";
import { ArticleView } from "./article";
import { Rows, useWalk } from "./rows";
import "./knowledge.css";

/** What answers rest on: a search by words and by category, and the article beside it. Everything stands in the address. */
export function Knowledge() {
	const { say, word } = useLang();
	const open = Number(useParams().id) || undefined;
	const [params] = useSearchParams();
	const search = knowingOf(params);
	const go = useNavigate();
	const set = (change: Knowing) => go(to.articles({ ...search, ...change }), { replace: true });
	const list = lists.find((l) => l === search.list) ?? "approved";
	useTitle(list === "approved" ? say("rail.knowledge") : word("article_list", list));
	return (
		<div className={open ? "knowing knowing-open" : "knowing"}>
			<nav className="knowing-tree" aria-label={say("field.category")}>
				<Branches chosen={search.category ?? ""} onChoose={(category) => set({ category })} />
			</nav>
			<section className="knowing-list" aria-label={say("rail.knowledge")}>
				<Head search={search} set={set} list={list} />
				<Found search={search} list={list} open={open} />
			</section>
			{open && (
				<section className="knowing-one" aria-label={say("article.title")}>
					<ArticleView key={open} id={open} onClose={() => go(to.articles(search))} />
				</section>
			)}
		</div>
	);
}

interface HeadProps {
	search: Knowing;
	set: (change: Knowing) => void;
	list: List;
}

function Head({ search, set, list }: HeadProps) {
	const { say } = useLang();
	const may = useMay();
	const [text, setText] = useState(search.q ?? "");
	const words = useDeferredValue(text.trim());
	useEffect(() => {
		if (words !== (search.q ?? "")) set({ q: words });
	}); // the address follows what is typed
	return (
		<header className="knowing-head">
			<div className="list-head">
				<h1>{say("rail.knowledge")}</h1>
				<span className="grow" />
				{may("articles.edit") && (
					<Link className="plain" to={to.writeArticle()}>
						{say("article.new")}
					</Link>
				)}
			</div>
			<Seek label={say("article.search")} value={text} onType={setText} onSearch={setText} />
			<Lists list={list} set={set} />
			<div className="knowing-narrow">
				<AreaPick label={say("article.region")} value={search.region ?? ""} onChange={(region) => set({ region })} />
				<UnitFilter value={search.unit} onChange={(unit) => set({ unit })} />
				<CategorySelect value={search.category ?? ""} onChange={(category) => set({ category })} />
			</div>
		</header>
	);
}

/** The lists of those who look after articles, each with how much is in it. */
function Lists({ list, set }: Pick<HeadProps, "list" | "set">) {
	const { say, word } = useLang();
	const may = useMay();
	const { data = [] } = useQuery({ ...tallyQuery, enabled: may("articles.edit") });
	if (data.length === 0) return null;
	const count = (name: List) => data.find((l) => l.list === name)?.all ?? 0;
	return (
		<Chips
			label={say("article.lists")}
			required
			value={list}
			onChange={(name) => set({ list: name === "approved" ? undefined : name })}
			options={lists.map((name) => ({ value: name, label: `${word("article_list", name)} ${count(name)}` }))}
		/>
	);
}

function UnitFilter({ value, onChange }: { value: string | undefined; onChange: (unit: string | undefined) => void }) {
	const { say } = useLang();
	const id = Number(value) || 0;
	const { data } = useQuery({ ...unitQuery(id), enabled: id > 0 });
	return (
		<UnitPick
			label={say("article.unit")}
			value={id ? { id, name: data?.unit.name ?? String(id) } : undefined}
			onChange={(unit) => onChange(unit ? String(unit.id) : undefined)}
		/>
	);
}

/** The categories again, where there is no room for the tree. */
function CategorySelect({ value, onChange }: { value: string; onChange: (code: string) => void }) {
	const { say, code } = useLang();
	const { data = [] } = useQuery(categoriesQuery);
	return (
		<Select
			className="pick knowing-category"
			allowClear
			showSearch={{ optionFilterProp: "label" }}
			aria-label={say("field.category")}
			placeholder={say("field.category")}
			value={value || undefined}
			onChange={(category) => onChange(category ?? "")}
			options={data.filter((c) => c.code.length <= 4).map((c) => ({ value: c.code, label: categoryName(c, code) }))}
		/>
	);
}

/** The scheme's first level, and the second below what was chosen. */
function Branches({ chosen, onChoose }: { chosen: string; onChoose: (code: string) => void }) {
	const { say, code } = useLang();
	const { data = [] } = useQuery(categoriesQuery);
	const top = data.filter((c) => !c.parent);
	const row = (c: (typeof data)[number], level: number) => (
		<button
			type="button"
			className={`branch branch-${level}`}
			aria-pressed={chosen === c.code}
			onClick={() => onChoose(chosen === c.code ? (c.parent ?? "") : c.code)}
		>
			{categoryName(c, code)}
		</button>
	);
	return (
		<ul>
			<li>
				<button type="button" className="branch branch-0" aria-pressed={chosen === ""} onClick={() => onChoose("")}>
					{say("article.every_category")}
				</button>
			</li>
			{top.map((c) => (
				<li key={c.code}>
					{row(c, 1)}
					{chosen.startsWith(c.code) && (
						<ul>
							{data
								.filter((below) => below.parent === c.code)
								.map((below) => (
									<li key={below.code}>{row(below, 2)}</li>
								))}
						</ul>
					)}
				</li>
			))}
		</ul>
	);
}

function Found({ search, list, open }: { search: Knowing; list: List; open: number | undefined }) {
	const { say } = useLang();
	const asked: ArticleSearch = {
		...(search.q && { q: search.q }),
		...(search.category && { category: search.category }),
		...(search.region && { region: search.region }),
		...(search.unit && { unit: Number(search.unit) }),
		...(list !== "approved" && { list }),
	};
	const found = useInfiniteQuery({ ...articleListQuery(asked), placeholderData: (before) => before });
	const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
	const openTo = (id?: number) => to.articles(search, id);
	const walk = useWalk(rows, open, openTo);
	if (found.error) return <Refusal error={found.error} again={() => void found.refetch()} />;
	if (!found.data) return <Coming />;
	return (
		<div className="knowing-rows">
			{found.data.pages[0]?.loose && rows.length > 0 && <p className="knowing-loose">{say("article.loose")}</p>}
			{rows.length === 0 && <Quiet>{say(list === "approved" ? "knowledge.none" : "list.nothing_waits")}</Quiet>}
			{rows.length > 0 && <Rows rows={rows} list={list} at={walk.at} open={open} openTo={openTo} />}
			{found.hasNextPage && (
				<button type="button" className="more" onClick={() => void found.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
		</div>
	);
}
