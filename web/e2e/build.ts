import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const house = fileURLToPath(new URL("../../", import.meta.url));

/** Builds a test's own program, such as "exchange" beside this file, into a folder; gives its path. */
export async function build(name: string, folder: string): Promise<string> {
	const binary = join(folder, name);
	const built = spawn("go", ["build", "-o", binary, `./web/e2e/${name}`], {
		cwd: house,
		stdio: "inherit",
		env: { ...process.env, CGO_ENABLED: "0" },
	});
	const [code] = await once(built, "exit");
	if (code !== 0) throw new Error(`the ${name} could not be built`);
	return binary;
}
