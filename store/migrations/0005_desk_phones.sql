-- Desk phones say every few minutes where they can be reached. A restart must not wait for that: until then no desk phone
-- could be rung and nobody could sit down at one. Connections end with the program, so only places over UDP are kept.
CREATE TABLE phone_places (
  phone      TEXT NOT NULL,
  source     TEXT NOT NULL,
  contact    TEXT NOT NULL,
  register   TEXT NOT NULL,
  turn       {{int}} NOT NULL,
  expires_at {{int}} NOT NULL,
  PRIMARY KEY (phone, source)
) {{strict}};
