import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { enter, nameless } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "200"]);
	// The past is told while the program already answers: the calls come last.
	const page = await enter(house, "shift-1", "/calls");
	await vi.waitFor(
		async () => {
			const list = await (await page.request.get("/api/v1/inspections?state=objected")).json();
			expect(list.items.length).toBeGreaterThan(2);
		},
		{ timeout: 100_000, interval: 500 },
	);
	await page.close();
}, 120_000);

afterAll(async () => {
	await house?.close();
});

test("calls are searched, and one is heard by somebody who says why", async () => {
	const page = await enter(house, "shift-1", "/calls");
	await page.getByText(/人评价，\d+ 人未按键/).waitFor();
	await page.getByLabel("有录音").click(); // the address holds it, and follows a moment later
	await page.waitForURL(/recorded=1/);
	const row = page.locator(".ledger-table tbody tr").first();
	await row.getByText("有录音").waitFor();
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, "calls");
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/calls\/\d+$/);
	await page.locator(".wave").waitFor();
	expect(await page.locator("audio").count()).toBe(0); // no sound before a reason
	await house.picture(page, "call");
	await page.getByRole("button", { name: "投诉核查" }).click();
	const slider = page.getByRole("slider", { name: "播放位置" });
	await slider.waitFor();
	const sound = () =>
		page.locator("audio").evaluate((a: HTMLAudioElement) => ({
			at: a.currentTime,
			long: a.duration,
			paused: a.paused,
			speed: a.playbackRate,
		}));
	await expect.poll(async () => (await sound()).long).toBeGreaterThan(29);
	const box = await slider.boundingBox();
	if (!box) throw new Error("the waveform has no place");
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await expect.poll(async () => Math.abs((await sound()).at / (await sound()).long - 0.5)).toBeLessThan(0.02);
	await page.keyboard.press("ArrowLeft");
	await expect.poll(async () => (await sound()).long / 2 - (await sound()).at).toBeGreaterThan(4);
	const before = (await sound()).at;
	await page.keyboard.press("Space");
	await expect.poll(async () => (await sound()).at).toBeGreaterThan(before);
	await page.keyboard.press("]");
	await expect.poll(async () => (await sound()).speed).toBe(1.25);
	await page.keyboard.press("Space");
	await expect.poll(async () => (await sound()).paused).toBe(true);
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, "call-heard");
});

test("a case shows its calls", async () => {
	const page = await enter(house, "shift-1", "/calls?recorded=1");
	const link = page.locator(".ledger-table td.ledger-wide a").first();
	await link.click();
	await page.waitForURL(/\/cases\/\d+$/);
	await page.locator(".case-calls").getByRole("link").first().waitFor();
	await house.picture(page, "case-calls");
	await page.locator(".case-calls").getByRole("link").first().click();
	await page.waitForURL(/\/calls\/\d+$/);
});

test("a promise is made, taken in hand, tried, and dropped with a reason", async () => {
	const page = await enter(house, "op-1", "/callbacks");
	await page.getByRole("button", { name: "承诺回拨" }).click();
	const form = page.getByRole("dialog", { name: "承诺回拨" });
	await form.getByLabel("号码").fill("199 0000 4321");
	await form.getByLabel("时间").fill("03:00");
	await form.getByRole("button", { name: "承诺回拨" }).click();
	await form.getByRole("alert").filter({ hasText: "工作时间" }).waitFor();
	await page.keyboard.press("Escape");

	const list = page.locator(".ledger-table");
	await house.picture(page, "callbacks");
	await list.getByRole("button").first().click();
	const open = page.locator(".promised");
	await open.getByRole("button", { name: "领取并显示号码" }).click();
	await open
		.locator(".promised-number")
		.filter({ hasText: /^1990000\d{4}$/ })
		.waitFor();
	await house.picture(page, "callback-claimed");
	await open.getByRole("button", { name: "未联系上" }).click();
	await list.locator("tr.at td.number").filter({ hasText: /^1$/ }).waitFor();
	await open.getByRole("button", { name: "取消回拨" }).click();
	await open.getByLabel("取消原因").fill("对方已再次来电。");
	await open.getByRole("button", { name: "取消回拨" }).click();
	await open.waitFor({ state: "detached" });
	await page.getByRole("link", { name: "已结束" }).click();
	await list.getByText("已取消").first().waitFor();
	expect(await nameless(page)).toEqual([]);

	const visitor = await enter(house, "visit-1", "/callbacks");
	await visitor.getByText("回访", { exact: true }).first().waitFor();
});

