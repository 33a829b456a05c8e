import type { Page } from "playwright-core";

/** The moments of a call as the page has them, in milliseconds of the machine's clock. */
export interface Marks {
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
export async function noting(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const now = () => performance.timeOrigin + performance.now();
		const none = { masked: "", offered: 0, painted: 0, pressed: 0, talking: 0, sounded: 0 };
		window.marks = { ...none };
		window.lines = [];
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
				window.lines.push(this);
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

/** How long the browser keeps sound back, in milliseconds. */
export const buffered = (page: Page) =>
	page.evaluate(async () => {
		const report = await window.lines.at(-1)?.getStats();
		const heard = [...(report?.values() ?? [])].find((s) => s.type === "inbound-rtp");
		return (1000 * (heard?.jitterBufferDelay ?? 0)) / Math.max(1, heard?.jitterBufferEmittedCount ?? 0);
	});
