import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, useState } from "react";
import { hotlinesQuery, putGreeting, speakGreeting } from "../../api/city";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import { Refusal } from "../../ui/refusal";
import { clockOf } from "../switchboard/span";

interface Spoken {
	sound: string;
	long: number;
}

/** What callers of a number hear first: to listen to, and for administrators to speak anew, take away and bring back. */
export function Greeting({ number, spoken }: { number: string; spoken: Spoken | undefined }) {
	const { say } = useLang();
	const may = useMay()("mailboxes.edit");
	const queries = useQueryClient();
	const picked = useRef<HTMLInputElement>(null);
	const [heard, setHeard] = useState(false);
	const [before, setBefore] = useState(""); // what was taken away, to bring back
	const change = useMutation({
		mutationFn: (to: File | string) => (typeof to === "string" ? putGreeting(number, to) : speakGreeting(number, to)),
		onSuccess: async (_, to) => {
			setBefore(to === "" && spoken ? spoken.sound : "");
			setHeard(false);
			await queries.invalidateQueries({ queryKey: hotlinesQuery.queryKey });
		},
	});
	return (
		<div className="row">
			{spoken && (
				<Button size="small" aria-label={say("greeting.listen", { number })} onClick={() => setHeard(!heard)}>
					♪ {clockOf(spoken.long)}
				</Button>
			)}
			{spoken && heard && (
				// biome-ignore lint/a11y/useMediaCaption: the greeting's words stand beside it
				<audio
					key={spoken.sound}
					className="greeting-player"
					controls
					autoPlay
					src={`/api/v1/hotlines/${encodeURIComponent(number)}/greeting`}
				/>
			)}
			{may && (
				<>
					<input
						ref={picked}
						type="file"
						accept=".wav,audio/wav"
						hidden
						aria-label={say("greeting.upload", { number })}
						onChange={(event) => {
							const [file] = event.target.files ?? [];
							if (file) change.mutate(file);
							event.target.value = "";
						}}
					/>
					<Button
						size="small"
						aria-label={say("greeting.upload", { number })}
						loading={change.isPending}
						onClick={() => picked.current?.click()}
					>
						{say(spoken ? "greeting.replace" : "greeting.add")}
					</Button>
				</>
			)}
			{may && spoken && (
				<Button
					size="small"
					type="text"
					aria-label={say("greeting.remove_of", { number })}
					onClick={() => change.mutate("")}
				>
					{say("greeting.remove")}
				</Button>
			)}
			{may && !spoken && before && (
				<Button size="small" onClick={() => change.mutate(before)}>
					{say("greeting.undo")}
				</Button>
			)}
			{change.error && <Refusal error={change.error} />}
		</div>
	);
}
