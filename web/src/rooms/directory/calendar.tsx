import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { calendarQuery, type Year } from "../../api/city";
import { useLang } from "../../lang/lang";
import { cityZone, useNow } from "../../lib/clock";
import { dateIn } from "../../lib/time";
import { to } from "../../lib/to";
import { Coming } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { useTitle } from "../../ui/title";
import "./directory.css";

/** A year as twelve small sheets: which days are worked, which are not, and why. */
export function Calendar() {
	const { say } = useLang();
	useTitle(say("rail.calendar"));
	const today = dateIn(useNow(), cityZone());
	const year = Number(useParams().year) || Number(today.slice(0, 4));
	const { data, error } = useQuery(calendarQuery(year));
	if (error) return <Refusal error={error} />;
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("calendar.title", { year })}</h1>
				<nav aria-label={say("calendar.years")} className="row">
					<Link to={to.calendar(year - 1)}>{year - 1}</Link>
					<Link to={to.calendar(year + 1)}>{year + 1}</Link>
				</nav>
			</header>
			{!data ? <Coming /> : <Sheets year={data} today={today} />}
		</div>
	);
}

function Sheets({ year, today }: { year: Year; today: string }) {
	const { say, word } = useLang();
	const worked = year.days.filter((day) => day.counted).length;
	const odd = year.days.filter((day) => day.name);
	return (
		<>
			<p>
				{say("calendar.worked", { n: worked })} {!year.announced && <b>{say("calendar.not_announced")}</b>}
			</p>
			<p className="strip-legend">
				<span className="counted">{say("clock.counted")}</span>
				<span className="why-weekend">{word("why", "weekend")}</span>
				<span className="why-holiday">{word("why", "holiday")}</span>
				<span className="why-make_up">{word("why", "make_up")}</span>
			</p>
			<div className="months">
				{Array.from({ length: 12 }, (_, i) => `${year.year}-${String(i + 1).padStart(2, "0")}`).map((month) => (
					<Month key={month} month={month} year={year} today={today} />
				))}
			</div>
			<h2>{say("calendar.named")}</h2>
			<ul className="columns">
				{odd.map((day) => (
					<li key={day.date}>
						{day.date} {day.name} · {word("why", day.why)}
					</li>
				))}
			</ul>
		</>
	);
}

function Month({ month, year, today }: { month: string; year: Year; today: string }) {
	const { word, locale } = useLang();
	const days = year.days
		.map((day, i) => ({ ...day, hours: year.hours[i] ?? "" }))
		.filter((day) => day.date.startsWith(month));
	const first = new Date(`${month}-01T00:00:00Z`);
	const lead = (first.getUTCDay() + 6) % 7;
	const name = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(first);
	return (
		<section className="month" aria-label={name}>
			<h3>{name}</h3>
			<ol>
				{days.map((day, i) => (
					<li
						key={day.date}
						className={[
							day.why === "make_up" ? "why-make_up" : day.counted ? "counted" : `why-${day.why}`,
							day.date === today && "today",
						]
							.filter(Boolean)
							.join(" ")}
						style={i === 0 ? { gridColumnStart: lead + 1 } : undefined}
						title={[day.date, day.name, word("why", day.why), day.hours].filter(Boolean).join(" · ")}
					>
						{Number(day.date.slice(8))}
						{day.why !== "ordinary" && <span className="unseen"> {word("why", day.why)}</span>}
					</li>
				))}
			</ol>
		</section>
	);
}