test("an inspector listens and judges, an operator objects, another inspector decides", async () => {
	const page = await enter(house, "inspect-1", "/inspections");
	await page.locator(".ledger-table tbody tr").first().getByRole("link").click();
	const form = page.getByRole("form", { name: "质检评分" });
	for (const point of ["开场规范", "倾听", "用语", "答复准确", "结束语"])
		await form.getByRole("radiogroup", { name: point }).getByText("4", { exact: true }).click();
	await form.getByRole("button", { name: "提交评分" }).click();
	await form.getByRole("alert").filter({ hasText: "先收听" }).waitFor();
	await page.getByRole("button", { name: "质检抽样" }).click();
	await page.getByRole("slider", { name: "播放位置" }).waitFor();
	await house.picture(page, "inspection");
	await form.getByRole("button", { name: "提交评分" }).click();
	await page.locator(".points-score").filter({ hasText: "80" }).waitFor();
	expect(await nameless(page)).toEqual([]);

	const other = await enter(house, "inspect-2", "/inspections?state=objected");
	await other.locator(".ledger-table tbody tr").first().getByRole("link").click();
	await other.getByRole("button", { name: "质检抽样" }).click();
	await other.getByRole("slider", { name: "播放位置" }).waitFor();
	await other.getByRole("textbox", { name: /^裁定/ }).fill("维持原评分。");
	await other.getByRole("button", { name: "裁定异议" }).click();
	await other.getByText("维持原评分。").waitFor();
});

test("an operator is given a skill, and a seat is changed", async () => {
	const page = await enter(house, "shift-1", "/seats");
	await page.getByText("日常 340，预备 100").waitFor();
	await page.getByRole("searchbox", { name: "按编号、名称或话机查找" }).fill("118");
	await page.getByRole("button", { name: "修改坐席118" }).click();
	const seat = page.getByRole("dialog", { name: "修改坐席118" });
	await seat.getByLabel("名称").fill("靠窗");
	await seat.getByRole("button", { name: "保存" }).click();
	await page.getByText("靠窗").waitFor();
	await house.picture(page, "seats");
	await page.getByRole("link", { name: "话务员" }).click();
	await page
		.getByRole("button", { name: /的技能$/ })
		.first()
		.click();
	const skills = page.getByRole("dialog", { name: /的技能$/ });
	await skills.getByRole("combobox", { name: "添加技能" }).selectOption({ label: "羌语" });
	await house.picture(page, "skills");
	await skills.getByRole("button", { name: "保存" }).click();
	await page.locator(".skill").filter({ hasText: "羌语" }).first().waitFor();
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, "operators");
});

test("at night, and in other languages, the lists keep their shape", async () => {
	const page = await enter(house, "shift-1", "/calls", { dark: true });
	await page.locator(".ledger-table tbody tr").first().waitFor();
	await house.picture(page, "calls-night");
	await page.goto("/console/inspections?state=done");
	await page.locator(".ledger-table tbody tr").first().getByRole("link").click();
	await page.locator(".points").waitFor();
	await house.picture(page, "inspection-night");
	await page.evaluate(() => localStorage.setItem("huiyin.language", "en"));
	await page.goto("/console/callbacks");
	await page.getByRole("heading", { level: 1, name: "Ring back" }).waitFor();
	await page.locator(".ledger-table tbody tr").first().waitFor();
	await house.picture(page, "callbacks-night-en");
});
