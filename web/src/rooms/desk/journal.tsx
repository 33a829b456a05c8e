import type { Case } from "../../api/case";
import { useLang } from "../../lang/lang";
import { exactWords, stampWords } from "../../lib/time";
import { useGround } from "../../ui/moment";
import { actorOf } from "./people";

/** The journal of the case as it was written: every event with its place in the chain of hashes. */
export function Journal({ c }: { c: Case }) {
	const lang = useLang();
	const ground = useGround();
	return (
		<>
			<p className="label-hint">{lang.say("journal.what")}</p>
			<table className="journal">
				<thead>
					<tr>
						<th>{lang.say("journal.n")}</th>
						<th>{lang.say("journal.at")}</th>
						<th>{lang.say("journal.kind")}</th>
						<th>{lang.say("journal.by")}</th>
						<th>{lang.say("journal.hash")}</th>
					</tr>
				</thead>
				<tbody>
					{c.events.map((event) => (
						<tr key={event.n}>
							<td>{event.n}</td>
							<td className="nowrap" title={event.at ? exactWords(event.at, ground) : undefined}>
								{event.at && stampWords(event.at, ground.zone)}
							</td>
							<td>
								{event.kind}
								<div className="journal-facts">{factWords(event.facts)}</div>
							</td>
							<td className="nowrap">{actorOf(c, event.by, lang)}</td>
							<td>
								<code title={event.hash}>{event.hash.slice(0, 12)}</code>
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

const factWords = (facts: Record<string, unknown>): string =>
	Object.entries(facts)
		.map(([name, value]) => `${name}=${typeof value === "string" ? short(value) : JSON.stringify(value)}`)
		.join(" ");

/** Digests are as long as a line; their beginning tells them apart. */
const short = (text: string) => (/^[0-9a-f]{32,}$/.test(text) ? `${text.slice(0, 12)}…` : text);
