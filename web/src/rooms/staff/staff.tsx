import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { type Account, addStaff, changeStaff, makeKey, resetPassword, staffQuery } from "../../api/staff";
import { useLang } from "../../lang/lang";
import { ManyChips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import { Light } from "../../ui/light";
import { Moment } from "../../ui/moment";
import { Coming, Quiet } from "../../ui/quiet";
import { Refusal } from "../../ui/refusal";
import { Window } from "../../ui/window";
import { UnitPick, type UnitRef } from "../directory/unitpick";
import "../directory/directory.css";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import "./staff.css";

export const roles = [
	"operator",
	"reviewer",
	"transfer_officer",
	"shift_leader",
	"knowledge_editor",
	"visitor",
	"inspector",
	"supervisor",
	"unit_clerk",
	"handler",
	"unit_leader",
	"coordinator",
	"mailbox_clerk",
	"analyst",
	"city_leader",
	"auditor",
	"admin",
	"open311",
];

/** A password or key, and whose it is. It is shown once. */
interface Secret {
	title: string;
	secret: string;
}

/** The accounts of the people who work here, and of programs. */
export function Staff() {
	const { say, word } = useLang();
	useTitle(say("rail.staff"));
	const [params, setParams] = useSearchParams();
	const search = { q: params.get("q") || undefined, role: params.get("role") || undefined };
	const set = (name: string, value: string | undefined) =>
		setParams(
			(before) => {
				if (value) before.set(name, value);
				else before.delete(name);
				return before;
			},
			{ replace: true },
		);
	const list = useInfiniteQuery(staffQuery(search));
	const found = list.data?.pages.flatMap((page) => page.items);
	const [adding, setAdding] = useState(false);
	const [changing, setChanging] = useState<Account>();
	const [secret, setSecret] = useState<Secret>();
	return (
		<div className="page page-wide">
			<header className="list-head">
				<h1>{say("rail.staff")}</h1>
				{found && (
					<span className="list-count">
						{say(list.hasNextPage ? "list.more_than" : "list.count", { n: found.length })}
					</span>
				)}
				<Button size="small" onClick={() => setAdding(true)}>
					{say("staff.add")}
				</Button>
			</header>
			<div className="filters">
				<Seek
					className="filter-words"
					label={say("staff.search")}
					value={search.q ?? ""}
					onSearch={(q) => set("q", q)}
				/>
				<Select
					className="filter-states"
					allowClear
					aria-label={say("staff.role")}
					placeholder={say("staff.role")}
					value={search.role}
					onChange={(role) => set("role", role)}
					options={roles.map((role) => ({ value: role, label: word("role", role) }))}
				/>
			</div>
			{list.error && <Refusal error={list.error} again={() => void list.refetch()} />}
			{list.isPending && <Coming />}
			{found?.length === 0 && <Quiet>{say("staff.none")}</Quiet>}
			{found && found.length > 0 && <Table accounts={found} onChange={setChanging} />}
			{list.hasNextPage && (
				<button type="button" className="more" onClick={() => void list.fetchNextPage()}>
					{say("list.more")}
				</button>
			)}
			{adding && <Add onClose={() => setAdding(false)} onSecret={setSecret} />}
			{changing && <Change account={changing} onClose={() => setChanging(undefined)} onSecret={setSecret} />}
			{secret && <Shown secret={secret} onClose={() => setSecret(undefined)} />}
		</div>
	);
}

function Table({ accounts, onChange }: { accounts: Account[]; onChange: (account: Account) => void }) {
	const { say, word } = useLang();
	return (
		<table className="plain-table">
			<thead>
				<tr>
					<th>{say("staff.state")}</th>
					<th>{say("signin.login")}</th>
					<th>{say("person.name")}</th>
					<th>{say("staff.role")}</th>
					<th>{say("field.unit")}</th>
					<th />
				</tr>
			</thead>
			<tbody>
				{accounts.map((account) => (
					<tr key={account.id}>
						<td>
							<Light
								light={!account.active ? "none" : account.locked_until ? "yellow" : "green"}
								word={say(!account.active ? "staff.inactive" : account.locked_until ? "staff.locked" : "staff.active")}
							/>{" "}
							{account.locked_until && <Moment at={account.locked_until} />}
						</td>
						<th scope="row">{account.login}</th>
						<td>{account.name}</td>
						<td>{account.roles.map((role) => word("role", role)).join(" · ")}</td>
						<td>{account.unit?.name}</td>
						<td>
							<button
								type="button"
								className="plain"
								onClick={() => onChange(account)}
								aria-label={say("staff.change", { login: account.login })}
							>
								{say("ui.change")}
							</button>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

interface Body {
	name: string;
	roles: string[];
	unit: UnitRef | undefined;
}

function Fields({ body, set }: { body: Body; set: (body: Body) => void }) {
	const { say, word } = useLang();
	return (
		<>
			<Labelled label={say("person.name")}>
				{(named) => <Input {...named} value={body.name} onChange={(e) => set({ ...body, name: e.target.value })} />}
			</Labelled>
			<Labelled label={say("staff.roles")} required group>
				{() => (
					<ManyChips
						label={say("staff.roles")}
						options={roles.map((role) => ({ value: role, label: word("role", role) }))}
						value={body.roles}
						onChange={(chosen) => set({ ...body, roles: chosen })}
					/>
				)}
			</Labelled>
			<Labelled label={say("field.unit")} hint={say("staff.unit_hint")}>
				{(named) => (
					<UnitPick
						{...named}
						label={say("field.unit")}
						value={body.unit}
						onChange={(unit) => set({ ...body, unit })}
					/>
				)}
			</Labelled>
		</>
	);
}

function useRefresh() {
	const queries = useQueryClient();
	return () => queries.invalidateQueries({ queryKey: ["staff"] });
}

function Add({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: Secret) => void }) {
	const { say } = useLang();
	const refresh = useRefresh();
	const [login, setLogin] = useState("");
	const [body, setBody] = useState<Body>({ name: "", roles: [], unit: undefined });
	const add = useMutation({
		mutationFn: () =>
			addStaff({ login: login.trim(), name: body.name.trim() || undefined, roles: body.roles, unit: body.unit?.id }),
		onSuccess: async ({ account, password }) => {
			await refresh();
			onClose();
			onSecret({ title: say("staff.password_of", { login: account.login }), secret: password });
		},
	});
	return (
		<Window title={say("staff.add")} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					add.mutate();
				}}
			>
				<Labelled label={say("signin.login")} required>
					{(named) => (
						<Input
							{...named}
							autoComplete="off"
							autoCapitalize="none"
							value={login}
							onChange={(e) => setLogin(e.target.value)}
						/>
					)}
				</Labelled>
				<Fields body={body} set={setBody} />
				{add.error && <Refusal error={add.error} />}
				<Button
					type="primary"
					htmlType="submit"
					loading={add.isPending}
					disabled={!login.trim() || body.roles.length === 0}
				>
					{say("staff.add")}
				</Button>
			</form>
		</Window>
	);
}

function Change({
	account,
	onClose,
	onSecret,
}: {
	account: Account;
	onClose: () => void;
	onSecret: (secret: Secret) => void;
}) {
	const { say } = useLang();
	const refresh = useRefresh();
	const [body, setBody] = useState<Body>({ name: account.name, roles: account.roles, unit: account.unit });
	const [keyName, setKeyName] = useState("");
	const done = async () => {
		await refresh();
		onClose();
	};
	const save = useMutation({
		mutationFn: () => changeStaff(account.id, { name: body.name.trim(), roles: body.roles, unit: body.unit?.id ?? 0 }),
		onSuccess: done,
	});
	const activate = useMutation({
		mutationFn: () => changeStaff(account.id, { active: !account.active }),
		onSuccess: done,
	});
	const reset = useMutation({
		mutationFn: () => resetPassword(account.id),
		onSuccess: async ({ secret }) => {
			await done();
			onSecret({ title: say("staff.password_of", { login: account.login }), secret });
		},
	});
	const key = useMutation({
		mutationFn: () => makeKey(account.id, keyName.trim()),
		onSuccess: ({ secret }) => {
			onClose();
			onSecret({ title: say("staff.key_of", { login: account.login, name: keyName.trim() }), secret });
		},
	});
	const error = save.error ?? activate.error ?? reset.error ?? key.error;
	return (
		<Window title={account.login} onClose={onClose}>
			<form
				className="stack"
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<Fields body={body} set={setBody} />
				{error && <Refusal error={error} />}
				<Button type="primary" htmlType="submit" loading={save.isPending} disabled={body.roles.length === 0}>
					{say("ui.save")}
				</Button>
			</form>
			<div className="stack staff-other">
				<div className="row">
					<Button loading={reset.isPending} onClick={() => reset.mutate()}>
						{say("staff.reset")}
					</Button>
					<Button loading={activate.isPending} onClick={() => activate.mutate()}>
						{say(account.active ? "staff.deactivate" : "staff.activate")}
					</Button>
				</div>
				<form
					className="row row-end"
					onSubmit={(event) => {
						event.preventDefault();
						key.mutate();
					}}
				>
					<Labelled label={say("staff.key")}>
						{(named) => <Input {...named} value={keyName} onChange={(e) => setKeyName(e.target.value)} />}
					</Labelled>
					<Button htmlType="submit" loading={key.isPending} disabled={!keyName.trim()}>
						{say("staff.make_key")}
					</Button>
				</form>
			</div>
		</Window>
	);
}

/** A secret, the one time it is shown. */
function Shown({ secret, onClose }: { secret: Secret; onClose: () => void }) {
	const { say } = useLang();
	const [copied, setCopied] = useState(false);
	return (
		<Window title={secret.title} onClose={onClose}>
			<p className="secret">
				<code>{secret.secret}</code>
			</p>
			<p>{say("staff.once")}</p>
			{navigator.clipboard && (
				<Button onClick={() => void navigator.clipboard.writeText(secret.secret).then(() => setCopied(true))}>
					{say(copied ? "staff.copied" : "staff.copy")}
				</Button>
			)}
		</Window>
	);
}
