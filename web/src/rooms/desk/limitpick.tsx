import { Input, Select } from "antd";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { limitParts, limitUnits } from "./limit";

/** How long something may take: a number and what it counts. Empty means what the table of limits says. */
export function LimitPick({
	label,
	value,
	onChange,
}: {
	label: string;
	value: string;
	onChange: (limit: string) => void;
}) {
	const { say } = useLang();
	const { amount, unit } = limitParts(value) ?? { amount: 0, unit: "wd" };
	return (
		<div className="row">
			<Input
				className="limit-amount"
				inputMode="numeric"
				aria-label={label}
				placeholder={say("limit.by_table")}
				value={amount || ""}
				onChange={(e) => {
					const n = Number.parseInt(e.target.value, 10);
					onChange(n > 0 ? `${n}${unit}` : "");
				}}
			/>
			<Select
				aria-label={say("limit.unit")}
				value={unit}
				onChange={(next) => onChange(amount ? `${amount}${next}` : "")}
				disabled={!amount}
				popupMatchSelectWidth={false}
				options={limitUnits.map((u) => ({ value: u, label: say(`limit.name_${u}` as Key) }))}
			/>
		</div>
	);
}
