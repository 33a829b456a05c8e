import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useSession } from "../api/session";
import { useLang } from "../lang/lang";
import { Labelled } from "../ui/labelled";
import { Refusal } from "../ui/refusal";
import { Window } from "../ui/window";

/** Changing one's own password. */
export function Password({ onClose }: { onClose: () => void }) {
	const { say } = useLang();
	const { changePassword } = useSession();
	const [old, setOld] = useState("");
	const [fresh, setFresh] = useState("");
	const change = useMutation({ mutationFn: () => changePassword(old, fresh) });
	return (
		<Window title={say("person.password")} onClose={onClose}>
			{change.isSuccess ? (
				<p role="status">{say("person.password_changed")}</p>
			) : (
				<form
					className="stack"
					onSubmit={(event) => {
						event.preventDefault();
						change.mutate();
					}}
				>
					<Labelled label={say("person.old")}>
						{(named) => (
							<Input.Password
								{...named}
								autoComplete="current-password"
								value={old}
								onChange={(e) => setOld(e.target.value)}
							/>
						)}
					</Labelled>
					<Labelled label={say("person.new")}>
						{(named) => (
							<Input.Password
								{...named}
								autoComplete="new-password"
								value={fresh}
								onChange={(e) => setFresh(e.target.value)}
							/>
						)}
					</Labelled>
					{change.error && <Refusal error={change.error} />}
					<Button type="primary" htmlType="submit" loading={change.isPending} disabled={!old || !fresh}>
						{say("person.password")}
					</Button>
				</form>
			)}
		</Window>
	);
}
