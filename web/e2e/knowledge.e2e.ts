import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, nameless, pick } from "./people";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "60"]);
});

afterAll(async () => {
	await house?.close();
});

test("an article is found while one types, by category, and by keys", async () => {
	const page = await enter(house, "op-5", "/knowledge");
	const titles = page.locator(".articles-table tbody tr td:first-child a");
	await titles.first().waitFor();
	await page.getByRole("searchbox", { name: "按标题、问题、答案、依据查找" }).pressSequentially("路灯不");
	await expect.poll(() => titles.allInnerTexts()).toEqual(["路灯不亮怎么报修"]);
	await page.waitForURL(/q=/); // the search can be sent to a colleague

	await page.getByRole("searchbox", { name: "按标题、问题、答案、依据查找" }).fill("");
	await page.getByRole("button", { name: "市政与公用事业" }).click();
	await page.getByRole("button", { name: "供水" }).click();
	await expect.poll(async () => (await titles.allInnerTexts()).includes("停水怎么查原因")).toBe(true);
	await page.locator("h1").click();
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await page.locator("article.letter h1").waitFor();
	const first = await page.locator("article.letter h1").innerText();
	await page.keyboard.press("j");
	await expect.poll(() => page.locator("article.letter h1").innerText()).not.toBe(first);
	await page.keyboard.press("Escape");
	await expect.poll(() => page.locator("article.letter").count()).toBe(0);
	expect(page.url()).toContain("category=0303"); // the list keeps its place
});

test("a unit writes, its leader approves, and the operator finds it", async () => {
	const clerk = await enter(house, "u-cd-sw-clerk", "/knowledge/write");
	const sheet = clerk.locator(".writing-sheet");
	await sheet.getByLabel("标题").fill("水表冻裂怎么办");
	await sheet.getByLabel("答案").fill("关闭表前阀，拨打供水热线，当日更换。");
	await expect.poll(() => clerk.getByLabel("预览").innerText()).toContain("当日更换");
	await sheet.getByRole("button", { name: "保存并送审" }).click();
	await sheet.getByRole("alert").waitFor(); // it says neither category nor day of review
	await pick(clerk, sheet, "诉求分类", "供水");
	await sheet.getByLabel("复审日期").fill("2099-01-01");
	await sheet.getByRole("button", { name: "保存并送审" }).click();
	await clerk.locator(".letter .case-state", { hasText: "待审" }).waitFor();
	const address = new URL(clerk.url()).pathname.replace("/console", "");

	const op = await enter(house, "op-6", "/knowledge?q=水表冻裂");
	await op.getByText("没有符合的知识。").waitFor();

	const leader = await enter(house, "u-cd-sw-leader", address);
	await leader.getByRole("button", { name: "审定生效" }).click();
	await leader.locator(".letter-form").getByRole("button", { name: "审定生效" }).click();
	await leader.locator(".letter .case-state", { hasText: "现行" }).waitFor();
	await op.reload();
	await op.getByRole("link", { name: "水表冻裂怎么办" }).click();
	await op.locator(".letter").getByText("当日更换").first().waitFor();
});

test("a change waits beside the text in force, and shows what it takes away and adds", async () => {
	const editor = await enter(house, "knowledge-1", "/knowledge?q=闻到燃气味");
	await editor.getByRole("link", { name: "闻到燃气味怎么办" }).click();
	await editor.locator(".letter-steps").waitFor();
	await editor.keyboard.press("e");
	const sheet = editor.locator(".writing-sheet");
	const answer = await sheet.getByLabel("答案").inputValue();
	await sheet.getByLabel("答案").fill(`${answer}请在楼下等候抢险人员。`);
	await sheet.getByRole("button", { name: "保存并送审" }).click();
	await editor.locator(".proposed ins", { hasText: "请在楼下等候抢险人员。" }).waitFor();
	await editor.getByText("自己写的或送审的，须由另一人审定。").waitFor();
	expect(await editor.locator(".letter-middle > .prose").innerText()).not.toContain("楼下等候");

	const second = await enter(house, "knowledge-2", new URL(editor.url()).pathname.replace("/console", ""));
	await second.getByRole("button", { name: "退回修改" }).click();
	await second.getByLabel("原因").fill("请写明抢险电话。");
	await second.locator(".letter-form").getByRole("button", { name: "退回修改" }).click();
	await second.locator(".proposed .sent-back", { hasText: "请写明抢险电话。" }).waitFor();
});

