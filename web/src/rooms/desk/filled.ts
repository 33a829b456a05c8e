import type { Case, Field, Form, Step, Upload } from "../../api/case";
import type { Wire } from "../../api/client";
import { cityZone } from "../../lib/clock";
import type { UnitRef } from "../directory/unitpick";

/** A point as somebody types it. */
export interface Point {
	lon: string;
	lat: string;
}

/** What was filled in, by the name of the field. */
export type Filled = Record<string, unknown>;

const caseFacts = ["title", "content", "demand", "place", "nature", "category", "urgency"] as const;

/** What a step's form begins with: the facts of the case that it may correct, and the reply that was drafted before. */
export function prefill(c: Case, step: Step): Filled {
	const filled: Filled = {};
	const has = (name: string) => step.fields.some((field) => field.name === name);
	for (const name of caseFacts)
		if (has(name) && c[name]) filled[name] = name === "category" ? c.category?.code : c[name];
	if (has("area") && c.area) filled.area = c.area.code;
	if (has("confidentiality")) filled.confidentiality = String(c.confidentiality);
	if (has("point") && step.on === "case" && c.lon !== undefined && c.lat !== undefined) {
		filled.point = { lon: String(c.lon), lat: String(c.lat) } satisfies Point;
	}
	const part = c.assignments.find((a) => a.id === step.assignment);
	if (part && has("internal") && has("public")) {
		for (const name of ["internal", "public", "solved", "unsolved_reason"] as const)
			if (part[name]) filled[name] = part[name];
	}
	return filled;
}

/** Turns what was filled in into what the program takes; empty fields are left out. */
export function sent(fields: Field[], filled: Filled): { form: Form; files: Wire["FileIn"][] } {
	const form: Record<string, unknown> = {};
	let files: Wire["FileIn"][] = [];
	for (const { name, kind } of fields) {
		const value = filled[name];
		if (value === undefined || value === "" || value === null) continue;
		switch (kind) {
			case "unit":
				form[name] = (value as UnitRef).id;
				break;
			case "units":
				if ((value as UnitRef[]).length > 0) form[name] = (value as UnitRef[]).map((unit) => unit.id);
				break;
			case "article":
				form[name] = (value as { id: number }).id;
				break;
			case "choices":
				if ((value as string[]).length > 0) form[name] = value;
				break;
			case "files":
				files = (value as Upload[]).map(({ hash, name: file, type }) => ({ hash, name: file, type }));
				break;
			case "moment":
				form[name] = `${value}:00${cityZone()}`;
				break;
			case "place": {
				const { lon, lat } = value as Point;
				if (lon.trim() && lat.trim()) Object.assign(form, { lon: Number(lon), lat: Number(lat) });
				break;
			}
			default:
				form[name] = typeof value === "string" ? value.trim() : value;
		}
	}
	return { form: form as Form, files };
}
