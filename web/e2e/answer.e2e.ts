import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter } from "./people";
import { type House, microphone, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(
		["--quiet", "--past", "300", "--sip", "127.0.0.1:0", "--operators", "0", "--callers", "1"],
		microphone,
	);
});

afterAll(async () => {
	await house?.close();
});

declare global {
	interface Window {
		lines: RTCPeerConnection[];
	}
}

/** Keeps the page's telephone lines where the test can ask them how much sound came in and went out. */
async function listening(page: Page): Promise<void> {
	await page.addInitScript(() => {
		window.lines = [];
		const Line = window.RTCPeerConnection;
		window.RTCPeerConnection = class extends Line {
			constructor(...args: ConstructorParameters<typeof Line>) {
				super(...args);
				window.lines.push(this);
			}
		};
	});
}

const sound = (page: Page) =>
	page.evaluate(async () => {
		const report = await window.lines.at(-1)?.getStats();
		const all = [...(report?.values() ?? [])];
		const inbound = all.find((s) => s.type === "inbound-rtp");
		const outbound = all.find((s) => s.type === "outbound-rtp");
		return { heard: inbound?.totalAudioEnergy ?? 0, sent: outbound?.packetsSent ?? 0 };
	});

// What the answering centre is for: somebody calls, somebody answers in the browser, both hear each other, the matter is
// written down while they talk, and the call is beside the case afterwards.
test("an operator takes a call in the browser and registers what it is about", async () => {
	const page = await enter(house, "op-6", "/register", {}, listening);
	await page.getByRole("button", { name: "入座" }).click();
	const window = page.getByRole("dialog", { name: "入座" });
	await window.getByRole("button", { name: "入座" }).click();
	await window.waitFor({ state: "detached" });
	await page.keyboard.press("F2");

	const bar = page.getByRole("region", { name: "通话" });
	await bar.getByRole("button", { name: /接听/ }).waitFor({ timeout: 40_000 });
	await page.getByText("90天内第1次来电").waitFor();
	await house.picture(page, "call-offered");
	await page.keyboard.press("F4");
	await bar.getByRole("button", { name: /挂断/ }).waitFor();
	await expect.poll(async () => (await sound(page)).heard, { timeout: 30_000 }).toBeGreaterThan(0.001);
	const before = (await sound(page)).sent;
	await expect.poll(async () => (await sound(page)).sent).toBeGreaterThan(before + 50);

	// The page is loaded anew in the middle of a sentence: both go on hearing each other.
	await page.reload();
	await bar.getByRole("button", { name: /挂断/ }).waitFor();
	await expect.poll(async () => (await sound(page)).heard, { timeout: 30_000 }).toBeGreaterThan(0.001);
	await expect.poll(async () => (await sound(page)).sent).toBeGreaterThan(50);

	await page.getByLabel("诉求内容").fill("春熙路十二号门口的路灯一周不亮了，晚上看不见路。");
	await page.getByText("投诉", { exact: true }).first().click();
	await house.picture(page, "call-talking");
	await page.keyboard.press("ControlOrMeta+Enter");
	await page.getByRole("link", { name: "打开" }).or(page.getByText("提取码")).first().waitFor();
	await house.picture(page, "call-registered");
	const number = (await page.locator(".registered dd").first().textContent())?.trim() ?? "";
	await page.keyboard.press("F8");
	await bar.getByText("话后处理").first().waitFor();

	const answer = await page.request.get(`/api/v1/calls?limit=5`);
	const calls = (await answer.json()).items;
	const mine = calls.find((c: { case?: { number?: string } }) => c.case?.number === number);
	expect(mine, JSON.stringify(calls)).toBeTruthy();
	const kept = async () => {
		const { recording } = await (await page.request.get(`/api/v1/calls/${mine.id}`)).json();
		return { caller: Math.max(...(recording?.caller ?? [0])), seat: Math.max(...(recording?.seat ?? [0])) };
	};
	await expect.poll(async () => (await kept()).caller, { timeout: 20_000 }).toBeGreaterThan(100); // both are on it
	expect((await kept()).seat).toBeGreaterThan(100);
});
