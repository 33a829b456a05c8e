import { Button, Select } from "antd";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLang } from "../../lang/lang";
import { Labelled } from "../../ui/labelled";
import { Light, type LightName } from "../../ui/light";
import { type Device, type Kind, present, standard } from "./device";
import type { Line } from "./line";
import type { Phone, PhoneState } from "./phone";
import type { Grade, Quality } from "./quality";
import "./phone.css";

/** Follows a telephone. */
export function usePhone(phone: Phone): PhoneState {
	return useSyncExternalStore(phone.subscribe, phone.snapshot);
}

/** The telephone as the person sees it: whether it works, how it sounds, and with which devices. */
export function PhonePanel({ phone }: { phone: Phone }) {
	const { say } = useLang();
	const state = usePhone(phone);
	return (
		<section className="phone" aria-label={say("phone.title")}>
			<div role="status" className="phone-status">
				<Standing line={state.line} />
				{state.quality && <Heard quality={state.quality} />}
			</div>
			<Trouble phone={phone} state={state} />
			<Choice phone={phone} state={state} kind="microphone" label={say("phone.microphone")} />
			<Meter phone={phone} open={state.microphone === "open"} />
			{state.devices.speakers.length > 0 && (
				<Choice phone={phone} state={state} kind="speaker" label={say("phone.speaker")} />
			)}
			<Trial phone={phone} state={state} />
		</section>
	);
}

/** What a line is called on the screen. */
export function standing(line: Line): { light: LightName; word: StandingWord } {
	if (line.ended === "taken" || line.ended === "signed_out") return { light: "red", word: line.ended };
	if (line.ended || (line.socket === "closed" && line.voice === "none")) return { light: "none", word: "off" };
	if (line.voice !== "up") return { light: line.tries > 2 ? "red" : "yellow", word: "connecting" };
	return line.socket === "open" ? { light: "green", word: "up" } : { light: "yellow", word: "voice_only" };
}

type StandingWord = "off" | "connecting" | "up" | "voice_only" | "taken" | "signed_out";

function Standing({ line }: { line: Line }) {
	const { say } = useLang();
	const { light, word } = standing(line);
	return <Light light={light} word={say(`phone.line_${word}`)} />;
}

const lights: Record<Grade, LightName> = { good: "green", fair: "yellow", poor: "red" };

function Heard({ quality }: { quality: Quality }) {
	const { say, locale } = useLang();
	const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
	const lost = percent.format(Math.max(quality.heard.lost, quality.said.lost));
	const jitter = Math.round(Math.max(quality.heard.jitter, quality.said.jitter));
	return (
		<span className="phone-quality">
			<Light light={lights[quality.grade]} word={say(`phone.grade_${quality.grade}`)} />
			<span>{say("phone.figures", { lost, jitter, trip: Math.round(quality.roundTrip) })}</span>
		</span>
	);
}

/** What stands in the way, and what to do about it. */
export function Trouble({ phone, state }: { phone: Phone; state: PhoneState }) {
	const { say } = useLang();
	if (state.line.ended === "taken")
		return (
			<p role="alert">
				{say("phone.taken")} <Button onClick={() => phone.start()}>{say("phone.take_back")}</Button>
			</p>
		);
	if (state.microphone === "refused" || state.microphone === "missing")
		return <p role="alert">{say(`phone.microphone_${state.microphone}`)}</p>;
	if (state.silenced)
		return (
			<p role="alert">
				{say("phone.silenced")} <Button onClick={() => void phone.unsilence()}>{say("phone.unsilence")}</Button>
			</p>
		);
	return null;
}

interface Chosen {
	phone: Phone;
	state: PhoneState;
	kind: Kind;
	label: string;
}

function Choice({ phone, state, kind, label }: Chosen) {
	const { say } = useLang();
	const devices: Device[] = kind === "microphone" ? state.devices.microphones : state.devices.speakers;
	const options = [{ id: standard, name: say("phone.standard") }, ...devices];
	return (
		<Labelled label={label}>
			{(named) => (
				<Select
					{...named}
					value={present(state.chosen[kind], devices)}
					options={options.map(({ id, name }) => ({ value: id, label: name }))}
					onChange={(id) => void phone.choose(kind, id)}
				/>
			)}
		</Labelled>
	);
}

/** How loud the person is, ten times a second. It moves for eyes only: a screen reader is told when it is asked. */
function Meter({ phone, open }: { phone: Phone; open: boolean }) {
	const { say } = useLang();
	const [level, setLevel] = useState(0);
	useEffect(() => {
		if (!open) return;
		const timer = setInterval(() => setLevel(phone.levels().said), 100);
		return () => {
			clearInterval(timer);
			setLevel(0);
		};
	}, [phone, open]);
	return <meter className="phone-meter" min={0} max={1} value={level} aria-label={say("phone.level")} />;
}

/** Hears the loudspeaker and sees the microphone before a call. Leaving the page ends the trial. */
function Trial({ phone, state }: { phone: Phone; state: PhoneState }) {
	const { say } = useLang();
	const [ringing, setRinging] = useState(false);
	const ring = async () => {
		setRinging(true);
		await phone.ring().finally(() => setRinging(false));
	};
	const open = state.microphone === "open";
	return (
		<div className="phone-trial">
			<Button onClick={() => void ring()} disabled={ringing}>
				{say("phone.test_sound")}
			</Button>
			<Button
				aria-pressed={open}
				loading={state.microphone === "opening"}
				disabled={state.speaking}
				onClick={() => (open ? phone.close() : void phone.open())}
			>
				{say(open ? "phone.test_end" : "phone.test_microphone")}
			</Button>
		</div>
	);
}
