import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { beginDraft, type Case, caseQuery, registerDraft, saveDraft, takeStep } from "../../api/case";
import { newKey } from "../../lib/id";
import { appealOf, blank, type Sheet, sheetOf, written } from "./sheet";

export type Mode = "phone" | "letter";
export type Saving = "nothing" | "unsaved" | "saving" | "saved" | "failed";

const rest = 2_000; // ms after the last stroke: a pause in the talk

/** A draft that keeps itself: begun with the first words, saved in every pause. */
export function useDraft(mode: Mode, id: number | undefined, addressOf: (draft?: number) => string) {
	const go = useNavigate();
	const queries = useQueryClient();
	const [sheet, setSheet] = useState<Sheet>(blank);
	const [saving, setSaving] = useState<Saving>("nothing");
	const [key, setKey] = useState(newKey);
	const read = useRef<number>(undefined); // the draft that the sheet holds
	const begun = useQuery({ ...caseQuery(id ?? 0), enabled: id !== undefined && read.current !== id });
	const latest = useRef(sheet);
	latest.current = sheet;

	useEffect(() => {
		if (!begun.data || begun.data.id !== id || read.current === id) return;
		read.current = id;
		setSheet(sheetOf(begun.data));
		setSaving("saved");
	}, [begun.data, id]);

	const save = useMutation({
		mutationFn: async (what: Sheet): Promise<Case> => {
			setSaving("saving");
			const appeal = appealOf(what, mode);
			return read.current ? saveDraft(read.current, appeal) : beginDraft(appeal, `${key} ${digest(what)}`);
		},
		scope: { id: "draft" }, // one at a time: the second saving must know the draft that the first began
		onSuccess: (c, what) => {
			queries.setQueryData(caseQuery(c.id).queryKey, c);
			setSaving(latest.current === what ? "saved" : "unsaved");
			if (read.current === c.id) return;
			read.current = c.id;
			void queries.invalidateQueries({ queryKey: ["worklists"] });
			go(addressOf(c.id), { replace: true });
		},
		onError: () => setSaving("failed"),
	});
	const { mutate } = save;

	useEffect(() => {
		if (saving !== "unsaved" || !written(sheet)) return;
		const timer = setTimeout(() => mutate(sheet), rest);
		return () => clearTimeout(timer);
	}, [sheet, saving, mutate]);

	const forget = () => {
		read.current = undefined;
		setSheet(blank);
		setSaving("nothing");
		setKey(newKey());
		save.reset();
		void queries.invalidateQueries({ queryKey: ["worklists"] });
		void queries.invalidateQueries({ queryKey: ["lines"] });
	};

	return {
		sheet,
		saving,
		/** The draft as the program has it, with the steps open to it. */
		draft: begun.data?.id === id ? begun.data : undefined,
		error: save.error ?? begun.error,
		fill: (change: Partial<Sheet>) => {
			setSheet((before) => ({ ...before, ...change }));
			setSaving("unsaved");
		},
		/** Saves at once and gives the draft, for a step that is taken on it. */
		kept: () => save.mutateAsync(latest.current),
		/** Registers what is written; what was sent before its first pause is begun and registered at once. */
		register: async () => {
			const what = latest.current;
			const draft = read.current ?? (await save.mutateAsync(what)).id;
			return registerDraft(draft, appealOf(what, mode), `${key} ${digest(what)}`);
		},
		forget,
	};
}

/** A short name for what is written: the same words are registered once, changed words may be sent again. */
function digest(sheet: Sheet): string {
	let sum = 7;
	for (const char of JSON.stringify(sheet)) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 2_147_483_647;
	return String(sum);
}

/** Throws a draft away. It may be gone already; that is as good. */
export async function discard(id: number): Promise<void> {
	const step = { step: "discard", on: "case" as const, fields: [] };
	await takeStep(id, { step, version: 0, form: {}, files: [], key: `discard ${id}` }).catch(() => undefined);
}
