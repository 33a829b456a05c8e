import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { articlesQuery } from "../../api/city";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import { Labelled } from "../../ui/labelled";
import { Seek } from "../../ui/seek";

/** An answer on the spot: the article it rests on and what the person was told. */
export interface Answer {
	article: number;
	text: string;
}

type Article = Wire["ArticleOut"];

/** What the city knows about such matters; an article can be answered from at once. */
export function Knowledge({
	category,
	ready,
	busy,
	onAnswer,
}: {
	category: string;
	ready: boolean;
	busy: boolean;
	onAnswer: (answer: Answer) => void;
}) {
	const { say } = useLang();
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const [open, setOpen] = useState<number>();
	const { data = [] } = useQuery({
		...articlesQuery(words, words ? "" : category),
		placeholderData: (before) => before,
	});
	return (
		<>
			<h2>{say("knowledge.title")}</h2>
			<Seek label={say("knowledge.search")} value={text} onType={setText} />
			{data.length === 0 && <p className="label-hint">{say("knowledge.none")}</p>}
			<ul className="articles">
				{data.map((article) => (
					<li key={article.id}>
						<button
							type="button"
							className="article-title"
							aria-expanded={open === article.id}
							onClick={() => setOpen(open === article.id ? undefined : article.id)}
						>
							{article.title}
						</button>
						{open === article.id && <Whole article={article} ready={ready} busy={busy} onAnswer={onAnswer} />}
					</li>
				))}
			</ul>
		</>
	);
}

function Whole({
	article,
	ready,
	busy,
	onAnswer,
}: {
	article: Article;
	ready: boolean;
	busy: boolean;
	onAnswer: (answer: Answer) => void;
}) {
	const { say } = useLang();
	const [text, setText] = useState<string>();
	return (
		<div className="article">
			{article.question && <p className="article-question">{article.question}</p>}
			<div className="prose">{article.answer}</div>
			<p className="label-hint">{[article.law, article.unit].filter(Boolean).join(" · ")}</p>
			{text === undefined ? (
				<Button
					size="small"
					disabled={!ready}
					title={ready ? undefined : say("knowledge.first_write")}
					onClick={() => setText(article.answer)}
				>
					{say("knowledge.answer")}
				</Button>
			) : (
				<div className="stack">
					<Labelled label={say("knowledge.told")} required>
						{(named) => (
							<Input.TextArea
								{...named}
								autoFocus
								autoSize={{ minRows: 4, maxRows: 14 }}
								value={text}
								onChange={(e) => setText(e.target.value)}
							/>
						)}
					</Labelled>
					<div className="row">
						<Button
							type="primary"
							size="small"
							loading={busy}
							disabled={!text.trim()}
							onClick={() => onAnswer({ article: article.id, text })}
						>
							{say("knowledge.send")}
						</Button>
						<Button size="small" onClick={() => setText(undefined)}>
							{say("ui.cancel")}
						</Button>
					</div>
				</div>
			)}
		</div>
	);
}
