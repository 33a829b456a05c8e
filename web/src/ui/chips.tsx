import { useId } from "react";

interface Options {
	label: string;
	options: { value: string; label: string }[];
	invalid?: boolean;
	describedBy?: string;
}

/** One of a few, all of them in sight: arrows move, nothing opens. Pressing what is chosen takes it back unless it is required. */
export function Chips({
	value,
	onChange,
	required = false,
	...o
}: Options & { value: string; onChange: (value: string) => void; required?: boolean }) {
	const name = useId();
	return (
		<div
			className="chips"
			role="radiogroup"
			aria-label={o.label}
			aria-describedby={o.describedBy}
			aria-invalid={o.invalid || undefined}
		>
			{o.options.map((option) => (
				<label key={option.value} className="chip">
					<input
						type="radio"
						name={name}
						checked={value === option.value}
						onChange={() => onChange(option.value)}
						onClick={() => !required && value === option.value && onChange("")}
					/>
					<span>{option.label}</span>
				</label>
			))}
		</div>
	);
}

/** Some of a few. */
export function ManyChips({
	value,
	onChange,
	...o
}: Options & { value: string[]; onChange: (value: string[]) => void }) {
	const toggle = (v: string) => onChange(value.includes(v) ? value.filter((x) => x !== v) : [...value, v]);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flowing line in every browser
		<div className="chips" role="group" aria-label={o.label} aria-describedby={o.describedBy}>
			{o.options.map((option) => (
				<label key={option.value} className="chip">
					<input type="checkbox" checked={value.includes(option.value)} onChange={() => toggle(option.value)} />
					<span>{option.label}</span>
				</label>
			))}
		</div>
	);
}
