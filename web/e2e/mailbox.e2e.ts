import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, pick } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "1"]);
});

afterAll(async () => {
	await house?.close();
});

test("mailboxes are found by name and by kind", async () => {
	const page = await enter(house, "rev-1", "/mailboxes");
	await page.getByRole("searchbox", { name: "按名称、职务或编码查找" }).fill("锦江区 教育");
	await page.keyboard.press("Enter");
	await page.waitForURL(/q=/);
	await page.getByRole("link", { name: "锦江区教育局局长信箱" }).waitFor();
	for (const name of await page.locator("tbody th").allInnerTexts()) expect(name).toContain("锦江区");
	expect(await page.getByRole("button", { name: /^修改/ }).count()).toBe(0); // a reviewer changes none
});

test("an administrator closes a mailbox and the citizens see it", async () => {
	const page = await enter(house, "admin", `/mailboxes?q=${encodeURIComponent("锦江区教育局局长信箱")}`);
	await page.getByRole("button", { name: "修改锦江区教育局局长信箱" }).click();
	const form = page.getByRole("dialog", { name: "锦江区教育局局长信箱" });
	await form.getByText("关闭", { exact: true }).click();
	await form.getByLabel("职务").fill("局长");
	await form.getByRole("button", { name: "保存" }).click();
	await page.locator("tbody").getByText("关闭").waitFor();
	const answer = await page.request.get(`/api/v1/mailboxes?q=${encodeURIComponent("锦江区教育局局长信箱")}`);
	expect((await answer.json()).items[0]).toMatchObject({ state: "closed", owner_title: "局长" });
});

test("an administrator adds a mailbox, and not over another one", async () => {
	const page = await enter(house, "admin", "/mailboxes");
	const taken = (await (await page.request.get("/api/v1/mailboxes?limit=1")).json()).items[0];
	await page.getByRole("button", { name: "新增信箱" }).click();
	const form = page.getByRole("dialog", { name: "新增信箱" });
	await form.getByLabel("编码").fill(taken.code);
	await form.getByText("部门信箱", { exact: true }).click();
	await form.getByRole("textbox", { name: "信箱" }).fill("市城市照明信箱");
	await pick(page, form, "值守单位", "市政务服务管理办公室");
	await form.getByRole("button", { name: "保存" }).click();
	await form.getByRole("alert").filter({ hasText: taken.name }).waitFor();
	await form.getByLabel("编码").fill("city-lighting");
	await form.getByRole("button", { name: "保存" }).click();
	await form.waitFor({ state: "hidden" });
	const found = await page.request.get(`/api/v1/mailboxes?q=${encodeURIComponent("市城市照明信箱")}`);
	expect((await found.json()).items[0]).toMatchObject({ code: "city-lighting", kind: "department", state: "open" });
	const citizen = await house.open("/mailboxes/city-lighting", { screen: "phone" });
	await citizen.getByRole("heading", { name: "市城市照明信箱" }).waitFor();
});

test("a letter on paper is written down for its mailbox", async () => {
	const page = await enter(house, "mailbox-1", "/letter");
	await page.getByLabel("诉求内容").fill("望江路公交站没有雨棚，老人淋雨等车。建议加装。");
	await page.getByRole("textbox", { name: "姓名" }).fill("许望江");
	await page.getByText("建议", { exact: true }).click();
	await pick(page, page.locator("form.register-sheet"), "信箱", "市长信箱");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("heading", { name: "已登记" }).waitFor();
	expect(await page.locator(".registered dd").count()).toBe(2);
});
