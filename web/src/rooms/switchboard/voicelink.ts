/**
 * One WebRTC connection with the program. It is made once and stays: calls come and go on it without anything being
 * agreed on again, and while nobody speaks it sends nothing.
 */
export class VoiceLink {
	private readonly pc = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
	private readonly both: RTCRtpTransceiver;

	constructor(onState: (state: RTCPeerConnectionState) => void, onSound: (sound: MediaStream) => void) {
		this.both = this.pc.addTransceiver("audio", { direction: "sendrecv" });
		preferALaw(this.both);
		onSound(new MediaStream([this.both.receiver.track]));
		this.pc.addEventListener("connectionstatechange", () => onState(this.pc.connectionState));
	}

	/** An offer; another one of the same connection looks for another way. Candidates are not waited for: the program needs none. */
	async offer(): Promise<string> {
		const again = this.pc.currentRemoteDescription !== null;
		if (this.pc.signalingState === "have-local-offer") await this.pc.setLocalDescription({ type: "rollback" });
		await this.pc.setLocalDescription(await this.pc.createOffer({ iceRestart: again }));
		return this.pc.localDescription?.sdp ?? "";
	}

	async answer(sdp: string): Promise<void> {
		await this.pc.setRemoteDescription({ type: "answer", sdp });
	}

	/** Speaks with a microphone's track, or is silent: a track that is only muted would go on sending. */
	async speak(track: MediaStreamTrack | null): Promise<void> {
		await this.both.sender.replaceTrack(track);
	}

	/** Presses keys, such as "1#". They are heard as key presses, not as tones. */
	press(keys: string): void {
		this.both.sender.dtmf?.insertDTMF(keys, 100, 70);
	}

	/** How loud the other side is now, from 0 to 1. */
	level(): number {
		return this.both.receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
	}

	async statistics(): Promise<Iterable<RTCStats>> {
		return (await this.pc.getStats()).values();
	}

	close(): void {
		this.pc.close();
	}
}

/** The program speaks A-law; offering nothing else keeps the offer short. A browser that cannot choose offers it among others. */
function preferALaw(both: RTCRtpTransceiver): void {
	const codecs = RTCRtpReceiver.getCapabilities("audio")?.codecs.filter(
		(c) => /^audio\/(PCMA|telephone-event)$/i.test(c.mimeType) && c.clockRate === 8000,
	);
	if (codecs?.length) both.setCodecPreferences?.(codecs);
}
