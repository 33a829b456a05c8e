import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, nameless, openCase, pick, step, take } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "300"]);
});

afterAll(async () => {
	await house?.close();
});

/** Somebody else writes to the city. */
async function letter(page: Page, title: string): Promise<void> {
	const answer = await page.request.post("/api/v1/appeals", {
		data: { title, content: `${title}，请尽快处理。`, nature: "help" },
	});
	expect(answer.ok(), await answer.text()).toBe(true);
}

test("a call is written down, keeps itself, and ends with a number and a code", async () => {
	const page = await enter(house, "op-3", "/register");
	await page.getByLabel("电话").fill("13900000077");
	await page.getByText("第一次来电。").waitFor();
	await page.getByLabel("诉求内容").fill("竹影路二号楼下的井盖松动，夜里车过声音很大。希望更换。");
	await page.getByText("草稿已保存").waitFor();
	await page.waitForURL(/\/register\/\d+/);

	await page.reload(); // the line drops in the middle of a call
	await expect.poll(() => page.getByLabel("诉求内容").inputValue()).toContain("井盖松动");
	await page.getByLabel("电话").fill("13900000077");
	await page.getByText("投诉", { exact: true }).click();
	await pick(page, page.locator("form.register-sheet"), "诉求分类", "井盖");
	await page.getByLabel("详细地点").fill("竹影路二号");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("heading", { name: "已登记" }).waitFor();
	const [number = "", code = ""] = await page.locator(".registered dd").allInnerTexts();
	expect(number).toMatch(/^\d{10,}$/);
	expect(code.replace(/\s/g, "")).toMatch(/^[2-9A-Z]{8}$/);

	// The second call is answered from the first.
	await page.keyboard.press("n");
	await page.getByLabel("电话").fill("139 0000 0077");
	await page.getByText("1 件仍在办理，可直接答复或催办。").waitFor();
	await page.locator(".history a").waitFor();
	await page.goto("/console/work/my_drafts");
	await page.getByText("这里没有待办的事。").waitFor(); // the draft has done its work
});

test("a question is answered at once, resting on an article", async () => {
	const page = await enter(house, "op-4", "/register");
	await page.getByLabel("诉求内容").fill("来电人咨询居住证怎么办理。");
	await page.getByText("咨询", { exact: true }).click();
	await page.getByRole("searchbox", { name: "查找知识" }).fill("居住证");
	await page.locator(".article-title").first().click();
	await page.getByRole("button", { name: "据此直接答复" }).click();
	await page.getByRole("button", { name: "直接答复办结" }).click();
	await page.getByRole("heading", { name: "已登记" }).waitFor();
	await page.getByRole("link", { name: "打开工单" }).click();
	await page.locator(".case-state", { hasText: "直接答复" }).waitFor();
});

test("the list is walked by keys and keeps its place", async () => {
	const page = await enter(house, "rev-2", "/work/to_review");
	await letter(page, "鹭洲路路口红绿灯不亮");
	await page.reload();
	const rows = page.locator(".lines tbody tr");
	await rows.first().waitFor();
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await page.locator("article.case").waitFor();
	expect(page.url()).toContain("case=");
	const first = page.url();
	if ((await rows.count()) > 1) {
		await page.keyboard.press("j");
		await expect.poll(() => page.url()).not.toBe(first);
	}
	await page.keyboard.press("Escape");
	await expect.poll(() => page.url()).not.toContain("case=");
	await page.keyboard.press("?");
	await page.getByRole("dialog", { name: "快捷键" }).waitFor();
	await page.keyboard.press("Escape");
	await page.keyboard.press("g");
	await page.keyboard.press("o");
	await page.waitForURL(/\/overview/);
	await page.keyboard.press("/");
	await page.getByRole("combobox", { name: "查找" }).fill("待补");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/work\/supplementing/);
});

test("a newcomer waits at the top, and two people cannot take the same step", async () => {
	const one = await enter(house, "rev-3", "/work/to_review");
	const two = await enter(house, "rev-4", "/work/to_review");
	await one.locator(".list-head").waitFor();
	await one.getByText("实时").waitFor();
	await two.getByText("实时").waitFor();
	const title = "蓝花路下水道冒水";
	await letter(one, title);
	await one.getByRole("button", { name: /有 \d+ 件新的，显示/ }).click();
	const open = await openCase(one, title);
	await two.getByRole("button", { name: /有 \d+ 件新的，显示/ }).click();
	const other = await openCase(two, title);

	const form = await step(other, "初审通过，送转办中心");
	await form.getByLabel("说明").fill("先写一点"); // what somebody types is not taken away by what others do
	await take(open, await step(open, "初审通过，送转办中心"), "初审通过，送转办中心");
	await other.getByRole("button", { name: /此工单刚被他人更新/ }).waitFor();
	expect(await form.getByLabel("说明").inputValue()).toBe("先写一点");
	await form.getByRole("button", { name: "初审通过，送转办中心" }).click();
	await form.getByRole("alert").waitFor();
	await form.getByRole("button", { name: "重新载入" }).click();
	await expect.poll(() => other.locator(".case-state").innerText()).toBe("待转办");
});

