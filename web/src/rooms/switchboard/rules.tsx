import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { changeRule, type Rule, rulesQuery } from "../../api/calls";
import { Problem } from "../../api/client";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { Moment } from "../../ui/moment";
import { Coming } from "../../ui/quiet";
import { Refusal, sentence } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import { RuleValue, useRuleWords } from "./rulevalue";
import "./rules.css";

/** What the room is run by, as the city wants it: read by everybody there, changed by those who lead it. */
export function Rules() {
	const { say, word } = useLang();
	useTitle(say("rail.rules"));
	const { data, error } = useQuery(rulesQuery);
	if (error) return <Refusal error={error} />;
	if (!data) return <Coming />;
	const groups = [...new Set(data.map((rule) => rule.group))];
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.rules")}</h1>
				<span className="list-count">
					{say("rules.differ", { n: data.filter((r) => r.value !== r.default).length })}
				</span>
			</header>
			<p className="label-hint">{say("rules.what")}</p>
			{groups.map((group) => (
				<section key={group} className="rules" aria-labelledby={`rules-${group}`}>
					<h2 id={`rules-${group}`}>{word("rule_group", group)}</h2>
					<ul>
						{data
							.filter((rule) => rule.group === group)
							.map((rule) => (
								<Row key={rule.key} rule={rule} />
							))}
					</ul>
				</section>
			))}
		</div>
	);
}

function Row({ rule }: { rule: Rule }) {
	const { say, word } = useLang();
	const may = useMay()("seats.edit");
	const words = useRuleWords();
	const wrong = useWrong();
	const id = useId();
	const [done, setDone] = useState<{ from: string; to: string }>(); // here, and may be undone as long as it stands
	const change = useChange(rule.key, setDone);
	const name = word("rule", rule.key);
	const save = (value: string, seen = rule.value, undo = false) =>
		change.mutateAsync({ value, seen, undo }).then(
			() => true,
			(error) => meanwhile(error), // then it is the new value that wants to be seen
		);
	return (
		<li className="rule" aria-label={name}>
			<div>
				<span id={`${id}-name`} className="rule-name">
					{name}
				</span>
				<p className="label-hint">{word("rule_what", rule.key)}</p>
			</div>
			<div className="rule-value">
				<RuleValue
					rule={rule}
					named={`${id}-name`}
					{...(change.error && { wrong: `${id}-wrong` })}
					onSave={may ? save : undefined}
					onType={change.reset}
					sent={change.isPending ? change.variables.value : undefined}
				/>
				{change.error && (
					<p id={`${id}-wrong`} className="label-error" role="alert">
						{wrong(change.error, rule)}
					</p>
				)}
			</div>
			<div className="rule-notes">
				{done?.to === rule.value && (
					<span role="status">
						{say("rules.saved")}{" "}
						<Button
							size="small"
							type="link"
							aria-label={say("rules.undo_of", { rule: name })}
							onClick={() => void save(done.from, done.to, true)}
						>
							{say("rules.undo")}
						</Button>
					</span>
				)}
				{rule.value !== rule.default && (
					<>
						<span className="list-count">{say("rules.default", { value: words(rule, rule.default) })}</span>
						{rule.changed_at && (
							<span className="list-count">
								{rule.changed_by?.name} <Moment at={rule.changed_at} />
							</span>
						)}
						{may && (
							<Button
								size="small"
								type="link"
								aria-label={say("rules.back_of", { rule: name })}
								onClick={() => void save("")}
							>
								{say("rules.back")}
							</Button>
						)}
					</>
				)}
			</div>
		</li>
	);
}

/** Sends a change and remembers what it can be undone to. Whatever is refused, the list is read anew where it was old. */
function useChange(key: string, onDone: (done: { from: string; to: string } | undefined) => void) {
	const queries = useQueryClient();
	return useMutation({
		mutationFn: ({ value, seen }: { value: string; seen: string; undo: boolean }) => changeRule(key, value, seen),
		onSuccess: (now, { seen, undo }) => {
			onDone(undo || now.value === seen ? undefined : { from: seen, to: now.value });
			queries.setQueryData(rulesQuery.queryKey, (list) => list?.map((rule) => (rule.key === key ? now : rule)));
		},
		onError: (error) => (meanwhile(error) ? queries.invalidateQueries({ queryKey: rulesQuery.queryKey }) : undefined),
	});
}

/** Somebody else was faster. */
const meanwhile = (error: unknown) => error instanceof Problem && error.code === "rule_changed_meanwhile";

/** Why a value was refused, in words of the page. */
function useWrong() {
	const lang = useLang();
	return (error: unknown, rule: Rule): string => {
		const code = error instanceof Problem ? error.code : "";
		if (code === "invalid_value" && lang.knows("rule_takes", rule.kind))
			return lang.say(`rule_takes.${rule.kind}` as Key, { least: rule.least, most: rule.most });
		return lang.knows("problem", code) ? lang.say(`problem.${code}` as Key) : sentence(error, lang);
	};
}
