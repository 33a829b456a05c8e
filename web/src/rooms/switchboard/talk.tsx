import { Button } from "antd";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { anywhere, useKeys } from "../../lib/keys";
import type { Chair } from "./chair";
import type { Deed } from "./open";
import type { Call } from "./wire";

/** A button of a conversation: it keeps its place, also while it is not open. */
interface Act {
	key: string;
	label: Key;
	open: boolean;
	pressed?: boolean;
	run: () => void;
}

/** A field that stands above the buttons. */
export type Field = "consult" | "digits";

interface Props {
	chair: Chair;
	call: Call;
	deeds: Set<Deed>;
	field: Field | undefined;
	open: (field: Field | undefined) => void;
}

/** What can be done in a conversation: letters work by themselves, and with Alt also while somebody types. */
export function Talk({ chair, call, deeds, field, open }: Props) {
	const { say } = useLang();
	const acts = actsOf({ chair, call, deeds, field, open });
	const hangUp = () => chair.ask({ type: "hangup" });
	useKeys([
		...acts.filter((act) => act.open).flatMap((act) => anywhere(act.key, act.label, act.run)),
		...(deeds.has("hangup") ? [{ keys: "F8", say: "call.hangup" as const, typing: true, run: hangUp }] : []),
	]);
	return (
		<>
			{acts.map((act) => (
				<Button key={act.key} disabled={!act.open} aria-pressed={act.pressed} onClick={act.run}>
					{say(act.label)} <kbd>{act.key.toUpperCase()}</kbd>
				</Button>
			))}
			<Button danger disabled={!deeds.has("hangup")} onClick={hangUp}>
				{say("call.hangup")} <kbd>F8</kbd>
			</Button>
		</>
	);
}

function actsOf({ chair, call, deeds, field, open }: Props): Act[] {
	const held = call.held && !call.consult;
	const back = call.consult !== undefined;
	const paused = call.recording === "paused";
	return [
		{
			key: "h",
			label: held ? "call.unhold" : "call.hold",
			open: deeds.has("hold") || deeds.has("unhold"),
			pressed: held,
			run: () => chair.ask({ type: "hold", on: !held }),
		},
		{
			key: "c",
			label: back ? "call.retrieve" : "call.consult",
			open: deeds.has("consult") || deeds.has("retrieve"),
			pressed: field === "consult",
			run: () => (back ? chair.ask({ type: "retrieve" }) : open(field === "consult" ? undefined : "consult")),
		},
		{ key: "t", label: "call.join", open: deeds.has("join"), run: () => chair.ask({ type: "join" }) },
		{ key: "x", label: "call.transfer", open: deeds.has("transfer"), run: () => chair.ask({ type: "transfer" }) },
		{
			key: "p",
			label: paused ? "call.unmute" : "call.mute",
			open: deeds.has("mute") || deeds.has("unmute"),
			pressed: paused,
			run: () => chair.ask({ type: "mute", on: !paused }),
		},
		...(deeds.has("digits")
			? [
					{
						key: "d",
						label: "call.digits" as const,
						open: true,
						pressed: field === "digits",
						run: () => open(field === "digits" ? undefined : "digits"),
					},
				]
			: []),
	];
}
