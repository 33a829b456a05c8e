import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { visitPromiseQuery } from "../../api/calls";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { useChair, useRoom } from "./chair";
import { openDeeds } from "./open";
import { RoomRefusal } from "./refusal";

/** Whether somebody could be rung from here now; undefined for who takes no calls or sits nowhere. */
export function useMayRing(): boolean | undefined {
	const chair = useChair();
	const { seat, call } = useRoom();
	if (!chair || !seat || seat.seat === 0) return undefined;
	return openDeeds(seat, call).has("call_out");
}

/** Keeps a promise with one key: the own telephone rings, then theirs, and what came of it is written down by itself. */
export function RingBack({ callback }: { callback: number }) {
	const { say } = useLang();
	const chair = useChair();
	const may = useMayRing();
	const ring = () => chair?.ask({ type: "ring_back", callback });
	useKeys(may ? [{ keys: "l", say: "callback.ring", run: ring }] : []);
	if (may === undefined) return null;
	return (
		<>
			<Button type="primary" disabled={!may} onClick={ring}>
				{say("callback.ring")} <kbd>L</kbd>
			</Button>
			<RoomRefusal of={["ring_back"]} />
		</>
	);
}

/** The same in the form of a return visit, where a promise stands for it. */
export function RingVisit({ id }: { id: number }) {
	const { say } = useLang();
	const may = useMay()("callbacks.work");
	const seated = useMayRing() !== undefined;
	const { data: promise } = useQuery({ ...visitPromiseQuery(id), enabled: may });
	if (!promise) return null;
	return (
		<div className="row">
			{seated ? <RingBack callback={promise.id} /> : <span className="label-hint">{say("callback.sit_first")}</span>}
		</div>
	);
}
