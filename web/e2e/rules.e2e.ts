import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, fits } from "./people";
import { type House, microphone, start } from "./start";
import { startTelephones, type Telephones } from "./telephone/start";

let house: House;
let people: Telephones;

beforeAll(async () => {
	const flags = ["--quiet", "--past", "1", "--sip", "127.0.0.1:0", "--callers", "0", "--operators", "0"];
	house = await start(flags, microphone);
	people = await startTelephones(house.sip);
});

afterAll(async () => {
	await people?.stop();
	await house?.close();
});

const row = (page: Page, name: string): Locator => page.getByRole("listitem", { name, exact: true });
const shown = (page: Page, name: string): Locator => row(page, name).getByRole("button", { name: `修改${name}` });
const field = (page: Page, name: string): Locator => row(page, name).getByRole("textbox", { name });

test("a shift leader changes a rule by keys; it holds, and can be undone", async () => {
	const page = await enter(house, "shift-1", "/rules");
	await shown(page, "坐席振铃").focus();
	await page.keyboard.press("Enter");
	await field(page, "坐席振铃").fill("200");
	await page.keyboard.press("Enter");
	await row(page, "坐席振铃").getByRole("alert").getByText("请填5至120之间的整数").waitFor();
	expect(await field(page, "坐席振铃").getAttribute("aria-invalid")).toBe("true");
	await fits(house, page, "rules-wrong");
	await page.keyboard.press("Escape");
	await expect.poll(() => shown(page, "坐席振铃").evaluate((button) => button === document.activeElement)).toBe(true);
	expect(await shown(page, "坐席振铃").textContent()).toBe("15 秒");

	await page.keyboard.press("Enter");
	await page.keyboard.type("25"); // in the place of what was there
	await page.keyboard.press("Enter");
	await shown(page, "坐席振铃").getByText("25 秒").waitFor();
	await row(page, "坐席振铃").getByText("默认 15 秒").waitFor();
	await page.getByText("1 项与默认不同").waitFor();
	await page.reload();
	await shown(page, "坐席振铃").getByText("25 秒").waitFor();

	await row(page, "分派次序").getByRole("combobox").selectOption("ring_order");
	await row(page, "分派次序").getByText("默认 最长空闲优先").waitFor();
	await row(page, "按键评价").getByRole("checkbox").click();
	await page.getByText("3 项与默认不同").waitFor();
	await fits(house, page, "rules");
	for (const name of ["分派次序", "按键评价"])
		await row(page, name)
			.getByRole("button", { name: `撤销${name}的修改` })
			.click();
	await row(page, "坐席振铃").getByRole("button", { name: "坐席振铃恢复默认" }).click();
	await page.getByText("0 项与默认不同").waitFor();
	await row(page, "坐席振铃").getByRole("button", { name: "撤销" }).click(); // going back, too
	await shown(page, "坐席振铃").getByText("25 秒").waitFor();
	await row(page, "坐席振铃").getByRole("button", { name: "恢复默认" }).click();
	await shown(page, "坐席振铃").getByText("15 秒").waitFor();
	await page.context().close();
});

test("whoever was slower sees what the other has made of a rule", async () => {
	const page = await enter(house, "shift-1", "/rules");
	const admin = await enter(house, "admin", "/rules");
	await shown(page, "等原坐席").click();
	await shown(admin, "等原坐席").click();
	await field(admin, "等原坐席").fill("20");
	await admin.keyboard.press("Enter");
	await shown(admin, "等原坐席").getByText("20 秒").waitFor();
	await field(page, "等原坐席").fill("30");
	await page.keyboard.press("Enter");
	await row(page, "等原坐席").getByRole("alert").getByText("刚被他人修改").waitFor();
	await shown(page, "等原坐席").getByText("20 秒").waitFor();
	await shown(page, "话后处理").click();
	await field(page, "话后处理").fill("900");
	await page.keyboard.press("Enter");
	await row(page, "话后处理").getByRole("alert").getByText("不能超过话后上限").waitFor();
	await page.context().close();
	await admin.context().close();
});

test("the live room follows, and an operator reads what holds", async () => {
	const leader = await enter(house, "shift-1", "/rules");
	await row(leader, "播放问候").getByRole("checkbox").click();
	await row(leader, "播放问候").getByText("默认 开").waitFor();
	await shown(leader, "话后处理").click();
	await field(leader, "话后处理").fill("10");
	await leader.keyboard.press("Enter");
	await shown(leader, "话后处理").getByText("10 秒").waitFor();

	const page = await enter(house, "op-6", "/rules");
	await row(page, "话后处理").getByText("10 秒").waitFor();
	expect(await page.locator(".rule").getByRole("button").count()).toBe(0);
	expect(await page.locator(".rule").getByRole("combobox").count()).toBe(0);
	await page.getByRole("button", { name: "入座" }).click();
	await page.getByRole("dialog", { name: "入座" }).getByRole("button", { name: "入座" }).click();
	await page.getByText("小休 · 刚入座").waitFor();
	await page.keyboard.press("F2");
	await page.getByRole("button", { name: /坐席/ }).getByText("就绪").waitFor();
	people.call("13900000091");
	const bar = page.getByRole("region", { name: "通话" });
	await bar.getByRole("button", { name: /接听/ }).waitFor(); // without any greeting before
	await page.keyboard.press("F4");
	await people.until("13900000091", "talks");
	people.hang("13900000091");
	await bar.getByText(/话后处理剩余\s*(10|[1-9])秒|话后处理剩余\s*0?0:(10|0[0-9])/).waitFor();
	await page.getByRole("button", { name: /坐席/ }).getByText("就绪").waitFor(); // by itself, ten seconds later
	await page.context().close();
	await leader.context().close();
});
