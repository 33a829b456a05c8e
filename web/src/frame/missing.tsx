import { Link } from "react-router";
import { useLang } from "../lang/lang";
import { to } from "../lib/to";

/** An address that leads nowhere. */
export function Missing() {
	const { say } = useLang();
	return (
		<div className="page">
			<h1>{say("missing.title")}</h1>
			<p>
				{say("missing.text")} <Link to={to.home()}>{say("missing.home")}</Link>
			</p>
		</div>
	);
}
