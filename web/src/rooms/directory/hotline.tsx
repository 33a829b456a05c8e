import { useQuery } from "@tanstack/react-query";
import { skillNamesQuery } from "../../api/calls";
import { hotlinesQuery } from "../../api/city";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { hoursWords } from "../../lib/openhours";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { useSkillWords } from "../switchboard/skills";
import { Greeting } from "./greeting";
import "./directory.css";

/** The telephone numbers that were merged into the centre. */
export function Hotlines() {
	const lang = useLang();
	const { say, word } = lang;
	useTitle(say("rail.hotlines"));
	const { data: skills = [] } = useQuery({ ...skillNamesQuery, enabled: useMay()("seats.read") });
	const skill = useSkillWords(skills);
	const { data, error } = useQuery(hotlinesQuery);
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.hotlines")}</h1>
				<span className="list-count">{say("list.count", { n: data.length })}</span>
			</header>
			{data.length === 0 ? (
				<Quiet>{say("hotline.none")}</Quiet>
			) : (
				<table className="plain-table">
					<thead>
						<tr>
							<th>{say("hotline.number")}</th>
							<th>{say("hotline.name")}</th>
							<th>{say("hotline.mode")}</th>
							<th>{say("field.unit")}</th>
							<th>{say("hotline.hours")}</th>
							<th>{say("hotline.skills")}</th>
							<th>{say("greeting.title")}</th>
						</tr>
					</thead>
					<tbody>
						{data.map((line) => (
							<tr key={line.number}>
								<th scope="row">{line.number}</th>
								<td title={line.greeting}>{line.name}</td>
								<td className="unbroken">{word("hotline_mode", line.mode)}</td>
								<td>{line.unit_name ?? line.unit}</td>
								<td className="unbroken">{hoursWords(line.hours ?? "", lang)}</td>
								<td>{(line.skills ?? "").split("|").filter(Boolean).map(skill).join(say("hours.and"))}</td>
								<td>
									<Greeting number={line.number} spoken={line.spoken} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</div>
	);
}
