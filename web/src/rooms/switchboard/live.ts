import type {
	BoardNews,
	Call,
	CallerNews,
	MessageNews,
	News,
	Order,
	ProblemNews,
	ReadNews,
	RoomNews,
	SeatNews,
} from "./wire";

/** What the console knows of the room: the last word of each kind. */
export interface Live {
	/** Absent until the room has spoken: there may be none in this house. */
	seat?: SeatNews;
	room?: RoomNews;
	/** Where one can sit down; absent while one sits. */
	free?: number[];
	call?: Call;
	/** Who is calling, once it is known. */
	caller?: CallerNews;
	board?: BoardNews;
	/** Words of a supervisor that were not read yet, the latest last. */
	messages: MessageNews[];
	/** What the person said to a seat and was read there last. */
	wasRead?: ReadNews;
	/** The person has picked up, and the room has not said yet what comes of it. */
	answering?: boolean;
	/** The last refusal; gone with the next thing that is asked for, or that goes well. */
	problem?: ProblemNews;
}

export const silent: Live = { messages: [] };

const mostMessages = 5;

/** What the room says changes what the console knows. Words of other kinds change nothing. */
export function hear(live: Live, news: News): Live {
	switch (news.type) {
		case "room":
			return { ...live, room: news };
		case "seat":
			return {
				...live,
				seat: news,
				problem: undefined,
				answering: undefined,
				...(news.seat !== 0 && { free: undefined }),
			};
		case "free":
			return { ...live, free: news.seats };
		case "call":
			return called(live, news.call ?? undefined);
		case "caller":
			return { ...live, caller: news };
		case "board":
			return { ...live, board: news };
		case "first":
			return live.caller?.call === news.call ? { ...live, caller: { ...live.caller, first: news.yes } } : live;
		case "message":
			return { ...live, messages: [...live.messages.filter((m) => m.n !== news.n), news].slice(-mostMessages) };
		case "read":
			return { ...live, wasRead: news };
		case "problem":
			return { ...live, problem: news, answering: undefined };
		default:
			return live;
	}
}

/** Who called is known for that call only; it may come before the call does. */
function called(live: Live, call: Call | undefined): Live {
	const caller = live.caller && live.caller.call === call?.id ? live.caller : undefined;
	return { ...live, call, caller: call ? caller : undefined, problem: undefined };
}

/** The person has read a word. */
export const read = (live: Live, message: MessageNews): Live => ({
	...live,
	messages: live.messages.filter((m) => m !== message),
});

/** Something is asked for: what was refused before is forgotten. */
export function asked(live: Live, what: Order["type"]): Live {
	const answering = what === "accept" || live.answering;
	return live.problem || answering !== live.answering ? { ...live, problem: undefined, answering } : live;
}

/** The person looks at the board no more. */
export const unwatched = (live: Live): Live => ({ ...live, board: undefined });

/** What the microphone is to do. */
export type Voice = "closed" | "open" | "speaking";

/**
 * The microphone is open from the ring on, so that the first word is not lost, and speaks from the moment the person
 * picks up, as long as somebody may hear it: the room decides who does, and until it has decided nobody. A desk phone
 * has its own.
 */
export function voiceOf({ seat, call, answering }: Live): Voice {
	if (seat?.device !== "browser" || seat.away) return "closed";
	switch (seat.state) {
		case "reserved":
		case "ringing":
			if (!call) return "closed";
			return answering ? "speaking" : "open";
		case "talking":
		case "hold":
		case "consult":
		case "outbound":
		case "watching":
			return "speaking";
		default:
			return "closed";
	}
}