test("a wrong answer is reported in the call, and resolved", async () => {
	const op = await enter(house, "op-7", "/register");
	await op.getByLabel("诉求内容").fill("来电人问公租房怎么申请。");
	await op.getByRole("searchbox", { name: "查找知识" }).fill("公租房");
	await op.locator(".article-title", { hasText: "公租房申请条件" }).click();
	await op.getByRole("button", { name: "答案有误？" }).click();
	await op.getByText("已过时", { exact: true }).click();
	await op.getByLabel("说明").fill("收入标准已经调整。");
	await op.getByRole("button", { name: "报告有误" }).click();
	await op.getByText("已报告，谢谢。由责任单位核实。").waitFor();

	const editor = await enter(house, "knowledge-1", "/knowledge?list=reported");
	await editor.getByRole("link", { name: "公租房申请条件" }).click();
	await editor.getByText("收入标准已经调整。").waitFor();
	await editor.getByRole("button", { name: "处理" }).click();
	await editor.getByLabel("核实情况").fill("已按今年标准改写。");
	await editor.getByRole("button", { name: "已改正" }).click();
	await editor.locator(".reports", { hasText: "已按今年标准改写。" }).waitFor();
	await editor.getByRole("link", { name: "公租房申请条件" }).waitFor({ state: "detached" }); // nothing is open against it
});

test("what is due waits in the rail until somebody has looked", async () => {
	const page = await enter(house, "knowledge-2", "/knowledge?list=review_due");
	const count = () => page.locator(".rail a", { hasText: "待复审知识" }).locator(".rail-count").innerText();
	const before = Number(await count());
	await page.locator(".articles-table tbody tr", { hasText: "已过复审日期" }).first().locator("a").click();
	await page.getByRole("button", { name: "复审无误" }).click();
	await page.locator(".letter-form").getByRole("button", { name: "复审无误" }).click();
	await expect.poll(async () => Number(await count())).toBe(before - 1);
});

test("two write at the same time: the second is told, and loses nothing", async () => {
	const one = await enter(house, "knowledge-1", "/knowledge?list=draft");
	await one.getByRole("link", { name: "雨雪天气行车提示" }).click();
	await one.locator(".letter-steps").waitFor();
	await one.keyboard.press("e");
	await one.locator(".writing").waitFor();
	const two = await enter(house, "knowledge-2", new URL(one.url()).pathname.replace("/console", ""));
	await two.locator(".writing-sheet").getByLabel("答案").fill("第二个人写的。");
	await one.locator(".writing-sheet").getByLabel("答案").fill("第一个人写的。");
	await one.keyboard.press("Control+Enter");
	await one.locator("article.letter").waitFor();
	await two.getByRole("button", { name: "保存草稿" }).click();
	await two.getByText(/这一稿刚被他人修改/).waitFor();
	expect(await two.locator(".writing-sheet").getByLabel("答案").inputValue()).toBe("第二个人写的。");
});

test.each(["desk", "phone"] as const)(
	"every control has a name on a %s, and nothing runs over the edge",
	async (screen) => {
		const page = await enter(house, "knowledge-1", "/knowledge?list=in_review", { screen });
		for (const next of ["", "article", "write"]) {
			if (next === "article") await page.locator(".articles-table tbody tr a").first().click();
			if (next === "write") await page.goto("/console/knowledge/write");
			await page.locator({ "": ".articles-table", article: "article.letter", write: ".writing" }[next] ?? "").waitFor();
			expect(await nameless(page)).toEqual([]);
			expect(
				await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
			).toBe(0);
		}
	},
);
