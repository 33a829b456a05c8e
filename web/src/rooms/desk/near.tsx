import { useQueries } from "@tanstack/react-query";
import { nearQuery } from "../../api/case";
import { useLang } from "../../lang/lang";
import { useSettled } from "../../lib/settled";
import { Light } from "../../ui/light";
import { nearest, nearSearches } from "./alike";
import type { Sheet } from "./sheet";
import { lightOf, placeOf, waitingOn } from "./words";

const pause = 800; // ms after the last stroke
const most = 5;

/** Matters like the one being written: the same lamp is not reported twice. */
export function Near({
	sheet,
	draft,
	onOpen,
}: {
	sheet: Sheet;
	draft: number | undefined;
	onOpen: (id: number) => void;
}) {
	const lang = useLang();
	const { content, place, category, area } = sheet;
	const settled = useSettled(JSON.stringify(nearSearches({ content, place, category, area })), pause);
	const searches = JSON.parse(settled) as ReturnType<typeof nearSearches>;
	const found = useQueries({ queries: searches.map(nearQuery) }).map((answer) => answer.data ?? []);
	const lines = nearest(found, draft, most);
	if (lines.length === 0) return null;
	return (
		<section className="near" aria-label={lang.say("near.title")} aria-live="polite">
			<h2>{lang.say("near.title")}</h2>
			<ul>
				{lines.map((line) => {
					const { light, word } = lightOf(line.light, lang);
					return (
						<li key={line.id}>
							<button type="button" className="near-title" onClick={() => onOpen(line.id)}>
								<Light light={light} word={word} quiet /> {line.title}
							</button>
							<span className="label-hint">
								{[placeOf(line), waitingOn(line, lang), line.urges > 0 && lang.say("line.urges", { n: line.urges })]
									.filter(Boolean)
									.join(" · ")}
							</span>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
