import type { Lang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { clockOf } from "./span";

/** What is known of a consultation, as the journal or a call's page has it. */
export type Facts = Record<string, unknown>;

/** What it came to be: asked only, a call of three, or the citizen left to them. */
export const consultedAs = (facts: Facts): Key =>
	facts.left === true ? "asked.left" : Number(facts.together_ms) > 0 ? "asked.joined" : "asked.consulted";

/** Whom: a channel, a unit, a seat, or some other number. */
export function askedWords(facts: Facts, { say, word, knows }: Pick<Lang, "say" | "word" | "knows">): string {
	const channel = typeof facts.channel === "string" ? facts.channel : "";
	if (channel) return knows("other_channel", channel) ? word("other_channel", channel) : channel;
	if (typeof facts.asked_unit_name === "string") return facts.asked_unit_name;
	return Number(facts.seat) > 0 ? say("seat.name", { name: Number(facts.seat) }) : say("asked.number");
}

/** Whether they came, and for how long all spoke together. */
export function outcomeWords(facts: Facts, { say, word, knows }: Pick<Lang, "say" | "word" | "knows">): string {
	if (!Number(facts.answered_at)) {
		const cause = typeof facts.cause === "string" ? facts.cause : "";
		return knows("asked_cause", cause) ? word("asked_cause", cause) : say("asked.unanswered");
	}
	const together = Number(facts.together_ms);
	return together > 0 ? say("asked.together", { time: clockOf(together / 1000) }) : say("asked.answered");
}
