import { useParams } from "react-router";
import { workQuery } from "../../api/case";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { CaseList } from "./list";

/** What waits for the person under one of their duties, due soonest first. */
export function Worklist() {
	const { say, word } = useLang();
	const { name = "" } = useParams();
	return (
		<CaseList
			key={name}
			title={word("worklist", name)}
			query={workQuery(name)}
			openTo={(id) => to.work(name, id)}
			empty={say("list.nothing_waits")}
		/>
	);
}
