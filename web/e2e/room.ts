import type { Page, WebSocketRoute } from "playwright-core";

/** The room's side of a console's socket, played by a test: what it tells, and what it was asked for. */
export class Room {
	private socket?: WebSocketRoute;
	private readonly asked: Record<string, unknown>[] = [];
	private met = () => {};
	private meeting = this.next();

	/** Stands in the program's place before a page is opened. What a page asks for is answered by the test. */
	async stand(page: Page): Promise<void> {
		await page.routeWebSocket(/\/api\/v1\/seat$/, (socket) => {
			this.socket = socket;
			socket.onMessage((text) => {
				const order = JSON.parse(String(text)) as Record<string, unknown>;
				if (order.type !== "offer") this.asked.push(order);
			});
			this.tell({ type: "hello", house: "test" });
			this.met();
		});
	}

	/** Waits until a console has come since it was last waited for. */
	async console(): Promise<void> {
		await this.meeting;
		this.meeting = this.next();
	}

	private next(): Promise<void> {
		return new Promise((met) => {
			this.met = met;
		});
	}

	tell(news: Record<string, unknown>): void {
		this.socket?.send(JSON.stringify(news));
	}

	/** What was asked for since the last look. */
	orders(): Record<string, unknown>[] {
		return this.asked.splice(0);
	}
}

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

export const seat = (state: string, change = {}) => ({
	type: "seat",
	seat: 118,
	name: "118",
	state,
	reason: "",
	since: ago(130),
	device: "browser",
	reserve: false,
	away: false,
	...change,
});

export const roomLine = {
	type: "room",
	waiting: 7,
	longest_s: 41,
	level: 0.93,
	ready: 3,
	talking: 61,
	surge: false,
	callbacks: 4,
	callbacks_late: 1,
};

export const call = (state: string, change = {}) => ({
	type: "call",
	call: {
		id: 4711000,
		state,
		direction: "in",
		hotline: { number: "12345", name: "12345政务服务便民热线" },
		caller: { masked: "138****0000", withheld: false },
		emergency: false,
		waited_s: 6,
		since: ago(3),
		...(state !== "offered" && { answered_at: ago(192) }),
		held: false,
		recording: "on",
		mine: true,
		surge: false,
		...change,
	},
});

export const line = (id: number, title: string, change = {}) => ({
	id,
	number: `20261120${String(id % 100_000).padStart(6, "0")}`,
	title,
	channel: "phone",
	nature: "complaint",
	state: "dispatched",
	urgency: "normal",
	confidentiality: 1,
	round: 1,
	urges: 0,
	...change,
});

/** A board of many seats, as it stands at ten in the morning. */
export function board(seats: number) {
	const states = [
		"talking",
		"talking",
		"talking",
		"ready",
		"wrap_up",
		"hold",
		"break",
		"ringing",
		"consult",
		"unanswered",
	];
	const names = ["李明", "王秀英", "欧阳娜娜", "张伟", "María Fernández de la Cruz", "陈静"];
	return {
		type: "board",
		at: new Date().toISOString(),
		waiting: [
			["12345", "12345政务服务便民热线", 41, false, []],
			["12329", "住房公积金热线", 22, false, ["gjj.2"]],
			["12345", "12345政务服务便民热线", 18, true, []],
			["12345", "12345政务服务便民热线", 9, false, ["language.tibetan.must"]],
		].map(([hotline, name, waited_s, emergency, wants], i) => ({
			call: 900 + i,
			hotline,
			name,
			masked: i === 3 ? "" : `13${i}****11${i}2`,
			waited_s,
			expected_s: 30,
			position: i + 1,
			emergency,
			boosts: emergency ? ["emergency"] : i === 1 ? ["repeat"] : [],
			wants,
		})),
		seats: Array.from({ length: seats }, (_, i) => ({
			seat: 101 + i,
			name: String(101 + i),
			who: names[i % names.length],
			state: states[(i * 7) % states.length],
			reason: states[(i * 7) % states.length] === "break" ? "meal" : "",
			since: ago(((i * 37) % 900) + 4),
			...(["talking", "hold", "consult"].includes(states[(i * 7) % states.length] ?? "") && { call: 5000 + i }),
			reserve: i > seats * 0.9,
			away: false,
			calls: (i * 13) % 80,
		})),
		today: {
			offered: 12_480,
			answered: 12_102,
			abandoned: 311,
			short: 67,
			level: 0.934,
			connect: 0.97,
			mean_wait_s: 7.2,
			longest_wait_s: 188,
			mean_handling_s: 243,
			occupancy: 0.78,
		},
		last_day: {
			offered: 31_200,
			answered: 29_400,
			abandoned: 1800,
			short: 140,
			level: 0.91,
			connect: 0.942,
			mean_wait_s: 9,
			longest_wait_s: 301,
			mean_handling_s: 251,
			occupancy: 0.8,
		},
		lines: [
			["12345", "12345政务服务便民热线", 9800, 3],
			["12329", "住房公积金热线", 1100, 1],
			["12315", "消费者投诉举报热线", 640, 0],
		].map(([hotline, name, offered, waiting]) => ({
			hotline,
			name,
			offered,
			answered: Number(offered) - 60,
			abandoned: 55,
			level: 0.93,
			waiting,
		})),
		surge: { on: false },
		rules: {
			per_second: 1,
			repeat_s: 86_400,
			boosts: [
				{ name: "emergency", points: 3600 },
				{ name: "repeat", points: 60 },
			],
		},
	};
}
