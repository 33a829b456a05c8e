import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { callsQuery, scoresQuery } from "../../api/calls";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Moment } from "../../ui/moment";
import { Satisfaction, Score } from "./score";
import { clockOf } from "./span";
import "./ledger.css";

/** The calls of a case, beside its facts; nothing where there were none. */
export function CaseCalls({ id }: { id: number }) {
	const { say, word } = useLang();
	const may = useMay()("calls.read");
	const of = { case: String(id) };
	const list = useInfiniteQuery({ ...callsQuery(of), enabled: may });
	const calls = list.data?.pages.flatMap((page) => page.items) ?? [];
	const scores = useQuery({ ...scoresQuery(of), enabled: may && calls.length > 1 });
	if (calls.length === 0) return null;
	return (
		<section className="case-calls" aria-label={say("rail.calls")}>
			<h2>{say("rail.calls")}</h2>
			{scores.data && scores.data.count > 1 && <Satisfaction of={scores.data} />}
			<ul>
				{calls.map((c) => (
					<li key={c.id}>
						<Link to={to.call(c.id)}>
							<Moment at={c.arrived_at} />
						</Link>
						<span className="list-count">
							{c.talked > 0 ? clockOf(c.talked) : word("call_outcome", c.outcome)}
							{c.recorded > 0 && c.may_listen && ` · ♪ ${say("call.listen")}`}
						</span>
						{c.score > 0 && <Score score={c.score} />}
					</li>
				))}
			</ul>
		</section>
	);
}
