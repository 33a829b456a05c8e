import { expect, test } from "vitest";
import { present, sort, standard } from "./device";

const list = [
	{ deviceId: "default", kind: "audioinput", label: "Default - Headset" },
	{ deviceId: "h1", kind: "audioinput", label: "Headset" },
	{ deviceId: "b1", kind: "audioinput", label: "Built-in" },
	{ deviceId: "c1", kind: "videoinput", label: "Camera" },
	{ deviceId: "h1", kind: "audiooutput", label: "Headset" },
	{ deviceId: "communications", kind: "audiooutput", label: "Communications - Headset" },
] as const;

test("each device is listed once, under what it is", () => {
	expect(sort([...list])).toEqual({
		microphones: [
			{ id: "h1", name: "Headset" },
			{ id: "b1", name: "Built-in" },
		],
		speakers: [{ id: "h1", name: "Headset" }],
	});
});

test("before the person allows it the browser names nothing, and nothing is listed", () => {
	expect(sort([{ deviceId: "", kind: "audioinput", label: "" }])).toEqual({ microphones: [], speakers: [] });
});

test("a device that was pulled out gives way to the system's", () => {
	const { microphones } = sort([...list]);
	expect(present("h1", microphones)).toBe("h1");
	expect(present("gone", microphones)).toBe(standard);
	expect(present(standard, microphones)).toBe(standard);
});
