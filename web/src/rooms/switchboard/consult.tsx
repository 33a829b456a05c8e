import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { unitsQuery } from "../../api/city";
import { useLang } from "../../lang/lang";
import type { Chair } from "./chair";
import { emergencies, type Target, targetOf } from "./target";

const most = 5; // units in sight

/** Whom to ask while the caller hears music: a seat, a number, a unit by its name, or one of the emergency numbers. */
export function ConsultField({ chair, onClose }: { chair: Chair; onClose: () => void }) {
	const { say, word } = useLang();
	const [text, setText] = useState("");
	const target = targetOf(text);
	const ask = (whom: Target) => {
		chair.ask({ type: "consult", ...whom });
		onClose();
	};
	return (
		<form
			className="consult"
			onSubmit={(event) => {
				event.preventDefault();
				if (target) ask(target);
			}}
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				onClose();
			}}
		>
			<Input
				autoFocus
				className="consult-text"
				aria-label={say("consult.whom")}
				placeholder={say("consult.whom")}
				autoComplete="off"
				value={text}
				onChange={(e) => setText(e.target.value)}
			/>
			{target && (
				<Button type="primary" htmlType="submit">
					{"seat" in target
						? say("consult.seat", { n: target.seat })
						: say("consult.number", { number: target.number })}{" "}
					<kbd>⏎</kbd>
				</Button>
			)}
			{emergencies.map((number) => (
				<button key={number} type="button" className="chip-button" onClick={() => ask({ number })}>
					{word("other_channel", number)}
				</button>
			))}
			{!target && <Units text={text} onAsk={ask} />}
			<span className="grow" />
			<Button type="text" onClick={onClose}>
				{say("ui.cancel")}
			</Button>
		</form>
	);
}

/** Units with a telephone whose name fits. */
function Units({ text, onAsk }: { text: string; onAsk: (whom: Target) => void }) {
	const words = useDeferredValue(text.trim());
	const { data = [] } = useQuery({ ...unitsQuery(words), enabled: words !== "", placeholderData: (before) => before });
	if (!words) return null;
	return data
		.filter((unit) => unit.phone)
		.slice(0, most)
		.map((unit) => (
			<button
				key={unit.id}
				type="button"
				className="chip-button"
				title={unit.phone}
				onClick={() => unit.phone && onAsk({ number: unit.phone })}
			>
				{unit.name}
			</button>
		));
}
