import type { ReactNode } from "react";

export type LightName = "green" | "yellow" | "red" | "violet" | "ink" | "none";

/** The shapes differ as much as the colours: they are told apart on grey paper and by any eye. */
const shapes: Record<LightName, ReactNode> = {
	green: <circle cx="6" cy="6" r="4" />,
	yellow: <path d="M6 1.2 11.2 10.6H.8z" />,
	red: <rect x="1.5" y="1.5" width="9" height="9" />,
	violet: <path d="M1 4h10v4H1z" />,
	ink: <path d="M6 .8 11.2 6 6 11.2.8 6z" />,
	none: <circle cx="6" cy="6" r="3.5" fill="none" strokeWidth="1" className="light-none" />,
};

/** A light: a shape in its colour, with its word beside it or for a screen reader only. */
export function Light({ light, word, quiet = false }: { light: LightName; word: string; quiet?: boolean }) {
	return (
		<span className={`light light-${light}`} title={quiet ? word : undefined}>
			<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
				{shapes[light]}
			</svg>
			<span className={quiet ? "unseen" : undefined}>{word}</span>
		</span>
	);
}
