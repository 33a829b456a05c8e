import type { ReactNode } from "react";
import { useLang } from "../lang/lang";

/** A place where there is nothing, saying so in a sentence. */
export function Quiet({ children }: { children: ReactNode }) {
	return <p className="quiet">{children}</p>;
}

/** Something is on its way. Nothing is drawn for the first moment, so that quick answers do not flicker. */
export function Coming() {
	const { say } = useLang();
	return (
		<p className="coming" role="status">
			{say("ui.coming")}
		</p>
	);
}
