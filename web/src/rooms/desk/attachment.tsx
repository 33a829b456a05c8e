import { useState } from "react";
import type { Case } from "../../api/case";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Window } from "../../ui/window";

type File = Case["files"][number];

/** Attachments where they came in: pictures small, pressed to be seen whole; everything else as a link. */
export function Attachments({ c, files }: { c: number; files: File[] }) {
	const { say } = useLang();
	const [seen, setSeen] = useState<File>();
	if (files.length === 0) return null;
	return (
		<ul className="attachments" aria-label={say("field.files")}>
			{files.map((file) => (
				<li key={file.id}>
					{file.type.startsWith("image/") ? (
						<button type="button" onClick={() => setSeen(file)}>
							<img src={to.file(c, file.id)} alt={file.name} loading="lazy" />
						</button>
					) : (
						<a href={to.file(c, file.id)} target="_blank" rel="noreferrer">
							{file.name} <span className="size">{sizeWords(file.size)}</span>
						</a>
					)}
				</li>
			))}
			{seen && (
				<Window title={seen.name} onClose={() => setSeen(undefined)} size="wide">
					<img className="picture" src={to.file(c, seen.id)} alt={seen.name} />
					<p>
						<a href={to.file(c, seen.id)} target="_blank" rel="noreferrer">
							{say("case.original", { size: sizeWords(seen.size) })}
						</a>
					</p>
				</Window>
			)}
		</ul>
	);
}

/** Bytes as people say them. */
export function sizeWords(bytes: number): string {
	if (bytes < 1_000) return `${bytes} B`;
	if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
