import { expect, test } from "vitest";
import { targetOf } from "./target";

test.each([
	["118", { seat: 118 }],
	["7", { seat: 7 }],
	["110", { number: "110" }],
	[" 120 ", { number: "120" }],
	["12345", { number: "12345" }],
	["028-8651 2345", { number: "02886512345" }],
	["+8613900000077", { number: "+8613900000077" }],
	["0", undefined],
	["锦江区城管局", undefined],
	["", undefined],
	["1234567890123456", undefined], // longer than any number
])("%s", (text, want) => {
	expect(targetOf(text)).toEqual(want);
});
