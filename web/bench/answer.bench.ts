import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter } from "../e2e/people";
import { type House, start } from "../e2e/start";
import { type Callers, startCallers } from "./callers";
import { at, print } from "./figure";

const calls = Number(process.env.HUIYIN_BENCH_CALLS ?? 30);

let house: House;
let callers: Callers;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "huiyin-bench-"));
	const voice = join(folder, "voice.wav");
	await writeFile(voice, speech());
	house = await start(
		["--quiet", "--past", "300", "--sip", "127.0.0.1:0"],
		[
			"--use-fake-device-for-media-stream",
			`--use-file-for-fake-audio-capture=${voice}`,
			"--use-fake-ui-for-media-stream",
			"--autoplay-policy=no-user-gesture-required",
		],
	);
	callers = startCallers(house.sip());
});

afterAll(async () => {
	await callers?.stop();
	await house?.close();
	if (folder) await rm(folder, { recursive: true, force: true });
});

/** Something like a voice that never pauses, for the microphone: harmonics whose pitch wanders, 16 bits at 48 kHz. */
function speech(): Buffer {
	const rate = 48_000;
	const seconds = 10;
	const file = Buffer.alloc(44 + rate * seconds * 2);
	file.write("RIFF", 0);
	file.writeUInt32LE(file.length - 8, 4);
	file.write("WAVEfmt ", 8);
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(rate, 24);
	file.writeUInt32LE(rate * 2, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write("data", 36);
	file.writeUInt32LE(file.length - 44, 40);
	let phase = 0;
	for (let i = 0; i < rate * seconds; i++) {
		phase += (2 * Math.PI * (170 + 60 * Math.sin((2 * Math.PI * 3 * i) / rate))) / rate;
		const voice = Math.sin(phase) + 0.6 * Math.sin(3 * phase) + 0.4 * Math.sin(7 * phase);
		file.writeInt16LE(Math.round(9000 * voice), 44 + 2 * i);
	}
	return file;
}

/** The moments of a call as the page has them, in milliseconds of the machine's clock. */
interface Marks {
	masked: string; // the number of who calls, as it is shown
	offered: number; // the socket told of it
	painted: number; // who calls stands on the screen
	pressed: number; // the key to answer went down
	talking: number; // the socket told that the call was taken
	sounded: number; // the caller was heard
}

declare global {
	interface Window {
		marks: Marks;
		lines: RTCPeerConnection[];
	}
}

/** Lets the page note its moments by itself. */
async function noting(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const now = () => performance.timeOrigin + performance.now();
		const none = { masked: "", offered: 0, painted: 0, pressed: 0, talking: 0, sounded: 0 };
		window.marks = { ...none };
		const Socket = window.WebSocket;
		window.WebSocket = class extends Socket {
			constructor(...args: ConstructorParameters<typeof Socket>) {
				super(...args);
				this.addEventListener("message", (message) => {
					const news = JSON.parse(String(message.data));
					if (news.type === "call" && news.call?.state === "talking") window.marks.talking ||= now();
					if (news.type !== "call" || news.call?.state !== "offered") return;
					window.marks = { ...none, masked: news.call.caller.masked, offered: now() };
				});
			}
		};
		const look = () => {
			const marks = window.marks;
			if (!marks.offered || marks.painted || !document.querySelector(".caller-times")) return;
			if (document.querySelector(".caller-number")?.textContent !== marks.masked) return;
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel(); // its message comes after the frame has been painted
				port1.onmessage = () => {
					marks.painted ||= now();
				};
				port2.postMessage(0);
			});
		};
		new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
		addEventListener(
			"keydown",
			(event) => {
				if (event.key === "F4" && window.marks.offered) window.marks.pressed ||= now();
			},
			true,
		);
		const Line = window.RTCPeerConnection;
		window.RTCPeerConnection = class extends Line {
			constructor(...args: ConstructorParameters<typeof Line>) {
				super(...args);
				(window.lines ??= []).push(this);
				this.addEventListener("track", (event) => {
					const context = new AudioContext({ latencyHint: "interactive" });
					const analyser = new AnalyserNode(context, { fftSize: 256 });
					context.createMediaStreamSource(new MediaStream([event.track])).connect(analyser);
					const samples = new Float32Array(256);
					setInterval(() => {
						if (!window.marks.pressed || window.marks.sounded) return;
						analyser.getFloatTimeDomainData(samples);
						if (samples.some((s) => Math.abs(s) > 0.02)) window.marks.sounded = now();
					}, 1);
				});
			}
		};
	});
}

test("answering in the browser", async () => {
	const page = await enter(house, "op-6", "/register", {}, noting);
	await page.getByRole("button", { name: "入座" }).click();
	const seat = page.getByRole("dialog", { name: "入座" });
	await seat.getByRole("button", { name: "入座" }).click();
	await seat.waitFor({ state: "detached" });
	const bar = page.getByRole("region", { name: "通话" });
	const history: number[] = [];
	const hears: number[] = [];
	const heard: number[] = [];
	const taken: number[] = [];
	callers.call(number(0));
	for (let i = 1; i <= calls; i++) {
		await page.keyboard.press("F2");
		await page.waitForFunction(() => window.marks.offered && window.marks.painted, undefined, { timeout: 40_000 });
		await bar.getByRole("button", { name: /接听/ }).waitFor();
		callers.listen();
		await page.keyboard.press("F4");
		const spoken = await callers.heard();
		await page.waitForFunction(() => window.marks.sounded);
		const marks = await page.evaluate(() => window.marks);
		history.push(marks.painted - marks.offered);
		taken.push(marks.talking - marks.pressed);
		hears.push(marks.sounded - marks.pressed);
		heard.push(spoken - marks.pressed);
		await bar.getByRole("button", { name: /挂断/ }).waitFor();
		callers.hangUp();
		await bar.getByText("话后处理").first().waitFor();
		if (i < calls) callers.call(number(i));
	}
	expect(heard.every((ms) => ms > 0)).toBe(true);
	const both = hears.map((ms, i) => Math.max(ms, heard[i] ?? 0));
	print(`bench answer: ${calls} calls taken one after another in Chromium`, [
		{ name: "from the offer until who calls stands on the screen, p95", had: at(history, 0.95), goal: 300, unit: "ms" },
		{ name: "from the key until the room says that it is taken, p95", had: at(taken, 0.95), goal: 150, unit: "ms" },
		{ name: "from the key until the caller is heard, p95", had: at(hears, 0.95), goal: 150, unit: "ms" },
		{
			name: "from the key until the microphone is heard by the caller, p95",
			had: at(heard, 0.95),
			goal: 150,
			unit: "ms",
		},
		{ name: "both, p50", had: at(both, 0.5), goal: 150, unit: "ms" },
		{ name: "both, p95", had: at(both, 0.95), goal: 150, unit: "ms" },
		{ name: "both, the slowest", had: at(both, 1), goal: 1000, unit: "ms" },
	]);
});

/** How long the browser keeps sound back, in milliseconds. */
const buffered = (page: Page) =>
	page.evaluate(async () => {
		const report = await window.lines.at(-1)?.getStats();
		const heard = [...(report?.values() ?? [])].find((s) => s.type === "inbound-rtp");
		return (1000 * (heard?.jitterBufferDelay ?? 0)) / Math.max(1, heard?.jitterBufferEmittedCount ?? 0);
	});

/** The number of the invented inhabitants who call, one after the other. */
const number = (i: number) => `1990000${String(i * 7).padStart(4, "0")}`;
