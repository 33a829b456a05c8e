/** A microphone or a loudspeaker, as the browser names it. */
export interface Device {
	id: string;
	name: string;
}

export interface Devices {
	microphones: Device[];
	speakers: Device[];
}

export type Kind = "microphone" | "speaker";

/** What the system itself would take. */
export const standard = "default";

const stored = (kind: Kind) => `huiyin.${kind}`;

/** The device this browser was last set to. */
export function storedDevice(kind: Kind): string {
	return localStorage.getItem(stored(kind)) ?? standard;
}

export function storeDevice(kind: Kind, id: string): void {
	localStorage.setItem(stored(kind), id);
}

/**
 * Sorts what the browser lists. Names are empty until the person has let the page use the microphone, and the browser
 * lists the standard device twice; neither is of use to anybody.
 */
export function sort(list: Pick<MediaDeviceInfo, "deviceId" | "kind" | "label">[]): Devices {
	const of = (kind: MediaDeviceKind) =>
		list
			.filter(
				(d) => d.kind === kind && d.deviceId && d.label && d.deviceId !== standard && d.deviceId !== "communications",
			)
			.map((d) => ({ id: d.deviceId, name: d.label }));
	return { microphones: of("audioinput"), speakers: of("audiooutput") };
}

/** The chosen device while it is there, else what the system takes: a headset that was pulled out must not silence a call. */
export function present(chosen: string, devices: Device[]): string {
	return devices.some((d) => d.id === chosen) ? chosen : standard;
}
