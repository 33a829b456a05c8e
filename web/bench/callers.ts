import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../bin/huiyin", import.meta.url));

/** People with telephones, as a process of their own; what they do is told with the machine's clock in milliseconds. */
export interface Callers {
	/** Somebody calls; they speak from the first moment on. */
	call(number: string): void;
	/** From now on it is noted when the newest caller is first spoken to. */
	listen(): void;
	/** When that was. */
	heard(): Promise<number>;
	/** Everybody who calls hangs up. */
	hangUp(): void;
	stop(): Promise<void>;
}

/** Starts the callers of the program, which is its own crowd. */
export function startCallers(server: string): Callers {
	const order = JSON.stringify({ do: "answer", server });
	const crowd = spawn(process.env.HUIYIN_BIN ?? built, {
		env: { ...process.env, HUIYIN_CROWD: order },
		stdio: ["pipe", "pipe", "inherit"],
	});
	const ended = once(crowd, "exit");
	let heard: (at: number) => void = () => {};
	let moment = Promise.resolve(0);
	createInterface({ input: crowd.stdout }).on("line", (text) => {
		const line = JSON.parse(text) as { at?: string; ms?: number; failed?: string };
		if (line.failed) throw new Error(`the callers failed: ${line.failed}`);
		if (line.at === "heard") heard(line.ms ?? 0);
	});
	const say = (line: object) => crowd.stdin.write(`${JSON.stringify(line)}\n`);
	return {
		call: (number) => say({ at: "call", answer: number }),
		listen() {
			moment = new Promise((resolve) => {
				heard = resolve;
			});
			say({ at: "listen" });
		},
		heard: () => moment,
		hangUp: () => say({ at: "hang_up" }),
		async stop() {
			crowd.stdin.end();
			await ended;
		},
	};
}
