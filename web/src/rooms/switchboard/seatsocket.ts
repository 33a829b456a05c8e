import type { Word } from "./phone";

const deaf = 25_000; // the program says something every ten seconds; a socket that is silent for longer is broken
const abnormal = 1006; // RFC 6455, section 7.1.5

/** The console's connection with its seat. It hands on what is said and tells once that it closed. */
export class SeatSocket {
	private socket?: WebSocket;
	private silence?: ReturnType<typeof setTimeout>;

	constructor(
		private readonly address: string,
		private readonly onWord: (word: Word) => void,
		private readonly onClose: (code: number) => void,
	) {}

	open(): void {
		this.close();
		const socket = new WebSocket(this.address);
		this.socket = socket;
		this.listening();
		socket.addEventListener("message", (event) => {
			if (this.socket !== socket) return;
			this.listening();
			const word = JSON.parse(event.data) as Word;
			if (word.type !== "beat") this.onWord(word);
		});
		socket.addEventListener("close", (event) => this.closed(socket, event.code));
	}

	/** Closes without telling: who closes knows. */
	close(): void {
		clearTimeout(this.silence);
		const socket = this.socket;
		this.socket = undefined;
		socket?.close();
	}

	send(word: Word): boolean {
		if (this.socket?.readyState !== WebSocket.OPEN) return false;
		this.socket.send(JSON.stringify(word));
		return true;
	}

	private listening(): void {
		clearTimeout(this.silence);
		this.silence = setTimeout(() => {
			const socket = this.socket;
			if (!socket) return;
			this.closed(socket, abnormal);
			socket.close(); // may take as long as it likes
		}, deaf);
	}

	private closed(socket: WebSocket, code: number): void {
		if (this.socket !== socket) return;
		clearTimeout(this.silence);
		this.socket = undefined;
		this.onClose(code);
	}
}
