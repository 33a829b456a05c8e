import type { Assignment, Case, Request } from "../../api/case";

type Contact = Case["contacts"][number];
type Visit = Case["visits"][number];
type File = Case["files"][number];
type Event = Case["events"][number];

/** One thing of a case's story, in the order it happened. */
export type Item =
	| { kind: "letter"; at: string; files: File[] }
	| { kind: "said"; at: string; contact: Contact; visit?: Visit; files: File[] }
	| { kind: "reply"; at: string; assignment: Assignment }
	| { kind: "asked"; at: string; request: Request }
	| { kind: "decided"; at: string; request: Request }
	| { kind: "event"; at: string; event: Event };

/** Events that a contact, a reply or a request of the same moment tells better. */
const toldElsewhere = new Set([
	"case.begun",
	"case.registered",
	"case.supplemented",
	"case.more_asked",
	"case.urged",
	"case.objected",
	"case.visited",
	"case.rated",
	"appellant.contacted",
	"site.verified",
	"reply.submitted",
	"request.asked",
	"request.granted",
	"request.refused",
	"assignment.made",
]);

const order: Item["kind"][] = ["letter", "asked", "said", "reply", "decided", "event"];

/** What happened to a case, from the first word on, as a letter with its answers. */
export function storyOf(c: Case): Item[] {
	const filesOf = (contact: number) => c.files.filter((file) => file.contact === contact);
	const first = c.contacts.find((k) => k.kind === "first");
	const own = c.files.filter((file) => !file.contact || file.contact === first?.id);
	const items: Item[] = [];
	const begun = c.registered_at ?? c.events[0]?.at;
	if (begun) items.push({ kind: "letter", at: begun, files: own });
	for (const contact of c.contacts) {
		if (contact === first || !contact.at || repeatsReply(c, contact) || tellsRequest(contact)) continue;
		items.push({ kind: "said", at: contact.at, contact, visit: visitOf(c, contact), files: filesOf(contact.id) });
	}
	for (const assignment of c.assignments) {
		if (assignment.submitted_at) items.push({ kind: "reply", at: assignment.submitted_at, assignment });
	}
	for (const request of c.requests) {
		if (request.asked_at) items.push({ kind: "asked", at: request.asked_at, request });
		if (request.decided_at) items.push({ kind: "decided", at: request.decided_at, request });
	}
	for (const event of c.events) {
		if (event.at && !toldElsewhere.has(event.kind)) items.push({ kind: "event", at: event.at, event });
	}
	return items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** An answer that went out word for word as the unit wrote it is told by the unit's reply. */
function repeatsReply(c: Case, contact: Contact): boolean {
	return contact.kind === "answer" && c.assignments.some((a) => a.submitted_at && a.public === contact.note);
}

/** The appellant's wish to reopen is told by the request. */
const tellsRequest = (contact: Contact) => contact.kind === "reopen";

/** The judgement that came with a visit or a rating. */
function visitOf(c: Case, contact: Contact): Visit | undefined {
	if (contact.kind !== "return_visit" && contact.kind !== "rating") return undefined;
	return c.visits.find((visit) => visit.at === contact.at);
}
