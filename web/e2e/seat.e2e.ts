import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enter, nameless } from "./people";
import { board, call, line, Room, roomLine, seat } from "./room";
import { type House, type Screen, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start(["--quiet", "--past", "300"]);
});

afterAll(async () => {
	await house?.close();
});

interface Look {
	screen?: Screen;
	dark?: boolean;
}

/** A person whose console talks with the room of the test. */
async function sit(login: string, path: string, look: Look = {}): Promise<[Page, Room]> {
	const room = new Room();
	const page = await enter(house, login, path, look, async (page) => {
		await room.stand(page);
		if (login.startsWith("shift")) await page.route(/\/api\/v1\/session$/, watching);
		await page.route(/\/api\/v1\/drafts/, withoutCall); // the program has no such call: the room is played
	});
	await room.console();
	return [page, room];
}

/** Shift leaders watch over the room. */
async function watching(route: Route): Promise<void> {
	const answer = await route.fetch();
	const me = await answer.json();
	await route.fulfill({
		response: answer,
		json: { ...me, permissions: [...me.permissions, "room.see", "room.watch"] },
	});
}

/** The number of a call is filled in by the program's own room, which is not there. */
async function withoutCall(route: Route): Promise<void> {
	const { call: of, ...rest } = route.request().postDataJSON() ?? {};
	drafts.push(of);
	await route.continue({ postData: JSON.stringify(rest) });
}

const drafts: unknown[] = []; // the calls that drafts were begun, saved or registered with

const orderOf = async (room: Room): Promise<Record<string, unknown>> => {
	let found: Record<string, unknown> | undefined;
	await expect
		.poll(() => {
			found = room.orders().at(-1) ?? found;
			return found;
		})
		.toBeTruthy();
	return found ?? {};
};

/** Whether everything is on the screen, without a bar to scroll sideways. */
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("somebody sits down, is ready, takes a break and leaves", async () => {
	const [page, room] = await sit("op-6", "/register");
	room.tell({ ...seat("offline"), seat: 0, name: "", since: undefined });
	room.tell({ type: "free", seats: [118, 119] });
	room.tell(roomLine);
	await page.getByRole("button", { name: "入座" }).click();
	const window = page.getByRole("dialog", { name: "入座" });
	await window.getByText("桌面话机").click();
	await window.getByRole("button", { name: "入座" }).click();
	expect(await orderOf(room)).toEqual({ type: "sit", seat: 118, device: "desk_phone" });
	room.tell(seat("break", { reason: "signed_in", device: "desk_phone" }));
	await window.waitFor({ state: "detached" });
	await page.getByText("小休 · 刚入座").waitFor();

	await page.getByLabel("诉求内容").focus();
	await page.keyboard.press("F2"); // also while somebody types
	expect(await orderOf(room)).toEqual({ type: "ready" });
	room.tell({ type: "problem", of: "ready", problem: { code: "device_away", detail: "The telephone is away." } });
	await page.getByRole("alert").waitFor();
	room.tell(seat("ready"));
	await page.getByRole("alert").waitFor({ state: "detached" });

	await page.keyboard.press("F3");
	await page.getByRole("menuitem", { name: "用餐" }).click();
	expect(await orderOf(room)).toEqual({ type: "pause", state: "break", reason: "meal" });
	await page.getByRole("button", { name: /坐席 118/ }).click();
	await page.getByRole("menuitem", { name: "离座" }).click();
	expect(await orderOf(room)).toEqual({ type: "leave" });
});

