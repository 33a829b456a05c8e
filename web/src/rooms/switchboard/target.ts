/** Whom to ask during a call: a seat of the room, or a number. */
export type Target = { seat: number } | { number: string };

/** The numbers for emergencies, as quick choices. */
export const emergencies = ["110", "119", "120", "122"] as const;

const seatDigits = 4; // the longest number of a seat; telephone numbers that short are known by name

/**
 * Reads what was typed: up to four digits are a seat, unless it is a number that everybody knows; longer ones, and those
 * with a + or a 0 in front, are called. Anything else is the name of a unit.
 */
export function targetOf(text: string): Target | undefined {
	const digits = text.replace(/[\s()-]/g, "");
	if (!/^\+?\d{1,15}$/.test(digits)) return undefined;
	const known = [...emergencies, "12345", "12315"].includes(digits);
	if (known || digits.length > seatDigits || /^[+0]/.test(digits))
		return digits.length >= 3 ? { number: digits } : undefined;
	return { seat: Number(digits) };
}
