import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { casesQuery } from "../../api/case";
import { procedureQuery, unitQuery } from "../../api/city";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { type Filters, filtersOf, to } from "../../lib/to";
import { Seek } from "../../ui/seek";
import { AreaPick } from "../directory/areapick";
import { CategoryPick } from "../directory/categorypick";
import { UnitPick } from "../directory/unitpick";
import { CaseList } from "./list";
import { channels, natures } from "./scheme";

/** Cases by words and by what narrows them. Every filter stands in the address. */
export function Search() {
	const { say } = useLang();
	const [params] = useSearchParams();
	const filters = filtersOf(params);
	return (
		<CaseList
			title={say("search.title")}
			query={casesQuery(filters)}
			openTo={(id) => to.cases(filters, id)}
			empty={say("search.nothing")}
		>
			<FilterBar filters={filters} />
		</CaseList>
	);
}

function FilterBar({ filters }: { filters: Filters }) {
	const { say, word } = useLang();
	const go = useNavigate();
	const [wide, setWide] = useState(() =>
		Object.keys(filters).some((name) => !["q", "sort", "state", "light"].includes(name)),
	);
	const set = (change: Filters) => go(to.cases({ ...filters, ...change }), { replace: true });
	const options = (group: string, codes: readonly string[]) =>
		codes.map((code) => ({ value: code, label: word(group, code) }));
	return (
		<search className="filters">
			<Seek
				className="filter-words"
				label={say("search.words")}
				most={100}
				value={filters.q ?? ""}
				onSearch={(q) => set({ q, sort: q ? "best" : undefined })}
			/>
			<States value={filters.state ?? []} onChange={(state) => set({ state })} />
			<Select
				className="filter-short"
				allowClear
				aria-label={say("line.light")}
				placeholder={say("line.light")}
				value={filters.light}
				onChange={(light) => set({ light })}
				options={(["green", "yellow", "red"] as const).map((light) => ({ value: light, label: say(`light.${light}`) }))}
			/>
			<Select
				className="filter-short"
				aria-label={say("search.sort")}
				value={filters.sort ?? "newest"}
				onChange={(sort) => set({ sort })}
				options={(["best", "newest", "due"] as const)
					.filter((sort) => filters.q || sort !== "best")
					.map((sort) => ({ value: sort, label: say(`search.${sort}`) }))}
			/>
			<button type="button" className="plain" aria-expanded={wide} onClick={() => setWide(!wide)}>
				{say(wide ? "search.fewer" : "search.further")}
			</button>
			{Object.keys(filters).length > 0 && (
				<button type="button" className="plain" onClick={() => go(to.cases(), { replace: true })}>
					{say("search.clear")}
				</button>
			)}
			{wide && (
				<div className="filters-further">
					<UnitFilter value={filters.unit} onChange={(unit) => set({ unit })} />
					<CategoryPick
						label={say("field.category")}
						value={filters.category ?? ""}
						onChange={(category) => set({ category })}
					/>
					<AreaPick label={say("field.area")} value={filters.area ?? ""} onChange={(area) => set({ area })} />
					<Select
						className="filter-short"
						allowClear
						aria-label={say("field.channel")}
						placeholder={say("field.channel")}
						value={filters.channel}
						onChange={(channel) => set({ channel })}
						options={options("channel", channels)}
					/>
					<Select
						className="filter-short"
						allowClear
						aria-label={say("field.nature")}
						placeholder={say("field.nature")}
						value={filters.nature}
						onChange={(nature) => set({ nature })}
						options={options("nature", natures)}
					/>
					<Day name="search.from" value={filters.from} onChange={(from) => set({ from })} />
					<Day name="search.to" value={filters.to} onChange={(to) => set({ to })} />
				</div>
			)}
		</search>
	);
}

function States({ value, onChange }: { value: string[]; onChange: (states: string[]) => void }) {
	const { say, word } = useLang();
	const { data = [] } = useQuery(procedureQuery);
	return (
		<Select
			mode="multiple"
			className="filter-states"
			allowClear
			maxTagCount="responsive"
			aria-label={say("search.state")}
			placeholder={say("search.state")}
			value={value}
			onChange={onChange}
			optionFilterProp="label"
			options={data.filter((s) => s.state !== "draft").map((s) => ({ value: s.state, label: word("state", s.state) }))}
		/>
	);
}

function UnitFilter({ value, onChange }: { value: string | undefined; onChange: (unit: string | undefined) => void }) {
	const { say } = useLang();
	const id = Number(value) || 0;
	const { data } = useQuery({ ...unitQuery(id), enabled: id > 0 });
	return (
		<UnitPick
			label={say("field.unit")}
			value={id ? { id, name: data?.unit.name ?? String(id) } : undefined}
			onChange={(unit) => onChange(unit ? String(unit.id) : undefined)}
		/>
	);
}

function Day({ name, value, onChange }: { name: Key; value: string | undefined; onChange: (day: string) => void }) {
	const { say } = useLang();
	return (
		<label className="day">
			{say(name)}
			<input type="date" value={value ?? ""} onChange={(e) => onChange(e.target.value)} />
		</label>
	);
}
