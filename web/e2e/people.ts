import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { type House, type Screen, screens } from "./start";

/** Every account of the demo city has this password. */
const password = "demo";

/** A person at their desk: signed in, at an address of the console; before runs when no page of it was opened yet. */
export async function enter(
	house: House,
	login: string,
	path: string,
	look: { screen?: Screen; dark?: boolean } = {},
	before: (page: Page) => Promise<void> = async () => {},
): Promise<Page> {
	const page = await house.open("/healthz", look); // a page of the program, so that the cookie is its own
	const answer = await page.request.post("/api/v1/session", { data: { login, password } });
	if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()} ${await answer.text()}`);
	await before(page);
	await page.goto(`/console${path}`);
	return page;
}

/** Opens a case of the list beside it and gives the case. */
export async function openCase(page: Page, title: string): Promise<Locator> {
	await page.getByRole("link", { name: title }).first().click();
	const open = page.locator("article.case");
	await open.getByRole("heading", { level: 1, name: title }).waitFor();
	return open;
}

/** Opens a step's form, unless it stands open already. */
export async function step(open: Locator, name: string): Promise<Locator> {
	const form = open.getByRole("form", { name });
	if (!(await form.isVisible())) await open.getByRole("button", { name, exact: false }).first().click();
	await form.waitFor();
	return form;
}

/** Sends a step's form and waits until it is done. */
export async function take(open: Locator, form: Locator, button: string): Promise<void> {
	await form.getByRole("button", { name: button, exact: true }).click();
	await open.locator(".steps-done").waitFor();
}

/** Picks from a list that opens while one types. */
export async function pick(page: Page, form: Locator, label: string, text: string): Promise<void> {
	const box = form.getByRole("combobox", { name: label });
	await box.click();
	await box.fill(text);
	await page.locator(".ant-select-item-option, .ant-cascader-menu-item").filter({ hasText: text }).first().click();
}

/** What a screen reader could not name, or would name twice: controls without a name, pictures without a text, one id for two. */
export function nameless(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const seen = (e: Element) => e instanceof HTMLElement && e.offsetParent !== null;
		const text = (ids: string | null) =>
			(ids ?? "")
				.split(" ")
				.map((id) => document.getElementById(id)?.textContent ?? "")
				.join("");
		const named = (e: Element) =>
			e.textContent?.trim() ||
			e.getAttribute("aria-label") ||
			e.getAttribute("title") ||
			e.querySelector("img[alt]:not([alt=''])") ||
			text(e.getAttribute("aria-labelledby")) ||
			[...((e as HTMLInputElement).labels ?? [])].some((label) => label.textContent?.trim());
		const controls = [
			...document.querySelectorAll("a[href], button, input, select, textarea, [role=combobox], [role=tab]"),
		];
		const pictures = [...document.querySelectorAll("img")].filter((e) => seen(e) && !e.alt);
		const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
		return [
			...controls
				.filter((e) => seen(e) && !e.closest("[aria-hidden=true]") && !named(e))
				.map((e) => e.outerHTML.slice(0, 160)),
			...pictures.map((e) => e.outerHTML.slice(0, 160)),
			...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two of #${id}`),
		];
	});
}

/** The page on every screen that it is used on: everything is in sight, and everything has a name. */
export async function fits(house: House, page: Page, name: string): Promise<void> {
	for (const [screen, dark] of [
		["desk", false],
		["desk", true],
		["phone", false],
	] as [Screen, boolean][]) {
		await page.setViewportSize(screens[screen]);
		await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
		expect(await nameless(page)).toEqual([]);
		await house.picture(page, `${name}-${screen}${dark ? "-dark" : ""}`);
	}
	await page.setViewportSize(screens.desk);
	await page.emulateMedia({ colorScheme: "light" });
}
