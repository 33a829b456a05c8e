import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Exchange, startExchange } from "./exchange/start";
import { nameless } from "./people";
import { launch } from "./start";

let exchange: Exchange;
let browser: Browser;

beforeAll(async () => {
	exchange = await startExchange();
	browser = await launch(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
});

afterAll(async () => {
	await browser?.close();
	await exchange?.stop();
});

/** An operator at the page of the telephone; it is not started yet. */
async function sit(): Promise<Page> {
	const context = await browser.newContext({ locale: "zh-CN" });
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	await page.goto(exchange.url);
	await signIn(page);
	await page.waitForFunction(() => window.phone);
	return page;
}

async function signIn(page: Page): Promise<void> {
	const data = { login: "op", password: "a-long-password" };
	const answer = await page.request.post(new URL("/api/v1/session", exchange.url).href, { data });
	expect(answer.status()).toBe(200);
}

const up = (page: Page) => page.waitForFunction(() => window.phone.snapshot().line.voice === "up");

/** What came and went over the newest connection so far. */
function flow(page: Page) {
	return page.evaluate(async () => {
		const report = await window.connections.at(-1)?.getStats();
		const all = [...(report?.values() ?? [])];
		const inbound = all.find((s) => s.type === "inbound-rtp");
		const outbound = all.find((s) => s.type === "outbound-rtp");
		const codec = all.find((s) => s.id === inbound?.codecId);
		return {
			received: inbound?.packetsReceived ?? 0,
			energy: inbound?.totalAudioEnergy ?? 0,
			lost: inbound?.packetsLost ?? 0,
			sent: outbound?.packetsSent ?? 0,
			codec: codec?.mimeType ?? "",
		};
	});
}

type Flow = Awaited<ReturnType<typeof flow>>;

/** Waits until a second more of sound came in and went out, and the exchange heard it. */
async function bothHear(page: Page): Promise<Flow> {
	const before = await flow(page);
	const { packets } = await page.evaluate(() => window.heard ?? { packets: 0 });
	await expect.poll(() => flow(page).then((f) => f.energy), { timeout: 15_000 }).toBeGreaterThan(before.energy + 0.001);
	await expect
		.poll(() => flow(page).then((f) => f.received), { timeout: 15_000 })
		.toBeGreaterThan(before.received + 50);
	await expect.poll(() => flow(page).then((f) => f.sent), { timeout: 15_000 }).toBeGreaterThan(before.sent + 50);
	await page.waitForFunction((p) => (window.heard?.packets ?? 0) > p + 50 && (window.heard?.level ?? 0) > 0.1, packets);
	return flow(page);
}

async function call(page: Page): Promise<void> {
	expect(await page.evaluate(() => window.phone.speak())).toBe(true);
	expect(await page.evaluate(() => window.phone.tell({ type: "call" }))).toBe(true);
}

test("both sides hear each other, in A-law", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await call(page);
	const { codec, lost } = await bothHear(page);
	expect(codec).toBe("audio/PCMA");
	expect(lost).toBe(0);
	await page.getByText(/通话质量好/).waitFor();
	await page.evaluate(() => window.phone.stop());
	await page.context().close();
});

test("an idle seat sends nothing, and is heard at once when it speaks", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await call(page);
	await bothHear(page);
	await page.evaluate(() => window.phone.hush());
	await page.evaluate(() => window.phone.tell({ type: "hangup" }));
	await expect
		.poll(async () => {
			const a = await flow(page);
			await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
			const b = await flow(page);
			return b.sent - a.sent + b.received - a.received;
		})
		.toBe(0);
	// Silence is no death: the browser goes on asking whether the way is open, for longer than the program waits.
	const losses = await page.evaluate(async () => {
		let away = 0;
		const leave = window.phone.subscribe(() => window.phone.snapshot().line.voice !== "up" && away++);
		const stop = window.phone.listen((word) => word.type === "heard" && !word.up && away++);
		await new Promise((done) => setTimeout(done, 9_000));
		leave();
		stop();
		return away;
	});
	expect(losses).toBe(0);
	await call(page);
	await bothHear(page);
	expect(await page.evaluate(() => window.connections.length)).toBe(1);
	await page.context().close();
});

