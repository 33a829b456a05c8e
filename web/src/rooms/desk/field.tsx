import { Input, Select } from "antd";
import type { Case, Field, Step, Upload } from "../../api/case";
import { useLang } from "../../lang/lang";
import { Chips, ManyChips } from "../../ui/chips";
import { Labelled, type Named } from "../../ui/labelled";
import { AreaPick } from "../directory/areapick";
import { CategoryPick } from "../directory/categorypick";
import { UnitPick, type UnitRef, UnitsPick } from "../directory/unitpick";
import { ArticlePick, type ArticleRef } from "./articlepick";
import { FilesPick } from "./filespick";
import type { Point } from "./filled";
import { LimitPick } from "./limitpick";
import { PointPick } from "./pointpick";

interface Props {
	c: Case;
	step: Step;
	field: Field;
	value: unknown;
	/** The area the form means now: a point may be taken from it. */
	area: string | undefined;
	error: string | undefined;
	onChange: (value: unknown) => void;
}

/** Choices beyond this many are a list that opens. */
const inSight = 7;

const grouped = new Set<Field["kind"]>(["choice", "choices", "place", "files", "limit"]);

/** One field of a step's form, drawn from its kind alone. */
export function StepField(p: Props) {
	const { word, knows } = useLang();
	const { name, kind, required, options } = p.field;
	const own = `${p.step.step}_${name}`;
	const label = knows("field", own) ? word("field", own) : word("field", name);
	const group = grouped.has(kind) && !(kind === "choice" && (options?.length ?? 0) > inSight);
	return (
		<Labelled label={label} required={required} error={p.error} group={group}>
			{(named) => <Control {...p} label={label} named={named} />}
		</Labelled>
	);
}

function Control({
	c,
	step,
	field,
	value,
	area,
	error,
	onChange,
	label,
	named,
}: Props & { label: string; named: Named }) {
	const { word } = useLang();
	const text = typeof value === "string" ? value : "";
	const optionWord = (code: string) => word(optionGroup(step, field.name), code);
	switch (field.kind) {
		case "longtext":
			return (
				<Input.TextArea
					{...named}
					autoSize={{ minRows: 3, maxRows: 14 }}
					value={text}
					onChange={(e) => onChange(e.target.value)}
				/>
			);
		case "choice": {
			const options = (field.options ?? []).map((code) => ({ value: code, label: optionWord(code) }));
			if (options.length > inSight) {
				return (
					<Select
						{...named}
						className="pick"
						allowClear={!field.required}
						aria-label={label}
						value={text || undefined}
						onChange={(v) => onChange(v ?? "")}
						options={options}
					/>
				);
			}
			return (
				<Chips
					label={label}
					required={field.required}
					options={options}
					value={text}
					onChange={onChange}
					invalid={Boolean(error)}
					describedBy={named["aria-describedby"]}
				/>
			);
		}
		case "choices":
			return (
				<ManyChips
					label={label}
					options={(field.options ?? []).map((code) => ({ value: code, label: optionWord(code) }))}
					value={(value as string[]) ?? []}
					onChange={onChange}
				/>
			);
		case "unit":
			return (
				<UnitPick
					{...named}
					label={label}
					mine={step.step === "assign_down"}
					value={value as UnitRef | undefined}
					onChange={onChange}
				/>
			);
		case "units":
			return <UnitsPick {...named} label={label} value={(value as UnitRef[]) ?? []} onChange={onChange} />;
		case "category":
			return <CategoryPick {...named} label={label} value={text} onChange={onChange} />;
		case "area":
			return (
				<AreaPick
					{...named}
					label={label}
					value={text}
					known={text === c.area?.code ? c.area.name : undefined}
					onChange={onChange}
				/>
			);
		case "article":
			return (
				<ArticlePick
					{...named}
					label={label}
					category={c.category?.code}
					value={value as ArticleRef | undefined}
					onChange={onChange}
				/>
			);
		case "files":
			return <FilesPick label={label} value={(value as Upload[]) ?? []} onChange={onChange} />;
		case "moment":
			return (
				<input
					{...named}
					type="datetime-local"
					className="native"
					value={text}
					onChange={(e) => onChange(e.target.value)}
				/>
			);
		case "place":
			return (
				<PointPick label={label} area={area} value={(value as Point) ?? { lon: "", lat: "" }} onChange={onChange} />
			);
		case "limit":
			return <LimitPick label={label} value={text} onChange={onChange} />;
		default:
			return <Input {...named} value={text} onChange={(e) => onChange(e.target.value)} />;
	}
}

/** Where the words of a choice stand: reasons mean different things at different steps. */
function optionGroup(step: Step, name: string): string {
	if (name === "reason")
		return step.step === "redirect" ? "other_channel" : step.step === "propose_decline" ? "ground" : "reason";
	return name;
}
