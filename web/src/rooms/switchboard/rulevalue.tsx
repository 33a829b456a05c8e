import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Rule } from "../../api/calls";
import { useLang } from "../../lang/lang";
import { hoursWords } from "../../lib/openhours";
import { roundSpan } from "./rulespan";

/** The value of a rule as people say it, with its unit. */
export function useRuleWords() {
	const lang = useLang();
	const { say, word, knows } = lang;
	return (rule: Rule, value: string): string => {
		if (rule.kind === "hours") return hoursWords(value, lang);
		if (rule.kind === "switch") return say(value === "on" ? "rules.on" : "rules.off");
		if (rule.kind === "choice") return word("strategy", value);
		const unit = knows("rule_unit", rule.kind) ? ` ${word("rule_unit", rule.kind)}` : "";
		const round = roundSpan(rule.kind, value);
		return `${value}${unit}${round ? say("rules.equal", { span: say(round.say, { n: round.n }) }) : ""}`;
	};
}

interface Props {
	rule: Rule;
	/** The element that names it, */
	named: string;
	/** and the one that says what is wrong with it. */
	wrong?: string;
	/** Nobody changes it here when it is absent. */
	onSave: Save | undefined;
	onType: () => void;
	/** What is on its way: a tick and a list show it already; "" is the default. */
	sent: string | undefined;
}

/** Saves a value in the place of the one that was seen; gives whether there is nothing more to type. */
type Save = (value: string, seen: string) => Promise<boolean>;

/** The value of a rule, changed where it stands: a tick, a list, or a field that opens. */
export function RuleValue({ rule, named, wrong, onSave, onType, sent }: Props) {
	const { word } = useLang();
	const words = useRuleWords();
	const value = sent === undefined ? rule.value : sent || rule.default;
	const told = { "aria-labelledby": named, ...(wrong && { "aria-invalid": true, "aria-describedby": wrong }) };
	if (!onSave) return <span>{words(rule, rule.value)}</span>;
	if (rule.kind === "switch")
		return (
			<label className="row">
				<input
					type="checkbox"
					{...told}
					checked={value === "on"}
					onChange={(e) => void onSave(e.target.checked ? "on" : "off", rule.value)}
				/>
				{words(rule, value)}
			</label>
		);
	if (rule.kind === "choice")
		return (
			<select className="native" {...told} value={value} onChange={(e) => void onSave(e.target.value, rule.value)}>
				{rule.choices?.map((choice) => (
					<option key={choice} value={choice}>
						{word("strategy", choice)}
					</option>
				))}
			</select>
		);
	return <Typed rule={rule} told={told} onSave={onSave} onType={onType} />;
}

function Typed({
	rule,
	told,
	onSave,
	onType,
}: {
	rule: Rule;
	told: Record<string, unknown>;
	onSave: Save;
	onType: () => void;
}) {
	const { say, word, knows } = useLang();
	const words = useRuleWords();
	const [typed, setTyped] = useState<{ text: string; seen: string }>(); // undefined: nobody types
	const shown = useRef<HTMLButtonElement>(null);
	const left = useRef(false);
	useEffect(() => {
		if (!typed && left.current) shown.current?.focus();
		left.current = Boolean(typed);
	}, [typed]);
	const leave = () => {
		setTyped(undefined);
		onType();
	};
	const save = async (text: string, seen: string) => {
		if (text === "" || text === seen) leave();
		else if (await onSave(text, seen)) setTyped(undefined);
	};
	if (!typed)
		return (
			<button
				ref={shown}
				type="button"
				className="plain rule-shown"
				aria-label={say("rules.change", { rule: word("rule", rule.key), value: words(rule, rule.value) })}
				onClick={() => setTyped({ text: rule.value, seen: rule.value })}
			>
				{words(rule, rule.value)}
			</button>
		);
	const long = rule.kind === "hours" || rule.kind === "minutes_list";
	return (
		<form
			className="row"
			onSubmit={(event) => {
				event.preventDefault();
				void save(typed.text.trim(), typed.seen);
			}}
		>
			<input
				className={long ? "native rule-long" : "native rule-short"}
				{...told}
				// biome-ignore lint/a11y/noAutofocus: the field was just asked for
				autoFocus
				inputMode={long || rule.least < 0 ? "text" : "numeric"}
				autoComplete="off"
				maxLength={300}
				value={typed.text}
				onFocus={(e) => e.target.select()}
				onChange={(e) => {
					setTyped({ ...typed, text: e.target.value });
					onType();
				}}
				onKeyDown={(e) => {
					if (e.key !== "Escape" || e.nativeEvent.isComposing) return;
					e.stopPropagation();
					leave();
				}}
			/>
			{knows("rule_unit", rule.kind) && <span>{word("rule_unit", rule.kind)}</span>}
			<Button size="small" htmlType="submit">
				{say("ui.save")}
			</Button>
			<Button size="small" type="text" onClick={leave}>
				{say("ui.cancel")}
			</Button>
		</form>
	);
}
