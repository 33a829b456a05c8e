/** A random name for a request, so that sending it twice does it once. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing on plain http
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
