import { Button } from "antd";
import { Link } from "react-router";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";

/** What came of a sheet. Without a code nothing new was registered: a case was answered, urged or supplemented. */
export type Receipt = Wire["ReceiptOut"] & { did?: string };

/** What to tell the person now: number and code, each large enough to read aloud. */
export function Registered({ receipt, onAgain }: { receipt: Receipt; onAgain: () => void }) {
	const { say, word } = useLang();
	useKeys([{ keys: "n", say: "register.again", run: onAgain }]);
	return (
		<div className="page registered" role="status">
			<h1>{receipt.did ? say("steps.done", { step: word("step", receipt.did) }) : say("registered.title")}</h1>
			<dl>
				<dt>{say("line.number")}</dt>
				<dd>{receipt.number}</dd>
				{receipt.code && (
					<>
						<dt>{say("registered.code")}</dt>
						<dd>{receipt.code}</dd>
					</>
				)}
			</dl>
			{receipt.code && <p>{say("registered.code_text")}</p>}
			<div className="row">
				<Button type="primary" onClick={onAgain} autoFocus>
					{say("register.again")} <kbd>N</kbd>
				</Button>
				{receipt.id && <Link to={to.case(receipt.id)}>{say("registered.open")}</Link>}
			</div>
		</div>
	);
}
