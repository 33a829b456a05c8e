import { defineConfig } from "vitest/config";

// What is measured in Chromium, against the real program. The figures are written by the measurements themselves.
export default defineConfig({
	test: {
		include: ["bench/**/*.bench.ts"],
		fileParallelism: false,
		testTimeout: 900_000,
		hookTimeout: 120_000,
		reporters: [["dot", { summary: false }]],
	},
});
