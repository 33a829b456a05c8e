/** How voice comes through in one direction: the share lost, from 0 to 1, and how unevenly it comes, in milliseconds. */
export interface Way {
	lost: number;
	jitter: number;
}

/** How well a conversation comes through, since the last look. */
export interface Quality {
	heard: Way;
	said: Way;
	/** There and back, in milliseconds; 0 while unknown. */
	roundTrip: number;
	grade: Grade;
}

export type Grade = "good" | "fair" | "poor";

/** What was counted until a moment. */
export interface Counts {
	received: number;
	lost: number;
	heardJitter: number;
	saidLost: number;
	saidJitter: number;
	roundTrip: number;
}

export const nothing: Counts = { received: 0, lost: 0, heardJitter: 0, saidLost: 0, saidJitter: 0, roundTrip: 0 };

interface Entry {
	type: string;
	kind?: string;
	packetsReceived?: number;
	packetsLost?: number;
	jitter?: number;
	fractionLost?: number;
	roundTripTime?: number;
	currentRoundTripTime?: number;
	nominated?: boolean;
}

/** Reads the browser's statistics (W3C webrtc-stats); what it does not tell is taken as none. */
export function count(report: Iterable<Entry>): Counts {
	const counts = { ...nothing };
	for (const entry of report) {
		if (entry.type === "inbound-rtp" && entry.kind === "audio") {
			counts.received = entry.packetsReceived ?? 0;
			counts.lost = Math.max(0, entry.packetsLost ?? 0); // packets that came twice make it negative
			counts.heardJitter = 1000 * (entry.jitter ?? 0);
		} else if (entry.type === "remote-inbound-rtp" && entry.kind === "audio") {
			counts.saidLost = entry.fractionLost ?? 0;
			counts.saidJitter = 1000 * (entry.jitter ?? 0);
			counts.roundTrip ||= 1000 * (entry.roundTripTime ?? 0);
		} else if (entry.type === "candidate-pair" && entry.nominated && entry.currentRoundTripTime !== undefined) {
			counts.roundTrip = 1000 * entry.currentRoundTripTime;
		}
	}
	return counts;
}

/** What became of the voice between two looks. */
export function judge(before: Counts, now: Counts): Quality {
	const lost = Math.max(0, now.lost - before.lost);
	const expected = Math.max(0, now.received - before.received) + lost;
	const heard = { lost: expected > 0 ? lost / expected : 0, jitter: now.heardJitter };
	const said = { lost: now.saidLost, jitter: now.saidJitter };
	const worst = Math.min(rating(heard, now.roundTrip), rating(said, now.roundTrip));
	return { heard, said, roundTrip: now.roundTrip, grade: worst >= 80 ? "good" : worst >= 65 ? "fair" : "poor" };
}

/**
 * The E-model in short (ITU-T G.107): 93.2 is the best there is, 80 satisfies nearly everybody, below 65 many complain.
 * Delay is what is known of the way, a buffer of twice the jitter, and 20 ms of speech; lost G.711 is concealed
 * (G.113: Bpl 25.1, Ie 0).
 */
export function rating(way: Way, roundTrip: number): number {
	const delay = roundTrip / 2 + 2 * way.jitter + 20;
	const late = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
	const loss = 100 * way.lost;
	return 93.2 - late - (95 * loss) / (loss + 25.1);
}
