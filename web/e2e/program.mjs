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
 * @returns {Promise<{ url: string, sip: string, stop: () => Promise<void> }>} sip is host:port, "" where no telephone is answered
 */
export async function startProgram(command, flags = []) {
	const folder = await mkdtemp(join(tmpdir(), "huiyin-e2e-"));
	const mute = !flags.includes("--sip");
	const args = [
		command,
		"--http",
		"127.0.0.1:0",
		...(mute ? ["--sip", "off"] : []),
		"--data",
		join(folder, "data"),
		...flags,
	];
	const program = spawn(process.env.HUIYIN_BIN ?? built, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	const ended = once(program, "exit");
	let said = "";
	program.stderr.on("data", (text) => {
		said = (said + text).slice(-4000);
	});

	const { http, sip } = await Promise.race([
		listening(program.stdout, mute),
		ended.then(([code]) =>
			Promise.reject(new Error(`huiyin ${command} ended with ${code} before it listened:\n${said}`)),
		),
	]);
	program.stdout.resume();

	return {
		url: `http://${http}`,
		sip,
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
 * @param {import("node:stream").Readable} stdout
 * @param {boolean} mute whether it answers no telephone
 * @returns {Promise<{ http: string, sip: string }>} host and port of each
 */
async function listening(stdout, mute) {
	const found = { http: "", sip: "" };
	for await (const line of createInterface({ input: stdout })) {
		const [, counter, address] = /^(http|sip)=(\S+)$/.exec(line.trim()) ?? [];
		if (counter === "http" || counter === "sip") found[counter] = address ?? "";
		if (found.http && (found.sip || mute)) return found;
	}
	return new Promise(() => {}); // stdout is closed; the exit of the program says why
}
