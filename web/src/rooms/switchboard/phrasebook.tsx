import { useState } from "react";
import { type Language, languages, useLang } from "../../lang/lang";
import { anywhere, useKeys } from "../../lib/keys";
import { Chips } from "../../ui/chips";
import { phrases } from "./phrases";

/** Short things to say, large enough to be read aloud; pressing one copies it. In the caller's language, not the console's. */
export function Phrases() {
	const { say, word, code } = useLang();
	const [open, setOpen] = useState(false);
	const [language, setLanguage] = useState<Language>(code);
	const [copied, setCopied] = useState("");
	useKeys(anywhere("w", "phrase.title", () => setOpen(!open)));
	const copy = (text: string) =>
		void navigator.clipboard?.writeText(text).then(
			() => setCopied(text),
			() => setCopied(""),
		);
	return (
		<section className="phrases" aria-label={say("phrase.title")}>
			<button type="button" className="phrases-head" aria-expanded={open} onClick={() => setOpen(!open)}>
				{open ? "▾" : "▸"} {say("phrase.title")} <kbd>W</kbd>
			</button>
			{open && (
				<>
					<Chips
						label={say("frame.language")}
						required
						options={languages.map((l) => ({ value: l.code, label: l.name }))}
						value={language}
						onChange={(l) => setLanguage(l as Language)}
					/>
					<dl>
						{phrases.map(({ situation, text }) => (
							<div key={situation}>
								<dt>{word("phrase", situation)}</dt>
								<dd>
									<button type="button" lang={language} title={say("staff.copy")} onClick={() => copy(text[language])}>
										{text[language]}
									</button>
									{copied === text[language] && (
										<span className="label-hint" role="status">
											{say("staff.copied")}
										</span>
									)}
								</dd>
							</div>
						))}
					</dl>
				</>
			)}
		</section>
	);
}
