import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { bookCallback } from "../../api/calls";
import { useLang } from "../../lang/lang";
import { cityZone, useNow } from "../../lib/clock";
import { dateIn } from "../../lib/time";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";
import { Window } from "../../ui/window";

/** Promises to ring somebody at a time at which people work. */
export function Book({ onClose }: { onClose: () => void }) {
	const { say } = useLang();
	const queries = useQueryClient();
	const zone = cityZone();
	const [phone, setPhone] = useState("");
	const [day, setDay] = useState(dateIn(useNow(), zone));
	const [time, setTime] = useState("15:00");
	const [urgent, setUrgent] = useState(false);
	const book = useMutation({
		mutationFn: () => bookCallback({ phone, promised_at: `${day}T${time}:00${zone}`, urgent }),
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey: ["callbacks"] });
			onClose();
		},
	});
	return (
		<Window title={say("callback.book")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					book.mutate();
				}}
			>
				<Labelled label={say("call.phone")} required>
					{(named) => <Input {...named} maxLength={30} value={phone} onChange={(e) => setPhone(e.target.value)} />}
				</Labelled>
				<div className="pair">
					<Labelled label={say("callback.day")} required>
						{(named) => (
							<input {...named} className="native" type="date" value={day} onChange={(e) => setDay(e.target.value)} />
						)}
					</Labelled>
					<Labelled label={say("callback.time")} required hint={say("callback.hours")}>
						{(named) => (
							<input {...named} className="native" type="time" value={time} onChange={(e) => setTime(e.target.value)} />
						)}
					</Labelled>
				</div>
				<label className="row">
					<input type="checkbox" checked={urgent} onChange={(e) => setUrgent(e.target.checked)} />
					{say("callback.urgent")}
				</label>
				{book.error && <Refusal error={book.error} />}
				<Button type="primary" htmlType="submit" loading={book.isPending} disabled={!phone.trim() || !day || !time}>
					{say("callback.book")}
				</Button>
			</form>
		</Window>
	);
}
