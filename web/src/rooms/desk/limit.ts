import type { Say } from "../../lang/say";
import type { Key } from "../../lang/zh-CN";

/** The units a limit may have, as the program writes them. */
export const limitUnits = ["wd", "d", "wh", "wm", "h", "min"] as const;

/** Takes 7wd apart. */
export function limitParts(limit: string): { amount: number; unit: string } | undefined {
	const found = /^(\d+)(wd|d|wh|wm|h|min)$/.exec(limit.trim());
	return found ? { amount: Number(found[1]), unit: found[2] ?? "" } : undefined;
}

/** A limit in words: "7 working days"; as it is written when it is of a new form. */
export function limitWords(limit: string, say: Say): string {
	const parts = limitParts(limit);
	return parts ? say(`limit.${parts.unit}` as Key, { n: parts.amount }) : limit;
}
