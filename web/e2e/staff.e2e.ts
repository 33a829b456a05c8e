import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, nameless } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "1"]);
});

afterAll(async () => {
	await house?.close();
});

test("nobody comes in without signing in, and comes back to where they wanted to go", async () => {
	const page = await house.open("/console/limits");
	await page.waitForURL(/\/sign-in\?next=/);
	await page.getByLabel("账号", { exact: true }).fill("rev-1");
	await page.getByLabel("密码", { exact: true }).fill("wrong");
	await page.getByRole("button", { name: "登录", exact: true }).click();
	await page.getByRole("alert").filter({ hasText: "账号或密码不对。" }).waitFor();
	await page.getByLabel("密码", { exact: true }).fill("demo");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/console\/limits/);
	await page.getByRole("heading", { name: "办理时限" }).waitFor();
});

test("a unit's account is found on the sign-in page and signs out again", async () => {
	const page = await house.open("/console/");
	await page.getByRole("searchbox", { name: "按单位、姓名或账号查找" }).fill("锦江区生态环境局");
	await page.getByRole("button", { name: /单位值班员.*锦江区生态环境局/ }).click();
	await page.waitForURL(/\/work\/to_sign/);
	await page.getByRole("button", { name: /的账号$/ }).click();
	await page.getByText("退出登录").click();
	await page.waitForURL(/\/sign-in/);
	await page.goto("/console/work/to_sign");
	await page.waitForURL(/\/sign-in/);
});

test("an administrator adds an account, whose password is shown once and works", async () => {
	const page = await enter(house, "admin", "/staff");
	await page.getByRole("button", { name: "新增账号" }).click();
	const form = page.getByRole("dialog", { name: "新增账号" });
	await form.getByLabel("账号").fill("new-reviewer");
	await form.getByLabel("姓名").fill("新来的审核员");
	await form.getByText("审核员", { exact: true }).click();
	await form.getByRole("button", { name: "新增账号" }).click();
	const secret = await page.locator(".secret code").innerText();
	expect(secret.length).toBeGreaterThan(7);

	const other = await house.open("/console/");
	await other.getByLabel("账号", { exact: true }).fill("new-reviewer");
	await other.getByLabel("密码", { exact: true }).fill(secret);
	await other.keyboard.press("Enter");
	await other.waitForURL(/\/work\/to_review/);
});

test("an auditor sees who opened an identity and why, and no case", async () => {
	const reviewer = await enter(house, "rev-2", "/cases");
	const list = await reviewer.request.get("/api/v1/cases?channel=phone&state=closed&limit=20");
	const csrf = (await (await reviewer.request.get("/api/v1/session")).json()).csrf;
	const opened: string[] = [];
	for (const { id, number } of (await list.json()).items) {
		const answer = await reviewer.request.post(`/api/v1/cases/${id}/identity`, {
			headers: { "X-CSRF-Token": csrf },
			data: { purpose: "核对来电号码" },
		});
		if (answer.ok()) opened.push(number);
	}
	expect(opened.length).toBeGreaterThan(0);
	const page = await enter(house, "auditor", "/");
	await page.getByRole("heading", { name: "查阅记录" }).waitFor();
	await page.getByRole("searchbox", { name: "按工单编号查找" }).fill(opened[0] ?? "");
	await page.keyboard.press("Enter");
	await page.waitForURL(/number=/);
	const row = page.locator("tbody tr");
	await expect.poll(() => row.count()).toBe(1);
	expect(await row.innerText()).toContain("核对来电号码");
	expect(await row.innerText()).toContain("rev-2");
	expect((await page.request.get("/api/v1/cases")).status()).toBe(403);
	expect(await nameless(page)).toEqual([]);
});

test("an account is given a key and a new password, and can be closed", async () => {
	const page = await enter(house, "admin", "/staff?q=knowledge-1");
	const change = async () => {
		await page.getByRole("button", { name: "修改账号knowledge-1" }).click();
		return page.getByRole("dialog", { name: "knowledge-1" });
	};
	const keyForm = await change();
	await keyForm.getByLabel("接口密钥用途").fill("夜间备份");
	await keyForm.getByRole("button", { name: "生成密钥" }).click();
	const key = await page.locator(".secret code").innerText();
	const answer = await page.request.get("/api/v1/session", { headers: { Authorization: `Bearer ${key}` } });
	expect(answer.status()).toBe(200);
	await page.keyboard.press("Escape");

	const passwordForm = await change();
	await passwordForm.getByRole("button", { name: "重置密码" }).click();
	await page.locator(".secret code").waitFor();
	await page.keyboard.press("Escape");

	const last = await change();
	await last.getByRole("button", { name: "停用账号" }).click();
	await page.getByText("停用", { exact: true }).waitFor();
});

test("the console speaks three languages and keeps the choice", async () => {
	const page = await enter(house, "rev-1", "/work/to_review");
	for (const [name, title, code] of [
		["English", "To review", "en"],
		["Español", "Por revisar", "es"],
		["中文", "待初审", "zh-CN"],
	] as const) {
		await page.getByRole("button", { name: /^(语言|Language|Idioma)$/ }).click();
		await page.getByRole("menuitem", { name }).click();
		await page.getByRole("heading", { level: 1, name: title }).waitFor();
		expect(await page.locator("html").getAttribute("lang")).toBe(code);
	}
});

test("every control of the frame has a name and is reached by the keyboard", async () => {
	const page = await enter(house, "transfer-1", "/work/to_dispatch");
	await page.locator(".list-head").waitFor();
	expect(await nameless(page)).toEqual([]);
	await page.keyboard.press("Tab");
	expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到内容");
	await page.keyboard.press("Enter");
	expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});
