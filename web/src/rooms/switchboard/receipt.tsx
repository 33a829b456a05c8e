import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { useLang } from "../../lang/lang";
import { anywhere, useKeys } from "../../lib/keys";
import type { Chair } from "./chair";
import type { Call } from "./wire";

type Asked = NonNullable<Call["asked"]>;

/** The number that 110, 119, 120, 122 or a unit gave the matter: noted while they say it, or in the wrap-up. */
export function Receipt({ chair, call, asked }: { chair: Chair; call: number; asked: Asked }) {
	const { say, word, knows } = useLang();
	const [text, setText] = useState(asked.receipt);
	const field = useRef<HTMLFormElement>(null);
	useKeys(anywhere("r", "receipt.note", () => field.current?.querySelector("input")?.focus()));
	const whom = knows("other_channel", asked.whom) ? word("other_channel", asked.whom) : asked.whom;
	const noted = asked.receipt !== "" && asked.receipt === text.trim();
	return (
		<form
			ref={field}
			className="consult"
			onSubmit={(event) => {
				event.preventDefault();
				if (text.trim() && !noted) chair.ask({ type: "receipt", call, receipt: text.trim() });
			}}
		>
			<span>{say("receipt.of", { whom })}</span>
			<Input
				className="consult-text"
				aria-label={say("receipt.of", { whom })}
				autoComplete="off"
				maxLength={60}
				value={text}
				onChange={(event) => setText(event.target.value)}
			/>
			<Button htmlType="submit" disabled={!text.trim() || noted}>
				{say(noted ? "receipt.noted" : "receipt.note")} <kbd>R</kbd>
			</Button>
		</form>
	);
}
