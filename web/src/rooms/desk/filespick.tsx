import { useRef, useState } from "react";
import { type Upload, uploadFile } from "../../api/case";
import { useLang } from "../../lang/lang";
import { sentence } from "../../ui/refusal";
import { sizeWords } from "./attachment";

/** Files that go with a step: put into the vault as soon as they are chosen, named when the step is taken. */
export function FilesPick({
	label,
	value,
	onChange,
}: {
	label: string;
	value: Upload[];
	onChange: (files: Upload[]) => void;
}) {
	const lang = useLang();
	const input = useRef<HTMLInputElement>(null);
	const [busy, setBusy] = useState(0);
	const [error, setError] = useState<unknown>();
	const add = async (files: File[]) => {
		setError(undefined);
		setBusy(files.length);
		const uploaded: Upload[] = [];
		for (const file of files) {
			try {
				uploaded.push(await uploadFile(file));
			} catch (refusal) {
				setError(refusal);
			}
			setBusy((n) => n - 1);
		}
		onChange([...value, ...uploaded.filter((file) => !value.some((old) => old.hash === file.hash))]);
	};
	return (
		<div className="files">
			<input
				ref={input}
				type="file"
				multiple
				className="unseen"
				aria-label={label}
				onChange={(e) => {
					void add([...(e.target.files ?? [])]);
					e.target.value = "";
				}}
			/>
			<button type="button" className="chip-button" tabIndex={-1} onClick={() => input.current?.click()}>
				{busy > 0 ? lang.say("files.busy", { n: busy }) : lang.say("files.add")}
			</button>
			<ul>
				{value.map((file) => (
					<li key={file.hash}>
						{file.name} <span className="size">{sizeWords(file.size)}</span>
						<button
							type="button"
							className="plain"
							aria-label={lang.say("files.remove", { name: file.name })}
							onClick={() => onChange(value.filter((f) => f !== file))}
						>
							✕
						</button>
					</li>
				))}
			</ul>
			{error !== undefined && (
				<p className="label-error" role="alert">
					{sentence(error, lang)}
				</p>
			)}
		</div>
	);
}
