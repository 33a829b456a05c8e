import { useId } from "react";
import type { Recording } from "../../api/calls";

/** Bars from the middle line, one for each stretch, up (-1) or down (1); silence leaves a dash. */
export function barsOf(loudness: number[], way: -1 | 1): string {
	return loudness.map((v, i) => `M${i + 0.5} 50V${50 + way * Math.max(0.5, (v / 255) * 48)}`).join("");
}

/**
 * Who speaks when: the caller above the line, the seat below it, what was heard already in the accent, and hatched where
 * the recording rested.
 */
export function Wave({ of, at }: { of: Recording; at: number }) {
	const id = useId();
	const wide = Math.max(of.caller.length, 1);
	const place = (seconds: number) => (of.duration > 0 ? (seconds / of.duration) * wide : 0);
	const bars = `${barsOf(of.caller, -1)}${barsOf(of.seat, 1)}`;
	return (
		<svg className="wave" viewBox={`0 0 ${wide} 100`} preserveAspectRatio="none" aria-hidden="true">
			<defs>
				<clipPath id={`${id}heard`}>
					<rect x="0" y="0" width={place(at)} height="100" />
				</clipPath>
				<pattern id={`${id}rest`} width="3" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-20)">
					<path d="M0 0V8" className="wave-hatch" />
				</pattern>
			</defs>
			<path d={`M0 50H${wide}`} className="wave-line" />
			<path d={bars} className="wave-bars" />
			<path d={bars} className="wave-heard" clipPath={`url(#${id}heard)`} />
			{of.pauses.map((p) => (
				<rect
					key={p.from}
					x={place(p.from)}
					y="0"
					width={Math.max(0, place(p.to) - place(p.from))}
					height="100"
					fill={`url(#${id}rest)`}
					className="wave-rest"
				/>
			))}
			<path d={`M${place(at)} 0V100`} className="wave-now" />
		</svg>
	);
}
