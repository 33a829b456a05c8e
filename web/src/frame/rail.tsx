import { useQuery } from "@tanstack/react-query";
import { NavLink, useNavigate } from "react-router";
import { countsQuery } from "../api/case";
import { useMe } from "../api/session";
import { useLang } from "../lang/lang";
import type { Key } from "../lang/zh-CN";
import { useKeys } from "../lib/keys";
import { to } from "../lib/to";
import { Light } from "../ui/light";

interface Door {
	to: string;
	say: Key;
	need: string;
}

const city: Door[] = [
	{ to: to.units(), say: "rail.units", need: "city.read" },
	{ to: to.mailboxes(), say: "rail.mailboxes", need: "city.read" },
	{ to: to.categories(), say: "rail.categories", need: "city.read" },
	{ to: to.limits(), say: "rail.limits", need: "city.read" },
	{ to: to.calendar(), say: "rail.calendar", need: "city.read" },
	{ to: to.hotlines(), say: "rail.hotlines", need: "city.read" },
	{ to: to.staff(), say: "rail.staff", need: "staff.edit" },
];

/** The lists at the left: what waits for the person, with how much and how much of it late; then the rooms. */
export function Rail() {
	const { say } = useLang();
	const me = useMe();
	const may = (need: string) => me.permissions.includes(need);
	const letters = me.roles.includes("mailbox_clerk");
	const doors: Door[] = [
		...(may("cases.register")
			? [letters ? door(to.letter(), "rail.letter") : door(to.register(), "rail.register")]
			: []),
		...(may("room.watch") ? [door(to.room(), "rail.room")] : []),
		...(may("cases.read") ? [door(to.overview(), "rail.overview"), door(to.cases(), "rail.cases")] : []),
	];
	return (
		<nav className="rail" aria-label={say("rail.title")}>
			<Doors doors={doors} />
			{me.worklists.length > 0 && <Lists />}
			<Doors doors={city.filter((d) => may(d.need))} />
		</nav>
	);
}

const door = (to: string, say: Key): Door => ({ to, say, need: "" });

function Doors({ doors }: { doors: Door[] }) {
	const { say } = useLang();
	if (doors.length === 0) return null;
	return (
		<ul>
			{doors.map((d) => (
				<li key={d.to}>
					<NavLink to={d.to}>{say(d.say)}</NavLink>
				</li>
			))}
		</ul>
	);
}

function Lists() {
	const { say, word } = useLang();
	const { worklists } = useMe();
	const { data = [] } = useQuery(countsQuery);
	const go = useNavigate();
	useKeys(
		worklists.slice(0, 9).map((name, i) => ({
			keys: `g ${i + 1}`,
			say: `worklist.${name}` as Key,
			run: () => go(to.work(name)),
		})),
	);
	return (
		<ul>
			{worklists.map((name) => {
				const count = data.find((list) => list.name === name);
				return (
					<li key={name}>
						<NavLink to={to.work(name)}>
							<span className="rail-name">{word("worklist", name)}</span>
							{count && count.late > 0 && <Light light="red" word={say("rail.late", { n: count.late })} />}
							{count && <span className="rail-count">{say("rail.count", { n: count.all })}</span>}
						</NavLink>
					</li>
				);
			})}
		</ul>
	);
}
