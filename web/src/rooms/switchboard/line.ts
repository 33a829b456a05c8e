/** The connection over which the telephone is spoken about. */
export type Socket = "closed" | "opening" | "open" | "waiting";

/** The connection over which is spoken. It goes on when the other one breaks. */
export type Voice = "none" | "offering" | "checking" | "up" | "lost";

/** Why the telephone will not come back by itself. */
export type End = "stopped" | "taken" | "signed_out";

/** A seat's line: what both connections are doing, as values. */
export interface Line {
	socket: Socket;
	voice: Voice;
	ended?: End;
	/** Attempts since the last that went well; the next waits the longer for them. */
	tries: number;
	/** Which running of the program the voice was agreed on with; another one knows nothing of it. */
	house?: string;
	/** Whether the offer under way asks for another way of the connection there is. */
	again: boolean;
}

export type Happening =
	| { kind: "start" }
	| { kind: "stop" }
	/** The program's first word. */
	| { kind: "hello"; house: string }
	| { kind: "socket_closed"; code: number }
	| { kind: "answered" }
	| { kind: "refused" }
	| { kind: "voice"; state: RTCPeerConnectionState }
	/** A wait is over, or the network came back. */
	| { kind: "again" };

/** What is to be done. */
export type Deed = "open_socket" | "close_socket" | "offer_new" | "offer_again" | "drop_voice" | "wait";

/** The codes with which the program closes for good (httpapi/seat.go). */
const forGood: Record<number, End> = { 4401: "signed_out", 4409: "taken" };

export const atRest: Line = { socket: "closed", voice: "none", tries: 0, again: false };

/** What happens changes the line and asks for deeds, in their order. Nothing else decides. */
export function step(line: Line, what: Happening): [Line, Deed[]] {
	if (line.ended && what.kind !== "start") return [line, []];
	switch (what.kind) {
		case "start":
			return line.socket === "closed" ? [{ ...atRest, socket: "opening" }, ["open_socket"]] : [line, []];
		case "stop":
			return end(line, "stopped", ["close_socket"]);
		case "hello":
			return hello({ ...line, socket: "open", tries: 0 }, what.house);
		case "socket_closed":
			return closed(line, forGood[what.code]);
		case "answered":
			return line.voice === "offering" ? [{ ...line, voice: "checking" }, []] : [line, []];
		case "refused":
			return refused(line);
		case "voice":
			return voice(line, what.state);
		case "again":
			return again(line);
	}
}

function end(line: Line, ended: End, deeds: Deed[]): [Line, Deed[]] {
	return [{ ...line, ended, socket: "closed", voice: "none" }, [...deeds, "drop_voice"]];
}

/** The same running of the program goes on with the voice there is; a call does not hear that the socket was away. */
function hello(line: Line, house: string): [Line, Deed[]] {
	const known = house === line.house;
	const met = { ...line, house };
	if (known && line.voice === "up") return [met, []];
	return known && line.voice === "lost" ? offer(met, "offer_again") : offer(met, "offer_new");
}

function offer(line: Line, deed: "offer_new" | "offer_again"): [Line, Deed[]] {
	return [{ ...line, voice: "offering", again: deed === "offer_again" }, [deed]];
}

function closed(line: Line, why: End | undefined): [Line, Deed[]] {
	if (why) return end(line, why, []);
	const voice = line.voice === "offering" ? "none" : line.voice; // its answer will not come
	return [{ ...line, voice, socket: "waiting", tries: line.tries + 1 }, ["wait"]];
}

/** Another way is not to be had on the old connection: a new one, and after that some patience. */
function refused(line: Line): [Line, Deed[]] {
	if (line.voice !== "offering") return [line, []];
	if (line.again) return offer(line, "offer_new");
	return [{ ...line, voice: "none", tries: line.tries + 1 }, ["drop_voice", "wait"]];
}

function voice(line: Line, state: RTCPeerConnectionState): [Line, Deed[]] {
	switch (state) {
		case "connected":
			return [{ ...line, voice: "up", tries: 0 }, []];
		case "disconnected":
			return line.voice === "up" ? lost(line, "offer_again") : [line, []];
		case "failed":
			return line.voice === "offering" ? [line, []] : failed(line);
		case "closed":
			return lost(line, "offer_new");
		default:
			return [line, []]; // on its way
	}
}

function lost(line: Line, deed: "offer_new" | "offer_again"): [Line, Deed[]] {
	if (line.socket === "open") return offer(line, deed);
	return [{ ...line, voice: deed === "offer_new" ? "none" : "lost" }, []]; // the socket's return brings it back
}

/** A way that was lost is looked for once more; one that was never found, on a new connection after a while. */
function failed(line: Line): [Line, Deed[]] {
	if (line.voice === "up" || (line.voice === "lost" && line.socket === "open")) return lost(line, "offer_again");
	if (line.voice === "lost") return [line, []];
	const patient: Line = { ...line, voice: "none", tries: line.tries + 1 };
	return [patient, line.socket === "open" ? ["drop_voice", "wait"] : ["drop_voice"]];
}

function again(line: Line): [Line, Deed[]] {
	if (line.socket === "waiting") return [{ ...line, socket: "opening" }, ["open_socket"]];
	if (line.socket !== "open") return [line, []];
	if (line.voice === "none") return offer(line, "offer_new");
	return line.voice === "lost" ? offer(line, "offer_again") : [line, []];
}

const shortest = 300;
const longest = 10_000;

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time, up to ten seconds, and not at the
 * same moment as everybody else when the program starts anew. chance is from 0 to 1.
 */
export function patience(tries: number, chance: number): number {
	const most = Math.min(longest, shortest * 2 ** Math.max(0, tries - 1));
	return Math.round(most * (0.5 + chance / 2));
}
