import type { Point } from "../../api/calls";

export type Marks = Record<string, number>;

/** The score that marks will give, 0 to 100; undefined while a point that every call has is open. The program reckons again. */
export function scoreOf(points: Point[], marks: Marks, most: number): number | undefined {
	let [sum, weight] = [0, 0];
	for (const p of points) {
		const mark = marks[p.name];
		if (mark === undefined && !p.spare) return undefined;
		if (mark === undefined) continue;
		sum += p.weight * mark;
		weight += p.weight;
	}
	return weight === 0 ? undefined : Math.round((100 * sum) / (weight * most));
}
