import { createRoot } from "react-dom/client";
import { Phone } from "../../src/rooms/switchboard/phone";
import { PhonePanel } from "../../src/rooms/switchboard/phone-panel";
import "../../src/ui/base.css";

/** What the exchange says of the seat's voice. */
export interface Heard {
	type: "heard";
	level: number;
	packets: number;
	lost: number;
	trip: number;
	up: boolean;
}

declare global {
	interface Window {
		phone: Phone;
		heard?: Heard;
		/** The browser's own statistics of every connection that the page made. */
		connections: RTCPeerConnection[];
	}
}

// The connections are the telephone's own affair; the test wants to count what goes over them.
window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
	constructor(configuration?: RTCConfiguration) {
		super(configuration);
		window.connections.push(this);
	}
};

window.phone = new Phone();
window.phone.listen((word) => {
	if (word.type === "heard") window.heard = word as unknown as Heard;
});

const root = document.getElementById("root");
if (root) createRoot(root).render(<PhonePanel phone={window.phone} />);
