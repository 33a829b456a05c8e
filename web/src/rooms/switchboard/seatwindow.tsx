import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useLang } from "../../lang/lang";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Window } from "../../ui/window";
import { type Chair, useRoom } from "./chair";
import { PhonePanel } from "./phone-panel";
import { RoomRefusal } from "./refusal";
import type { DeviceKind } from "./wire";

const stored = "huiyin.seat";
const devices: DeviceKind[] = ["browser", "desk_phone"];

/** Sitting down, the telephone's settings, and calling somebody. */
export function SeatWindow({ what, chair, onClose }: { what: "seat" | "call_out"; chair: Chair; onClose: () => void }) {
	const { say } = useLang();
	const { seat } = useRoom();
	const [came] = useState(seat?.seat ?? 0);
	const seated = came === 0 && (seat?.seat ?? 0) !== 0;
	useEffect(() => {
		if (seated) onClose();
	}, [seated, onClose]);
	if (what === "call_out")
		return (
			<Window title={say("seat.call_out")} onClose={onClose}>
				<CallOut chair={chair} onClose={onClose} />
			</Window>
		);
	return (
		<Window title={say(came === 0 ? "seat.sit" : "seat.phone")} onClose={onClose}>
			{came === 0 && <Sit chair={chair} />}
			<PhonePanel phone={chair.phone} />
		</Window>
	);
}

function Sit({ chair }: { chair: Chair }) {
	const { say } = useLang();
	const { free = [] } = useRoom();
	const last = Number(localStorage.getItem(stored)) || 0;
	const [device, setDevice] = useState<DeviceKind>("browser");
	const [chosen, setChosen] = useState<number>();
	const seat = chosen ?? (free.includes(last) ? last : free[0]);
	return (
		<form
			className="stack"
			onSubmit={(event) => {
				event.preventDefault();
				if (!seat) return;
				localStorage.setItem(stored, String(seat));
				chair.ask({ type: "sit", seat, device });
			}}
		>
			<div className="pair">
				<Labelled label={say("seat.number")}>
					{(named) => (
						<Select
							{...named}
							className="pick"
							showSearch
							placeholder={say("seat.none_free")}
							value={seat}
							onChange={setChosen}
							options={free.map((n) => ({ value: n, label: String(n) }))}
						/>
					)}
				</Labelled>
				<Labelled label={say("seat.device")} group>
					{() => (
						<Chips
							label={say("seat.device")}
							required
							options={devices.map((d) => ({ value: d, label: say(`seat.${d}`) }))}
							value={device}
							onChange={(d) => setDevice(d as DeviceKind)}
						/>
					)}
				</Labelled>
			</div>
			<RoomRefusal of={["sit"]} />
			<div className="row">
				<Button type="primary" htmlType="submit" disabled={!seat}>
					{say("seat.sit")}
				</Button>
			</div>
		</form>
	);
}

/** A call from the seat to somebody outside: the seat rings first. */
function CallOut({ chair, onClose }: { chair: Chair; onClose: () => void }) {
	const { say } = useLang();
	const [number, setNumber] = useState("");
	return (
		<form
			className="stack"
			onSubmit={(event) => {
				event.preventDefault();
				chair.ask({ type: "call_out", number: number.trim(), hotline: "" });
				onClose();
			}}
		>
			<Labelled label={say("person.phone")}>
				{(named) => (
					<Input
						{...named}
						inputMode="tel"
						autoComplete="off"
						value={number}
						onChange={(e) => setNumber(e.target.value)}
					/>
				)}
			</Labelled>
			<Button type="primary" htmlType="submit" disabled={number.replace(/\D/g, "").length < 3}>
				{say("seat.call")}
			</Button>
		</form>
	);
}
