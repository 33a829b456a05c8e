import { useSyncExternalStore } from "react";

const query = () => window.matchMedia("(prefers-color-scheme: dark)");

/** Whether the person's machine asks for dark colours, now and whenever that changes. */
export function useDark(): boolean {
	return useSyncExternalStore(
		(changed) => {
			const media = query();
			media.addEventListener("change", changed);
			return () => media.removeEventListener("change", changed);
		},
		() => query().matches,
	);
}
