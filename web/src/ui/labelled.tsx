import { type ReactNode, useId } from "react";
import { useLang } from "../lang/lang";

/** What a control needs to be named and to say what is wrong with it. */
export interface Named {
	id: string;
	"aria-invalid"?: true;
	"aria-describedby"?: string;
}

/** A control with its name above, and below it what is wrong. */
export function Labelled({
	label,
	required = false,
	error,
	hint,
	group = false,
	children,
}: {
	label: string;
	required?: boolean;
	error?: string;
	hint?: string;
	/** Several controls under one name: they name themselves. */
	group?: boolean;
	children: (named: Named) => ReactNode;
}) {
	const id = useId();
	const { say } = useLang();
	const note = error ?? hint;
	const words = (
		<>
			{label}
			{required && <span className="must">{say("ui.required")}</span>}
		</>
	);
	return (
		<div className={error ? "labelled labelled-wrong" : "labelled"}>
			{group ? (
				<span className="label">{words}</span>
			) : (
				<label className="label" htmlFor={id}>
					{words}
				</label>
			)}
			{children({ id, ...(error && { "aria-invalid": true }), ...(note && { "aria-describedby": `${id}-note` }) })}
			{note && (
				<span id={`${id}-note`} className={error ? "label-error" : "label-hint"}>
					{note}
				</span>
			)}
		</div>
	);
}
