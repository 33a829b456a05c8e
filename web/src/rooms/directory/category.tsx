import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { type Category, categoriesQuery } from "../../api/city";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import { categoryName, categoryPath } from "./categorypick";
import "./directory.css";

/** The category scheme, from the top down. */
export function Categories() {
	const { say, code } = useLang();
	useTitle(say("rail.categories"));
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim().toLowerCase());
	const { data, error } = useQuery(categoriesQuery);
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const fits = (c: Category) =>
		`${c.code} ${c.name} ${c.name_en ?? ""} ${c.name_es ?? ""}`.toLowerCase().includes(words);
	const shown = words ? new Set(data.filter(fits).flatMap((c) => categoryPath(data, c.code))) : undefined;
	const below = (parent: string) => data.filter((c) => (c.parent ?? "") === parent && (!shown || shown.has(c.code)));
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.categories")}</h1>
				<span className="list-count">{say("list.count", { n: data.length })}</span>
			</header>
			<Seek className="page-search" label={say("category.search")} value={text} onType={setText} />
			{below("").length === 0 && <Quiet>{say("pick.none")}</Quiet>}
			{below("").map((top) => (
				<section key={top.code} className="scheme">
					<h2>
						<Name c={top} />
					</h2>
					<ul>
						{below(top.code).map((middle) => (
							<li key={middle.code}>
								<b>
									<Name c={middle} />
								</b>{" "}
								{middle.open311 && <span className="label-hint">Open311</span>}
								<span className="scheme-leaves">
									{below(middle.code)
										.map((leaf) => categoryName(leaf, code))
										.join(" · ")}
								</span>
							</li>
						))}
					</ul>
				</section>
			))}
		</div>
	);
}

function Name({ c }: { c: Category }) {
	const { code } = useLang();
	const may = useMay();
	const name = categoryName(c, code);
	return (
		<>
			<span className="scheme-code">{c.code}</span>{" "}
			{may("cases.read") ? <Link to={to.cases({ category: c.code })}>{name}</Link> : name}
		</>
	);
}
