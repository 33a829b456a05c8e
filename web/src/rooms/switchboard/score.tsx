import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";

/** What a caller pressed: five marks and a word; who pressed nothing is said to have. */
export function Score({ score }: { score: number }) {
	const { say } = useLang();
	if (score < 0) return <span className="score-none">–</span>;
	if (score === 0) return <span className="score-none">{say("score.none")}</span>;
	return (
		<span className="score" title={say("score.of", { n: score })}>
			<span aria-hidden="true">
				{"●".repeat(score)}
				<span className="score-rest">{"●".repeat(5 - score)}</span>
			</span>
			<span className="unseen">{say("score.of", { n: score })}</span>
		</span>
	);
}

/** Average with its count; none pressed apart. */
export function Satisfaction({ of }: { of: Wire["SatisfactionOut"] }) {
	const { say } = useLang();
	return (
		<span className="satisfaction">
			{of.count > 0 && <b>{of.average.toFixed(2)}</b>}{" "}
			<span className="list-count">{say("score.pressed", { n: of.count, none: of.none })}</span>
		</span>
	);
}
