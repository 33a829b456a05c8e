import { Input } from "antd";
import { useLang } from "../../lang/lang";
import { Chips } from "../../ui/chips";
import { Labelled } from "../../ui/labelled";
import type { Part } from "./matter";
import type { Sheet } from "./sheet";

/** Who calls or writes. The number of a call is known to the program: it is typed only when another one is to be kept. */
export function Person({ mode, sheet, fill, called }: Part & { called: boolean }) {
	const { say, word } = useLang();
	const phone = (
		<Labelled label={say("person.phone")} hint={called ? say("caller.phone_hint") : undefined}>
			{(named) => (
				<Input
					{...named}
					autoFocus={mode === "phone" && !called}
					inputMode="tel"
					autoComplete="off"
					value={sheet.phone}
					onChange={(e) => fill({ phone: e.target.value })}
				/>
			)}
		</Labelled>
	);
	return (
		<>
			{called ? (
				<details className="other-phone">
					<summary>{say("caller.other_phone")}</summary>
					{phone}
				</details>
			) : (
				phone
			)}
			<Labelled label={say("person.name")}>
				{(named) => (
					<Input {...named} autoComplete="off" value={sheet.name} onChange={(e) => fill({ name: e.target.value })} />
				)}
			</Labelled>
			{mode === "letter" && (
				<Labelled label={say("person.email")}>
					{(named) => (
						<Input
							{...named}
							type="email"
							autoComplete="off"
							value={sheet.email}
							onChange={(e) => fill({ email: e.target.value })}
						/>
					)}
				</Labelled>
			)}
			<Labelled label={say("person.kind")} group>
				{() => (
					<Chips
						label={say("person.kind")}
						required
						options={(["person", "enterprise"] as const).map((kind) => ({ value: kind, label: word("person", kind) }))}
						value={sheet.kind}
						onChange={(kind) => fill({ kind: kind as Sheet["kind"] })}
					/>
				)}
			</Labelled>
		</>
	);
}
