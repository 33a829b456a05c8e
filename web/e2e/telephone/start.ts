import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { build } from "../build";

/** People outside with a telephone each. */
export interface Telephones {
	/** Somebody dials; what is said is a tone. */
	call(from: string, to?: string): void;
	hang(from: string): void;
	press(from: string, keys: string): void;
	/** Waits from now on to be spoken to by somebody, not by music. */
	listen(from: string): void;
	/** When that was, in milliseconds of the machine's clock. */
	spoken(from: string): Promise<number>;
	/** Waits until it rings there, is answered or is over. */
	until(from: string, what: "rings" | "talks" | "ended"): Promise<void>;
	stop(): Promise<void>;
}

/** Starts telephones, a process of their own, that reach the answering centre at host:port. */
export async function startTelephones(server: string): Promise<Telephones> {
	const folder = await mkdtemp(join(tmpdir(), "huiyin-telephone-"));
	const binary = await build("telephone", folder);
	const program = spawn(binary, ["--server", server], { stdio: ["pipe", "pipe", "inherit"] });
	const ended = once(program, "exit");
	const heard: string[] = [];
	createInterface({ input: program.stdout }).on("line", (line) => heard.push(line));
	const say = (line: string) => program.stdin.write(`${line}\n`);
	const until = (from: string, what: string) =>
		expect.poll(() => heard, { timeout: 20_000 }).toContainEqual(expect.stringMatching(`^${from} ${what}`));
	return {
		call(from, to = "12345") {
			heard.splice(0, heard.length, ...heard.filter((line) => !line.startsWith(`${from} `)));
			say(`call ${from} ${to}`);
		},
		hang: (from) => say(`hang ${from}`),
		press: (from, keys) => say(`press ${from} ${keys}`),
		listen: (from) => say(`listen ${from}`),
		async spoken(from) {
			await until(from, "hears");
			return Number(heard.find((line) => line.startsWith(`${from} hears`))?.split(" ")[2]);
		},
		until,
		async stop() {
			program.stdin.end();
			const [code] = await ended;
			await rm(folder, { recursive: true, force: true });
			if (code !== 0) throw new Error(`the telephones ended with ${code}`);
		},
	};
}
