import { Button, Input } from "antd";
import { useState } from "react";
import { useLang } from "../../lang/lang";
import type { Chair } from "./chair";

/** Keys for whoever was called: a machine that asks for an extension. Each is sent as it is pressed. */
export function Digits({ chair, onClose }: { chair: Chair; onClose: () => void }) {
	const { say } = useLang();
	const [sent, setSent] = useState("");
	return (
		<div className="consult">
			<Input
				autoFocus
				className="consult-text"
				aria-label={say("call.digits_text")}
				placeholder={say("call.digits_text")}
				inputMode="tel"
				autoComplete="off"
				value={sent}
				onChange={(event) => {
					const all = event.target.value.replace(/[^0-9*#]/g, "");
					if (all.length > sent.length) chair.ask({ type: "digits", keys: all.slice(sent.length) });
					setSent(all);
				}}
				onKeyDown={(event) => {
					if (event.key !== "Escape") return;
					event.preventDefault();
					onClose();
				}}
			/>
			<Button type="text" onClick={onClose}>
				{say("ui.close")}
			</Button>
		</div>
	);
}
