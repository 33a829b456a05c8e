import { defineConfig } from "vitest/config";

// Two files at a time: each starts the real program and a browser, and mostly waits for them.
export default defineConfig({
	test: {
		include: ["e2e/**/*.e2e.ts"],
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
