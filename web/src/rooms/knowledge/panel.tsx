import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { type Article, articlesQuery } from "../../api/knowledge";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Seek } from "../../ui/seek";
import { SayWrong } from "./report";
import { Warnings } from "./rows";
import "./knowledge.css";

/** An answer on the spot: the article it rests on and what the person was told. */
export interface Answer {
	article: number;
	text: string;
}

export interface PanelProps {
	/** What is shown before anybody types: the articles of the matter's category that are cited most. */
	category?: string;
	/** Where the matter is: only what applies there. */
	region?: string;
	/** The case or draft that a report of a wrong answer is about. */
	about?: number | undefined;
	/** Whether a direct answer can be given now. */
	ready: boolean;
	busy: boolean;
	/** Answers with an article; where there is none, the panel only shows. */
	onAnswer?: (answer: Answer) => void;
}

/** What the city knows, beside a call or a letter: a search, and an article that can be answered from at once. */
export function ArticlePanel({ category = "", region = "", ...rest }: PanelProps) {
	const { say } = useLang();
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const [open, setOpen] = useState<number>();
	const { data } = useQuery({
		...articlesQuery({ ...(words ? { q: words } : category && { category }), ...(region && { region }) }),
		placeholderData: (before) => before,
	});
	const found = data?.items ?? [];
	return (
		<>
			<h2>{say("knowledge.title")}</h2>
			<Seek label={say("knowledge.search")} value={text} onType={setText} />
			{data && found.length === 0 && <p className="label-hint">{say("knowledge.none")}</p>}
			{data?.loose && found.length > 0 && <p className="label-hint">{say("article.loose")}</p>}
			<ul className="panel-articles">
				{found.map((article) => (
					<li key={article.id}>
						<button
							type="button"
							className="article-title"
							aria-expanded={open === article.id}
							onClick={() => setOpen(open === article.id ? undefined : article.id)}
						>
							{article.title}
							<Warnings article={article} />
						</button>
						{open === article.id && <Whole article={article} {...rest} />}
					</li>
				))}
			</ul>
		</>
	);
}

function Whole({
	article,
	about,
	ready,
	busy,
	onAnswer,
}: { article: Article } & Omit<PanelProps, "category" | "region">) {
	const { say } = useLang();
	const [text, setText] = useState<string>();
	return (
		<div className="panel-article">
			{article.question && <p className="letter-question">{article.question}</p>}
			<div className="prose">{article.answer}</div>
			<p className="label-hint">
				{[article.law, article.unit?.name].filter(Boolean).join(" · ")}{" "}
				<Link to={to.article(article.id)} target="_blank">
					{say("knowledge.whole")}
				</Link>
			</p>
			{onAnswer && text === undefined && (
				<Button
					size="small"
					disabled={!ready}
					title={ready ? undefined : say("knowledge.first_write")}
					onClick={() => setText(article.answer)}
				>
					{say("knowledge.answer")}
				</Button>
			)}
			{onAnswer && text !== undefined && (
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
			<SayWrong a={article} about={about} />
		</div>
	);
}
