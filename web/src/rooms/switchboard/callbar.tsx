import { Button } from "antd";
import { useEffect, useState } from "react";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { anywhere, type Binding, useKeys } from "../../lib/keys";
import { useTitleMark } from "../../ui/title";
import { Who } from "./callwho";
import { type Chair, useChair, useRoom } from "./chair";
import { ConsultField } from "./consult";
import { Digits } from "./digits";
import { Levels } from "./levels";
import { type Deed, openDeeds, rings } from "./open";
import { Trouble, usePhone } from "./phone-panel";
import { Receipt } from "./receipt";
import { RoomRefusal } from "./refusal";
import { Until } from "./state";
import { type Field, Talk } from "./talk";
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
	const [wanted, open] = useState<Field>();
	const ringing = rings(seat, call);
	const deeds = openDeeds(seat, call);
	const field = wanted && deeds.has(wanted) ? wanted : undefined;
	useEffect(() => {
		if (!field) open(undefined); // not to stand open again at the next call
	}, [field]);
	useTitleMark(ringing ? say("call.title_mark") : "");
	useRing(chair, ringing && seat.device === "browser");
	return (
		<section className={ringing ? "callbar callbar-rings" : "callbar"} aria-label={say("call.bar")}>
			{field === "consult" && <ConsultField chair={chair} onClose={() => open(undefined)} />}
			{field === "digits" && <Digits chair={chair} onClose={() => open(undefined)} />}
			{seat.device === "browser" && call && seat.state !== "wrap_up" && <PhoneTrouble chair={chair} />}
			{call?.asked?.whom && (
				<Receipt key={`${call.id} ${call.asked.n}`} chair={chair} call={call.id} asked={call.asked} />
			)}
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
					"digits",
					"about",
					"receipt",
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
						call && <Talk chair={chair} call={call} deeds={deeds} field={field} open={open} />
					)}
				</div>
			</div>
		</section>
	);
}

/** What keeps the person from being heard or hearing. */
function PhoneTrouble({ chair }: { chair: Chair }) {
	const state = usePhone(chair.phone);
	return <Trouble phone={chair.phone} state={state} />;
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
