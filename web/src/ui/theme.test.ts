import { expect, test } from "vitest";
import { day, night, type Palette } from "./theme";

/** Relative luminance of a #rrggbb colour, WCAG 2.2. */
function luminance(colour: string): number {
	const channels = [1, 3, 5].map((at) => {
		const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	const [r = 0, g = 0, b = 0] = channels;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (light + 0.05) / (dark + 0.05);
}

test("contrast is reckoned as WCAG does", () => {
	expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
	expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test.each<[string, Palette]>([
	["day", day],
	["night", night],
])("%s can be read for eight hours", (_, palette) => {
	expect(contrast(palette.ink, palette.paper)).toBeGreaterThanOrEqual(7); // AAA
	for (const colour of [palette.accent, palette.soft, ...Object.values(palette.lights)]) {
		for (const ground of [palette.paper, palette.sheet, palette.wash, palette.chosen]) {
			expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5); // AA, also for the word beside a light
		}
	}
	for (const ground of [palette.paper, palette.sheet]) {
		expect(contrast(palette.edge, ground), `edge on ${ground}`).toBeGreaterThanOrEqual(3); // WCAG 1.4.11
	}
});
