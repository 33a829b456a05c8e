import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Callback, cancelCallback, claimCallback, releaseCallback, triedCallback } from "../../api/calls";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { to } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Moment } from "../../ui/moment";
import { Refusal } from "../../ui/refusal";
import { RingBack } from "./ring";

/** One promise, with what can be done about it: take it in hand, ring, say what came of it. */
export function Promised({ callback: c, onClose }: { callback: Callback; onClose: () => void }) {
	const { say, word } = useLang();
	const me = useMe();
	const queries = useQueryClient();
	const [number, setNumber] = useState("");
	const refresh = () => queries.invalidateQueries({ queryKey: ["callbacks"] });
	const claim = useMutation({
		mutationFn: () => claimCallback(c.id),
		onSuccess: (got) => setNumber(got.number),
		onSettled: refresh,
	});
	const mine = c.state === "claimed" && c.operator?.id === me.id;
	useKeys([{ keys: "Escape", say: "keys.back", run: onClose }]);
	return (
		<aside className="promised stack" aria-label={c.phone}>
			<header className="row">
				<h2>{number ? <b className="promised-number">{number}</b> : c.phone}</h2>
				<span className="grow" />
				<button type="button" className="plain" onClick={onClose} aria-label={say("ui.close")}>
					✕
				</button>
			</header>
			<p>
				{word("callback_reason", c.reason)} · {word("callback_state", c.state)}
				{c.note && ` · ${c.note}`}
			</p>
			<dl className="facts">
				<Fact name={say("callback.asked")} at={c.asked_at} />
				<Fact name={say("callback.promised")} at={c.promised_at} />
				<Fact name={say("callback.tried")} at={c.tried_at} />
				<Fact name={say("callback.ended")} at={c.done_at} />
			</dl>
			{c.case && (
				<Link to={to.case(c.case.id)}>
					{c.case.number} {c.case.title}
				</Link>
			)}
			{c.call && <Link to={to.call(c.call)}>{say("callback.call")}</Link>}
			{claim.error && <Refusal error={claim.error} />}
			{!c.done_at && (
				<div className="row">
					<RingBack callback={c.id} />
					{!(mine && number) && (
						<Button loading={claim.isPending} onClick={() => claim.mutate()}>
							{say("callback.claim")}
						</Button>
					)}
				</div>
			)}
			{mine && <Tried callback={c} rung={number === ""} onDone={refresh} />}
			{!c.done_at && c.reason !== "return_visit" && <Cancel callback={c} onDone={refresh} />}
		</aside>
	);
}

function Fact({ name, at }: { name: string; at: string | null | undefined }) {
	if (!at) return null;
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				<Moment at={at} />
			</dd>
		</div>
	);
}

/** What came of ringing. A visit that was made is written into its case. */
function Tried({ callback: c, rung, onDone }: { callback: Callback; rung: boolean; onDone: () => void }) {
	const { say } = useLang();
	const [note, setNote] = useState("");
	const tried = useMutation({
		mutationFn: (reached: boolean) => triedCallback(c.id, reached, note),
		onSettled: onDone,
	});
	const release = useMutation({ mutationFn: () => releaseCallback(c.id), onSettled: onDone });
	const visit = c.reason === "return_visit" && c.case;
	return (
		<section className="stack" aria-label={say("callback.outcome")}>
			<p className="label-hint">{say(rung ? "callback.in_hand" : "callback.noted")}</p>
			<Labelled label={say("callback.note")}>
				{(named) => (
					<Input.TextArea {...named} rows={2} maxLength={500} value={note} onChange={(e) => setNote(e.target.value)} />
				)}
			</Labelled>
			{tried.error && <Refusal error={tried.error} />}
			<div className="row">
				{visit ? (
					<Link to={to.case(visit.id)} className="chip-button">
						{say("callback.visit")}
					</Link>
				) : (
					<Button type="primary" loading={tried.isPending} onClick={() => tried.mutate(true)}>
						{say("callback.reached")}
					</Button>
				)}
				<Button loading={tried.isPending} onClick={() => tried.mutate(false)}>
					{say("callback.unreached")}
				</Button>
				<Button type="text" loading={release.isPending} onClick={() => release.mutate()}>
					{say("callback.release")}
				</Button>
			</div>
		</section>
	);
}

function Cancel({ callback: c, onDone }: { callback: Callback; onDone: () => void }) {
	const { say } = useLang();
	const [asking, setAsking] = useState(false);
	const [reason, setReason] = useState("");
	const cancel = useMutation({ mutationFn: () => cancelCallback(c.id, reason), onSettled: onDone });
	if (!asking)
		return (
			<Button type="text" onClick={() => setAsking(true)}>
				{say("callback.cancel")}
			</Button>
		);
	return (
		<form
			className="stack"
			aria-label={say("callback.cancel")}
			onSubmit={(event) => {
				event.preventDefault();
				cancel.mutate();
			}}
		>
			<Labelled label={say("callback.cancel_reason")} required>
				{(named) => (
					<Input {...named} autoFocus maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
				)}
			</Labelled>
			{cancel.error && <Refusal error={cancel.error} />}
			<div className="row">
				<Button htmlType="submit" danger disabled={!reason.trim()} loading={cancel.isPending}>
					{say("callback.cancel")}
				</Button>
				<Button onClick={() => setAsking(false)}>{say("ui.cancel")}</Button>
			</div>
		</form>
	);
}
