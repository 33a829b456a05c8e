import { useEffect } from "react";

let name = "回音 Huiyin";
let mark = "";

function draw() {
	document.title = mark ? `${mark} ${name}` : name;
}

/** Names the page in the browser's tab. Never with the words of a person: tabs are seen by whoever passes. */
export function useTitle(title: string): void {
	useEffect(() => {
		name = title ? `${title} · 回音` : "回音 Huiyin";
		draw();
	}, [title]);
}

const blink = 1_000; // ms

/** Blinks before the name of the page while something waits for the person who looks elsewhere; "": nothing does. */
export function useTitleMark(text: string): void {
	useEffect(() => {
		if (!text) return;
		const swap = () => {
			mark = mark ? "" : text;
			draw();
		};
		swap();
		const timer = setInterval(swap, blink);
		return () => {
			clearInterval(timer);
			mark = "";
			draw();
		};
	}, [text]);
}
