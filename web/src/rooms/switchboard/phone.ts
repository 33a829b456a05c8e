import { type Devices, type Kind, present, sort, storeDevice, storedDevice } from "./device";
import { atRest, type Deed, type Happening, type Line, patience, step } from "./line";
import { type Lack, lackOf, Microphone } from "./microphone";
import { type Counts, count, judge, nothing, type Quality } from "./quality";
import { SeatSocket } from "./seatsocket";
import { VoiceLink } from "./voicelink";

/** Everything the screen shows of the telephone. A new object whenever something changed. */
export interface PhoneState {
	line: Line;
	microphone: "closed" | "opening" | "open" | Lack;
	/** Whether what the microphone hears goes out. */
	speaking: boolean;
	/** The browser plays nothing until the person has clicked somewhere. */
	silenced: boolean;
	devices: Devices;
	chosen: Record<Kind, string>;
	/** How the conversation comes through; absent while there is none. */
	quality?: Quality;
}

/** A message of the program that is not about the connection. */
export interface Word {
	type: string;
	[name: string]: unknown;
}

const look = 2_000; // between two looks at the quality

/**
 * The telephone of a seat: a socket over which is agreed, a connection over which is spoken, a microphone and a
 * loudspeaker. It knows nothing of calls; the room says when to speak.
 */
export class Phone {
	private state: PhoneState = {
		line: atRest,
		microphone: "closed",
		speaking: false,
		silenced: false,
		devices: { microphones: [], speakers: [] },
		chosen: { microphone: storedDevice("microphone"), speaker: storedDevice("speaker") },
	};
	private readonly watchers = new Set<() => void>();
	private readonly listeners = new Set<(word: Word) => void>();
	private readonly microphone = new Microphone(() => void this.reopen());
	private readonly ear = new Audio();
	private readonly bell = new Audio();
	private readonly socket: SeatSocket;
	private link?: VoiceLink;
	private waiting?: ReturnType<typeof setTimeout>;
	private looking?: ReturnType<typeof setInterval>;
	private counted: Counts = nothing;

	constructor(address = seatAddress()) {
		this.socket = new SeatSocket(
			address,
			(word) => this.word(word),
			(code) => this.happen({ kind: "socket_closed", code }),
		);
		this.ear.autoplay = true;
	}

	/** Brings the telephone up; it stays up by itself until it is stopped or another window takes the seat. */
	start(): void {
		window.addEventListener("online", this.again);
		navigator.mediaDevices?.addEventListener("devicechange", this.listDevices);
		this.looking ??= setInterval(() => void this.measure(), look);
		void this.listDevices();
		this.happen({ kind: "start" });
	}

	stop(): void {
		window.removeEventListener("online", this.again);
		navigator.mediaDevices?.removeEventListener("devicechange", this.listDevices);
		clearInterval(this.looking);
		this.looking = undefined;
		this.close();
		this.happen({ kind: "stop" });
	}

	/** Opens the microphone, so that the first word of a call is not lost. Returns whether it is open. */
	async open(): Promise<boolean> {
		if (this.state.microphone === "open") return true;
		this.set({ microphone: "opening" });
		try {
			await this.microphone.open(this.state.chosen.microphone);
		} catch (cause) {
			this.set({ microphone: lackOf(cause), speaking: false });
			return false;
		}
		this.set({ microphone: "open" });
		void this.listDevices(); // now they have names
		return true;
	}

	/** Lets the other side hear the person. Returns whether it does. */
	async speak(): Promise<boolean> {
		if (!(await this.open())) return false;
		this.set({ speaking: true });
		await this.link?.speak(this.microphone.track);
		return true;
	}

	/** Lets the other side hear nothing; the microphone stays open for the next word. */
	async hush(): Promise<void> {
		this.set({ speaking: false });
		await this.link?.speak(null);
	}

	/** Lets go of the microphone. */
	close(): void {
		void this.hush();
		this.microphone.close();
		if (this.state.microphone === "open") this.set({ microphone: "closed" });
	}

	/** Takes another device, also in the middle of a word, and keeps the choice. */
	async choose(kind: Kind, id: string): Promise<void> {
		storeDevice(kind, id);
		this.set({ chosen: { ...this.state.chosen, [kind]: id } });
		if (kind === "speaker") await this.route();
		else if (this.state.microphone !== "closed") await this.reopen();
	}

	press(keys: string): void {
		this.link?.press(keys);
	}

	/** How loud the person and the other side are now, from 0 to 1. */
	levels(): { said: number; heard: number } {
		return { said: this.microphone.level(), heard: this.link?.level() ?? 0 };
	}

