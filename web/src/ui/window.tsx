import { type ReactNode, useEffect, useRef } from "react";
import { useLang } from "../lang/lang";

/** A window over the page, by the browser's own dialog: Escape closes it, and focus returns to where it was. */
export function Window({
	title,
	onClose,
	children,
	size = "narrow",
}: {
	title: string;
	onClose: () => void;
	children: ReactNode;
	size?: "narrow" | "wide";
}) {
	const { say } = useLang();
	const ref = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		ref.current?.showModal(); // it would focus the closing cross, which nobody opened it for
		ref.current?.querySelector<HTMLElement>(".window-body :is(input, textarea):not(:disabled)")?.focus();
	}, []);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the window closes it as Escape does
		<dialog
			ref={ref}
			className={`window window-${size}`}
			aria-label={title}
			onClose={onClose}
			onClick={(event) => event.target === ref.current && ref.current?.close()}
		>
			<header>
				<h2>{title}</h2>
				<button type="button" className="plain" onClick={() => ref.current?.close()} aria-label={say("ui.close")}>
					✕
				</button>
			</header>
			<div className="window-body">{children}</div>
		</dialog>
	);
}
