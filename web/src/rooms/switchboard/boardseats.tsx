import { Button, Input, Popconfirm } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { useSecond } from "../../lib/clock";
import { stopwatch } from "../../lib/time";
import { Chips, ManyChips } from "../../ui/chips";
import { Light } from "../../ui/light";
import { Moment } from "../../ui/moment";
import { type Chair, useRoom } from "./chair";
import { type Hand, openHands } from "./open";
import { counted, moved, ordered, type Sort, sorts } from "./order";
import { StateLight } from "./state";
import type { BoardNews, BoardSeat, SeatState } from "./wire";

/** Every seat as a tile: what it does and for how long. One is chosen, and what can be done there stands above. */
export function BoardSeats({ chair, board }: { chair: Chair; board: BoardNews }) {
	const { say, word } = useLang();
	const watches = useMay()("room.watch");
	const [sort, setSort] = useState<Sort>("state");
	const [states, setStates] = useState<SeatState[]>([]);
	const [at, setAt] = useState<number>();
	const seats = ordered(board.seats, sort, new Set(states));
	const chosen = board.seats.find((seat) => seat.seat === at);
	return (
		<section className="board-seats" aria-label={say("board.seats")}>
			<div className="row">
				<h2>{say("board.seats")}</h2>
				<ManyChips
					label={say("board.only")}
					options={counted(board.seats).map(([state, n]) => ({
						value: state,
						label: `${word("seat_state", state)} ${n}`,
					}))}
					value={states}
					onChange={(chosen) => setStates(chosen as SeatState[])}
				/>
				<span className="grow" />
				<Chips
					label={say("search.sort")}
					required
					options={sorts.map((s) => ({ value: s, label: say(`board.by_${s}`) }))}
					value={sort}
					onChange={(s) => setSort(s as Sort)}
				/>
			</div>
			{watches ? <Hands key={at} chair={chair} seat={chosen} /> : chosen && <Seen seat={chosen} />}
			<Tiles seats={seats} at={at} onChoose={setAt} />
		</section>
	);
}

interface TilesProps {
	seats: BoardSeat[];
	at: number | undefined;
	onChoose: (seat: number) => void;
}

/** The tiles as one stop of the Tab key; arrows move among them. */
function Tiles({ seats, at, onChoose }: TilesProps) {
	const { say } = useLang();
	const now = useSecond();
	const grid = useRef<HTMLUListElement>(null);
	const [reached, setReached] = useState<number>();
	const index = Math.max(
		0,
		seats.findIndex((seat) => seat.seat === (reached ?? at)),
	);
	const move = (event: KeyboardEvent) => {
		const list = grid.current;
		if (!list) return;
		const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
		const next = moved(event.key, index, seats.length, columns);
		if (next === index) return;
		event.preventDefault();
		setReached(seats[next]?.seat);
		list.querySelectorAll<HTMLButtonElement>("button")[next]?.focus();
	};
	return (
		<ul className="tiles" ref={grid} aria-label={say("board.seats")}>
			{seats.map((seat, i) => (
				<li key={seat.seat}>
					<button
						type="button"
						className={`tile tile-${seat.state}`}
						tabIndex={i === index ? 0 : -1}
						aria-pressed={seat.seat === at}
						onFocus={() => setReached(seat.seat)}
						onKeyDown={move}
						onClick={() => onChoose(seat.seat)}
					>
						<span className="tile-name">
							<b>{seat.name || seat.seat}</b> {seat.who}
						</span>
						<StateLight state={seat.state} reason={seat.reason} away={seat.away} />
						<span className="tile-since">{seat.since ? stopwatch((now - Date.parse(seat.since)) / 1000) : ""}</span>
					</button>
				</li>
			))}
		</ul>
	);
}

const ears = ["listen", "whisper", "barge"] as const;

/** The chosen seat, for those who only look. */
function Seen({ seat }: { seat: BoardSeat }) {
	const { say } = useLang();
	return (
		<p className="hands">
			<b>{say("seat.name", { name: seat.name || seat.seat })}</b> {seat.who}{" "}
			<StateLight state={seat.state} reason={seat.reason} away={seat.away} />{" "}
			<span className="label-hint">{say("board.calls", { n: seat.calls })}</span>
		</p>
	);
}

/** What can be done at the chosen seat. It keeps its place while seats come and go. */
function Hands({ chair, seat }: { chair: Chair; seat: BoardSeat | undefined }) {
	const { say, word } = useLang();
	const own = useRoom();
	const [text, setText] = useState("");
	if (!seat) return <p className="hands label-hint">{say("board.choose")}</p>;
	const open = openHands(seat, own.seat, own.call);
	const button = (hand: Hand, key: Key, run: () => void, pressed = false) => (
		<Button key={hand} disabled={!open.has(hand)} aria-pressed={pressed} onClick={run}>
			{say(key)}
		</Button>
	);
	const listened = own.seat?.state === "watching" && own.call?.id === seat.call;
	const sitFirst = ["talking", "hold", "consult"].includes(seat.state) && (own.seat?.seat ?? 0) === 0;
	return (
		<div className="hands row">
			<b>{say("seat.name", { name: seat.name || seat.seat })}</b> {seat.who}
			<StateLight state={seat.state} reason={seat.reason} away={seat.away} />
			<span className="label-hint">
				{say(sitFirst ? "board.sit_first" : "board.calls", { n: seat.calls })}
				{seat.reserve && ` · ${say("board.reserve")}`}
			</span>
			<span className="grow" />
			{ears.map((ear) =>
				button(
					ear,
					`board.${ear}` as Key,
					() => chair.ask({ type: "watch", seat: seat.seat, ear }),
					listened && own.seat?.reason === ear,
				),
			)}
			{button("take_over", "board.take_over", () => chair.ask({ type: "take_over" }))}
			<form
				className="row"
				onSubmit={(event) => {
					event.preventDefault();
					if (!text.trim()) return;
					chair.ask({ type: "tell", seat: seat.seat, text: text.trim() });
					setText("");
				}}
			>
				<Input
					className="hands-text"
					aria-label={say("board.tell")}
					placeholder={say("board.tell")}
					maxLength={200}
					disabled={!open.has("tell")}
					value={text}
					onChange={(e) => setText(e.target.value)}
				/>
				<Button htmlType="submit" disabled={!open.has("tell") || !text.trim()}>
					{say("board.send")}
				</Button>
				{own.wasRead?.seat === seat.seat && (
					<span role="status" className="label-hint">
						<Light light="green" word={say("board.was_read", { text: own.wasRead.text })} />{" "}
						<Moment at={own.wasRead.at} />
					</span>
				)}
			</form>
			<Popconfirm
				title={say("board.sign_out")}
				description={say("board.sign_out_text", { state: word("seat_state", seat.state) })}
				okText={say("board.sign_out")}
				cancelText={say("ui.cancel")}
				onConfirm={() => chair.ask({ type: "sign_out", seat: seat.seat })}
			>
				<Button danger disabled={!open.has("sign_out")}>
					{say("board.sign_out")}
				</Button>
			</Popconfirm>
		</div>
	);
}