test("a call does not hear that the socket breaks", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await call(page);
	await bothHear(page);
	const before = await flow(page);
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { seen });
		window.phone.subscribe(() => seen.push(window.phone.snapshot().line.socket));
	});
	exchange.cut();
	await page.waitForFunction(() => (window as unknown as { seen: string[] }).seen.includes("waiting"));
	await page.waitForFunction(() => window.phone.snapshot().line.socket === "open");
	const after = await bothHear(page);
	expect(after.lost).toBe(before.lost);
	expect(await page.evaluate(() => window.connections.length)).toBe(1);
	await page.context().close();
});

test("a page loaded again in mid-call takes the call up", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await call(page);
	await bothHear(page);
	await page.reload();
	await page.waitForFunction(() => window.phone);
	await page.evaluate(() => window.phone.start());
	await up(page);
	expect(await page.evaluate(() => window.phone.speak())).toBe(true); // the call was not begun again
	await bothHear(page);
	await page.context().close();
});

test("the telephone of a program that starts anew comes back by itself", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await exchange.restart();
	await page.waitForFunction(
		() => window.phone.snapshot().line.ended === "signed_out" || window.phone.snapshot().line.voice !== "up",
	);
	await signIn(page); // its record is a new one
	await page.waitForFunction(() => window.phone.snapshot().line.voice === "up" && window.connections.length > 1);
	await call(page);
	await bothHear(page);
	await page.context().close();
});

test("another window takes the seat, and gives it back", async () => {
	const first = await sit();
	await first.evaluate(() => window.phone.start());
	await up(first);
	const second = await first.context().newPage();
	await second.goto(exchange.url);
	await second.waitForFunction(() => window.phone);
	await second.evaluate(() => window.phone.start());
	await up(second);
	await first.getByText("您的坐席已在另一窗口打开。").waitFor();
	await first.getByRole("button", { name: "改在此处接听" }).click();
	await up(first);
	await second.getByText("您的坐席已在另一窗口打开。").waitFor();
	await first.context().close();
});

test("signing out ends the telephone", async () => {
	const page = await sit();
	await page.evaluate(() => window.phone.start());
	await up(page);
	await page.evaluate(async () => {
		const me = await (await fetch("/api/v1/session")).json();
		await fetch("/api/v1/session", { method: "DELETE", headers: { "X-CSRF-Token": me.csrf } });
	});
	await page.getByText("已退出登录").waitFor();
	expect(await page.evaluate(() => window.connections.at(-1)?.connectionState)).toBe("closed");
	await page.context().close();
});

test("the panel tries the devices before a call, and keeps the choice", async () => {
	const page = await sit();
	await page.getByRole("button", { name: "试麦克风" }).click();
	await page.getByRole("button", { name: "结束试音" }).waitFor();
	const level = page.getByRole("meter", { name: "麦克风音量" });
	await expect
		.poll(() => level.evaluate((m) => (m as HTMLMeterElement).value), { timeout: 10_000 })
		.toBeGreaterThan(0.1);
	await page.getByRole("combobox", { name: "麦克风" }).click();
	await page.locator(".ant-select-item-option").nth(2).click();
	const chosen = await page.evaluate(() => window.phone.snapshot().chosen.microphone);
	expect(chosen).not.toBe("default");
	await page.getByRole("button", { name: "试听提示音" }).click();
	await page.getByRole("button", { name: "试听提示音" }).isEnabled();
	expect(await nameless(page)).toEqual([]);
	await page.reload();
	await page.waitForFunction(() => window.phone);
	expect(await page.evaluate(() => window.phone.snapshot().chosen.microphone)).toBe(chosen);
	await page.context().close();
});
