import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useNavigate } from "react-router";
import { type Line, searchLines } from "../api/case";
import { unitsQuery } from "../api/city";
import { articlesQuery } from "../api/knowledge";
import { useMay, useMe } from "../api/session";
import { useLang } from "../lang/lang";
import type { Key } from "../lang/zh-CN";
import { to } from "../lib/to";
import { Window } from "../ui/window";

interface Entry {
	key: string;
	label: string;
	note?: string;
	to: string;
}

const rooms: { to: string; say: Key; need: string }[] = [
	{ to: to.overview(), say: "rail.overview", need: "cases.read" },
	{ to: to.room(), say: "rail.room", need: "room.see" },
	{ to: to.register(), say: "rail.register", need: "cases.register" },
	{ to: to.articles(), say: "rail.knowledge", need: "city.read" },
	{ to: to.calls(), say: "rail.calls", need: "calls.read" },
	{ to: to.callbacks(), say: "rail.callbacks", need: "callbacks.work" },
	{ to: to.inspections(), say: "rail.inspections", need: "inspections.read" },
	{ to: to.seats(), say: "rail.seats", need: "seats.read" },
	{ to: to.rules(), say: "rail.rules", need: "rules.read" },
	{ to: to.units(), say: "rail.units", need: "city.read" },
	{ to: to.mailboxes(), say: "rail.mailboxes", need: "city.read" },
	{ to: to.categories(), say: "rail.categories", need: "city.read" },
	{ to: to.limits(), say: "rail.limits", need: "city.read" },
	{ to: to.calendar(), say: "rail.calendar", need: "city.read" },
	{ to: to.hotlines(), say: "rail.hotlines", need: "city.read" },
	{ to: to.staff(), say: "rail.staff", need: "staff.edit" },
];

/** Goes anywhere by typing: a case by number or words, a worklist, a room. */
export function Palette({ onClose }: { onClose: () => void }) {
	const { say } = useLang();
	const go = useNavigate();
	const [text, setText] = useState("");
	const [at, setAt] = useState(0);
	const entries = useEntries(text.trim());
	const chosen = Math.min(at, entries.length - 1);
	const open = (entry: Entry | undefined) => {
		if (!entry) return;
		onClose();
		go(entry.to);
	};
	return (
		<Window title={say("palette.title")} onClose={onClose}>
			<input
				className="palette-text"
				role="combobox"
				aria-expanded="true"
				aria-controls="palette-entries"
				aria-activedescendant={entries[chosen] && `palette-${chosen}`}
				aria-label={say("palette.title")}
				placeholder={say("palette.hint")}
				value={text}
				onChange={(event) => {
					setText(event.target.value);
					setAt(0);
				}}
				onKeyDown={(event) => {
					const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
					if (move) {
						event.preventDefault();
						setAt((chosen + move + entries.length) % Math.max(1, entries.length));
					}
					if (event.key === "Enter" && !event.nativeEvent.isComposing) open(entries[chosen]);
				}}
			/>
			<div className="palette" id="palette-entries" role="listbox" aria-label={say("palette.title")}>
				{entries.map((entry, i) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
					<div
						key={entry.key}
						id={`palette-${i}`}
						role="option"
						tabIndex={-1}
						aria-selected={i === chosen}
						onClick={() => open(entry)}
						onMouseMove={() => setAt(i)}
					>
						<span>{entry.label}</span>
						{entry.note && <span className="palette-note">{entry.note}</span>}
					</div>
				))}
			</div>
		</Window>
	);
}

function useEntries(text: string): Entry[] {
	const { say, word } = useLang();
	const me = useMe();
	const may = useMay();
	const words = useDeferredValue(text);
	const lines = useQuery({
		queryKey: ["palette", words],
		queryFn: ({ signal }) => searchLines(words, signal),
		enabled: words.length > 1 && may("cases.read"),
		staleTime: 10_000,
		placeholderData: (before) => before,
	});
	const units = useQuery({
		...unitsQuery(words),
		enabled: words.length > 1 && may("city.read"),
		placeholderData: (before) => before,
	});
	const articles = useQuery({
		...articlesQuery({ q: words }),
		enabled: words.length > 1 && may("city.read"),
		placeholderData: (before) => before,
	});
	const places: Entry[] = [
		...me.worklists.map((name) => ({ key: name, label: word("worklist", name), to: to.work(name) })),
		...rooms.filter((room) => may(room.need)).map((room) => ({ key: room.to, label: say(room.say), to: room.to })),
	];
	const fits = places.filter((place) => place.label.toLowerCase().includes(text.toLowerCase()));
	if (!text) return fits;
	const offices =
		words.length > 1
			? (units.data ?? [])
					.slice(0, 4)
					.map((unit) => ({ key: `unit ${unit.id}`, label: unit.name, note: say("rail.units"), to: to.units(unit.id) }))
			: [];
	const known = (words.length > 1 && !articles.data?.loose ? (articles.data?.items ?? []) : [])
		.slice(0, 4)
		.map((a) => ({ key: `article ${a.id}`, label: a.title, note: say("rail.knowledge"), to: to.article(a.id) }));
	if (!may("cases.read")) return [...fits, ...known, ...offices];
	const all: Entry = { key: "all", label: say("palette.all", { text }), to: to.cases({ q: text, sort: "best" }) };
	return [...fits, ...(words.length > 1 ? (lines.data ?? []).map(entryOf) : []), all, ...known, ...offices];
}

const entryOf = (line: Line): Entry => ({
	key: String(line.id),
	label: line.title || line.number,
	note: line.number,
	to: to.case(line.id),
});
