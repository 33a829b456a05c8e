import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, fits, nameless } from "./people";
import { type House, microphone, screens, start } from "./start";
import { startTelephones, type Telephones } from "./telephone/start";

const flags = ["--quiet", "--past", "300", "--sip", "127.0.0.1:0", "--callers", "0"];

let house: House;
let people: Telephones;

beforeAll(async () => {
	house = await start([...flags, "--operators", "0"], microphone);
	people = await startTelephones(house.sip);
});

afterAll(async () => {
	await people?.stop();
	await house?.close();
});

const bar = (page: Page) => page.getByRole("region", { name: "通话" });

/** An operator in the browser who is ready. */
async function ready(login: string, path = "/register"): Promise<Page> {
	const page = await enter(house, login, path);
	await sit(page);
	await page.keyboard.press("F2");
	await page.getByRole("button", { name: /坐席/ }).getByText("就绪").waitFor();
	return page;
}

async function sit(page: Page): Promise<void> {
	await page.getByRole("button", { name: "入座" }).click();
	const window = page.getByRole("dialog", { name: "入座" });
	await window.getByRole("button", { name: "入座" }).click();
	await window.waitFor({ state: "detached" });
}

/** Somebody calls, and is answered at once. */
async function answer(page: Page, from: string): Promise<void> {
	people.call(from);
	await bar(page).getByRole("button", { name: /接听/ }).waitFor({ timeout: 20_000 }); // after the notice
	await page.keyboard.press("F4");
	await people.until(from, "talks");
	await page.waitForURL(/\/register\/\d+\?call=\d+/); // the draft is begun with the call
}

/** The operator goes home; the next test begins with an empty room. */
async function goHome(page: Page): Promise<void> {
	await page.getByRole("button", { name: /坐席/ }).click();
	await page.getByRole("menuitem", { name: "离座" }).click();
	await page.getByRole("button", { name: "入座" }).waitFor();
	await page.context().close();
}

/** A matter that a number has brought to the city. */
async function reported(page: Page, phone: string, name: string, title: string): Promise<void> {
	const appeal = { title, content: `${title}，请尽快派人来修。`, nature: "help", person: { name, phone } };
	const answer = await page.request.post("/api/v1/appeals", { data: appeal });
	expect(answer.ok(), await answer.text()).toBe(true);
}

test("somebody sits down, is ready, takes a break and leaves", async () => {
	const page = await enter(house, "op-6", "/register");
	await page.getByRole("button", { name: "入座" }).click();
	const window = page.getByRole("dialog", { name: "入座" });
	await window.getByText("桌面话机").click();
	await window.getByRole("button", { name: "入座" }).click();
	await window.getByRole("alert").getByText("桌面话机失联").waitFor(); // none is plugged in at that desk
	await window.getByRole("radio", { name: "浏览器通话" }).check({ force: true });
	await window.getByRole("button", { name: "入座" }).click();
	await window.waitFor({ state: "detached" });
	await page.getByText("小休 · 刚入座").waitFor();
	await page.getByLabel("诉求内容").focus();
	await page.keyboard.press("F2"); // also while somebody types
	await page.getByRole("button", { name: /坐席/ }).getByText("就绪").waitFor();
	await fits(house, page, "seat-ready");
	await page.keyboard.press("F3");
	await page.getByRole("menuitem", { name: "用餐" }).click();
	await page.getByText("小休 · 用餐").waitFor();
	await goHome(page);
});

test("a call brings its history, begins its draft and is worked by keys", async () => {
	const caller = "13900000071";
	const page = await ready("op-7", "/overview");
	await reported(page, caller, "李女士", "竹影路路灯不亮");
	people.call(caller);
	await page.waitForURL(/\/register\?call=\d+/); // the history is there before the voice
	await page.getByRole("status").filter({ hasText: "90天内第1次来电" }).waitFor();
	await page.getByRole("button", { name: "竹影路路灯不亮" }).first().waitFor();
	await expect.poll(() => page.title()).toContain("☎");
	await page.keyboard.press("F4");
	await people.until(caller, "talks");
	await page.waitForURL(/\/register\/\d+\?call=\d+/);
	await expect.poll(() => page.title()).not.toContain("☎");
	await page.getByRole("button", { name: "李女士" }).click();
	expect(await page.getByLabel("姓名", { exact: true }).inputValue()).toBe("李女士");

	const content = page.getByLabel("诉求内容");
	await content.fill("竹影路二号门口路灯不亮，晚上看不清路。");
	await page.getByLabel("详细地点").fill("竹影路");
	await page.locator(".near li").first().waitFor(); // the same lamp was reported already
	await page.getByText("草稿已保存").waitFor();
	const sheet = page.url();
	const first = page.getByRole("button", { name: /优先服务/ });
	await content.focus();
	await page.keyboard.press("Alt+y");
	await expect.poll(() => first.getAttribute("aria-pressed")).toBe("true");
	await house.picture(page, "caller-first");
	await content.focus();
	await page.keyboard.press("Alt+h");
	await bar(page).getByText("保持中").waitFor();
	await page.keyboard.press("Alt+h");
	await bar(page).getByText("保持中").waitFor({ state: "detached" });
	await page.keyboard.press("Alt+p");
	await bar(page).getByText("录音已暂停").waitFor();
	await page.keyboard.press("Alt+p");
	await bar(page).getByText("录音已暂停").waitFor({ state: "detached" });
	await page.keyboard.press("Alt+c");
	await page.getByLabel("坐席号、电话或单位名称").fill("119");
	await page.keyboard.press("Enter");
	await bar(page).getByText("正与 119 通话").waitFor();
	await fits(house, page, "seat-consult");
	await content.focus();
	await page.keyboard.press("Alt+t");
	await bar(page).getByText("与 119 三方通话").waitFor();
	expect(await content.inputValue(), "no key of the call has written").toBe("竹影路二号门口路灯不亮，晚上看不清路。");

	// The page is loaded anew in the middle: the call goes on, and the sheet is the same.
	await page.goto("/console/units");
	await page.getByRole("link", { name: "登记单" }).click();
	await page.waitForURL(sheet);
	await expect.poll(() => content.inputValue()).toContain("路灯不亮");
	people.hang(caller);
	await page.getByText("话后处理剩余").waitFor();
	await page.keyboard.press("Alt+m");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("heading", { name: "已登记" }).waitFor();
	await goHome(page);
});

