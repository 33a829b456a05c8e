import { Dropdown } from "antd";
import { useState } from "react";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { stopwatch } from "../../lib/time";
import { Light } from "../../ui/light";
import { sentence } from "../../ui/refusal";
import { type Chair, useChair, useRoom } from "./chair";
import { openDeeds } from "./open";
import { usePhone } from "./phone-panel";
import { refusalOf } from "./refusal";
import { SeatWindow } from "./seatwindow";
import { Since, StateLight } from "./state";
import type { ProblemNews, RoomNews } from "./wire";
import "./seat.css";

/** Why people take a break. */
export const breaks = ["toilet", "meal", "meeting", "other"] as const;

/** The person's seat in the bar above: what it does and for how long, how busy the room is, and what can be done. */
export function SeatBar() {
	const chair = useChair();
	const may = useMay();
	return chair && may("seats.take") ? <Known chair={chair} /> : null;
}

function Known({ chair }: { chair: Chair }) {
	const { say } = useLang();
	const { seat, room, problem } = useRoom();
	const { line } = usePhone(chair.phone);
	const [opened, setOpened] = useState<"seat" | "call_out">();
	if (line.ended === "taken")
		return (
			<span className="seat">
				<Light light="red" word={say("phone.line_taken")} />
				<button type="button" className="plain" onClick={() => chair.phone.start()}>
					{say("phone.take_back")}
				</button>
			</span>
		);
	if (!seat) return null; // the room has said nothing yet, or there is none in this house
	return (
		<span className="seat">
			{seat.seat === 0 ? (
				<button type="button" className="seat-sit" onClick={() => setOpened("seat")}>
					{say("seat.sit")}
				</button>
			) : (
				<SeatMenu chair={chair} open={setOpened} />
			)}
			{room && <RoomLine room={room} />}
			{opened && <SeatWindow what={opened} chair={chair} onClose={() => setOpened(undefined)} />}
			{problem && ["ready", "pause", "leave", "call_out"].includes(problem.of) && <Refused problem={problem} />}
		</span>
	);
}

function Refused({ problem }: { problem: ProblemNews }) {
	const lang = useLang();
	return (
		<span role="alert" className="seat-refused">
			{sentence(refusalOf(problem), lang)}
		</span>
	);
}

function SeatMenu({ chair, open }: { chair: Chair; open: (what: "seat" | "call_out") => void }) {
	const { say, word } = useLang();
	const { seat, call } = useRoom();
	const [shown, setShown] = useState(false);
	const deeds = openDeeds(seat, call);
	useKeys([
		...(deeds.has("ready")
			? [{ keys: "F2", say: "seat.ready" as const, typing: true, run: () => chair.ask({ type: "ready" }) }]
			: []),
		...(deeds.has("break")
			? [{ keys: "F3", say: "seat.break" as const, typing: true, run: () => setShown(true) }]
			: []),
	]);
	if (!seat) return null;
	const item = (key: string, label: string, may: boolean, onClick: () => void, hint = "") => ({
		key,
		disabled: !may,
		onClick,
		label: (
			<span className="option">
				{label} {hint && <kbd>{hint}</kbd>}
			</span>
		),
	});
	return (
		<Dropdown
			trigger={["click"]}
			autoFocus
			open={shown}
			onOpenChange={setShown}
			menu={{
				items: [
					item("ready", say("seat.ready"), deeds.has("ready"), () => chair.ask({ type: "ready" }), "F2"),
					{
						key: "breaks",
						type: "group",
						label: say("seat.break"),
						children: breaks.map((reason) =>
							item(reason, word("seat_reason", reason), deeds.has("break"), () =>
								chair.ask({ type: "pause", state: "break", reason }),
							),
						),
					},
					item("training", say("seat.training"), deeds.has("training"), () =>
						chair.ask({ type: "pause", state: "training", reason: "" }),
					),
					{ type: "divider" },
					item("call_out", say("seat.call_out"), deeds.has("call_out"), () => open("call_out")),
					item("phone", say("seat.phone"), true, () => open("seat")),
					item("leave", say("seat.leave"), deeds.has("leave"), () => chair.ask({ type: "leave" })),
				],
			}}
		>
			<button type="button" className="seat-menu" aria-label={say("seat.menu", { name: seat.name })}>
				<StateLight state={seat.state} reason={seat.reason} away={seat.away} />
				<Since at={seat.since} />
				{seat.then && <span className="seat-then">{say("seat.then", { state: word("seat_state", seat.then) })}</span>}
				<span className="seat-name">{say("seat.name", { name: seat.name })} ▾</span>
			</button>
		</Dropdown>
	);
}

/** How busy the room is: who waits, how long the longest, and what part was answered in time. */
function RoomLine({ room }: { room: RoomNews }) {
	const { say, locale } = useLang();
	const percent = new Intl.NumberFormat(locale, { style: "percent" });
	return (
		<span className="room-line">
			{room.surge && <Light light="violet" word={say("room.surge")} />}
			<span>
				{say("room.waiting")} <b>{room.waiting}</b>
			</span>
			<span>
				{say("room.longest")} <b>{stopwatch(room.longest_s)}</b>
			</span>
			<span title={say("room.level_text", { n: room.target_s })}>
				{say("room.level", { n: room.target_s })} <b>{room.level === null ? "–" : percent.format(room.level)}</b>
			</span>
		</span>
	);
}
