import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../bin/huiyin", import.meta.url));

/**
 * Starts the real program with a data folder of its own and port 0, and waits until it says where it listens.
 *
 * @param {"demo" | "serve"} command
 * @param {string[]} flags
 * @returns {Promise<{ url: string, sip: () => string, stop: () => Promise<void> }>} sip is where telephones reach it, once it listens there
 */
export async function startProgram(command, flags = []) {
	const folder = await mkdtemp(join(tmpdir(), "huiyin-e2e-"));
	const args = [command, "--http", "127.0.0.1:0", "--sip", "off", "--data", join(folder, "data"), ...flags];
	const program = spawn(process.env.HUIYIN_BIN ?? built, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	const ended = once(program, "exit");
	let said = "";
	program.stderr.on("data", (text) => {
		said = (said + text).slice(-4000);
	});

	let sip = "";
	const lines = createInterface({ input: program.stdout });
	lines.on("line", (line) => {
		sip = /^sip=(\S+)$/.exec(line.trim())?.[1] ?? sip;
	});
	const address = await Promise.race([
		listening(lines),
		ended.then(([code]) =>
			Promise.reject(new Error(`huiyin ${command} ended with ${code} before it listened:\n${said}`)),
		),
	]);
	return {
		url: `http://${address}`,
		sip: () => sip,
		async stop() {
			program.kill("SIGTERM");
			const late = setTimeout(() => program.kill("SIGKILL"), 15_000);
			const [code, signal] = await ended;
			clearTimeout(late);
			await rm(folder, { recursive: true, force: true });
			if (code !== 0) throw new Error(`huiyin ${command} did not end well (${code ?? signal}):\n${said}`);
		},
	};
}

/**
 * @param {import("node:readline").Interface} lines
 * @returns {Promise<string>} host and port
 */
function listening(lines) {
	return new Promise((found) => {
		lines.on("line", (line) => {
			const address = /^http=(\S+)$/.exec(line.trim())?.[1];
			if (address) found(address); // should it never come, the exit of the program says why
		});
	});
}
