import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFailed } from "vitest";
import { startProgram } from "./program.mjs";

const flags = [
	"--no-sandbox", // Chromium refuses its sandbox to root
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** For those who talk in the browser: a microphone that beeps, and sound that plays without being asked for. */
export const microphone = [
	"--use-fake-device-for-media-stream",
	"--use-fake-ui-for-media-stream",
	"--autoplay-policy=no-user-gesture-required",
];

/** The screens people have: an operator's desk, a citizen's phone, a wall. */
export const screens = {
	desk: { width: 1366, height: 768 },
	phone: { width: 390, height: 844 },
	wall: { width: 3840, height: 1080 },
} as const;

export type Screen = keyof typeof screens;

/** A running program and a browser to look at it with. */
export interface House {
	/** Where the program listens, such as http://127.0.0.1:40123. */
	url: string;
	/** Where it answers telephones, such as 127.0.0.1:40124; "" when it was not told to. */
	sip: string;
	/** Opens an address in a new browser context, so that every page is another person. */
	open(path: string, look?: { screen?: Screen; dark?: boolean }): Promise<Page>;
	/** Takes a picture into test-results/, for people to look at. */
	picture(page: Page, name: string): Promise<void>;
	/** Closes everything; fails when a page threw an error, broke the content policy or the program ended badly. */
	close(): Promise<void>;
}

/** Starts `huiyin demo` and Chromium. Without townsfolk, unless told otherwise, so that nothing moves by itself. */
export async function start(demoFlags: string[] = ["--quiet"], browserFlags: string[] = []): Promise<House> {
	const program = await startProgram("demo", demoFlags);
	const browser = await launch(browserFlags).catch(async (cause) => {
		await program.stop();
		throw cause;
	});
	const complaints: string[] = [];
	return {
		url: program.url,
		sip: program.sip,
		async open(path, { screen = "desk", dark = false } = {}) {
			const context = await browser.newContext({
				baseURL: program.url,
				viewport: screens[screen],
				hasTouch: screen === "phone",
				colorScheme: dark ? "dark" : "light",
				reducedMotion: "reduce", // what still moves cannot be pressed
				locale: "zh-CN",
				timezoneId: "Asia/Shanghai",
			});
			const page = await context.newPage();
			page.setDefaultTimeout(20_000); // the program answers in milliseconds; two browsers on a small machine may not
			page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.stack ?? error.message}`));
			page.on("console", (message) => {
				if (/content security policy/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
			});
			tellWhenFailed(page);
			await page.goto(path);
			return page;
		},
		async picture(page, name) {
			const folder = fileURLToPath(new URL("../test-results/", import.meta.url));
			await mkdir(folder, { recursive: true });
			await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
		},
		async close() {
			await browser.close();
			await program.stop();
			if (complaints.length > 0) throw new Error(`pages complained:\n${complaints.join("\n")}`);
		},
	};
}

/** Says what a page showed when its test fails; one that was opened for several tests stays silent. */
function tellWhenFailed(page: Page): void {
	try {
		onTestFailed(async () => {
			const seen = await page.locator("body").ariaSnapshot({ timeout: 2_000 }).catch(String);
			process.stderr.write(`${page.url()} stood at:\n${seen}\n`);
		});
	} catch {
		// no test has begun
	}
}

/** Starts Chromium, with more flags where a test needs them. */
export async function launch(more: string[] = []): Promise<Browser> {
	const found = [
		process.env.HUIYIN_CHROMIUM,
		"/usr/bin/chromium",
		"/usr/bin/chromium-browser",
		"/usr/bin/google-chrome",
	];
	const executablePath = found.find((path) => path && existsSync(path));
	if (!executablePath)
		throw new Error("There is no Chromium on this machine: run make setup, or name one in HUIYIN_CHROMIUM.");
	return chromium.launch({ executablePath, headless: true, args: [...flags, ...more] });
}