test("a call brings its history, begins its draft and is worked by keys", async () => {
	const [page, room] = await sit("op-7", "/overview");
	const earlier = await page.request.post("/api/v1/appeals", {
		data: { title: "竹影路路灯不亮", content: "竹影路路灯不亮，请修。", nature: "help" },
	});
	expect(earlier.ok(), await earlier.text()).toBe(true);
	const listed = await (await page.request.get("/api/v1/cases?q=竹影路路灯")).json();
	const known = listed.items[0];
	room.tell(roomLine);
	room.tell(seat("ringing", { until: new Date(Date.now() + 15_000).toISOString() }));
	room.tell(call("offered"));
	room.tell({
		type: "caller",
		call: 4711000,
		times: 4,
		persons: [{ id: 1, name: "李女士" }],
		cases: [
			known,
			line(77, "楼下烧烤店夜间噪声扰民，油烟直排，多次反映", {
				state: "closed",
				closed_at: "2026-08-01T10:00:00+08:00",
			}),
		],
		callbacks: 1,
		about: {
			case: known.id,
			number: known.number,
			title: known.title,
			state: known.state,
			lead: "锦江区城管局",
			times: 3,
		},
	});
	await page.waitForURL(/\/register\?call=4711000/); // the history is there before the voice
	await page.getByText("90天内第4次来电").waitFor();
	await expect.poll(() => page.title()).toContain("☎");
	drafts.length = 0;
	await page.keyboard.press("F4");
	expect(await orderOf(room)).toEqual({ type: "accept" });
	room.tell(seat("talking", { since: new Date().toISOString() }));
	room.tell(call("talking"));
	await page.waitForURL(/\/register\/\d+\?call=4711000/);
	expect(drafts[0]).toBe(4711000);
	await expect.poll(() => page.title()).not.toContain("☎");
	await page.getByRole("button", { name: "李女士" }).click();
	expect(await page.getByLabel("姓名", { exact: true }).inputValue()).toBe("李女士");

	const content = page.getByLabel("诉求内容");
	await content.fill("竹影路二号门口路灯不亮，晚上看不清路。");
	await page.getByLabel("详细地点").fill("竹影路");
	await page.locator(".near li").first().waitFor(); // the same lamp was reported already
	await page.getByText("草稿已保存").waitFor();
	const sheet = page.url();
	await content.focus();
	for (const [key, want, then] of [
		["Alt+h", { type: "hold", on: true }, call("talking", { held: true })],
		["Alt+h", { type: "hold", on: false }, call("talking")],
		["Alt+p", { type: "mute", on: true }, call("talking", { recording: "paused" })],
		["Alt+p", { type: "mute", on: false }, call("talking")],
	] as const) {
		await page.keyboard.press(key);
		expect(await orderOf(room)).toEqual(want);
		room.tell(then);
	}
	await page.getByText("录音已暂停").waitFor({ state: "detached" });
	await page.keyboard.press("Alt+c");
	await page.getByLabel("坐席号、电话或单位名称").fill("119");
	await page.keyboard.press("Enter");
	expect(await orderOf(room)).toEqual({ type: "consult", number: "119" });
	room.tell(seat("consult"));
	room.tell(call("talking", { held: true, consult: { to: "119", up: true, joined: false } }));
	await page.getByText("正与 119 通话").waitFor();
	await page.keyboard.press("Alt+t");
	expect(await orderOf(room)).toEqual({ type: "join" });
	room.tell(call("talking"));
	room.tell(seat("talking"));
	expect(await content.inputValue(), "no key of the call has written").toBe("竹影路二号门口路灯不亮，晚上看不清路。");

	// The page is loaded anew in the middle: the same sheet, and the room tells the call again.
	await page.goto("/console/units");
	await room.console();
	room.tell(seat("talking"));
	room.tell(call("talking"));
	await page.getByRole("link", { name: "登记单" }).click();
	await page.waitForURL(sheet);
	await expect.poll(() => content.inputValue()).toContain("路灯不亮");

	room.tell(seat("wrap_up", { until: new Date(Date.now() + 40_000).toISOString() }));
	room.tell(call("ended", { direction: "" }));
	await page.getByText("话后处理剩余").waitFor();
	await page.keyboard.press("Alt+m");
	expect(await orderOf(room)).toEqual({ type: "extend" });
	await page.keyboard.press("Control+Enter");
	await page.getByRole("heading", { name: "已登记" }).waitFor();
});

/** How many drafts the person keeps. */
async function draftsOf(page: Page): Promise<number> {
	const { items } = await (await page.request.get("/api/v1/worklists")).json();
	return items.find((list: { name: string }) => list.name === "my_drafts").all;
}

