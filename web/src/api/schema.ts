// Generated from the program's OpenAPI document by `make generate`. Do not edit.

export type paths = Record<string, never>;
