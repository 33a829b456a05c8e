import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { hotlinesQuery } from "../../api/city";
import { useMay } from "../../api/session";
import { type Lang, useLang } from "../../lang/lang";
import { stopwatch } from "../../lib/time";
import { Light } from "../../ui/light";
import { Quiet } from "../../ui/quiet";
import type { Chair } from "./chair";
import { roundSpan } from "./rulespan";
import type { BoardNews, BoardWaiting } from "./wire";

/** Who waits, in the order in which they will be answered, and what can be done for one of them. */
export function BoardQueue({ chair, board }: { chair: Chair; board: BoardNews }) {
	const { say, word } = useLang();
	const watches = useMay()("room.watch");
	const [moving, setMoving] = useState<number>();
	return (
		<section aria-label={say("board.queue")} className="board-queue">
			<h2>{say("board.queue")}</h2>
			{board.waiting.length === 0 && <Quiet>{say("board.nobody_waits")}</Quiet>}
			{board.waiting.length > 0 && (
				<table className="plain-table">
					<thead>
						<tr>
							<th>{say("board.position")}</th>
							<th>{say("board.waited")}</th>
							<th>{say("hotline.name")}</th>
							<th>{say("board.number")}</th>
							<th>{say("board.wants")}</th>
							<th>
								<span className="unseen">{say("board.move")}</span>
							</th>
						</tr>
					</thead>
					<tbody>
						{board.waiting.map((w) => (
							<tr key={w.call}>
								<td>{w.position}</td>
								<td>
									{w.emergency ? (
										<Light light="violet" word={stopwatch(w.waited_s)} />
									) : (
										<Light light={w.waited_s > board.rules.target_s ? "red" : "green"} word={stopwatch(w.waited_s)} />
									)}
								</td>
								<td className="board-name" title={w.name}>
									{w.name}
								</td>
								<td>{w.masked || say("call.withheld")}</td>
								<td>
									{[...w.boosts.map((b) => word("boost", b)), ...w.wants.map((want) => wantWords(want, word))].join(
										" · ",
									)}
								</td>
								<td>
									{watches && (
										<button
											type="button"
											className="plain"
											aria-expanded={moving === w.call}
											onClick={() => setMoving(moving === w.call ? undefined : w.call)}
										>
											{say("board.move")}
										</button>
									)}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<p className="label-hint">{rulesWords(board.rules, { say, word })}</p>
			<Move
				chair={chair}
				board={board}
				waiting={board.waiting.find((w) => w.call === moving)}
				onDone={() => setMoving(undefined)}
			/>
		</section>
	);
}

/** What decides whose turn it is, in a sentence. */
function rulesWords(rules: BoardNews["rules"], { say, word }: Pick<Lang, "say" | "word">): string {
	const marks = rules.boosts.map(({ name, points }) => `${word("boost", name)} +${points}`);
	const turns = say("board.rules", { second: rules.per_second, marks: marks.join(" · ") });
	const minutes = rules.repeat_s / 60;
	const within = roundSpan("minutes", String(minutes)) ?? { say: "span.minutes", n: minutes };
	return minutes ? turns + say("board.repeat", { span: say(within.say, { n: within.n }) }) : turns;
}

/** A want such as language.tibetan.2.must: the skill, its level where more than the least is wanted, and whether it must be. */
function wantWords(want: string, word: Lang["word"]): string {
	const [, skill = want, level, must] = want.match(/^(.*?)(?:\.(\d+))?(\.must)?$/) ?? [];
	return `${word("skill", skill)}${level ? ` ${level}` : ""}${must ? "!" : ""}`;
}

/** Gives a waiting caller to a seat that is ready, to another hotline's queue, or to the front. */
function Move({
	chair,
	board,
	waiting,
	onDone,
}: {
	chair: Chair;
	board: BoardNews;
	waiting: BoardWaiting | undefined;
	onDone: () => void;
}) {
	const { say } = useLang();
	const { data: hotlines = [] } = useQuery({ ...hotlinesQuery, enabled: waiting !== undefined });
	if (!waiting) return null;
	const { call } = waiting;
	const ready = board.seats.filter((seat) => seat.state === "ready");
	return (
		<div className="row board-move">
			<Select
				autoFocus
				showSearch
				optionFilterProp="label"
				className="board-pick"
				aria-label={say("board.to_seat")}
				placeholder={say("board.to_seat")}
				onChange={(seat: number) => {
					chair.ask({ type: "move", call, seat });
					onDone();
				}}
				options={ready.map((seat) => ({ value: seat.seat, label: `${seat.name} ${seat.who}` }))}
			/>
			<Select
				showSearch
				optionFilterProp="label"
				className="board-pick"
				aria-label={say("board.to_hotline")}
				placeholder={say("board.to_hotline")}
				onChange={(hotline: string) => {
					chair.ask({ type: "move", call, hotline });
					onDone();
				}}
				options={hotlines.map((h) => ({ value: h.number, label: `${h.number} ${h.name}` }))}
			/>
			<Button
				disabled={waiting.emergency}
				onClick={() => {
					chair.ask({ type: "raise", call });
					onDone();
				}}
			>
				{say("board.raise")}
			</Button>
			<Button type="text" onClick={onDone}>
				{say("ui.cancel")}
			</Button>
		</div>
	);
}
