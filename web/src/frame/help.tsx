import { useLang } from "../lang/lang";
import { useBoundKeys } from "../lib/keys";
import { Window } from "../ui/window";

const names: Record<string, string> = {
	Escape: "Esc",
	"mod+k": "⌘K",
	"mod+Enter": "⌘⏎",
	Enter: "⏎",
	ArrowDown: "↓",
	ArrowUp: "↑",
	ArrowLeft: "←",
	ArrowRight: "→",
	Space: "␣",
};

/** The keys that do something on this page. */
export function Help({ onClose }: { onClose: () => void }) {
	const { say } = useLang();
	const keys = useBoundKeys();
	return (
		<Window title={say("keys.title")} onClose={onClose}>
			<dl className="keys">
				{keys.map((binding) => (
					<div key={binding.keys}>
						<dt>
							{binding.keys.split(" ").map((key) => (
								<kbd key={key}>{names[key] ?? key.toUpperCase()}</kbd>
							))}
						</dt>
						<dd>{say(binding.say)}</dd>
					</div>
				))}
			</dl>
		</Window>
	);
}
