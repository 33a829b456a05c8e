import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { type Unit, unitsQuery } from "../../api/city";
import { useLang } from "../../lang/lang";
import type { Named } from "../../ui/labelled";

export interface UnitRef {
	id: number;
	name: string;
	/** These two are present when it was picked here, and not read from elsewhere. */
	code?: string;
	level?: number;
}

interface Props extends Partial<Named> {
	label: string;
	/** Only one's own unit and those below. */
	mine?: boolean;
}

function useUnits(mine: boolean) {
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const { data = [], isFetching } = useQuery({ ...unitsQuery(words, mine), placeholderData: (before) => before });
	return { units: data, busy: isFetching, setText };
}

const optionOf = (unit: Unit) => ({ value: unit.id, label: unit.name, note: unit.parent?.name, unit });

/** One unit, found by a part of its name or code. */
export function UnitPick({
	label,
	mine = false,
	value,
	onChange,
	...named
}: Props & { value: UnitRef | undefined; onChange: (unit: UnitRef | undefined) => void }) {
	const { say } = useLang();
	const { units, busy, setText } = useUnits(mine);
	return (
		<Select
			{...named}
			className="pick"
			showSearch={{ filterOption: false, onSearch: setText }}
			allowClear
			labelInValue
			aria-label={label}
			placeholder={say("pick.unit")}
			loading={busy}
			value={value && { value: value.id, label: value.name }}
			onChange={(option) => {
				const unit = units.find((u) => u.id === option?.value);
				onChange(option && { id: option.value, name: String(option.label), code: unit?.code, level: unit?.level });
			}}
			options={units.map(optionOf)}
			optionRender={(option) => <UnitOption unit={option.data.unit} />}
			notFoundContent={say("pick.none")}
		/>
	);
}

/** Some units. */
export function UnitsPick({
	label,
	mine = false,
	value,
	onChange,
	...named
}: Props & { value: UnitRef[]; onChange: (units: UnitRef[]) => void }) {
	const { say } = useLang();
	const { units, busy, setText } = useUnits(mine);
	return (
		<Select
			{...named}
			className="pick"
			mode="multiple"
			showSearch={{ filterOption: false, onSearch: setText }}
			labelInValue
			aria-label={label}
			placeholder={say("pick.units")}
			loading={busy}
			value={value.map((unit) => ({ value: unit.id, label: unit.name }))}
			onChange={(options) => onChange(options.map((option) => ({ id: option.value, name: String(option.label) })))}
			options={units.map(optionOf)}
			optionRender={(option) => <UnitOption unit={option.data.unit} />}
			notFoundContent={say("pick.none")}
		/>
	);
}

/** A unit with the one above it: many districts have a bureau of the same name. */
function UnitOption({ unit }: { unit: Unit }) {
	return (
		<span className="option">
			<span>{unit.name}</span>
			{unit.parent && <span className="option-note">{unit.parent.name}</span>}
		</span>
	);
}
