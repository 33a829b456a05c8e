import { afterAll, beforeAll, expect, test } from "vitest";
import { enter } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "1"]);
});

afterAll(async () => {
	await house?.close();
});

test("the tree of units is walked down, and a unit is added", async () => {
	const page = await enter(house, "admin", "/units");
	await page.getByRole("button", { name: "锦江区人民政府的下级单位" }).click();
	await page.getByRole("link", { name: "锦江区教育局" }).click();
	await page.getByRole("heading", { level: 1, name: "锦江区教育局" }).waitFor();
	await page.getByRole("button", { name: "新增单位" }).click();
	const form = page.getByRole("dialog", { name: "新增单位" });
	await form.getByLabel("编码").fill("510104-jy-t1");
	await form.getByLabel("名称").fill("锦江区教育局基础教育科");
	const parent = form.getByRole("combobox", { name: "上级单位" });
	await parent.click();
	await parent.fill("锦江区教育局");
	await page.locator(".ant-select-item-option").first().click();
	await form.getByRole("button", { name: "保存" }).click();
	await page.getByRole("heading", { level: 1, name: "锦江区教育局基础教育科" }).waitFor();
});

test("a limit is changed and read back", async () => {
	const page = await enter(house, "admin", "/limits");
	await page.getByRole("button", { name: "新增时限" }).click();
	const form = page.getByRole("dialog", { name: "新增时限" });
	await form.getByRole("textbox", { name: "时限" }).fill("4");
	await form.getByLabel("依据").fill("市政府办公室通知");
	await form.getByLabel("自", { exact: true }).fill("2026-01-01");
	await form.getByRole("button", { name: "保存" }).click();
	await page.getByRole("row").filter({ hasText: "市政府办公室通知" }).getByText("4个工作日").waitFor();
});

test("a year hangs on the wall", async () => {
	const page = await enter(house, "rev-1", "/calendar/2026");
	await page.getByText("工作日 248 天。").waitFor();
	expect(await page.locator(".month").count()).toBe(12);
	await page.getByRole("link", { name: "2027" }).click();
	await page.waitForURL(/2027/);
	await page.getByText("本年放假安排尚未公布").waitFor();
});
