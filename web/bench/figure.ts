/** Prints measurements as `huiyin bench` does. */

/** One measured claim: what was measured, the value, and what it should stay under. */
export interface Figure {
	name: string;
	had: number;
	goal: number;
	unit: string;
}

/** The value that the share p of the measurements stayed under. */
export function at(all: number[], p: number): number {
	const sorted = [...all].sort((a, b) => a - b);
	return sorted[Math.min(Math.floor(p * sorted.length), sorted.length - 1)] ?? 0;
}

const short = (v: number) => (v >= 100 ? v.toFixed(0) : v >= 1 ? v.toFixed(1) : v.toFixed(3));

/** Writes the figures of a measurement, a line each. */
export function print(title: string, figures: Figure[]): void {
	const rows = figures.map((f) => [
		`  ${f.name}`,
		`${short(f.had)} ${f.unit}`,
		`goal under ${short(f.goal)}`,
		f.had < f.goal ? "met" : "MISSED",
	]);
	const width = [0, 1, 2].map((i) => Math.max(...rows.map((r) => r[i]?.length ?? 0)));
	const lines = rows.map((r) => r.map((cell, i) => cell.padEnd(width[i] ?? 0)).join("  "));
	process.stdout.write(`\n${title}\n${lines.join("\n")}\n`);
}
