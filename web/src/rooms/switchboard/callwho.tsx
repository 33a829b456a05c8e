import { Link, useLocation } from "react-router";
import { useLang } from "../../lang/lang";
import { to } from "../../lib/to";
import { Light } from "../../ui/light";
import { Since } from "./state";
import type { Call, SeatNews } from "./wire";

/** Whom the call is with, since when, and below what is special about it now. */
export function Who({ seat, call }: { seat: SeatNews; call: Call | undefined }) {
	const { say } = useLang();
	const here = useLocation();
	if (!call) return <b>{say("call.wrap_up")}</b>;
	const live = call.state !== "ended" && call.state !== "survey";
	const sheet = to.register(undefined, call.id);
	const there = here.pathname.startsWith(to.register()) && here.search.includes(`call=${call.id}`);
	return (
		<div className="callbar-who">
			<span className="callbar-time">
				<span aria-hidden="true">☎</span> {live && <Since at={call.answered_at ?? call.since} />}
			</span>
			<span className="callbar-whom">
				<b>{call.caller.masked || say("call.withheld")}</b>
				<span className="callbar-line" title={call.hotline.name}>
					{call.hotline.name}
				</span>
				{call.direction === "out" && call.case && <Link to={to.case(call.case)}>{say("call.case")}</Link>}
				{call.mine && call.direction !== "out" && seat.state !== "watching" && !there && (
					<Link to={sheet}>{say("call.sheet")}</Link>
				)}
			</span>
			<span className="callbar-how">
				<How call={call} />
			</span>
		</div>
	);
}

function How({ call }: { call: Call }) {
	const { say, word } = useLang();
	const { consult } = call;
	return (
		<>
			{call.emergency && <Light light="violet" word={word("urgency", "emergency")} />}
			{consult && (
				<span className="callbar-line" title={consult.to}>
					{say(consult.joined ? "call.joined" : consult.up ? "call.consulted" : "call.consulting", { to: consult.to })}
				</span>
			)}
			{call.direction && call.direction !== "in" && <span>{word("direction", call.direction)}</span>}
			{call.recording === "paused" && <Light light="yellow" word={say("call.paused")} />}
			{call.held && <Light light="yellow" word={say("call.held")} />}
			{call.watched && <Light light="ink" word={say("call.watched")} />}
			{call.recording === "off" && call.state === "talking" && <Light light="red" word={say("call.off_record")} />}
			{call.recording === "on" && call.state === "talking" && <Light light="ink" word={say("call.recorded")} />}
		</>
	);
}
