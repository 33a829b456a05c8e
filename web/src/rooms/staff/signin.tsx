import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useDeferredValue, useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import type { Wire } from "../../api/client";
import { demoAccountsQuery, sessionQuery, useSession } from "../../api/session";
import { languages, useLang } from "../../lang/lang";
import type { Key } from "../../lang/zh-CN";
import { safeNext } from "../../lib/to";
import { Labelled } from "../../ui/labelled";
import { Refusal } from "../../ui/refusal";
import { Seek } from "../../ui/seek";
import { useTitle } from "../../ui/title";
import "./signin.css";

/** Where people who work here come in. In a demo city every role is one press away. */
export function SignIn() {
	const lang = useLang();
	useTitle(lang.say("signin.title"));
	const go = useNavigate();
	const [params] = useSearchParams();
	const next = safeNext(params.get("next"));
	const { data: me } = useQuery(sessionQuery);
	const { signIn } = useSession();
	const [login, setLogin] = useState("");
	const [password, setPassword] = useState("");
	const enter = useMutation({
		mutationFn: (who: { login: string; password: string }) => signIn(who.login, who.password),
		onSuccess: () => go(next, { replace: true }),
	});
	if (me) return <Navigate to={next} replace />;
	return (
		<main className="signin">
			<section className="signin-form" aria-label={lang.say("signin.title")}>
				<h1>
					<b className="signin-number">12345</b> 回音
				</h1>
				<p className="signin-what">{lang.say("signin.what")}</p>
				<form
					className="stack"
					onSubmit={(event) => {
						event.preventDefault();
						enter.mutate({ login: login.trim(), password });
					}}
				>
					<Labelled label={lang.say("signin.login")}>
						{(named) => (
							<Input
								{...named}
								size="large"
								autoComplete="username"
								autoCapitalize="none"
								value={login}
								onChange={(e) => setLogin(e.target.value)}
							/>
						)}
					</Labelled>
					<Labelled label={lang.say("signin.password")}>
						{(named) => (
							<Input.Password
								{...named}
								size="large"
								autoComplete="current-password"
								value={password}
								onChange={(e) => setPassword(e.target.value)}
							/>
						)}
					</Labelled>
					{enter.error && <Refusal error={enter.error} />}
					<Button
						type="primary"
						size="large"
						htmlType="submit"
						block
						loading={enter.isPending}
						disabled={!login.trim() || !password}
					>
						{lang.say("signin.enter")}
					</Button>
				</form>
				<ul className="signin-languages" aria-label={lang.say("frame.language")}>
					{languages.map((l) => (
						<li key={l.code}>
							<button
								type="button"
								lang={l.code}
								aria-pressed={l.code === lang.code}
								onClick={() => lang.choose(l.code)}
							>
								{l.name}
							</button>
						</li>
					))}
				</ul>
			</section>
			<Demo onChoose={(account) => enter.mutate(account)} busy={enter.isPending} />
		</main>
	);
}

type Account = Wire["DemoAccount"];

const groups = ["centre", "unit", "leadership"];

/** The accounts that a demo city offers, by where their people sit. Elsewhere there are none and nothing is shown. */
function Demo({ onChoose, busy }: { onChoose: (account: Account) => void; busy: boolean }) {
	const { say } = useLang();
	const [text, setText] = useState("");
	const words = useDeferredValue(text.trim());
	const offered = useQuery(demoAccountsQuery(""));
	const found = useQuery({ ...demoAccountsQuery(words), enabled: words !== "", placeholderData: (before) => before });
	if (!offered.data?.length) return null;
	const accounts = words ? (found.data ?? []) : offered.data;
	return (
		<section className="signin-demo" aria-label={say("signin.demo")}>
			<h2>{say("signin.demo")}</h2>
			<p>{say("signin.demo_text")}</p>
			<Seek label={say("signin.demo_search")} most={40} value={text} onType={setText} />
			{words ? (
				<Accounts accounts={accounts} onChoose={onChoose} busy={busy} />
			) : (
				groups.map((group) => (
					<div key={group}>
						<h3>{say(`signin.group_${group}` as Key)}</h3>
						<Accounts accounts={accounts.filter((a) => a.group === group)} onChoose={onChoose} busy={busy} />
					</div>
				))
			)}
			{words && found.data?.length === 0 && <p className="quiet">{say("signin.demo_none")}</p>}
		</section>
	);
}

function Accounts({
	accounts,
	onChoose,
	busy,
}: {
	accounts: Account[];
	onChoose: (account: Account) => void;
	busy: boolean;
}) {
	const { word } = useLang();
	return (
		<ul className="signin-accounts">
			{accounts.map((account) => (
				<li key={account.login}>
					<button type="button" disabled={busy} onClick={() => onChoose(account)}>
						<b>{account.roles.map((role) => word("role", role)).join(" · ")}</b>
						<span>
							{account.name} · {account.login}
						</span>
						{account.unit && <span className="signin-unit">{account.unit}</span>}
					</button>
				</li>
			))}
		</ul>
	);
}
