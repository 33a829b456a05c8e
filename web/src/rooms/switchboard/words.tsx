import { Button } from "antd";
import { useLang } from "../../lang/lang";
import { Moment } from "../../ui/moment";
import type { Chair } from "./chair";
import type { MessageNews } from "./wire";

/** Words of a supervisor, until they are read. */
export function Words({ chair, messages }: { chair: Chair; messages: MessageNews[] }) {
	const { say } = useLang();
	if (messages.length === 0) return null;
	return (
		<ul className="words" role="status">
			{messages.map((message) => (
				<li key={`${message.at} ${message.text}`}>
					<b>{message.from}</b> <span className="words-text">{message.text}</span>
					<span className="label-hint">
						<Moment at={message.at} />
					</span>
					<Button size="small" onClick={() => chair.read(message)}>
						{say("word.read")}
					</Button>
				</li>
			))}
		</ul>
	);
}
