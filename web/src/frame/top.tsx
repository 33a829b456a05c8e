import { useQuery } from "@tanstack/react-query";
import { Dropdown } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { countsQuery } from "../api/case";
import { useLiveness } from "../api/live";
import { useMay, useMe, useSession } from "../api/session";
import { languages, useLang } from "../lang/lang";
import type { Key } from "../lang/zh-CN";
import { momentWords } from "../lib/time";
import { to } from "../lib/to";
import { useRoom } from "../rooms/switchboard/chair";
import { SeatBar } from "../rooms/switchboard/seat";
import { appearances, useAppearance } from "../ui/dark";
import { Light } from "../ui/light";
import { useGround } from "../ui/moment";
import { Password } from "./password";

/** The bar above: whose house this is, whether the screen is alive, how much waits, and what belongs to the person. */
export function Top({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
	const { say } = useLang();
	const may = useMay();
	const seated = (useRoom().seat?.seat ?? 0) !== 0; // who talks all day sees the room's queue instead
	return (
		<header className="top">
			<Link to={to.home()} className="brand" aria-label={say("frame.brand")}>
				<b>12345</b> 回音
			</Link>
			<SeatBar />
			<Pulse />
			{may("cases.read") && !seated && <Waiting />}
			<button type="button" className="seek" onClick={onSearch}>
				<span className="only-wide">{say("frame.search")}</span>
				<span className="only-narrow">{say("palette.title")}</span>
				<kbd>⌘K</kbd>
			</button>
			<Settings onHelp={onHelp} />
			<Person />
		</header>
	);
}

/** Whether what is on the screen follows the house, and the house's time. */
function Pulse() {
	const { say } = useLang();
	const liveness = useLiveness();
	const may = useMay();
	const ground = useGround();
	const light = liveness === "live" ? "green" : liveness === "lost" ? "red" : "none";
	return (
		<span className="pulse">
			{may("cases.read") && (
				<span role="status">
					<Light light={light} word={say(`live.${liveness}`)} />
				</span>
			)}
			<span>{momentWords(new Date(ground.now).toISOString(), ground)}</span>
		</span>
	);
}

/** How much waits for the person, and how much of it is late. */
function Waiting() {
	const { say } = useLang();
	const { data = [] } = useQuery(countsQuery);
	const all = data.reduce((sum, list) => sum + list.all, 0);
	const late = data.reduce((sum, list) => sum + list.late, 0);
	if (data.length === 0) return null;
	return (
		<span className="waiting">
			{say("frame.waiting", { n: all })}
			{late > 0 && <Light light="red" word={say("frame.late", { n: late })} />}
		</span>
	);
}

function Settings({ onHelp }: { onHelp: () => void }) {
	const { say, choose, code } = useLang();
	const [appearance, setAppearance] = useAppearance();
	return (
		<>
			<Dropdown
				trigger={["click"]}
				menu={{
					selectable: true,
					selectedKeys: [code],
					items: languages.map((l) => ({
						key: l.code,
						label: <span lang={l.code}>{l.name}</span>,
						onClick: () => choose(l.code),
					})),
				}}
			>
				<button type="button" className="plain" aria-label={say("frame.language")}>
					{languages.find((l) => l.code === code)?.name}
				</button>
			</Dropdown>
			<Dropdown
				trigger={["click"]}
				menu={{
					selectable: true,
					selectedKeys: [appearance],
					items: appearances.map((a) => ({
						key: a,
						label: say(`appearance.${a}` as Key),
						onClick: () => setAppearance(a),
					})),
				}}
			>
				<button type="button" className="plain" aria-label={say("frame.appearance")} title={say("frame.appearance")}>
					◐
				</button>
			</Dropdown>
			<button
				type="button"
				className="plain only-wide"
				onClick={onHelp}
				aria-label={say("keys.help")}
				title={say("keys.help")}
			>
				?
			</button>
		</>
	);
}

function Person() {
	const { say, word } = useLang();
	const me = useMe();
	const { signOut } = useSession();
	const go = useNavigate();
	const [changing, setChanging] = useState(false);
	const leave = () => void signOut().then(() => go(to.signIn()));
	return (
		<>
			<Dropdown
				trigger={["click"]}
				menu={{
					items: [
						{ key: "who", disabled: true, label: <PersonLines /> },
						{ type: "divider" },
						{ key: "password", label: say("person.password"), onClick: () => setChanging(true) },
						{ key: "out", label: say("person.sign_out"), onClick: leave },
					],
				}}
			>
				<button type="button" className="plain person" aria-label={say("person.menu", { name: me.name })}>
					<span>{me.name || me.login}</span>
					<span className="person-role">{word("role", me.roles[0])}</span>
				</button>
			</Dropdown>
			{changing && <Password onClose={() => setChanging(false)} />}
		</>
	);
}

function PersonLines() {
	const { word } = useLang();
	const me = useMe();
	return (
		<span className="person-lines">
			<b>{me.login}</b>
			<span>{me.roles.map((role) => word("role", role)).join(" · ")}</span>
			{me.unit && <span>{me.unit.name}</span>}
		</span>
	);
}
