import { type ReactNode, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Me } from "../../api/session";
import { to } from "../../lib/to";
import { Chair, ChairContext, useRoom } from "./chair";

/** The frame with a chair in the room for whoever may take calls or see the board; it is left when they sign out. */
export function Seated({ me, children }: { me: Me; children: ReactNode }) {
	const [chair] = useState(() =>
		["seats.take", "room.see"].some((p) => me.permissions.includes(p)) ? new Chair() : undefined,
	);
	useEffect(() => {
		chair?.start();
		return () => chair?.stop();
	}, [chair]);
	const registers = me.permissions.includes("cases.register");
	return (
		<ChairContext value={chair}>
			<div className="frame">
				{chair && registers && <Usher />}
				{children}
			</div>
		</ChairContext>
	);
}

const stored = "huiyin.call"; // in this tab: the call whose sheet was opened

/** Leads to the sheet of a call once, as soon as it is offered: its history is there before the voice. */
function Usher() {
	const { call } = useRoom();
	const go = useNavigate();
	const here = useLocation();
	const id = call?.mine && call.direction !== "out" && call.state !== "ended" ? call.id : undefined;
	useEffect(() => {
		if (!id || sessionStorage.getItem(stored) === String(id)) return;
		sessionStorage.setItem(stored, String(id));
		const there = new URLSearchParams(here.search).get("call") === String(id);
		if (!there) go(to.register(undefined, id));
	}, [id, go, here.search]);
	return null;
}
