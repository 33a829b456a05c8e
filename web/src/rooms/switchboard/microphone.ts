import { standard } from "./device";

/** Why there is no microphone: the person or the browser said no, or there is none that works. */
export type Lack = "refused" | "missing";

/** The person's microphone, open only while it is needed: the browser shows that it listens. */
export class Microphone {
	private stream?: MediaStream;
	private meter?: { context: AudioContext; analyser: AnalyserNode; samples: Float32Array<ArrayBuffer> };

	/** gone is called when the device was pulled out or the permission taken back. */
	constructor(private readonly gone: () => void) {}

	get track(): MediaStreamTrack | null {
		return this.stream?.getAudioTracks()[0] ?? null;
	}

	/** Opens a device in place of the one before. */
	async open(device: string): Promise<void> {
		const stream = await navigator.mediaDevices.getUserMedia({
			audio: {
				...(device !== standard && { deviceId: { ideal: device } }),
				channelCount: 1,
				echoCancellation: true,
				noiseSuppression: true,
				autoGainControl: true,
			},
		});
		this.close();
		this.stream = stream;
		this.track?.addEventListener("ended", this.gone);
		const context = new AudioContext();
		const analyser = context.createAnalyser();
		analyser.fftSize = 1024;
		context.createMediaStreamSource(stream).connect(analyser);
		this.meter = { context, analyser, samples: new Float32Array(analyser.fftSize) };
	}

	close(): void {
		this.track?.removeEventListener("ended", this.gone);
		for (const track of this.stream?.getTracks() ?? []) track.stop();
		void this.meter?.context.close();
		this.stream = undefined;
		this.meter = undefined;
	}

	/** How loud it is now, from 0 to 1. */
	level(): number {
		if (!this.meter) return 0;
		this.meter.analyser.getFloatTimeDomainData(this.meter.samples);
		return loudness(this.meter.samples);
	}
}

const quietest = -60; // dB below the loudest there is

/** Loudness as people hear it: 0 at 60 dB below the loudest there is, 1 at the loudest. */
export function loudness(samples: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
	const decibel = 10 * Math.log10(sum / Math.max(1, samples.length));
	return Math.max(0, Math.min(1, 1 - decibel / quietest));
}

/** Reads why a microphone could not be opened. */
export function lackOf(cause: unknown): Lack {
	const name = cause instanceof DOMException ? cause.name : "";
	return name === "NotAllowedError" || name === "SecurityError" ? "refused" : "missing";
}
