import type { Request } from "../../api/case";
import { useLang } from "../../lang/lang";
import { Due, Moment } from "../../ui/moment";

/** The words of a lawful ground, or of another reason. */
export function useReason() {
	const { word, knows } = useLang();
	return (code: string) => (knows("ground", code) ? word("ground", code) : word("reason", code));
}

/** What a decision is about: who asks, on what basis, until when. */
export function About({ request: r }: { request: Request }) {
	const { say, word } = useLang();
	const reason = useReason();
	return (
		<div className="about">
			<p>
				<b>{r.unit?.name ?? word("request", r.kind)}</b> {word("request_asked", r.kind)} <Moment at={r.asked_at} />
			</p>
			{[r.reason && reason(r.reason), r.basis, r.proposed && say("story.proposed", { unit: r.proposed.name })]
				.filter(Boolean)
				.map((text) => (
					<p key={text} className="about-text">
						{text}
					</p>
				))}
			{r.state === "asked" && r.due_at && (
				<p>
					<Due at={r.due_at} />
				</p>
			)}
		</div>
	);
}
