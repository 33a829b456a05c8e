const kept = new Map<string, unknown>();

/** What was typed into a form and not sent yet, so that a look at another case loses nothing. Gone with the page. */
export const typed = {
	get: <T>(form: string) => kept.get(form) as T | undefined,
	set: (form: string, value: unknown) => kept.set(form, value),
	drop: (form: string) => kept.delete(form),
	/** Whether any form whose name begins so was touched. */
	any: (beginning: string) => [...kept.keys()].some((form) => form.startsWith(beginning)),
	/** Another person signs in: nothing of the first is left. */
	dropAll: () => kept.clear(),
};
