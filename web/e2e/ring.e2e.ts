import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, nameless } from "./people";
import { type House, microphone, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(
		["--quiet", "--past", "50", "--sip", "127.0.0.1:0", "--operators", "0", "--callers", "1"],
		microphone,
	);
});

afterAll(async () => {
	await house?.close();
});

// A promise is kept with one key, and a call of three with 110 stands in the call afterwards with the number they gave.
test("an operator rings whom somebody promised to, and asks 110 into the call", async () => {
	const page = await enter(house, "shift-1", "/callbacks");
	await page.getByRole("button", { name: "入座" }).click();
	const window = page.getByRole("dialog", { name: "入座" });
	await window.getByRole("button", { name: "入座" }).click();
	await window.waitFor({ state: "detached" });

	const csrf = (await (await page.request.get("/api/v1/session")).json()).csrf;
	const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
	let promise: { id: number } | undefined;
	for (let ahead = 0; ahead < 7 && !promise; ahead++) {
		const at = new Date(Date.parse(`${day}T10:00:00+08:00`) + ahead * 86_400_000).toISOString();
		const answer = await page.request.post("/api/v1/callbacks", {
			headers: { "X-CSRF-Token": csrf },
			data: { phone: "02800110", promised_at: at }, // an office always answers
		});
		if (answer.ok()) promise = await answer.json();
	}
	expect(promise).toBeTruthy();
	await page.reload();
	const list = page.locator(".ledger-table");
	await list
		.getByRole("button", { name: /\*.*10$/ })
		.first()
		.click();
	const open = page.locator(".promised");
	await open.getByRole("button", { name: /呼叫/ }).waitFor();
	await house.picture(page, "callback-ring");
	await page.keyboard.press("l");
	const bar = page.getByRole("region", { name: "通话" });
	await bar.getByText("录音中").waitFor({ timeout: 40_000 });
	await page.keyboard.press("c");
	await bar.getByRole("button", { name: "110 报警" }).click();
	await bar.getByText("正与 110 通话").waitFor({ timeout: 40_000 });
	const receipt = bar.getByLabel("110 报警 回执号");
	await receipt.fill("JJ-20261126-0042");
	await receipt.press("Enter");
	await bar.getByRole("button", { name: /已记录/ }).waitFor();
	await page.keyboard.press("Escape");
	await receipt.blur();
	await page.keyboard.press("t");
	await bar.getByText("与 110 三方通话").waitFor();
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, "call-of-three");
	await bar.getByRole("button", { name: /结束咨询/ }).click();
	await bar.getByText(/三方通话/).waitFor({ state: "detached" });
	await page.keyboard.press("F8");
	await bar.getByText("话后处理").first().waitFor();

	const calls = (await (await page.request.get("/api/v1/calls?limit=5")).json()).items;
	const mine = calls.find((c: { outbound?: boolean }) => c.outbound);
	await page.goto(`/console/calls/${mine.id}`);
	await page.getByText("JJ-20261126-0042").waitFor();
	await page.getByText(/共同通话/).waitFor();
	await house.picture(page, "call-asked");
	await expect
		.poll(async () => {
			const done = (await (await page.request.get("/api/v1/callbacks?done=true")).json()).items;
			return done.find((c: { id: number }) => c.id === promise?.id)?.state;
		})
		.toBe("reached");
});

/** Two seconds of a tone, as a recorder saves them. */
function recording(channels: number): Buffer {
	const samples = 2 * 16_000 * channels;
	const b = Buffer.alloc(44 + 2 * samples);
	b.write("RIFF\0\0\0\0WAVEfmt ", 0, "latin1");
	b.writeUInt32LE(16, 16);
	b.writeUInt16LE(1, 20);
	b.writeUInt16LE(channels, 22);
	b.writeUInt32LE(16_000, 24);
	b.writeUInt32LE(32_000 * channels, 28);
	b.writeUInt16LE(2 * channels, 32);
	b.writeUInt16LE(16, 34);
	b.write("data", 36, "latin1");
	b.writeUInt32LE(2 * samples, 40);
	for (let i = 0; i < samples; i++) b.writeInt16LE(Math.round(9000 * Math.sin(i / 5)), 44 + 2 * i);
	return b;
}

test("an administrator speaks a greeting, hears it, takes it away and brings it back", async () => {
	const page = await enter(house, "admin", "/hotlines");
	const file = (channels: number) => ({ name: "greeting.wav", mimeType: "audio/wav", buffer: recording(channels) });
	const upload = page.locator('input[type=file][aria-label="为 12345 上传语音问候"]');
	await upload.setInputFiles(file(2));
	await page.getByRole("alert").filter({ hasText: "单声道" }).waitFor();
	await upload.setInputFiles(file(1));
	const listen = page.getByRole("button", { name: "收听 12345 的语音问候" });
	await listen.click();
	const long = () => page.locator("audio").evaluate((a: HTMLAudioElement) => a.duration);
	await expect.poll(long).toBeCloseTo(2, 1);
	await house.picture(page, "hotline-greeting");
	await page.getByRole("button", { name: "移除 12345 的语音问候" }).click();
	await listen.waitFor({ state: "detached" });
	await page.getByRole("button", { name: "撤销移除" }).click();
	await listen.waitFor();
	expect(await nameless(page)).toEqual([]);
});

test("an inspector sees the board and can touch nothing", async () => {
	const page = await enter(house, "inspect-1", "/room");
	await page.getByText(/优先次序/).waitFor();
	expect(await page.getByRole("button", { name: "入座", exact: true }).count()).toBe(0);
	expect(await page.getByRole("button", { name: /高峰|监听/ }).count()).toBe(0);
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, "board-inspector");
});
