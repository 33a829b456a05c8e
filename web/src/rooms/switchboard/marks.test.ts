import { expect, test } from "vitest";
import { scoreOf } from "./marks";

const points = [
	{ name: "greeting", weight: 60 },
	{ name: "privacy", weight: 40, spare: true },
];

test.each([
	[{}, undefined],
	[{ privacy: 5 }, undefined],
	[{ greeting: 5 }, 100],
	[{ greeting: 4 }, 80],
	[{ greeting: 5, privacy: 0 }, 60],
])("%o score %s", (marks, score) => {
	expect(scoreOf(points, marks, 5)).toBe(score);
});