test("what was typed survives a look at another case", async () => {
	const page = await enter(house, "rev-2", "/work/to_review");
	await letter(page, "第一件：树枝压线");
	await letter(page, "第二件：树枝压车");
	await page.reload();
	const open = await openCase(page, "第一件：树枝压线");
	const form = await step(open, "初审通过，送转办中心");
	await form.getByLabel("说明").fill("已核对地址");
	await openCase(page, "第二件：树枝压车");
	const again = await openCase(page, "第一件：树枝压线");
	expect(await (await step(again, "初审通过，送转办中心")).getByLabel("说明").inputValue()).toBe("已核对地址");
});

test("a search stands in its address", async () => {
	const page = await enter(house, "transfer-2", "/cases");
	await page.getByRole("searchbox", { name: "标题、内容、答复、地点或编号" }).fill("停水");
	const found = page.waitForResponse(/\/api\/v1\/cases\?.*q=/);
	await page.keyboard.press("Enter");
	await page.waitForURL(/q=/);
	await found;
	const shown = async () => (await page.locator(".c-title a").allInnerTexts()).slice(0, 5);
	await expect.poll(shown).not.toEqual([]);
	const before = await shown();
	await page.reload();
	await expect.poll(shown).toEqual(before);
});

test("the clock explains itself", async () => {
	const page = await enter(house, "leader-1", "/cases?state=dispatched");
	await page.locator(".lines tbody tr").first().click();
	await page.locator(".clock-face").click();
	await page.locator(".strip td.counted").first().waitFor();
	expect(await page.locator(".strip td.counted").count()).toBeGreaterThan(0);
});

test.each([
	["transfer-1", "/work/to_dispatch"],
	["transfer-1", "/work/to_audit"],
	["rev-1", "/work/to_review"],
	["visit-1", "/work/to_visit"],
])("everything on the case page of %s at %s can be named", async (login, path) => {
	const page = await enter(house, login, path);
	await page.locator(".lines tbody tr").first().click();
	await page.locator("article.case").waitFor();
	await page.locator(".clock-face").click();
	await page
		.locator(".part-face")
		.first()
		.click({ timeout: 1_000 })
		.catch(() => {}); // not every case has units yet
	for (const kept of await page.locator(".step-name").all()) {
		await kept.click();
		expect(await nameless(page)).toEqual([]);
	}
	expect(await nameless(page)).toEqual([]);
});

test("everything an operator and an administrator fill in can be named", async () => {
	const operator = await enter(house, "op-5", "/register");
	await operator.locator(".article-title").first().click();
	expect(await nameless(operator)).toEqual([]);
	const admin = await enter(house, "admin", "/staff");
	for (const [path, button] of [
		["/staff", "新增账号"],
		["/units", "新增单位"],
		["/limits", "新增时限"],
		["/mailboxes", "修改"],
	] as const) {
		await admin.goto(`/console${path}`);
		await admin.getByRole("button", { name: button }).first().click();
		await admin.getByRole("dialog").waitFor();
		expect(await nameless(admin), path).toEqual([]);
	}
});

test.each([
	["phone", false],
	["desk", true],
] as const)("everything fits on a %s (dark: %s)", async (screen, dark) => {
	const page = await enter(house, "shift-1", "/overview", { screen, dark });
	for (const path of [
		"/overview",
		"/work/to_dispatch",
		"/cases",
		"/register",
		"/units",
		"/mailboxes",
		"/limits",
		"/calendar",
	]) {
		await page.goto(`/console${path}`);
		await page.locator("h1").first().waitFor();
		const wide = await page.evaluate(() => {
			const room = document.querySelector(".room");
			return [document.documentElement.scrollWidth - innerWidth, (room?.scrollWidth ?? 0) - (room?.clientWidth ?? 0)];
		});
		expect(Math.max(...wide), path).toBeLessThanOrEqual(0);
	}
	await page.goto("/console/cases");
	await page.locator(".lines tbody tr").first().click();
	await page.locator("article.case").waitFor();
	await house.picture(page, `case-${screen}${dark ? "-dark" : ""}`);
});
