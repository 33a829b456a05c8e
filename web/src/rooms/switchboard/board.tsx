import { Popconfirm } from "antd";
import { useEffect } from "react";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { cityZone } from "../../lib/clock";
import { stampWords, stopwatch } from "../../lib/time";
import { Light, type LightName } from "../../ui/light";
import { Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { useTitle } from "../../ui/title";
import { BoardLines } from "./boardlines";
import { BoardQueue } from "./boardqueue";
import { BoardSeats } from "./boardseats";
import { type Chair, useChair, useRoom } from "./chair";
import { RoomRefusal } from "./refusal";
import type { BoardNews, RoomNews } from "./wire";
import "./board.css";

/** The whole room each second, for those who watch over it: its promises, who waits, who sits where and does what. */
export function Board() {
	const { say } = useLang();
	const chair = useChair();
	const { board, room, seat } = useRoom();
	const watches = useMay()("room.watch");
	useTitle(say("rail.room"));
	useEffect(() => chair?.watchBoard(), [chair]);
	if (!chair) return <Quiet>{say("board.not_yours")}</Quiet>;
	if (!board)
		return (
			<div className="page">
				<h1>{say("rail.room")}</h1>
				{seat ? <Coming /> : <Quiet>{say("board.silent")}</Quiet>}
				<RoomRefusal of={["board"]} />
			</div>
		);
	return (
		<div className="board">
			<header className="board-head">
				<h1>{say("rail.room")}</h1>
				<span className="label-hint">
					{say("overview.as_of")} <time dateTime={board.at}>{stampWords(board.at, cityZone()).slice(11)}</time>
				</span>
				<span className="grow" />
				<RoomRefusal of={["surge", "watch", "unwatch", "take_over", "move", "raise", "sign_out", "tell"]} />
				{watches ? <Surge chair={chair} board={board} /> : board.surge.on && <InSurge board={board} />}
			</header>
			{room && room.unrecorded > 0 && (
				<p role="alert" className="board-alarm">
					<Light light="red" word={say("board.unrecorded", { n: room.unrecorded })} />
				</p>
			)}
			<Promises board={board} room={room} />
			<div className="board-parts">
				<BoardSeats chair={chair} board={board} />
				<div className="board-side">
					<BoardQueue chair={chair} board={board} />
					<BoardLines lines={board.lines} target={board.rules.target_s} />
				</div>
			</div>
		</div>
	);
}

function InSurge({ board }: { board: BoardNews }) {
	const { say } = useLang();
	const { since } = board.surge;
	return (
		<>
			<Light light="violet" word={say("room.surge")} />
			{since && (
				<span className="label-hint">
					{say("board.surge_since")} <Moment at={since} />
				</span>
			)}
		</>
	);
}

/** The switch that opens the reserve seats and shortens the forms. It asks once more: everybody's work changes. */
function Surge({ chair, board }: { chair: Chair; board: BoardNews }) {
	const { say } = useLang();
	const { on } = board.surge;
	return (
		<span className="board-surge">
			{on && <InSurge board={board} />}
			<Popconfirm
				title={say(on ? "board.surge_end" : "board.surge_begin")}
				description={say(on ? "board.surge_end_text" : "board.surge_begin_text")}
				okText={say(on ? "board.surge_end" : "board.surge_begin")}
				cancelText={say("ui.cancel")}
				onConfirm={() => chair.ask({ type: "surge", on: !on })}
			>
				<button type="button" className="plain board-switch" aria-pressed={on}>
					{say(on ? "board.surge_end" : "board.surge_begin")}
				</button>
			</Popconfirm>
		</span>
	);
}

const connectPromise = 0.95; // GB/T 33358: of the calls of 24 hours

interface Figure {
	name: Key;
	value: string;
	light?: LightName;
	note?: string;
	/** What the name asks for. */
	n?: number;
}

/** Numbers that can be read across a room, each with what was promised. */
function Promises({ board, room }: { board: BoardNews; room: RoomNews | undefined }) {
	const { say, locale } = useLang();
	const { today, last_day: day = today } = board;
	const number = new Intl.NumberFormat(locale);
	const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
	const share = (n: number | null) => (n === null ? "–" : percent.format(n));
	const longest = Math.max(0, ...board.waiting.map((w) => w.waited_s));
	const target = board.rules.target_s;
	const late = room?.callbacks_late ?? 0;
	const kept = (good: boolean): LightName => (good ? "green" : "red");
	const figures: Figure[] = [
		{ name: "board.waiting", value: number.format(board.waiting.length) },
		{
			name: "board.longest",
			value: stopwatch(longest),
			light: kept(longest <= target),
			note: say("board.promise_longest", { n: target }),
		},
		{ name: "board.level", n: target, value: share(today.level), note: say("board.today") },
		{
			name: "board.connect",
			value: share(day.connect),
			light: day.connect === null ? "none" : kept(day.connect >= connectPromise),
			note: say("board.promise_connect", { share: percent.format(connectPromise) }),
		},
		{
			name: "board.abandoned",
			value: number.format(today.abandoned),
			note: say("overview.of", { n: number.format(today.offered) }),
		},
		{
			name: "board.handling",
			value: stopwatch(today.mean_handling_s),
			note: say("board.mean_wait", { time: stopwatch(today.mean_wait_s) }),
		},
		{ name: "board.occupancy", value: share(today.occupancy), note: say("board.today") },
		{
			name: "board.callbacks",
			value: number.format(room?.callbacks ?? 0),
			light: kept(late === 0),
			note: late > 0 ? say("frame.late", { n: late }) : say("overview.none_late"),
		},
	];
	return (
		<dl className="board-figures">
			{figures.map(({ name, n = 0, value, light, note }) => (
				<div key={name}>
					<dt>{say(name, { n })}</dt>
					<dd className="board-figure">{value}</dd>
					<dd className="label-hint">{light ? <Light light={light} word={note ?? ""} /> : note}</dd>
				</div>
			))}
		</dl>
	);
}
