import { Button } from "antd";
import { Problem } from "../api/client";
import { type Lang, useLang } from "../lang/lang";
import type { Key } from "../lang/zh-CN";

/** What went wrong, as a sentence in the person's language; the program's own sentence where there is none. */
export function sentence(error: unknown, lang: Pick<Lang, "say" | "knows" | "code">): string {
	if (!(error instanceof Problem)) return lang.say("problem.internal");
	if (lang.code !== "en" && lang.knows("problem", error.code)) return lang.say(`problem.${error.code}` as Key);
	if (["offline", "internal", "unknown", "empty"].includes(error.code)) return lang.say(`problem.${error.code}` as Key);
	return error.message;
}

/** A refusal where it happened, with what can be done instead. */
export function Refusal({ error, again }: { error: unknown; again?: () => void }) {
	const lang = useLang();
	return (
		<div className="refusal" role="alert">
			<p>{sentence(error, lang)}</p>
			{again && <Button onClick={again}>{lang.say("problem.again")}</Button>}
		</div>
	);
}

/** Whether trying again can help: a refusal stays one, a broken line may mend. */
export function worthRetrying(failures: number, error: unknown): boolean {
	return failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500);
}
