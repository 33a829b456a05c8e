// Writes src/api/schema.ts, the types of the API, from the OpenAPI document that the real program serves.
// With --check it writes nothing and fails when the file is stale.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { startProgram } from "../e2e/program.mjs";

const file = fileURLToPath(new URL("../src/api/schema.ts", import.meta.url));

async function generate() {
	const program = await startProgram("serve");
	try {
		const answer = await fetch(`${program.url}/api/openapi.json`);
		if (!answer.ok) throw new Error(`/api/openapi.json answered ${answer.status}`);
		const document = await answer.json();
		return `// Generated from the program's OpenAPI document by \`make generate\`. Do not edit.\n\n${astToString(await openapiTS(document))}`;
	} finally {
		await program.stop();
	}
}

const fresh = await generate();
if (!process.argv.includes("--check")) {
	await writeFile(file, fresh);
} else if ((await readFile(file, "utf8").catch(() => "")) !== fresh) {
	console.error("web/src/api/schema.ts is stale: run make generate and commit what changed.");
	process.exit(1);
}
