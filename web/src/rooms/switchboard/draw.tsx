import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { drawInspections } from "../../api/calls";
import { useLang } from "../../lang/lang";
import { cityZone, useNow } from "../../lib/clock";
import { dateIn } from "../../lib/time";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";
import { Window } from "../../ui/window";

const dayLong = 86_400_000;

/** Draws a sample that anybody can draw again: the seed is the journal's own unless one is given. */
export function Draw({ onClose }: { onClose: () => void }) {
	const { say } = useLang();
	const queries = useQueryClient();
	const zone = cityZone();
	const now = useNow();
	const [from, setFrom] = useState(dateIn(now - dayLong, zone));
	const [to, setTo] = useState(dateIn(now, zone));
	const [each, setEach] = useState("2");
	const [seed, setSeed] = useState("");
	const moment = (day: string) => `${day}T00:00:00${zone}`;
	const draw = useMutation({
		mutationFn: () =>
			drawInspections({ from: moment(from), to: moment(to), each: Number(each), ...(seed && { seed }) }),
		onSuccess: () => queries.invalidateQueries({ queryKey: ["inspections"] }),
	});
	return (
		<Window title={say("inspection.draw")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					draw.mutate();
				}}
			>
				<div className="pair">
					<Labelled label={say("calls.from")} required>
						{(named) => (
							<input {...named} className="native" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
						)}
					</Labelled>
					<Labelled label={say("inspection.before")} required>
						{(named) => (
							<input {...named} className="native" type="date" value={to} onChange={(e) => setTo(e.target.value)} />
						)}
					</Labelled>
				</div>
				<Labelled label={say("inspection.each")} required>
					{(named) => (
						<input
							{...named}
							className="native"
							type="number"
							min={1}
							max={20}
							value={each}
							onChange={(e) => setEach(e.target.value)}
						/>
					)}
				</Labelled>
				<Labelled label={say("inspection.seed")} hint={say("inspection.seed_hint")}>
					{(named) => <Input {...named} maxLength={80} value={seed} onChange={(e) => setSeed(e.target.value)} />}
				</Labelled>
				{draw.error && <Refusal error={draw.error} />}
				{draw.data && (
					<p role="status">
						{say("inspection.drew", { n: draw.data.calls, of: draw.data.of })}{" "}
						<code className="seed">{draw.data.seed}</code>
					</p>
				)}
				<Button type="primary" htmlType="submit" loading={draw.isPending} disabled={!from || !to || !each}>
					{say("inspection.draw")}
				</Button>
			</form>
		</Window>
	);
}
