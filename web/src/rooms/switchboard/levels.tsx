import { useEffect, useRef } from "react";
import { useLang } from "../../lang/lang";
import type { Phone } from "./phone";

const look = 100; // ms

/**
 * How loud the person and the caller are, ten times a second. The bars move for eyes only, past React: a screen reader
 * is told when it asks.
 */
export function Levels({ phone }: { phone: Phone }) {
	const { say } = useLang();
	const said = useRef<HTMLMeterElement>(null);
	const heard = useRef<HTMLMeterElement>(null);
	useEffect(() => {
		const timer = setInterval(() => {
			const levels = phone.levels();
			if (said.current) said.current.value = levels.said;
			if (heard.current) heard.current.value = levels.heard;
		}, look);
		return () => clearInterval(timer);
	}, [phone]);
	return (
		<span className="levels">
			<span aria-hidden="true">{say("call.caller_level")}</span>
			<meter ref={heard} min={0} max={1} value={0} aria-label={say("call.caller_level")} />
			<span aria-hidden="true">{say("call.own_level")}</span>
			<meter ref={said} min={0} max={1} value={0} aria-label={say("call.own_level")} />
		</span>
	);
}