	/** Rings for a second, on the chosen loudspeaker. */
	async ring(): Promise<void> {
		const context = new AudioContext();
		const out = context.createMediaStreamDestination();
		const volume = new GainNode(context, { gain: 0.2 });
		volume.connect(out);
		for (const [i, frequency] of [440, 554, 659].entries()) {
			const tone = new OscillatorNode(context, { frequency });
			tone.connect(volume);
			tone.start(context.currentTime + 0.3 * i);
			tone.stop(context.currentTime + 0.3 * i + 0.25);
		}
		this.bell.srcObject = out.stream;
		await this.route();
		await this.bell.play();
		await new Promise((done) => setTimeout(done, 1_000));
		this.bell.srcObject = null;
		await context.close();
	}

	/** Plays what the browser held back; to be called from a click. */
	async unsilence(): Promise<void> {
		await this.ear.play().then(
			() => this.set({ silenced: false }),
			() => this.set({ silenced: true }),
		);
	}

	/** Says something to the room; false while it cannot be reached. */
	tell(word: Word): boolean {
		return this.socket.send(word);
	}

	/** Hears what the room says. */
	listen(listener: (word: Word) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	subscribe = (watcher: () => void): (() => void) => {
		this.watchers.add(watcher);
		return () => this.watchers.delete(watcher);
	};

	snapshot = (): PhoneState => this.state;

	private set(change: Partial<PhoneState>): void {
		this.state = { ...this.state, ...change };
		for (const watch of this.watchers) watch();
	}

	private happen(what: Happening): void {
		const [line, deeds] = step(this.state.line, what);
		this.set({ line });
		for (const deed of deeds) this.perform(deed);
	}

	private perform(deed: Deed): void {
		switch (deed) {
			case "open_socket":
				this.socket.open();
				break;
			case "close_socket":
				this.socket.close();
				break;
			case "wait":
				clearTimeout(this.waiting);
				this.waiting = setTimeout(this.again, patience(this.state.line.tries, Math.random()));
				break;
			case "drop_voice":
				this.drop();
				break;
			case "offer_new":
				this.drop();
				this.link = this.connect();
				void this.offer(this.link);
				break;
			case "offer_again":
				if (this.link) void this.offer(this.link);
		}
	}

	private connect(): VoiceLink {
		const link: VoiceLink = new VoiceLink(
			(state) => this.link === link && this.happen({ kind: "voice", state }),
			(sound) => {
				this.ear.srcObject = sound;
			},
		);
		if (this.state.speaking) void link.speak(this.microphone.track);
		void this.unsilence();
		return link;
	}

	private async offer(link: VoiceLink): Promise<void> {
		const sdp = await link.offer().catch(() => "");
		if (this.link !== link) return; // another took its place meanwhile
		if (!sdp) this.happen({ kind: "refused" });
		else this.socket.send({ type: "offer", sdp });
	}

	private drop(): void {
		this.link?.close();
		this.link = undefined;
		this.ear.srcObject = null;
		this.counted = nothing;
		this.set({ quality: undefined });
	}

	private word(word: Word): void {
		if (word.type === "hello") this.happen({ kind: "hello", house: String(word.house) });
		else if (word.type === "answer") void this.answer(String(word.sdp));
		else if (word.type === "problem" && word.of === "offer") this.happen({ kind: "refused" });
		else for (const listener of this.listeners) listener(word);
	}

	private async answer(sdp: string): Promise<void> {
		const link = this.link;
		const kind = await link?.answer(sdp).then(
			() => "answered" as const,
			() => "refused" as const,
		);
		if (kind && this.link === link) this.happen({ kind });
	}

	private async measure(): Promise<void> {
		const link = this.link;
		if (!link || this.state.line.voice !== "up") return;
		const now = count(await link.statistics());
		if (this.link !== link) return;
		if (now.received > this.counted.received) this.set({ quality: judge(this.counted, now) });
		else if (this.state.quality) this.set({ quality: undefined });
		this.counted = now;
	}

	/** Opens the chosen microphone anew, or the system's when it is gone. */
	private async reopen(): Promise<void> {
		const { speaking } = this.state;
		await this.listDevices();
		this.set({ microphone: "closed" });
		if (!(await this.open())) this.microphone.close();
		await this.link?.speak(speaking ? this.microphone.track : null);
	}

	private listDevices = async (): Promise<void> => {
		this.set({ devices: sort((await navigator.mediaDevices?.enumerateDevices()) ?? []) });
		await this.route();
	};

	/** Sends all sound to the chosen loudspeaker, where the browser lets one choose. */
	private async route(): Promise<void> {
		const id = present(this.state.chosen.speaker, this.state.devices.speakers);
		for (const sound of [this.ear, this.bell]) await sound.setSinkId?.(id === "default" ? "" : id).catch(() => {});
	}

	private again = (): void => this.happen({ kind: "again" });
}

function seatAddress(): string {
	return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/seat`;
}
