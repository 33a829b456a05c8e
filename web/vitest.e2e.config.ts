import { defineConfig } from "vitest/config";

// One file after the other: each starts the real program and a browser, and the machine may be small.
export default defineConfig({
	test: {
		include: ["e2e/**/*.e2e.ts"],
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
