import type { Line } from "../../api/case";
import type { Lang } from "../../lang/lang";
import type { LightName } from "../../ui/light";

type Words = Pick<Lang, "say" | "word">;

/** Who or what the matter waits for. */
export function waitingOn(line: Line, { word }: Words): string {
	const state = line.request_kind
		? word("request", line.request_kind)
		: line.assignment_state
			? word("assignment_state", line.assignment_state)
			: word("state", line.state);
	return line.lead ? `${state} · ${line.lead.name}` : state;
}

/** Where it came from: the letter box it was written to, or the way it came. */
export const cameFrom = (line: Line, { word }: Words): string => line.mailbox?.name ?? word("channel", line.channel);

/** Where it happened. */
export const placeOf = (line: Line): string => [line.area?.name, line.place].filter(Boolean).join(" ");

/** The light of a line with its word; a matter that is over has none. */
export function lightOf(light: string | undefined, { say }: Words): { light: LightName; word: string } {
	switch (light) {
		case "green":
			return { light, word: say("light.green") };
		case "yellow":
			return { light, word: say("light.yellow") };
		case "red":
			return { light, word: say("light.red") };
		default:
			return { light: "none", word: say("light.none") };
	}
}
