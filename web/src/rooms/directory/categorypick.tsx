import { useQuery } from "@tanstack/react-query";
import { Cascader } from "antd";
import { useMemo } from "react";
import { type Category, categoriesQuery } from "../../api/city";
import type { Language } from "../../lang/lang";
import { useLang } from "../../lang/lang";
import type { Named } from "../../ui/labelled";

interface Node {
	value: string;
	label: string;
	children?: Node[];
}

/** The name of a category in a language, as far as the scheme has one. */
export function categoryName(category: Category, code: Language): string {
	if (code === "en") return category.name_en || category.name;
	if (code === "es") return category.name_es || category.name;
	return category.name;
}

/** The scheme as a tree. */
export function categoryTree(categories: Category[], code: Language): Node[] {
	const nodes = new Map(categories.map((c) => [c.code, { value: c.code, label: categoryName(c, code) } as Node]));
	const top: Node[] = [];
	for (const c of categories) {
		const node = nodes.get(c.code);
		const parent = nodes.get(c.parent ?? "");
		if (!node) continue;
		if (!parent) top.push(node);
		else parent.children = [...(parent.children ?? []), node];
	}
	return top;
}

/** The codes from the top of the scheme down to one. */
export function categoryPath(categories: Category[], code: string): string[] {
	const found = categories.find((c) => c.code === code);
	if (!found) return code ? [code] : [];
	return [...(found.parent ? categoryPath(categories, found.parent) : []), code];
}

/** A category of any level, by its branch or by a part of a name. */
export function CategoryPick({
	label,
	value,
	onChange,
	...named
}: Partial<Named> & { label: string; value: string; onChange: (code: string) => void }) {
	const { say, code } = useLang();
	const { data = [] } = useQuery(categoriesQuery);
	const tree = useMemo(() => categoryTree(data, code), [data, code]);
	return (
		<Cascader
			{...named}
			className="pick"
			changeOnSelect
			allowClear
			showSearch
			aria-label={label}
			placeholder={say("pick.category")}
			value={categoryPath(data, value)}
			onChange={(path) => onChange(path?.at(-1) ?? "")}
			options={tree}
			notFoundContent={say("pick.none")}
		/>
	);
}
