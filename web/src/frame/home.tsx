import { Navigate } from "react-router";
import { useMe } from "../api/session";
import { to } from "../lib/to";

/** Where a person starts: at their first worklist, or at what their account is for. */
export function Home() {
	const me = useMe();
	const [first] = me.worklists;
	const may = (permission: string) => me.permissions.includes(permission);
	if (me.roles.includes("operator") && may("cases.register")) return <Navigate to={to.register()} replace />;
	if (me.roles.includes("shift_leader") || (!first && may("cases.read")))
		return <Navigate to={to.overview()} replace />;
	if (first) return <Navigate to={to.work(first)} replace />;
	if (may("journal.read")) return <Navigate to={to.readings()} replace />;
	return <Navigate to={may("staff.edit") ? to.staff() : to.units()} replace />;
}
