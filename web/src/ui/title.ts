import { useEffect } from "react";

/** Names the page in the browser's tab. Never with the words of a person: tabs are seen by whoever passes. */
export function useTitle(title: string): void {
	useEffect(() => {
		document.title = title ? `${title} · 回音` : "回音 Huiyin";
	}, [title]);
}
