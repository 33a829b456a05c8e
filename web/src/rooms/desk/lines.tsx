import { memo } from "react";
import { Link, useNavigate } from "react-router";
import type { Line } from "../../api/case";
import { useLang } from "../../lang/lang";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { keyOf, type Still } from "./still";
import { cameFrom, lightOf, placeOf, waitingOn } from "./words";

interface Props {
	rows: Still["rows"];
	at: number | undefined;
	open: number | undefined;
	openTo: (id?: number) => string;
	onPoint: (id: number) => void;
}

/** Cases as a table that answers "what now". Beside an open case it shows light, title and due only. */
export function Lines({ rows, at, open, openTo, onPoint }: Props) {
	const { say } = useLang();
	return (
		<table className="lines">
			<thead>
				<tr>
					<th className="c-light">{say("line.light")}</th>
					<th className="c-number spare">{say("line.number")}</th>
					<th className="c-title">{say("line.title")}</th>
					<th className="c-place spare">{say("line.place")}</th>
					<th className="c-from spare">{say("line.from")}</th>
					<th className="c-wait spare">{say("line.waiting")}</th>
					<th className="c-due">{say("line.due")}</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ line, gone }) => (
					<Row
						key={keyOf(line)}
						line={line}
						gone={gone}
						at={line.id === at}
						open={line.id === open}
						beside={open !== undefined}
						openTo={openTo}
						onPoint={onPoint}
					/>
				))}
			</tbody>
		</table>
	);
}

interface RowProps extends Pick<Props, "openTo" | "onPoint"> {
	line: Line;
	gone: boolean;
	at: boolean;
	open: boolean;
	beside: boolean;
}

const Row = memo(function Row({ line, gone, at, open, beside, openTo, onPoint }: RowProps) {
	const lang = useLang();
	const go = useNavigate();
	const { light, word } = lightOf(line.light, lang);
	const state = [at && "at", open && "open", gone && "gone"].filter(Boolean).join(" ");
	return (
		<tr
			id={`line-${line.id}`}
			className={state || undefined}
			onClick={(event) => {
				if (event.target instanceof Element && event.target.closest("a")) return;
				onPoint(line.id);
				go(openTo(line.id), { replace: beside });
			}}
		>
			<td className="c-light">
				<Light light={light} word={word} quiet={beside || light === "none"} />
			</td>
			<td className="c-number spare">{line.number}</td>
			<td className="c-title">
				<Link to={openTo(line.id)} replace={beside} aria-current={open || undefined} title={line.title}>
					{line.urgency === "emergency" && <Light light="violet" word={lang.word("urgency", line.urgency)} />}
					{line.title || lang.say("line.untitled")}
				</Link>
				<Notes line={line} />
			</td>
			<td className="c-place spare" title={placeOf(line)}>
				{placeOf(line)}
			</td>
			<td className="c-from spare" title={cameFrom(line, lang)}>
				{cameFrom(line, lang)}
			</td>
			<td className="c-wait spare" title={waitingOn(line, lang)}>
				{gone ? lang.say("line.gone") : waitingOn(line, lang)}
			</td>
			<td className="c-due">{gone && beside ? lang.say("line.gone") : <When line={line} short={beside} />}</td>
		</tr>
	);
});

/** When it is due; for what is over, when that was. */
function When({ line, short }: { line: Line; short: boolean }) {
	if (line.light) return <Due at={line.due_at} short={short} />;
	return <Moment at={line.closed_at ?? line.registered_at} />;
}

/** What sets a line apart: water and power, rounds, reminders. */
function Notes({ line }: { line: Line }) {
	const { say, word } = useLang();
	const notes = [
		line.urgency === "livelihood" && word("urgency", line.urgency),
		line.round > 1 && say("line.round", { n: line.round }),
		line.urges > 0 && say("line.urges", { n: line.urges }),
		line.confidentiality >= 2 && say("line.secret"),
	].filter(Boolean);
	return notes.length > 0 ? <span className="line-notes">{notes.join(" · ")}</span> : null;
}
