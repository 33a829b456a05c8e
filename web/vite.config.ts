import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const out = "dist/console";

export default defineConfig({
	base: "/console/",
	plugins: [react(), compressed()],
	build: {
		outDir: out,
		emptyOutDir: true,
		chunkSizeWarningLimit: 1500, // kB; Ant Design and ECharts are loaded once and cached for good
		reportCompressedSize: false,
	},
	server: {
		// `npm run dev` shows the console's sources against a running `make run`.
		proxy: Object.fromEntries(
			["/api", "/healthz", "/readyz"].map((path) => [path, { target: "http://127.0.0.1:12345", ws: true }]),
		),
	},
});

/** Writes a .gz and a .br beside every asset, so that the program never compresses while someone waits. */
function compressed(): Plugin {
	return {
		name: "compressed",
		apply: "build",
		closeBundle() {
			const assets = join(out, "assets");
			for (const name of readdirSync(assets)) {
				if (!/\.(js|css|svg|json)$/.test(name)) continue;
				const plain = readFileSync(join(assets, name));
				writeFileSync(join(assets, `${name}.gz`), gzipSync(plain, { level: 9 }));
				writeFileSync(join(assets, `${name}.br`), brotliCompressSync(plain));
			}
		},
	};
}
