import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, start } from "./start";

let house: House;

beforeAll(async () => {
	house = await start();
});

afterAll(async () => {
	await house?.close();
});

test.each(["desk", "phone"] as const)("the console draws itself on a %s and fits", async (screen) => {
	const page = await house.open("/console/", { screen });
	await page.locator("#root > *").first().waitFor();
	const { inner, outer } = await page.evaluate(() => ({
		inner: document.documentElement.scrollWidth,
		outer: document.documentElement.clientWidth,
	}));
	expect(inner).toBeLessThanOrEqual(outer);
});

test("assets may be kept for good, the page itself may not", async () => {
	const page = await house.open("/console/");
	const src = await page.locator('script[type="module"]').first().getAttribute("src");
	const asset = await page.request.get(String(src));
	expect(asset.headers()["cache-control"]).toContain("immutable");
	const index = await page.request.get("/console/");
	expect(index.headers()["cache-control"]).toBe("no-store");
	expect(index.headers()["content-security-policy"]).not.toMatch(/script-src[^;]*unsafe-inline/);
});
