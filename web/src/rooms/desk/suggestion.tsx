import { Button } from "antd";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import type { Filled } from "./filled";
import { limitWords } from "./limit";

/** What the dispatch catalogue says about a matter like this: taken with one press, or used and then changed. */
export function Suggestion({
	route,
	busy,
	onUse,
	onSend,
}: {
	route: Wire["RouteOut"];
	busy: boolean;
	onUse: (filled: Filled) => void;
	onSend: (filled: Filled) => void;
}) {
	const { say } = useLang();
	if (!route.lead) return null;
	const filled: Filled = { unit: route.lead, units: route.co ?? [], ...(route.limit && { limit: route.limit }) };
	return (
		<div className="suggestion">
			<p>
				<b>{say("suggestion.title")}</b> {route.lead.name}
				{route.co &&
					route.co.length > 0 &&
					say("suggestion.co", { units: route.co.map((unit) => unit.name).join(say("ui.and")) })}
				{route.limit && ` · ${limitWords(route.limit, say)}`}
			</p>
			{route.law && <p className="label-hint">{route.law}</p>}
			<div className="row">
				<Button type="primary" size="small" loading={busy} onClick={() => onSend(filled)}>
					{say("suggestion.send", { unit: route.lead.name })}
				</Button>
				<Button size="small" onClick={() => onUse(filled)}>
					{say("suggestion.use")}
				</Button>
			</div>
		</div>
	);
}
