import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, openCase, pick, step, take } from "./people";
import { type House, start } from "./start";

/** A picture of one pixel, as small as a photograph can be. */
const photo = {
	name: "现场.png",
	mimeType: "image/png",
	buffer: Buffer.from(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
		"base64",
	),
};

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "40"]);
});

afterAll(async () => {
	await house?.close();
});

const title = "青禾路三号院门口的路灯一周没有亮";

test("a letter goes from a citizen's telephone through every hand and back", async () => {
	const slip = await writeLetter();
	await review();
	await dispatch();
	await handle();
	await audit();
	await visit();
	await rate(slip);
	await look();
});

async function writeLetter() {
	const page = await house.open("/write", { screen: "phone" });
	await page.getByLabel("正文").fill(`${title}。晚上很黑，老人出门容易摔倒，请尽快修好。`);
	await page.getByLabel("具体位置").fill("青禾路三号院门口");
	await page.getByRole("radio", { name: /^投诉/ }).check();
	await page.getByRole("textbox", { name: "姓名" }).fill("何青禾");
	await page.getByRole("textbox", { name: "电话" }).fill("13800000099");
	await page.getByRole("button", { name: "寄出" }).click();
	await page.getByRole("heading", { name: "来信已收到" }).waitFor();
	const [number = "", code = ""] = await page.locator("dd.number").allInnerTexts();
	return { number: number.trim(), code: code.replace(/\s/g, "") };
}

async function review() {
	// In a demo city every role is one press away.
	const page = await house.open("/console/");
	await page
		.getByRole("button", { name: /^审核员/ })
		.first()
		.click();
	await page.waitForURL(/\/work\/to_review/);
	const open = await openCase(page, title);
	const form = await step(open, "初审通过，送转办中心");
	expect(await form.getByLabel("标题").inputValue()).toBe(title);
	await pick(page, form, "诉求分类", "路灯不亮");
	await take(open, form, "初审通过，送转办中心");
	expect(await open.locator(".case-state").innerText()).toBe("待转办");
	await page.context().close();
}

async function dispatch() {
	const page = await enter(house, "transfer-6", "/work/to_dispatch");
	const open = await openCase(page, title);
	const form = await step(open, "转办");
	await pick(page, form, "主办单位", "市澄禾供水公司");
	await form.getByLabel("转办意见").fill("请核实后答复。");
	await take(open, form, "转办");
	expect(await open.locator(".case-state").innerText()).toBe("办理中");
	await page.context().close();
}

async function handle() {
	const clerk = await enter(house, "u-cd-gs-clerk", "/work/to_sign");
	const toSign = await openCase(clerk, title);
	await take(toSign, await step(toSign, "签收"), "签收");
	await clerk.context().close();

	const handler = await enter(house, "u-cd-gs-handler", "/work/at_work");
	const open = await openCase(handler, title);
	const contact = await step(open, "先行联系");
	await contact.getByText("联系上", { exact: true }).click();
	await contact.getByLabel("联系情况").fill("电话联系诉求人，约定明晚复核。");
	await take(open, contact, "记录联系");
	const verify = await step(open, "现场核实");
	await verify.getByText("属实", { exact: true }).click();
	await verify.getByLabel("核实情况").fill("灯杆线路老化，已更换。");
	await verify.getByLabel("现场照片").setInputFiles(photo);
	await verify.getByText(photo.name).waitFor();
	await take(open, verify, "记录核实");
	await open.getByRole("button", { name: photo.name }).waitFor(); // the picture stands in the story
	const draft = await step(open, "保存答复草稿");
	await draft.getByLabel("公开答复").fill("线路已更换，路灯恢复照明。");
	await draft.getByLabel("内部说明").fill("更换线路十二米。");
	await draft.getByText("已解决", { exact: true }).click();
	await take(open, draft, "保存答复草稿");
	await handler.context().close();

	const leader = await enter(house, "u-cd-gs-leader", "/work/at_work");
	const last = await openCase(leader, title);
	const submit = await step(last, "签发答复");
	expect(await submit.getByLabel("公开答复").inputValue()).toBe("线路已更换，路灯恢复照明。"); // what was drafted
	await take(last, submit, "签发答复");
	expect(await last.locator(".case-state").innerText()).toBe("待办结审核");
	await leader.context().close();
}

async function audit() {
	const page = await enter(house, "transfer-6", "/work/to_audit");
	const open = await openCase(page, title);
	await open.getByText("线路已更换，路灯恢复照明。").first().waitFor();
	await take(open, await step(open, "审核通过，送回访"), "审核通过，送回访");
	await page.context().close();
}

async function visit() {
	const page = await enter(house, "visit-6", "/work/to_visit");
	const open = await openCase(page, title);

	// Whoever calls back needs the number, says why, and is written down.
	await open.getByRole("button", { name: "查看身份" }).click();
	await open.getByRole("button", { name: "回访", exact: true }).first().click();
	await open.getByText("13800000099").waitFor();
	await open.getByText("本次查看已记入流转日志。").waitFor();

	const form = await step(open, "回访");
	await form.getByText("联系上", { exact: true }).click();
	await form.getByText("基本满意", { exact: true }).click();
	await form.getByText("已解决", { exact: true }).click();
	await take(open, form, "记录回访");
	expect(await open.locator(".case-state").innerText()).toBe("已办结");
	await page.context().close();
}

async function rate({ number, code }: { number: string; code: string }) {
	const page = await house.open("/track", { screen: "phone" });
	await page.getByLabel("编号").fill(number);
	await page.getByLabel("提取码").fill(code);
	await page.getByRole("button", { name: "查看" }).click();
	await page.getByText("线路已更换，路灯恢复照明。").first().waitFor();
	const form = page.locator("#step-rate");
	if (!(await form.getAttribute("open"))) await form.locator("summary").click();
	await form.getByText("满意", { exact: true }).click();
	await form.getByText("已解决", { exact: true }).click();
	await form.getByRole("button", { name: "提交评价" }).click();
	await page.getByRole("status").waitFor();
	await page.context().close();
}

async function look() {
	const page = await enter(house, "leader-1", `/cases?q=${encodeURIComponent("青禾路三号院")}`);
	const open = await openCase(page, title);
	await open.getByText("满意 · 已解决", { exact: true }).waitFor(); // the citizen's own word is the last
	await open.getByRole("tab", { name: "流转日志" }).click();
	for (const kind of ["case.dispatched", "reply.submitted", "identity.read", "case.rated"]) {
		await open.getByRole("cell", { name: kind }).first().waitFor();
	}
	await house.picture(page, "loop");
}
