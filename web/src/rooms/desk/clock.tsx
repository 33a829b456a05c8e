import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Case, clockQuery } from "../../api/case";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { sentence } from "../../ui/refusal";
import { limitWords } from "./limit";
import { weeksOf } from "./weeks";
import { lightOf } from "./words";

/** The clock of the present stage. Pressed, it explains itself. */
export function Clock({ c }: { c: Case }) {
	const lang = useLang();
	const [why, setWhy] = useState(false);
	if (!c.light)
		return (
			<p className="clock-over">
				{c.closed_at ? (
					<>
						{lang.say("clock.over")} <Moment at={c.closed_at} />
					</>
				) : (
					lang.say("clock.none")
				)}
			</p>
		);
	const { light, word } = lightOf(c.light, lang);
	return (
		<section className="clock" aria-label={lang.say("clock.title")}>
			<button type="button" className={`clock-face clock-${light}`} aria-expanded={why} onClick={() => setWhy(!why)}>
				<Light light={light} word={word} />
				<Due at={c.due_at} />
				<span className="clock-why">{lang.say(why ? "clock.hide" : "clock.why")}</span>
			</button>
			{why && <Proof id={c.id} />}
		</section>
	);
}

/** Why something is due when it is: the days between, and which of them counted. */
export function Proof({ id, assignment }: { id: number; assignment?: number }) {
	const lang = useLang();
	const { data, error } = useQuery(clockQuery(id, assignment));
	if (error) return <p className="label-hint">{sentence(error, lang)}</p>;
	if (!data) return <Coming />;
	return (
		<div className="proof">
			<p>
				{lang.say("clock.from", { limit: limitWords(data.limit, lang.say) })} <Moment at={data.start} />
				{lang.say("clock.until")} <Moment at={data.due} />
			</p>
			{data.days.length > 1 && <Strip days={data.days} />}
		</div>
	);
}

type Day = Wire["DayOut"];

function Strip({ days }: { days: Day[] }) {
	const { say, word, locale } = useLang();
	const names = Array.from({ length: 7 }, (_, i) =>
		new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + i)),
	);
	const named = days.filter((day) => day.name);
	if (days.length === 0) return null;
	return (
		<>
			<table className="strip">
				<thead>
					<tr>
						{names.map((name, i) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the seven days never move
							<th key={i}>{name}</th>
						))}
					</tr>
				</thead>
				<tbody>
					{weeksOf(days).map((week) => (
						<tr key={week.find(Boolean)?.date}>
							{week.map((day, i) =>
								day ? (
									<td
										key={day.date}
										className={day.counted ? "counted" : `why-${day.why}`}
										title={`${day.date} ${day.name ?? ""} ${word("why", day.why)}`}
									>
										<span>{Number(day.date.slice(8))}</span>
										<span className="unseen">{`${word("why", day.why)}${say("ui.comma")}${say(day.counted ? "clock.counted" : "clock.not_counted")}`}</span>
									</td>
								) : (
									// biome-ignore lint/suspicious/noArrayIndexKey: the seven days never move
									<td key={i} className="empty" />
								),
							)}
						</tr>
					))}
				</tbody>
			</table>
			<p className="strip-legend">
				<span className="counted">{say("clock.counted")}</span>
				<span className="why-weekend">{say("clock.not_counted")}</span>
			</p>
			{named.length > 0 && (
				<ul className="strip-names">
					{named.map((day) => (
						<li key={day.date}>
							{day.date.slice(5)} {day.name} · {word("why", day.why)}
						</li>
					))}
				</ul>
			)}
			{days.some((day) => day.assumed) && <p className="label-hint">{say("clock.assumed")}</p>}
		</>
	);
}
