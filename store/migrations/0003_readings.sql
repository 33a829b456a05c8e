-- The log of who read whose identity and why: the journal proves that it happened, with the purpose as a keyed hash;
-- the auditor needs the words. They may name somebody, so they are sealed.
CREATE TABLE readings (
  case_id        {{int}} NOT NULL,
  reading_id     {{int}} NOT NULL,
  person_id      {{int}} NOT NULL,
  kind           TEXT NOT NULL,
  at             {{int}} NOT NULL,
  staff_id       {{int}} NOT NULL,
  unit_id        {{int}} NOT NULL,
  purpose_sealed {{blob}},
  PRIMARY KEY (case_id, reading_id)
) {{strict}};
CREATE INDEX readings_by_time ON readings (reading_id);
CREATE INDEX readings_by_staff ON readings (staff_id, reading_id);
