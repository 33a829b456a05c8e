import { useQuery } from "@tanstack/react-query";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { countsQuery } from "../api/case";
import { tallyQuery } from "../api/knowledge";
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
	{ to: to.articles(), say: "rail.knowledge", need: "city.read" },
	{ to: to.units(), say: "rail.units", need: "city.read" },
	{ to: to.mailboxes(), say: "rail.mailboxes", need: "city.read" },
	{ to: to.categories(), say: "rail.categories", need: "city.read" },
	{ to: to.limits(), say: "rail.limits", need: "city.read" },
	{ to: to.calendar(), say: "rail.calendar", need: "city.read" },
	{ to: to.hotlines(), say: "rail.hotlines", need: "city.read" },
	{ to: to.staff(), say: "rail.staff", need: "staff.edit" },
	{ to: to.readings(), say: "rail.readings", need: "journal.read" },
];

const centre: Door[] = [
	{ to: to.calls(), say: "rail.calls", need: "calls.read" },
	{ to: to.callbacks(), say: "rail.callbacks", need: "callbacks.work" },
	{ to: to.inspections(), say: "rail.inspections", need: "inspections.read" },
	{ to: to.seats(), say: "rail.seats", need: "seats.read" },
	{ to: to.rules(), say: "rail.rules", need: "rules.read" },
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
		...(may("room.see") ? [door(to.room(), "rail.room")] : []),
		...(may("cases.read") ? [door(to.overview(), "rail.overview"), door(to.cases(), "rail.cases")] : []),
	];
	return (
		<nav className="rail" aria-label={say("rail.title")}>
			<Doors doors={doors} />
			{me.worklists.length > 0 && <Lists />}
			{may("articles.edit") && <Articles />}
			<Doors doors={centre.filter((d) => may(d.need))} />
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

/** What waits for those who look after articles; nothing while nothing does. */
function Articles() {
	const { say, word } = useLang();
	const here = useLocation();
	const { data = [] } = useQuery(tallyQuery);
	const waiting = data.filter((list) => list.all > 0 && ["in_review", "reported", "review_due"].includes(list.list));
	if (waiting.length === 0) return null;
	return (
		<ul aria-label={say("rail.knowledge")}>
			{waiting.map(({ list, all }) => {
				const address = to.articles({ list });
				const open = here.pathname.startsWith(to.articles()) && new URLSearchParams(here.search).get("list") === list;
				return (
					<li key={list}>
						<Link to={address} className={open ? "active" : undefined} aria-current={open ? "page" : undefined}>
							<span className="rail-name">{word("article_work", list)}</span>
							<span className="rail-count">{say("rail.count", { n: all })}</span>
						</Link>
					</li>
				);
			})}
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
