import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Cascader } from "antd";
import { useDeferredValue, useState } from "react";
import { type Area, areaSearchQuery, areasQuery } from "../../api/city";
import { useLang } from "../../lang/lang";
import type { Named } from "../../ui/labelled";

interface Node {
	value: string;
	label: string;
	isLeaf: boolean;
	children?: Node[];
}

/** Codes of the administrative division grow with the level: district 6, town 9, community 12 digits. */
const lengths = [6, 9, 12];

/** The codes of the areas around one, from the district down to it. */
export const areaPath = (code: string): string[] =>
	lengths.filter((n) => n <= code.length).map((n) => code.slice(0, n));

/** An area of any level, by its branch or by a part of its name. known is the name of the value, where it was read elsewhere. */
export function AreaPick({
	label,
	value,
	onChange,
	known,
	...named
}: Partial<Named> & { label: string; value: string; onChange: (code: string) => void; known?: string }) {
	const { say, code: language } = useLang();
	const queries = useQueryClient();
	const [text, setText] = useState("");
	const [branches, setBranches] = useState<Record<string, Area[]>>({});
	const [names, setNames] = useState<Record<string, string>>({});
	const words = useDeferredValue(text.trim());
	const { data: districts = [] } = useQuery(areasQuery(""));
	const { data: found } = useQuery({
		...areaSearchQuery(words),
		enabled: words !== "",
		placeholderData: (before) => before,
	});
	const nameOf = (area: Area) => (language === "zh-CN" ? area.name : area.name_en || area.name);

	const nodes = (areas: Area[]): Node[] =>
		areas.map((area) => {
			const below = branches[area.code];
			return {
				value: area.code,
				label: nameOf(area),
				isLeaf: area.level >= 4,
				...(below && { children: nodes(below) }),
			};
		});
	const open = async (path: Node[]) => {
		const last = path.at(-1);
		if (!last) return;
		const areas = await queries.fetchQuery(areasQuery(last.value));
		setBranches((before) => ({ ...before, [last.value]: areas }));
	};
	return (
		<Cascader
			{...named}
			className="pick"
			changeOnSelect
			allowClear
			aria-label={label}
			placeholder={say("pick.area")}
			value={areaPath(value)}
			displayRender={(labels) => known ?? names[value] ?? labels.filter((l) => !/^\d+$/.test(String(l))).join(" ")}
			onChange={(path, chosen) => {
				const code = path?.at(-1) ?? "";
				setNames({ [code]: chosen?.map((node) => node?.label).join(" ") ?? "" });
				onChange(String(code));
			}}
			options={
				words && found
					? found.slice(0, 40).map((area) => ({ value: area.code, label: nameOf(area), isLeaf: true }))
					: nodes(districts.filter((area) => area.level > 1))
			}
			loadData={(path) => void open(path as Node[])}
			showSearch={{
				filter: () => true,
				onSearch: setText,
				render: (_, path) => path.map((node) => node.label).join(" "),
				limit: 40,
			}}
			notFoundContent={say("pick.none")}
		/>
	);
}
