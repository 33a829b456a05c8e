import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { type Case, openIdentity } from "../../api/case";
import { useMay } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";

const purposes: Key[] = ["identity.for_contact", "identity.for_visit", "identity.for_check"];

/** Who the appellant is: masked until somebody says why they need to know, which is written down. */
export function Identity({ c }: { c: Case }) {
	const { say, word } = useLang();
	const may = useMay();
	const [asking, setAsking] = useState(false);
	const [purpose, setPurpose] = useState("");
	const open = useMutation({ mutationFn: (why: string) => openIdentity(c.id, why), onSuccess: () => setAsking(false) });
	return (
		<section className="identity" aria-label={say("actor.appellant")}>
			<h2>{say("actor.appellant")}</h2>
			{!c.known && <p>{say("identity.unknown")}</p>}
			{c.known && !open.data && <p className="masked">{say("identity.masked")}</p>}
			{open.data && (
				<>
					<p className="identity-open">
						{[open.data.name, open.data.phone, open.data.email].filter(Boolean).map((part) => (
							<b key={part}>{part}</b>
						))}
						{open.data.kind === "enterprise" && <span>{word("person", open.data.kind)}</span>}
					</p>
					<p className="label-hint" role="status">
						{say("identity.noted")}
					</p>
				</>
			)}
			{c.known && !open.data && !asking && may("identity.read") && (
				<Button size="small" onClick={() => setAsking(true)}>
					{say("identity.open")}
				</Button>
			)}
			{asking && (
				<form
					className="stack"
					onSubmit={(event) => {
						event.preventDefault();
						open.mutate(purpose);
					}}
				>
					<Labelled label={say("identity.purpose")} hint={say("identity.purpose_hint")}>
						{(named) => (
							<Input
								{...named}
								autoFocus
								maxLength={200}
								value={purpose}
								onChange={(e) => setPurpose(e.target.value)}
							/>
						)}
					</Labelled>
					<div className="chips">
						{purposes.map((key) => (
							<button key={key} type="button" className="chip-button" onClick={() => open.mutate(say(key))}>
								{say(key)}
							</button>
						))}
					</div>
					{open.error && <Refusal error={open.error} />}
					<div className="row">
						<Button size="small" type="primary" htmlType="submit" loading={open.isPending} disabled={!purpose.trim()}>
							{say("identity.open")}
						</Button>
						<Button size="small" onClick={() => setAsking(false)}>
							{say("ui.cancel")}
						</Button>
					</div>
				</form>
			)}
		</section>
	);
}
