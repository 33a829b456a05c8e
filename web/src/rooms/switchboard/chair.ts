import { createContext, useContext, useSyncExternalStore } from "react";
import { asked, hear, type Live, read, silent, unwatched, type Voice, voiceOf } from "./live";
import { Phone } from "./phone";
import type { MessageNews, News, Order } from "./wire";

/**
 * The person's place in the room: a telephone, what the room says over its socket, and the way to ask the room for
 * something. The microphone follows what the room says.
 */
export class Chair {
	readonly phone = new Phone();
	private live = silent;
	private voice: Voice = "closed";
	private boards = 0; // that are looked at
	private connected = false;
	private readonly watchers = new Set<() => void>();
	private stopListening: (() => void)[] = [];

	start(): void {
		this.stopListening = [
			this.phone.listen((word) => this.become(hear(this.live, word as unknown as News))),
			this.phone.subscribe(this.follow),
		];
		this.phone.start();
	}

	stop(): void {
		this.phone.stop();
		for (const stop of this.stopListening) stop();
		this.connected = false;
		this.become(silent);
	}

	/** Asks the room for something; what it says to that comes as news. */
	ask(order: Order): void {
		this.become(asked(this.live, order.type));
		if (this.phone.tell({ ...order })) return;
		this.become(hear(this.live, { type: "problem", of: order.type, problem: { code: "offline" } }));
	}

	/** Asks for the whole room each second, until the function it returns is called. */
	watchBoard = (): (() => void) => {
		if (this.boards++ === 0) this.phone.tell({ type: "board", on: true });
		return () => {
			if (--this.boards > 0) return;
			this.phone.tell({ type: "board", on: false });
			this.become(unwatched(this.live));
		};
	};

	read(message: MessageNews): void {
		this.phone.tell({ type: "read", message: message.n });
		this.become(read(this.live, message));
	}

	subscribe = (watcher: () => void): (() => void) => {
		this.watchers.add(watcher);
		return () => this.watchers.delete(watcher);
	};

	snapshot = (): Live => this.live;

	private become(live: Live): void {
		if (live === this.live) return;
		this.live = live;
		this.speak(voiceOf(live));
		for (const watch of this.watchers) watch();
	}

	/** The telephone's connection: a new one knows nothing of the board, and one that another window took is over. */
	private follow = (): void => {
		const { line } = this.phone.snapshot();
		const connected = line.socket === "open";
		if (connected && !this.connected && this.boards > 0) this.phone.tell({ type: "board", on: true });
		this.connected = connected;
		if (line.ended) this.become(silent);
	};

	private speak(voice: Voice): void {
		if (voice === this.voice) return;
		this.voice = voice;
		if (voice === "closed") {
			this.phone.close();
			return;
		}
		const opened = voice === "speaking" ? this.phone.speak() : this.phone.hush().then(() => this.phone.open());
		void opened.then(() => this.voice === "closed" && this.phone.close()); // the call may have ended meanwhile
	}
}

/** The chair of whoever is signed in; undefined for those who take no calls. */
export const ChairContext = createContext<Chair | undefined>(undefined);

export const useChair = (): Chair | undefined => useContext(ChairContext);

const never = () => () => {};
const nobody = () => silent;

/** What is known of the room, followed. */
export function useRoom(): Live {
	const chair = useChair();
	return useSyncExternalStore(chair?.subscribe ?? never, chair?.snapshot ?? nobody);
}
