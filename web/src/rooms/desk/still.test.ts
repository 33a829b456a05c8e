import { expect, test } from "vitest";
import type { Line } from "../../api/case";
import { stand } from "./still";

const lines = (...ids: number[]) => ids.map((id) => ({ id }) as Line);

test("a newcomer waits, whatever its place", () => {
	const { rows, arrived } = stand(lines(1, 2, 3), lines(9, 1, 2, 3), false);
	expect(rows.map((row) => row.line.id)).toEqual([1, 2, 3]);
	expect(arrived).toBe(1);
});

test("a row that left stays and is marked", () => {
	const { rows } = stand(lines(1, 2, 3), lines(1, 3), false);
	expect(rows.map((row) => row.gone)).toEqual([false, true, false]);
});

test("a row that newcomers pushed beyond the part has not left", () => {
	const { rows } = stand(lines(1, 2, 3), lines(8, 9, 1), true);
	expect(rows.map((row) => row.gone)).toEqual([false, false, false]);
});

test("a row shows what is true now", () => {
	const fresh = [{ id: 1, urges: 2 } as Line];
	expect(stand([{ id: 1, urges: 1 } as Line], fresh, false).rows[0]?.line.urges).toBe(2);
});

test("a case stands once for each of its assignments", () => {
	const two = [{ id: 1, assignment: 5 } as Line, { id: 1, assignment: 6 } as Line];
	expect(stand(two, two.slice(0, 1), false).rows.map((row) => row.gone)).toEqual([false, true]);
});
