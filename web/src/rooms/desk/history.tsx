import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { historyOf, type Line } from "../../api/case";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useSettled } from "../../lib/settled";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Due, Moment } from "../../ui/moment";
import { sentence } from "../../ui/refusal";
import { lightOf } from "./words";

/** Who may look a number up. The program decides; asking for those who may not would only show its refusal. */
const lookers = ["operator", "reviewer", "shift_leader", "transfer_officer", "visitor"];

const pause = 400; // ms: a number is typed digit by digit

/** What a telephone number has brought to the city before: open matters first, so that a second call is answered at once. */
export function History({ phone }: { phone: string }) {
	const lang = useLang();
	const { roles } = useMe();
	const number = useSettled(phone.trim(), pause);
	const enough = number.replace(/\D/g, "").length >= 5;
	const { data, error } = useQuery({
		queryKey: ["history", number],
		queryFn: () => historyOf(number),
		enabled: enough && roles.some((role) => lookers.includes(role)),
		retry: false,
		gcTime: 60_000,
	});
	if (!enough || (!data && !error)) return null;
	const open = data?.filter((line) => line.light) ?? [];
	const over = data?.filter((line) => !line.light) ?? [];
	return (
		<section className="history" aria-label={lang.say("history.title")} aria-live="polite">
			<h3>{lang.say("history.title")}</h3>
			{error && <p className="label-hint">{sentence(error, lang)}</p>}
			{data?.length === 0 && <p className="label-hint">{lang.say("history.none")}</p>}
			{open.length > 0 && <p className="history-open">{lang.say("history.open", { n: open.length })}</p>}
			<ul>
				{[...open, ...over].map((line) => (
					<Past key={line.id} line={line} />
				))}
			</ul>
		</section>
	);
}

function Past({ line }: { line: Line }) {
	const lang = useLang();
	const { light, word } = lightOf(line.light, lang);
	return (
		<li>
			<Link to={to.case(line.id)} target="_blank">
				<Light light={light} word={word} quiet /> {line.title}
			</Link>
			<span className="label-hint">
				{lang.word("state", line.state)} {line.lead?.name}{" "}
				{line.light ? <Due at={line.due_at} short /> : <Moment at={line.closed_at ?? line.registered_at} />}
			</span>
		</li>
	);
}
