import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type Operator, saveSkills } from "../../api/calls";
import type { Wire } from "../../api/client";
import { useLang } from "../../lang/lang";
import { Chips } from "../../ui/chips";
import { Refusal } from "../../ui/refusal";
import { Window } from "../../ui/window";

type Name = Wire["SkillNameOut"];

/** The word for a skill: the city's own, or the console's. */
export function useSkillWords(names: Name[]): (code: string) => string {
	const { word } = useLang();
	return (code) => {
		const found = names.find((n) => n.code === code);
		return found?.name || word("skill", code);
	};
}

const levels = ["1", "2", "3", "4", "5"].map((n) => ({ value: n, label: n }));

/** What an operator can do, and how well. */
export function Skills({ operator, names, onClose }: { operator: Operator; names: Name[]; onClose: () => void }) {
	const { say, word } = useLang();
	const words = useSkillWords(names);
	const queries = useQueryClient();
	const [skills, setSkills] = useState(operator.skills);
	const save = useMutation({
		mutationFn: () => saveSkills(operator.id, skills),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: ["operators"] });
			onClose();
		},
	});
	const kinds = ["language", "district", "subject"] as const;
	return (
		<Window title={say("skills.change", { name: operator.name })} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<select
					className="native"
					aria-label={say("skills.add")}
					value=""
					onChange={(e) => setSkills([...skills, { skill: e.target.value, level: 3 }])}
				>
					<option value="">{say("skills.add")}</option>
					{kinds.map((kind) => (
						<optgroup key={kind} label={word("skill_kind", kind)}>
							{names
								.filter((n) => n.kind === kind && !skills.some((k) => k.skill === n.code))
								.map((n) => (
									<option key={n.code} value={n.code}>
										{words(n.code)}
									</option>
								))}
						</optgroup>
					))}
				</select>
				<ul className="points">
					{skills.map((k) => (
						<li key={k.skill}>
							<span>{words(k.skill)}</span>
							<Chips
								label={words(k.skill)}
								required
								options={levels}
								value={String(k.level)}
								onChange={(v) => setSkills(skills.map((s) => (s.skill === k.skill ? { ...s, level: Number(v) } : s)))}
							/>
							<button
								type="button"
								className="plain"
								aria-label={say("skills.drop", { name: words(k.skill) })}
								onClick={() => setSkills(skills.filter((s) => s.skill !== k.skill))}
							>
								✕
							</button>
						</li>
					))}
				</ul>
				{save.error && <Refusal error={save.error} />}
				<Button type="primary" htmlType="submit" loading={save.isPending}>
					{say("ui.save")}
				</Button>
			</form>
		</Window>
	);
}
