import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { type CallDetails, listenTo, type Recording } from "../../api/calls";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { useKeys } from "../../lib/keys";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";
import { clockOf } from "./span";
import { Wave } from "./wave";

const step = 5; // seconds that an arrow moves
const speeds = [1, 1.25, 1.5, 2];

/** A recording: its picture at once, its sound when somebody has said why, which is written down. */
export function Player({ call }: { call: CallDetails }) {
	const { say } = useLang();
	const [address, setAddress] = useState<string>();
	const r = call.recording;
	if (!r)
		return (
			<p className="quiet">
				{say("call.not_recorded")} {call.unrecorded && say(troubleOf(call.unrecorded))}
			</p>
		);
	return (
		<section className="player" aria-label={say("player.title")}>
			{address ? (
				<Sound address={address} of={r} />
			) : (
				<>
					<div className="player-wave player-shut">
						<Wave of={r} at={0} />
					</div>
					<Sides of={r} />
					{call.may_listen ? (
						<Ask call={call} onOpen={setAddress} />
					) : (
						<p className="label-hint">{say("player.not_yours")}</p>
					)}
				</>
			)}
			{r.trouble && <p className="label-hint">{say(troubleOf(r.trouble))}</p>}
		</section>
	);
}

/** Why a recording does not hold all that was said. */
const troubleOf = (why: string): Key =>
	why === "slow" ? "player.slow" : why === "restart" ? "player.cut_off" : "player.disk";

/** Whose sound is where, and what is hatched. */
function Sides({ of }: { of: Recording }) {
	const { say } = useLang();
	return (
		<p className="player-sides">
			<span>{say("player.caller")} ↑</span>
			<span>{say("player.seat")} ↓</span>
			{of.pauses.length > 0 && <span className="player-rested">{say("player.rested", { n: of.pauses.length })}</span>}
			<span>{clockOf(of.duration)}</span>
		</p>
	);
}

const purposes: Key[] = ["listen.for_inspection", "listen.for_complaint", "listen.for_check", "listen.for_learning"];

function Ask({ call, onOpen }: { call: CallDetails; onOpen: (address: string) => void }) {
	const { say } = useLang();
	const [purpose, setPurpose] = useState("");
	const open = useMutation({
		mutationFn: (why: string) => listenTo(call.id, why),
		onSuccess: (ticket) => onOpen(ticket.address),
	});
	return (
		<form
			className="stack player-ask"
			aria-label={say("listen.open")}
			onSubmit={(event) => {
				event.preventDefault();
				open.mutate(purpose);
			}}
		>
			<Labelled label={say("listen.purpose")} hint={say("listen.noted")}>
				{(named) => <Input {...named} maxLength={200} value={purpose} onChange={(e) => setPurpose(e.target.value)} />}
			</Labelled>
			<div className="row">
				{purposes.map((key) => (
					<button key={key} type="button" className="chip-button" onClick={() => open.mutate(say(key))}>
						{say(key)}
					</button>
				))}
				<Button size="small" type="primary" htmlType="submit" loading={open.isPending} disabled={!purpose.trim()}>
					{say("listen.open")}
				</Button>
			</div>
			{open.error && <Refusal error={open.error} />}
		</form>
	);
}

/** The open recording: click or arrows to seek, space to play, brackets for the speed. */
function Sound({ address, of }: { address: string; of: Recording }) {
	const { say } = useLang();
	const audio = useRef<HTMLAudioElement>(null);
	const [at, setAt] = useState(0);
	const [plays, setPlays] = useState(false);
	const [speed, setSpeed] = useState(1);
	const [broken, setBroken] = useState(false);
	useEffect(() => {
		if (audio.current) audio.current.playbackRate = speed;
	}, [speed]);
	useFrames(plays, () => setAt(audio.current?.currentTime ?? 0));
	const seek = (seconds: number) => {
		const to = Math.min(of.duration, Math.max(0, seconds));
		if (audio.current) audio.current.currentTime = to;
		setAt(to);
	};
	const toggle = () => {
		if (!audio.current) return;
		if (audio.current.paused) void audio.current.play().catch(() => setBroken(true));
		else audio.current.pause();
	};
	const faster = (by: 1 | -1) =>
		setSpeed((s) => speeds[Math.min(speeds.length - 1, Math.max(0, speeds.indexOf(s) + by))] ?? 1);
	useKeys([
		{ keys: "Space", say: "player.toggle", run: toggle },
		{ keys: "ArrowLeft", say: "player.back", run: () => seek(at - step) },
		{ keys: "ArrowRight", say: "player.on", run: () => seek(at + step) },
		{ keys: "[", say: "player.slower", run: () => faster(-1) },
		{ keys: "]", say: "player.faster", run: () => faster(1) },
	]);
	return (
		<>
			{/* biome-ignore lint/a11y/useMediaCaption: what callers say is not written down */}
			<audio
				ref={audio}
				src={address}
				preload="auto"
				onPlay={() => setPlays(true)}
				onPause={() => setPlays(false)}
				onEnded={() => setPlays(false)}
				onSeeked={() => setAt(audio.current?.currentTime ?? 0)}
				onError={() => setBroken(true)}
			/>
			<Seeker of={of} at={at} onSeek={seek} />
			<Sides of={of} />
			<div className="row player-bar">
				<Button type="primary" onClick={toggle} aria-label={say(plays ? "player.pause" : "player.play")}>
					{plays ? "❚❚" : "▶"}
				</Button>
				<output className="player-clock" aria-label={say("player.at")}>
					{clockOf(at)} / {clockOf(of.duration)}
				</output>
				<Chips
					label={say("player.speed")}
					required
					value={String(speed)}
					onChange={(v) => setSpeed(Number(v))}
					options={speeds.map((s) => ({ value: String(s), label: `${s}×` }))}
				/>
			</div>
			{broken && <p role="alert">{say("player.broken")}</p>}
		</>
	);
}

/** Calls back with every picture that is drawn, while something plays. */
function useFrames(on: boolean, frame: () => void) {
	const latest = useRef(frame);
	latest.current = frame;
	useEffect(() => {
		if (!on) return;
		let next = requestAnimationFrame(function again() {
			latest.current();
			next = requestAnimationFrame(again);
		});
		return () => cancelAnimationFrame(next);
	}, [on]);
}

/** The waveform as a slider. */
function Seeker({ of, at, onSeek }: { of: Recording; at: number; onSeek: (seconds: number) => void }) {
	const { say } = useLang();
	const seekTo = (event: PointerEvent<HTMLDivElement>) => {
		if (event.type === "pointermove" && event.buttons !== 1) return;
		const box = event.currentTarget.getBoundingClientRect();
		onSeek(((event.clientX - box.left) / box.width) * of.duration);
	};
	const onKey = (event: KeyboardEvent) => {
		const to = { Home: 0, End: of.duration, PageUp: at + 30, PageDown: at - 30 }[event.key];
		if (to === undefined) return;
		event.preventDefault();
		onSeek(to);
	};
	return (
		<div
			className="player-wave"
			role="slider"
			tabIndex={0}
			aria-label={say("player.at")}
			aria-valuemin={0}
			aria-valuemax={Math.round(of.duration)}
			aria-valuenow={Math.round(at)}
			aria-valuetext={clockOf(at)}
			onPointerDown={seekTo}
			onPointerMove={seekTo}
			onKeyDown={onKey}
		>
			<Wave of={of} at={at} />
		</div>
	);
}
