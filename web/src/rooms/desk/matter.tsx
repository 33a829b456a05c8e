import { Input, Select } from "antd";
import type { ReactNode } from "react";
import type { Wire } from "../../api/client";
import { type Lang, useLang } from "../../lang/lang";
import { Chips } from "../../ui/chips";
import { Labelled, type Named } from "../../ui/labelled";
import { AreaPick } from "../directory/areapick";
import { CategoryPick } from "../directory/categorypick";
import { MailboxPick } from "../mailbox/mailboxpick";
import type { Mode } from "./draft";
import { PointPick } from "./pointpick";
import { confidentialities, natures, urgencies } from "./scheme";
import type { Sheet } from "./sheet";

const optionsOf = (word: Lang["word"]) => (group: string, codes: readonly string[]) =>
	codes.map((code) => ({ value: code, label: word(group, code) }));

export interface Part {
	mode: Mode;
	sheet: Sheet;
	fill: (change: Partial<Sheet>) => void;
}

/** The matter, in the order of the talk; in surge mode content, place and nature only. */
export function Matter({
	mode,
	sheet,
	fill,
	known,
	short,
}: Part & { known: Wire["CodeRef"] | undefined; short: boolean }) {
	const { say, word } = useLang();
	const options = optionsOf(word);
	return (
		<>
			{mode === "letter" && (
				<Labelled label={say("field.mailbox")}>
					{(named) => (
						<MailboxPick
							{...named}
							label={say("field.mailbox")}
							value={sheet.mailbox}
							onChange={(mailbox) => fill({ mailbox })}
						/>
					)}
				</Labelled>
			)}
			<Text name="content" required>
				{(named) => (
					<Input.TextArea
						{...named}
						autoFocus={mode === "letter"}
						autoSize={{ minRows: mode === "letter" ? 8 : 4, maxRows: 20 }}
						value={sheet.content}
						onChange={(e) => fill({ content: e.target.value })}
					/>
				)}
			</Text>
			<div className="pair">
				<Labelled label={say("field.area")}>
					{(named) => (
						<AreaPick
							{...named}
							label={say("field.area")}
							value={sheet.area}
							known={known?.code === sheet.area ? known?.name : undefined}
							onChange={(area) => fill({ area })}
						/>
					)}
				</Labelled>
				<Text name="place">
					{(named) => <Input {...named} value={sheet.place} onChange={(e) => fill({ place: e.target.value })} />}
				</Text>
			</div>
			<Labelled label={say("field.nature")} required group>
				{() => (
					<Chips
						label={say("field.nature")}
						options={options("nature", natures)}
						value={sheet.nature}
						onChange={(nature) => fill({ nature })}
					/>
				)}
			</Labelled>
			{!short && <Further sheet={sheet} fill={fill} />}
		</>
	);
}

/** What can wait when many people wait: a reviewer will add it. */
function Further({ sheet, fill }: Pick<Part, "sheet" | "fill">) {
	const { say, word } = useLang();
	const options = optionsOf(word);
	return (
		<>
			<div className="pair">
				<Labelled label={say("field.category")}>
					{(named) => (
						<CategoryPick
							{...named}
							label={say("field.category")}
							value={sheet.category}
							onChange={(category) => fill({ category })}
						/>
					)}
				</Labelled>
				<Text name="demand">
					{(named) => <Input {...named} value={sheet.demand} onChange={(e) => fill({ demand: e.target.value })} />}
				</Text>
			</div>
			<Text name="title" hint={say("register.title_hint")}>
				{(named) => (
					<Input {...named} maxLength={120} value={sheet.title} onChange={(e) => fill({ title: e.target.value })} />
				)}
			</Text>
			<Labelled label={say("field.urgency")} group>
				{() => (
					<Chips
						label={say("field.urgency")}
						required
						options={options("urgency", urgencies)}
						value={sheet.urgency}
						onChange={(urgency) => fill({ urgency })}
					/>
				)}
			</Labelled>
			<div className="pair">
				<Labelled label={say("field.confidentiality")}>
					{(named) => (
						<Select
							{...named}
							className="pick"
							value={sheet.confidentiality}
							onChange={(confidentiality) => fill({ confidentiality })}
							options={options("confidentiality", confidentialities)}
						/>
					)}
				</Labelled>
				<label className="tick">
					<input type="checkbox" checked={sheet.publish} onChange={(e) => fill({ publish: e.target.checked })} />
					{say("register.publish")}
				</label>
			</div>
			<details>
				<summary>{say("field.point")}</summary>
				<PointPick
					label={say("field.point")}
					area={sheet.area || undefined}
					value={sheet.point}
					onChange={(point) => fill({ point })}
				/>
			</details>
		</>
	);
}

function Text({
	name,
	required = false,
	hint,
	children,
}: {
	name: "content" | "demand" | "place" | "title";
	required?: boolean;
	hint?: string;
	children: (named: Named) => ReactNode;
}) {
	const { say } = useLang();
	return (
		<Labelled label={say(`field.${name}`)} required={required} hint={hint}>
			{children}
		</Labelled>
	);
}
