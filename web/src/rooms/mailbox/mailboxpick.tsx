import { useInfiniteQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { mailboxesQuery } from "../../api/city";
import { useMe } from "../../api/session";
import { useLang } from "../../lang/lang";
import type { Named } from "../../ui/labelled";

/** A letter box by a part of its name; those of one's own unit first. 0 is none. */
export function MailboxPick({
	label,
	value,
	onChange,
	...named
}: Partial<Named> & { label: string; value: number; onChange: (mailbox: number) => void }) {
	const { say } = useLang();
	const { unit } = useMe();
	const [text, setText] = useState("");
	const q = useDeferredValue(text.trim());
	const { data } = useInfiniteQuery({
		...mailboxesQuery(q ? { q } : unit ? { unit: unit.id } : {}),
		placeholderData: (before) => before,
	});
	const found = data?.pages.flatMap((page) => page.items) ?? [];
	return (
		<Select
			{...named}
			className="pick"
			allowClear
			showSearch={{ filterOption: false, onSearch: setText }}
			aria-label={label}
			placeholder={say("pick.mailbox")}
			value={value || undefined}
			onChange={(id) => onChange(id ?? 0)}
			options={found.map((mailbox) => ({ value: mailbox.id, label: mailbox.name, disabled: mailbox.state !== "open" }))}
			notFoundContent={say("pick.none")}
		/>
	);
}
