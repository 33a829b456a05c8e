import { Problem } from "../../api/client";
import { Refusal } from "../../ui/refusal";
import { useRoom } from "./chair";
import type { Order, ProblemNews } from "./wire";

/** A refusal of the room as one of the program. */
export const refusalOf = ({ problem: { status = 0, code = "unknown", detail = "", field } }: ProblemNews) =>
	new Problem(status, code, detail, field);

/** A refusal of the room, where the button is that asked for it. */
export function RoomRefusal({ of }: { of: Order["type"][] }) {
	const { problem } = useRoom();
	if (!problem || !of.some((type) => type === problem.of)) return null;
	return <Refusal error={refusalOf(problem)} />;
}
