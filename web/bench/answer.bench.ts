import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter } from "../e2e/people";
import { type House, start } from "../e2e/start";
import { startTelephones, type Telephones } from "../e2e/telephone/start";
import { at, type Figure, print } from "./figure";
import { buffered, noting } from "./marks";
import { speech } from "./voice";

const reaction = 500; // milliseconds that a person needs at least to reach for the key; the microphone opens meanwhile
const calls = Number(process.env.HUIYIN_BENCH_CALLS ?? 30);

let house: House;
let callers: Telephones;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "huiyin-bench-"));
	const voice = join(folder, "voice.wav");
	await writeFile(voice, speech());
	house = await start(
		["--quiet", "--past", "300", "--sip", "127.0.0.1:0"],
		[
			"--use-fake-device-for-media-stream",
			`--use-file-for-fake-audio-capture=${voice}`,
			"--use-fake-ui-for-media-stream",
			"--autoplay-policy=no-user-gesture-required",
		],
	);
	callers = await startTelephones(house.sip);
});

afterAll(async () => {
	await callers?.stop();
	await house?.close();
	if (folder) await rm(folder, { recursive: true, force: true });
});

test("answering in the browser", async () => {
	const page = await enter(house, "op-6", "/register", {}, noting);
	await page.getByRole("button", { name: "入座" }).click();
	const seat = page.getByRole("dialog", { name: "入座" });
	await seat.getByRole("button", { name: "入座" }).click();
	await seat.waitFor({ state: "detached" });
	const bar = page.getByRole("region", { name: "通话" });
	const all: Took[] = [];
	for (let i = 0; i < calls; i++) {
		callers.call(number(i)); // they hear the notice while the call before is wrapped up
		await page.keyboard.press("F2");
		all.push(await take(page, bar, number(i)));
		callers.hang(number(i));
		await bar.getByText("话后处理").first().waitFor();
	}
	expect(all.every((took) => took.heard > 0)).toBe(true);
	print(`bench answer: ${calls} calls taken one after another in Chromium`, figures(all, await buffered(page)));
});

/** How long the parts of one call took, in milliseconds: from the offer to the history, the others from the key on. */
interface Took {
	history: number;
	taken: number;
	hears: number;
	heard: number;
}

/** Takes the call that comes, and waits until both sides are heard. */
async function take(page: Page, bar: Locator, caller: string): Promise<Took> {
	await page.waitForFunction(() => window.marks.offered && window.marks.painted, undefined, { timeout: 40_000 });
	await bar.getByRole("button", { name: /接听/ }).waitFor();
	await page.waitForTimeout(reaction);
	callers.listen(caller);
	await page.keyboard.press("F4");
	const spoken = await callers.spoken(caller);
	await page.waitForFunction(() => window.marks.sounded && window.marks.talking);
	const { offered, painted, pressed, talking, sounded } = await page.evaluate(() => window.marks);
	await bar.getByRole("button", { name: /挂断/ }).waitFor();
	return { history: painted - offered, taken: talking - pressed, hears: sounded - pressed, heard: spoken - pressed };
}

function figures(all: Took[], kept: number): Figure[] {
	const most = (name: string, had: number, goal: number) => ({ name, had, goal, unit: "ms" });
	const p95 = (of: keyof Took) =>
		at(
			all.map((took) => took[of]),
			0.95,
		);
	const both = all.map((took) => Math.max(took.hears, took.heard));
	return [
		most("from the offer until the caller's history is painted, p95", p95("history"), 300),
		most("from the key until the room says that the call is taken, p95", p95("taken"), 150),
		most("from the key until the caller is heard, p95", p95("hears"), 150),
		most("of that, what the browser keeps back against jitter, mean", kept, 150),
		most("from the key until the caller hears the microphone, p95", p95("heard"), 150),
		most("from the key until both are heard, p50", at(both, 0.5), 150),
		most("from the key until both are heard, p95", at(both, 0.95), 150),
		most("from the key until both are heard, the slowest", at(both, 1), 1000),
	];
}

/** The number of the invented inhabitants who call, one after the other. */
const number = (i: number) => `1990000${String(i * 7).padStart(4, "0")}`;
