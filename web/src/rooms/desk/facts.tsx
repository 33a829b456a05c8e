import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Case } from "../../api/case";
import { categoriesQuery } from "../../api/city";
import { articleQuery } from "../../api/knowledge";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { categoryName } from "../directory/categorypick";
import { Identity } from "./identity";
import { personOf } from "./people";

/** What is known of the matter and of the people in it. What nobody said is not shown. */
export function Facts({ c }: { c: Case }) {
	const { say, word } = useLang();
	const facts: [string, ReactNode][] = [
		[say("field.nature"), word("nature", c.nature)],
		[say("field.category"), c.category && <CategoryFact key="category" c={c} />],
		[say("field.urgency"), c.urgency !== "normal" && word("urgency", c.urgency)],
		[say("field.area"), c.area?.name],
		[say("field.place"), c.place],
		[say("field.point"), c.lon !== undefined && c.lat !== undefined && `${c.lon.toFixed(5)}, ${c.lat.toFixed(5)}`],
		[say("field.channel"), word("channel", c.channel)],
		[say("field.mailbox"), c.mailbox?.name],
		[say("field.confidentiality"), word("confidentiality", String(c.confidentiality))],
		[say("field.publish"), say(c.publish ? "ui.yes" : "ui.no")],
		[say("fact.registered"), c.registered_at && <Moment key="registered" at={c.registered_at} />],
		[say("fact.registered_by"), personOf(c, c.registered_by)],
		[say("fact.promised"), c.promised_at && <Moment key="promised" at={c.promised_at} />],
		[say("fact.replied"), c.replied_at && <Moment key="replied" at={c.replied_at} />],
		[say("fact.closed"), c.closed_at && <Moment key="closed" at={c.closed_at} />],
		[
			say("fact.first_judgement"),
			c.first_judgement && c.first_judgement !== c.judgement && word("satisfaction", c.first_judgement),
		],
		[say("fact.judgement"), c.judgement && word("satisfaction", c.judgement)],
		[say("fact.article"), c.article && <ArticleFact key="article" id={c.article} />],
		[say("fact.outcome"), c.outcome && c.outcome !== c.judgement && word("outcome", c.outcome)],
	];
	return (
		<>
			<Identity c={c} />
			<dl className="facts">
				{facts.map(([name, value]) =>
					value ? (
						<div key={name}>
							<dt>{name}</dt>
							<dd>{value}</dd>
						</div>
					) : null,
				)}
				{c.lead && (
					<div>
						<dt>{say("fact.lead")}</dt>
						<dd>
							<Link to={to.units(c.lead.id)}>{c.lead.name}</Link>
						</dd>
					</div>
				)}
			</dl>
		</>
	);
}

function CategoryFact({ c }: { c: Case }) {
	const { code } = useLang();
	const { data = [] } = useQuery(categoriesQuery);
	const found = data.find((category) => category.code === c.category?.code);
	return found ? categoryName(found, code) : c.category?.name;
}

/** The article that an answer on the spot rests on. */
function ArticleFact({ id }: { id: number }) {
	const { data } = useQuery(articleQuery(id));
	return data ? <Link to={to.article(id)}>{data.title}</Link> : null;
}
