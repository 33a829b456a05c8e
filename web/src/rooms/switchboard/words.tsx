import { Button } from "antd";
import { useLang } from "../../lang/lang";
import { useKeys } from "../../lib/keys";
import { Moment } from "../../ui/moment";
import type { Chair } from "./chair";
import type { MessageNews } from "./wire";

/** Words of a supervisor, until they are read. */
export function Words({ chair, messages }: { chair: Chair; messages: MessageNews[] }) {
	const { say } = useLang();
	const [first] = messages;
	useKeys(first ? [{ keys: "F9", say: "word.read", typing: true, run: () => chair.read(first) }] : []);
	if (messages.length === 0) return null;
	return (
		<ul className="words" role="status">
			{messages.map((message, i) => (
				<li key={message.n}>
					<b>{message.from}</b> <span className="words-text">{message.text}</span>
					<span className="label-hint">
						<Moment at={message.at} />
					</span>
					<Button size="small" onClick={() => chair.read(message)}>
						{say("word.read")} {i === 0 && <kbd>F9</kbd>}
					</Button>
				</li>
			))}
		</ul>
	);
}
