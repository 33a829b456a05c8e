import { useParams } from "react-router";
import { workQuery } from "../../api/case";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { CaseList } from "./list";

/** What waits for the person under one of their duties, due soonest first. */
export function Worklist() {
	const { say, word } = useLang();
	const { name = "" } = useParams();
	const { roles } = useMe();
	const letters = roles.includes("mailbox_clerk");
	const openTo = (id?: number) => {
		if (name !== "my_drafts" || !id) return to.work(name, id);
		return letters ? to.letter(id) : to.register(id); // a draft is gone on with
	};
	return (
		<CaseList
			key={name}
			title={word("worklist", name)}
			query={workQuery(name)}
			openTo={openTo}
			empty={say("list.nothing_waits")}
		/>
	);
}
