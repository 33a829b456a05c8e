import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { articlesQuery } from "../../api/knowledge";
import { useLang } from "../../lang/lang";
import type { Named } from "../../ui/labelled";

export interface ArticleRef {
	id: number;
	title: string;
}

/** An article of the knowledge base: those of the category first, then by words. */
export function ArticlePick({
	label,
	category,
	value,
	onChange,
	...named
}: Partial<Named> & {
	label: string;
	category: string | undefined;
	value: ArticleRef | undefined;
	onChange: (article: ArticleRef | undefined) => void;
}) {
	const { say } = useLang();
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const { data, isFetching } = useQuery({
		...articlesQuery(words ? { q: words } : category ? { category } : {}),
		placeholderData: (before) => before,
	});
	return (
		<Select
			{...named}
			className="pick"
			allowClear
			labelInValue
			showSearch={{ filterOption: false, onSearch: setText }}
			aria-label={label}
			placeholder={say("pick.article")}
			loading={isFetching}
			value={value && { value: value.id, label: value.title }}
			onChange={(option) => onChange(option && { id: option.value, title: String(option.label) })}
			options={(data?.items ?? []).map((article) => ({ value: article.id, label: article.title }))}
			notFoundContent={say("pick.none")}
		/>
	);
}
