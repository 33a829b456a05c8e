import { Button } from "antd";
import { useRouteError } from "react-router";
import { Problem } from "../api/client";
import { useLang } from "../lang/lang";
import { sentence } from "../ui/refusal";

/** A page that could not be shown. A file of an older version that is gone asks for a reload, which is then offered. */
export function Broken() {
	const lang = useLang();
	const error = useRouteError();
	return (
		<div className="page" role="alert">
			<h1>{lang.say("broken.title")}</h1>
			<p>{error instanceof Problem ? sentence(error, lang) : lang.say("broken.text")}</p>
			<Button onClick={() => location.reload()}>{lang.say("broken.reload")}</Button>
		</div>
	);
}