/** How many drafts the person keeps. */
async function draftsOf(page: Page): Promise<number> {
	const { items } = await (await page.request.get("/api/v1/worklists")).json();
	return items.find((list: { name: string }) => list.name === "my_drafts").all;
}

test("an open case is urged with one key instead of opening a second", async () => {
	const caller = "13900000072";
	const page = await ready("op-8");
	await reported(page, caller, "周先生", "鹭洲路水管漏水");
	const reviewer = await enter(house, "rev-3", "/overview");
	const { items } = await (await reviewer.request.get("/api/v1/cases?q=鹭洲路水管漏水")).json();
	const known = items[0];
	await reviewer.context().close();
	const before = await draftsOf(page);
	await answer(page, caller);
	await page.getByText("可能为此事来电").waitFor();
	await page.keyboard.press("Alt+u");
	const form = page.getByRole("form", { name: "催办" });
	await form.getByRole("button", { name: "催办" }).click();
	await page.getByRole("heading", { name: /催办/ }).waitFor();
	expect(await page.locator(".registered dd").first().innerText()).toBe(known.number);
	await expect.poll(() => draftsOf(page)).toBe(before); // the empty sheet was thrown away
	await page.keyboard.press("F8");
	await page.getByText("话后处理剩余").waitFor();
	await expect
		.poll(async () => {
			const { items } = await (await page.request.get("/api/v1/calls?limit=5")).json();
			return items.map((c: { case?: { number?: string } }) => c.case?.number);
		})
		.toContain(known.number);
	await goHome(page);
});

test("the shift leader listens, whispers, writes and puts an emergency first", async () => {
	const operator = await ready("op-9");
	await answer(operator, "13900000073");
	people.call("13900000074"); // and waits, as nobody is there

	const leader = await enter(house, "shift-1", "/room");
	await sit(leader);
	const tile = leader.locator(".tile-talking");
	await tile.focus();
	await leader.keyboard.press("Enter");
	const hands = leader.locator(".hands");
	expect(await hands.getByRole("button", { name: "接管" }).isDisabled()).toBe(true);
	await hands.getByRole("button", { name: "监听" }).click();
	await leader.locator(".hands").getByRole("button", { name: "监听", pressed: true }).waitFor();
	await hands.getByRole("button", { name: "耳语" }).click();
	await hands.getByRole("button", { name: "耳语", pressed: true }).waitFor();
	await leader.getByLabel("给坐席留言").fill("请再确认地址");
	await leader.keyboard.press("Enter");
	await operator.getByText("请再确认地址").waitFor();
	await operator.getByRole("button", { name: "已读" }).click();
	await operator.getByText("请再确认地址").waitFor({ state: "detached" });
	await leader.getByRole("button", { name: "调派" }).first().click();
	await leader.getByRole("button", { name: "紧急优先" }).click();
	await leader.getByRole("region", { name: "排队" }).locator("tbody").getByText("紧急").waitFor();
	await leader.getByRole("button", { name: "启动高峰模式" }).click();
	await leader.getByRole("tooltip").getByRole("button", { name: "启动高峰模式" }).click();
	await leader.getByRole("button", { name: "结束高峰模式" }).waitFor();
	expect(await nameless(leader)).toEqual([]);
	await house.picture(leader, "board-working");
	await leader.getByRole("tooltip").waitFor({ state: "hidden" });
	await leader.getByRole("button", { name: "结束高峰模式" }).click();
	await leader.getByRole("tooltip").getByRole("button", { name: "结束高峰模式" }).click();
	await leader.getByRole("button", { name: "启动高峰模式" }).waitFor();
	await hands.getByRole("button", { name: "接管" }).click();
	await bar(leader).getByRole("button", { name: /挂断/ }).waitFor();
	people.hang("13900000073");
	people.hang("13900000074");
	await leader.getByText("话后处理剩余").waitFor();
	await goHome(leader);
	await goHome(operator);
});

test("the board of a busy room fits on every screen", async () => {
	const busy = await start([...flags.slice(0, -1), "30", "--operators", "60", "--speed", "4"]);
	try {
		const page = await enter(busy, "shift-2", "/room");
		await expect.poll(() => page.locator(".tile-talking").count(), { timeout: 30_000 }).toBeGreaterThan(8);
		for (const screen of ["desk", "wall", "phone"] as const) {
			await page.setViewportSize(screens[screen]);
			await page.emulateMedia({ colorScheme: screen === "wall" ? "dark" : "light" });
			expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
			await busy.picture(page, `board-${screen}`);
		}
		await page.setViewportSize(screens.desk);
		await page.getByText("按坐席").click();
		await page.locator(".tile").nth(0).focus();
		for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Enter");
		const chosen = await page.locator(".tile").nth(3).locator("b").innerText();
		await page.locator(".hands").getByText(`坐席 ${chosen}`).waitFor();
	} finally {
		await busy.close();
	}
});
