import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { Navigate, Outlet, useLocation, useNavigate } from "react-router";
import { useLive } from "../api/live";
import { sessionQuery } from "../api/session";
import { useLang } from "../lang/lang";
import { useKeys } from "../lib/keys";
import { to } from "../lib/to";
import { CallBar } from "../rooms/switchboard/callbar";
import { Seated } from "../rooms/switchboard/seated";
import { Coming } from "../ui/quiet";
import { Refusal } from "../ui/refusal";
import { Help } from "./help";
import { Palette } from "./palette";
import { Rail } from "./rail";
import { Top } from "./top";
import "./frame.css";

type Opened = "palette" | "help" | undefined;

/** What stands around every page: the bar above, the lists at the left, and the keys that work everywhere. */
export function Frame() {
	const here = useLocation();
	const { say } = useLang();
	const { data: me, error, refetch } = useQuery(sessionQuery);
	const [opened, setOpened] = useState<Opened>();
	useLive(me?.permissions.includes("cases.read") ?? false);

	if (me === undefined) return error ? <Refusal error={error} again={() => void refetch()} /> : null;
	if (me === null) return <Navigate to={to.signIn(here.pathname + here.search)} replace />;
	return (
		<Seated key={me.id} me={me}>
			<a className="skip" href="#main">
				{say("frame.skip")}
			</a>
			<EverywhereKeys open={setOpened} />
			<Top onSearch={() => setOpened("palette")} onHelp={() => setOpened("help")} />
			<Rail />
			<main className="room" id="main" tabIndex={-1}>
				<Suspense fallback={<Coming />}>
					<Outlet />
				</Suspense>
			</main>
			<CallBar />
			{opened === "palette" && <Palette onClose={() => setOpened(undefined)} />}
			{opened === "help" && <Help onClose={() => setOpened(undefined)} />}
		</Seated>
	);
}

function EverywhereKeys({ open }: { open: (what: Opened) => void }) {
	const go = useNavigate();
	useKeys([
		{ keys: "mod+k", say: "keys.palette", typing: true, run: () => open("palette") },
		{ keys: "/", say: "keys.search", run: () => open("palette") },
		{ keys: "?", say: "keys.help", run: () => open("help") },
		{ keys: "g h", say: "keys.home", run: () => go(to.home()) },
		{ keys: "g s", say: "keys.cases", run: () => go(to.cases()) },
		{ keys: "g o", say: "keys.overview", run: () => go(to.overview()) },
		{ keys: "g r", say: "keys.room", run: () => go(to.room()) },
		{ keys: "g n", say: "keys.register", run: () => go(to.register()) },
		{ keys: "g k", say: "keys.knowledge", run: () => go(to.articles()) },
		{ keys: "g u", say: "keys.units", run: () => go(to.units()) },
		{ keys: "g m", say: "keys.mailboxes", run: () => go(to.mailboxes()) },
	]);
	return null;
}
