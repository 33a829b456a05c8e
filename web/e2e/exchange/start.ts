import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import { createServer } from "vite";
import { build, house } from "../build";

/** A running exchange behind a server that gives out the console's sources. */
export interface Exchange {
	/** Where the page of the telephone is. */
	url: string;
	/** Breaks the connections of all consoles off, as a failing network does. */
	cut(): void;
	/** Ends the exchange and starts another one at the same address. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

export async function startExchange(): Promise<Exchange> {
	const folder = await mkdtemp(join(tmpdir(), "huiyin-exchange-"));
	const binary = await build("exchange", folder);
	let runs = 0;
	const run = async (http: string) => startProgram(binary, ["--data", join(folder, `data-${runs++}`), "--http", http]);
	let program = await run("127.0.0.1:0");
	const { address } = program;

	const sockets = new Set<Duplex>();
	const pages = await createServer({
		configFile: false,
		root: join(house, "web"),
		logLevel: "silent",
		server: { port: 0, host: "127.0.0.1", hmr: false, proxy: { "/api": { target: `http://${address}`, ws: true } } },
	});
	await pages.listen();
	const http = pages.httpServer as Server;
	http.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
		if (!request.url?.startsWith("/api/")) return; // the page server's own
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
	});
	const port = (http.address() as { port: number }).port;

	return {
		url: `http://127.0.0.1:${port}/e2e/exchange/index.html`,
		cut() {
			for (const socket of sockets) socket.destroy();
		},
		async restart() {
			await program.stop();
			program = await run(address);
		},
		async stop() {
			await pages.close();
			await program.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function startProgram(binary: string, args: string[]) {
	const program = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
	const ended = once(program, "exit");
	let said = "";
	program.stderr.on("data", (text) => {
		said = (said + text).slice(-8000);
	});
	const lines = createInterface({ input: program.stdout });
	const address = await Promise.race([
		once(lines, "line").then(([line]) => String(line).replace("http=", "")),
		ended.then(([code]) => Promise.reject(new Error(`the exchange ended with ${code}:\n${said}`))),
	]);
	return {
		address,
		async stop() {
			program.kill("SIGTERM");
			const late = setTimeout(() => program.kill("SIGKILL"), 20_000);
			const [code, signal] = await ended;
			clearTimeout(late);
			if (code !== 0) throw new Error(`the exchange did not end well (${code ?? signal}):\n${said}`);
		},
	};
}
