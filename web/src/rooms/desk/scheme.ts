/** Codes that a search and a registration offer. The program refuses others; forms of steps bring their own. */
export const natures = ["consultation", "help", "complaint", "report", "suggestion", "praise", "other"] as const;
export const urgencies = ["normal", "livelihood", "emergency"] as const;
export const channels = ["phone", "letter", "web", "wechat", "app", "sms", "open311", "walk_in"] as const;
export const confidentialities = ["0", "1", "2", "3"] as const;
