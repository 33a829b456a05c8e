import { useEffect, useState } from "react";

/** A text once nobody has changed it for so many milliseconds: what is asked for while somebody types waits for that. */
export function useSettled(text: string, pause: number): string {
	const [settled, setSettled] = useState(text);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(text), pause);
		return () => clearTimeout(timer);
	}, [text, pause]);
	return settled;
}
