import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useLocation } from "react-router";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { anywhere, type Binding, useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { useTitleMark } from "../../ui/title";
import { type Chair, useChair, useRoom } from "./chair";
import { ConsultField } from "./consult";
import { Levels } from "./levels";
import { type Deed, openDeeds, rings } from "./open";
import { RoomRefusal } from "./refusal";
import { Since, Until } from "./state";
import type { Call, SeatNews } from "./wire";
import { Words } from "./words";
import "./callbar.css";

/** The call at the bottom of every page: it never leaves the screen while there is one, or work on it. */
export function CallBar() {
	const chair = useChair();
	const { seat, call, messages } = useRoom();
	const shown = seat && (call || seat.state === "wrap_up");
	if (!chair || (!shown && messages.length === 0)) return null;
	return (
		<div className="callbar-place">
			<Words chair={chair} messages={messages} />
			{shown && <Bar chair={chair} seat={seat} call={call} />}
		</div>
	);
}

interface Props {
	chair: Chair;
	seat: SeatNews;
	call: Call | undefined;
}

function Bar({ chair, seat, call }: Props) {
	const { say } = useLang();
	const [asking, setAsking] = useState(false);
	const ringing = rings(seat, call);
	const deeds = openDeeds(seat, call);
	const may = deeds.has("consult");
	useEffect(() => {
		if (!may) setAsking(false);
	}, [may]);
	useTitleMark(ringing ? say("call.title_mark") : "");
	useRing(chair, ringing && seat.device === "browser");
	return (
		<section className={ringing ? "callbar callbar-rings" : "callbar"} aria-label={say("call.bar")}>
			{asking && may && <ConsultField chair={chair} onClose={() => setAsking(false)} />}
			<RoomRefusal
				of={[
					"accept",
					"decline",
					"hold",
					"consult",
					"retrieve",
					"join",
					"transfer",
					"mute",
					"hangup",
					"extend",
					"unwatch",
				]}
			/>
			<div className="callbar-row">
				<Who seat={seat} call={call} />
				{seat.device === "browser" && call && !ringing && seat.state !== "wrap_up" && <Levels phone={chair.phone} />}
				<div className="callbar-deeds">
					{ringing ? (
						<Ringing chair={chair} seat={seat} deeds={deeds} />
					) : seat.state === "wrap_up" ? (
						<WrapUp chair={chair} seat={seat} deeds={deeds} />
					) : seat.state === "watching" ? (
						<Watching chair={chair} />
					) : (
						call && <Talk chair={chair} call={call} deeds={deeds} asking={asking} ask={setAsking} />
					)}
				</div>
			</div>
		</section>
	);
}

/** Rings until it is answered or over. */
function useRing(chair: Chair, on: boolean) {
	useEffect(() => {
		if (!on) return;
		for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
		const ring = () => void chair.phone.ring().catch(() => {}); // a browser that plays nothing shows it all the same
		ring();
		const timer = setInterval(ring, 3_000);
		return () => clearInterval(timer);
	}, [chair, on]);
}

/** Whom the call is with, since when, and below what is special about it now. */
function Who({ seat, call }: Omit<Props, "chair">) {
	const { say } = useLang();
	const here = useLocation();
	if (!call) return <b>{say("call.wrap_up")}</b>;
	const sheet = to.register(undefined, call.id);
	const there = here.pathname.startsWith(to.register()) && here.search.includes(`call=${call.id}`);
	return (
		<div className="callbar-who">
			<span className="callbar-time">
				<span aria-hidden="true">☎</span> <Since at={call.answered_at ?? call.since} />
			</span>
			<span className="callbar-whom">
				<b>{call.caller.masked || say("call.withheld")}</b>
				<span className="callbar-line" title={call.hotline.name}>
					{call.hotline.name}
				</span>
				{call.mine && call.direction !== "out" && seat.state !== "watching" && !there && (
					<Link to={sheet}>{say("call.sheet")}</Link>
				)}
			</span>
			<span className="callbar-how">
				<How call={call} />
			</span>
		</div>
	);
}

function How({ call }: { call: Call }) {
	const { say, word } = useLang();
	const { consult } = call;
	return (
		<>
			{call.emergency && <Light light="violet" word={word("urgency", "emergency")} />}
			{consult && (
				<span className="callbar-line" title={consult.to}>
					{say(consult.joined ? "call.joined" : consult.up ? "call.consulted" : "call.consulting", { to: consult.to })}
				</span>
			)}
			{call.direction && call.direction !== "in" && <span>{word("direction", call.direction)}</span>}
			{call.recording === "paused" && <Light light="yellow" word={say("call.paused")} />}
			{call.held && <Light light="yellow" word={say("call.held")} />}
			{call.watched && <Light light="ink" word={say("call.watched")} />}
			{call.recording === "on" && <Light light="ink" word={say("call.recorded")} />}
		</>
	);
}

interface Parts {
	chair: Chair;
	deeds: Set<Deed>;
}

function Ringing({ chair, seat, deeds }: Parts & { seat: SeatNews }) {
	const { say } = useLang();
	const accept = () => chair.ask({ type: "accept" });
	const decline = () => chair.ask({ type: "decline" });
	const bound = (keys: string, key: Key, run: () => void, typing = true): Binding => ({ keys, say: key, typing, run });
	useKeys([
		...(deeds.has("accept") ? [bound("F4", "call.accept", accept), bound("Enter", "call.accept", accept, false)] : []),
		bound("F8", "call.decline", decline),
	]);
	return (
		<>
			{seat.until && (
				<span className="callbar-left">
					<Until at={seat.until} />
				</span>
			)}
			{deeds.has("accept") ? (
				<Button type="primary" size="large" onClick={accept}>
					{say("call.accept")} <kbd>F4</kbd>
				</Button>
			) : (
				<b>{say("call.pick_up")}</b>
			)}
			<Button size="large" onClick={decline}>
				{say("call.decline")} <kbd>F8</kbd>
			</Button>
		</>
	);
}

function WrapUp({ chair, seat, deeds }: Parts & { seat: SeatNews }) {
	const { say } = useLang();
	const more = () => chair.ask({ type: "extend" });
	useKeys(anywhere("m", "call.extend", more));
	return (
		<>
			<span className="callbar-left">
				{say("call.wrap_up_left")} {seat.until && <Until at={seat.until} />}
			</span>
			<Button disabled={!deeds.has("extend")} onClick={more}>
				{say("call.extend")} <kbd>M</kbd>
			</Button>
			<Button type="primary" disabled={!deeds.has("ready")} onClick={() => chair.ask({ type: "ready" })}>
				{say("seat.ready")} <kbd>F2</kbd>
			</Button>
		</>
	);
}

function Watching({ chair }: { chair: Chair }) {
	const { say } = useLang();
	return (
		<>
			<Button onClick={() => chair.ask({ type: "take_over" })}>{say("board.take_over")}</Button>
			<Button type="primary" onClick={() => chair.ask({ type: "unwatch" })}>
				{say("board.unwatch")}
			</Button>
		</>
	);
}

/** A button of a conversation: it keeps its place, also while it is not open. */
interface Act {
	key: string;
	label: Key;
	open: boolean;
	pressed?: boolean;
	run: () => void;
}

function Talk({
	chair,
	call,
	deeds,
	asking,
	ask,
}: Parts & { call: Call; asking: boolean; ask: (on: boolean) => void }) {
	const { say } = useLang();
	const acts = actsOf(chair, call, deeds, asking, ask);
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

function actsOf(chair: Chair, call: Call, deeds: Set<Deed>, asking: boolean, ask: (on: boolean) => void): Act[] {
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
			pressed: asking,
			run: () => (back ? chair.ask({ type: "retrieve" }) : ask(!asking)),
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
	];
}
