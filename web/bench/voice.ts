/** Something like a voice that never pauses, for the microphone: harmonics whose pitch wanders, 16 bits at 48 kHz. */
export function speech(): Buffer {
	const rate = 48_000;
	const seconds = 10;
	const file = Buffer.alloc(44 + rate * seconds * 2);
	file.write("RIFF", 0);
	file.writeUInt32LE(file.length - 8, 4);
	file.write("WAVEfmt ", 8);
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(rate, 24);
	file.writeUInt32LE(rate * 2, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write("data", 36);
	file.writeUInt32LE(file.length - 44, 40);
	let phase = 0;
	for (let i = 0; i < rate * seconds; i++) {
		phase += (2 * Math.PI * (170 + 60 * Math.sin((2 * Math.PI * 3 * i) / rate))) / rate;
		const voice = Math.sin(phase) + 0.6 * Math.sin(3 * phase) + 0.4 * Math.sin(7 * phase);
		file.writeInt16LE(Math.round(9000 * voice), 44 + 2 * i);
	}
	return file;
}