test("an open case is urged with one key instead of opening a second", async () => {
	const [page, room] = await sit("op-8", "/register");
	const before = await draftsOf(page);
	const listed = await (await page.request.get("/api/v1/cases?state=dispatched&limit=1")).json();
	const known = listed.items[0];
	room.tell(seat("talking"));
	room.tell(call("talking", { id: 4712000 }));
	room.tell({
		type: "caller",
		call: 4712000,
		times: 2,
		persons: [],
		cases: [known],
		callbacks: 0,
		about: { case: known.id, number: known.number, title: known.title, state: known.state, times: 2 },
	});
	await page.waitForURL(/\/register\/\d+\?call=4712000/);
	await page.keyboard.press("Alt+u");
	const form = page.getByRole("form", { name: "催办" });
	await form.getByRole("button", { name: "催办" }).click();
	await page.getByRole("heading", { name: /催办/ }).waitFor();
	expect(await orderOf(room)).toEqual({ type: "about", call: 4712000, case: known.id });
	expect(await page.locator(".registered dd").first().innerText()).toBe(known.number);
	expect(await draftsOf(page), "the empty sheet was thrown away").toBe(before);
});

test("the board is walked by keys, and what is done there is asked of the room", async () => {
	const [page, room] = await sit("shift-1", "/room");
	room.tell(seat("break", { seat: 700, name: "700" }));
	room.tell(roomLine);
	expect(await orderOf(room)).toEqual({ type: "board", on: true });
	room.tell(board(60));
	await page.getByText("94.2%").waitFor();
	await page.getByText("按坐席").click();
	await page.locator(".tile").nth(0).focus();
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await page.locator(".hands").getByText("坐席 104").waitFor();
	expect(await page.locator(".hands").getByRole("button", { name: "接管" }).isDisabled()).toBe(true);
	const talking = page.locator(".tile-talking").first();
	await talking.click();
	await page.getByRole("button", { name: "耳语" }).click();
	expect(await orderOf(room)).toMatchObject({ type: "watch", ear: "whisper" });
	await page.getByLabel("给坐席留言").fill("请再确认地址");
	await page.keyboard.press("Enter");
	expect(await orderOf(room)).toMatchObject({ type: "tell", text: "请再确认地址" });
	await page.getByRole("button", { name: "调派" }).first().click();
	await page.getByRole("button", { name: "紧急优先" }).click();
	expect(await orderOf(room)).toEqual({ type: "raise", call: 900 });
	await page.getByRole("button", { name: "启动高峰模式" }).click();
	await page.getByRole("tooltip").getByRole("button", { name: "启动高峰模式" }).click();
	expect(await orderOf(room)).toEqual({ type: "surge", on: true });
	expect(await nameless(page)).toEqual([]);
	await page.goto("/console/overview");
});

test.each([
	["desk", false],
	["desk", true],
	["phone", false],
] as const)("the operator's desk fits on a %s (dark: %s)", async (screen, dark) => {
	const [page, room] = await sit("op-9", "/register", { screen, dark });
	room.tell(roomLine);
	room.tell(seat("ready"));
	await page.getByText("就绪").first().waitFor();
	await house.picture(page, `seat-ready-${screen}${dark ? "-dark" : ""}`);
	room.tell(seat("talking"));
	room.tell(
		call("talking", {
			id: 4713000 + Math.floor(Math.random() * 1000),
			emergency: true,
			hotline: { number: "12329", name: "成都住房公积金管理中心客户服务热线" },
			consult: { to: "锦江区综合行政执法局值班室", up: true, joined: false },
			held: true,
			watched: true,
		}),
	);
	room.tell({
		type: "message",
		n: 1,
		from: "赵班长",
		text: "请再确认一次地址，派单前我来看。",
		at: new Date().toISOString(),
	});
	await page.getByText("正与 锦江区综合行政执法局值班室 通话").waitFor();
	expect(await tooWide(page)).toBeLessThanOrEqual(0);
	expect(await nameless(page)).toEqual([]);
	await house.picture(page, `seat-consult-${screen}${dark ? "-dark" : ""}`);
});

test.each(["desk", "wall", "phone"] as const)("the board fits on a %s", async (screen) => {
	const [page, room] = await sit("shift-2", "/room", { screen, dark: screen === "wall" });
	room.tell(seat("break", { seat: 700, name: "700" }));
	room.tell(roomLine);
	room.tell(board(440));
	await page.locator(".tile").nth(5).click();
	expect(await tooWide(page)).toBeLessThanOrEqual(0);
	await house.picture(page, `board-${screen}`);
});
