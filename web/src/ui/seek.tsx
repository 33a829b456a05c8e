import { useEffect, useState } from "react";

interface Props {
	label: string;
	value: string;
	className?: string;
	/** How many characters the program takes. */
	most?: number;
	/** Called with every stroke, where looking costs little. */
	onType?: (text: string) => void;
	/** Called with Enter, and when the field was emptied. */
	onSearch?: (text: string) => void;
}

/** A field to search by: the browser's own, with its cross to empty it. */
export function Seek({ label, value, className = "", most = 60, onType, onSearch }: Props) {
	const [text, setText] = useState(value);
	useEffect(() => setText(value), [value]);
	return (
		<input
			type="search"
			className={`native seek-field ${className}`}
			aria-label={label}
			placeholder={label}
			maxLength={most}
			value={text}
			onChange={(event) => {
				setText(event.target.value);
				onType?.(event.target.value);
				if (event.target.value === "" && value !== "") onSearch?.("");
			}}
			onKeyDown={(event) => {
				if (event.key === "Enter" && !event.nativeEvent.isComposing) onSearch?.(text.trim());
			}}
		/>
	);
}
