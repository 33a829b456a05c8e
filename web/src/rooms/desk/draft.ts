import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { beginDraft, type Case, caseQuery, registerDraft, saveDraft, takeStep } from "../../api/case";
import { newKey } from "../../lib/id";
import { to } from "../../lib/to";
import { appealOf, blank, type Sheet, sheetOf, written } from "./sheet";

export type Mode = "phone" | "letter";
export type Saving = "nothing" | "unsaved" | "saving" | "saved" | "failed";

/** The call that a draft comes from: offered, taken, or over for so long that the program has forgotten whose it was. */
export interface OfCall {
	id: number;
	stage: "offered" | "taken" | "over";
	/** Whether the draft is begun with it, before the first word: the number is kept then whatever happens. */
	begins: boolean;
	category: string;
}

const rest = 2_000; // ms after the last stroke: a pause in the talk

/** A draft that keeps itself: begun with the call or the first words, saved in every pause and when one leaves. */
export function useDraft(
	mode: Mode,
	address: number | undefined,
	addressOf: (draft?: number) => string,
	call?: OfCall,
) {
	const go = useNavigate();
	const queries = useQueryClient();
	const [sheet, setSheet] = useState<Sheet>(blank);
	const [saving, setSaving] = useState<Saving>("nothing");
	const [key, setKey] = useState(newKey);
	const read = useRef<number>(undefined); // the draft that the sheet holds
	const done = useRef<number>(undefined); // registered or thrown away: its address may stand a moment longer
	const sitting = useRef(0); // counts the sheets; what was still under way for an earlier one is none of the next one's
	const id = address === done.current ? undefined : address;
	const left = useRef(false); // nobody looks at the sheet any more
	const begun = useQuery({ ...caseQuery(id ?? 0), enabled: id !== undefined && read.current !== id });
	const latest = useRef({ sheet, saving });
	latest.current = { sheet, saving };
	const appeal = (what: Sheet) => ({ ...appealOf(what, mode), ...(call?.stage === "taken" && { call: call.id }) });

	useEffect(() => {
		if (!begun.data || begun.data.id !== id || read.current === id) return;
		read.current = id;
		setSheet(sheetOf(begun.data));
		setSaving("saved");
	}, [begun.data, id]);

	const opened = (c: Case) => {
		queries.setQueryData(caseQuery(c.id).queryKey, c);
		if (read.current === c.id) return;
		read.current = c.id;
		void queries.invalidateQueries({ queryKey: ["worklists"] });
		if (!left.current) go(c.state === "draft" ? addressOf(c.id) : to.case(c.id), { replace: true });
	};
	const save = useMutation({
		mutationFn: async (what: Sheet): Promise<Case> => {
			setSaving("saving");
			return read.current ? saveDraft(read.current, appeal(what)) : beginDraft(appeal(what), `${key} ${digest(what)}`);
		},
		scope: { id: "draft" }, // one at a time: the second saving must know the draft that the first began
		onMutate: () => sitting.current,
		onSuccess: (c, what, sat) => {
			if (sat !== sitting.current) return;
			opened(c);
			setSaving(latest.current.sheet === what ? "saved" : "unsaved");
		},
		onError: (_, __, sat) => sat === sitting.current && setSaving("failed"),
	});
	/** A call has one draft: beginning it again, after the page was left or loaded anew, gives the same one. */
	const begin = useMutation({
		mutationFn: (of: OfCall) => beginDraft(appeal({ ...blank, category: of.category }), `call ${of.id}`),
		scope: { id: "draft" },
		onMutate: () => sitting.current,
		onSuccess: (c, _, sat) => {
			if (sat !== sitting.current) return;
			opened(c);
			if (latest.current.saving !== "nothing") return; // typed while it rang
			setSheet(sheetOf(c));
			setSaving("saved");
		},
		onError: (_, __, sat) => sat === sitting.current && setSaving((now) => (now === "nothing" ? "failed" : now)),
	});
	const { mutate } = save;
	const { mutate: mutateBegin } = begin;

	const begins = call?.begins === true && call.stage === "taken" && id === undefined;
	const callId = call?.id;
	const category = call?.category ?? "";
	const begunFor = useRef<number>(undefined); // a call whose draft was not needed is not given it a second time
	useEffect(() => {
		if (!begins || !callId || read.current || begunFor.current === callId) return;
		begunFor.current = callId;
		mutateBegin({ id: callId, stage: "taken", begins, category });
	}, [begins, callId, category, mutateBegin]);

	const waits = call?.begins === true && call.stage === "offered"; // for the call, whose draft it will be
	useEffect(() => {
		if (saving !== "unsaved" || waits || !written(sheet)) return;
		const timer = setTimeout(() => mutate(sheet), rest);
		return () => clearTimeout(timer);
	}, [sheet, saving, waits, mutate]);

	useEffect(() => {
		left.current = false;
		return () => {
			left.current = true;
			const last = latest.current;
			if (last.saving === "unsaved" && written(last.sheet)) mutate(last.sheet);
		};
	}, [mutate]);

	const forget = () => {
		done.current = read.current ?? id;
		sitting.current++;
		read.current = undefined;
		setSheet(blank);
		setSaving("nothing");
		latest.current = { sheet: blank, saving: "nothing" };
		setKey(newKey());
		save.reset();
		begin.reset();
		void queries.invalidateQueries({ queryKey: ["worklists"] });
		void queries.invalidateQueries({ queryKey: ["lines"] });
	};

	return {
		/** The draft that the sheet is, once it is kept. */
		id,
		sheet,
		saving,
		/** The draft as the program has it, with the steps open to it. */
		draft: begun.data?.id === id ? begun.data : undefined,
		error: save.error ?? begin.error ?? begun.error,
		fill: (change: Partial<Sheet>) => {
			setSheet((before) => ({ ...before, ...change }));
			setSaving("unsaved");
		},
		/** Saves at once and gives the draft, for a step that is taken on it. */
		kept: () => save.mutateAsync(latest.current.sheet),
		/** Registers what is written; what was sent before its first pause is begun and registered at once. */
		register: async () => {
			const what = latest.current.sheet;
			const draft = read.current ?? (await save.mutateAsync(what)).id;
			return registerDraft(draft, appeal(what), `${key} ${digest(what)}`);
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
