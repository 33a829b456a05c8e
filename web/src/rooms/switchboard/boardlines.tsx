import { useLang } from "../../lang/lang";
import type { BoardLine } from "./wire";

/** The day of each hotline that was called. */
export function BoardLines({ lines, target }: { lines: BoardLine[]; target: number }) {
	const { say, locale } = useLang();
	const percent = new Intl.NumberFormat(locale, { style: "percent" });
	if (lines.length === 0) return null;
	return (
		<section aria-label={say("board.lines")}>
			<h2>{say("board.lines")}</h2>
			<table className="plain-table board-lines">
				<thead>
					<tr>
						<th>{say("hotline.name")}</th>
						<th>{say("room.waiting")}</th>
						<th>{say("board.offered")}</th>
						<th>{say("board.answered")}</th>
						<th>{say("board.abandoned")}</th>
						<th>{say("room.level", { n: target })}</th>
					</tr>
				</thead>
				<tbody>
					{lines.map((line) => (
						<tr key={line.hotline}>
							<td className="board-name" title={`${line.hotline} ${line.name}`}>
								{line.name}
							</td>
							<td>{line.waiting}</td>
							<td>{line.offered}</td>
							<td>{line.answered}</td>
							<td>{line.abandoned}</td>
							<td>{line.level === null ? "–" : percent.format(line.level)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
