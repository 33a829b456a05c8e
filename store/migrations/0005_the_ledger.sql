-- Work with the calls that were: a promise says who holds it since when and why it was dropped, and an operator may object once to what an inspector found.
ALTER TABLE callbacks ADD COLUMN claimed_at {{int}};
ALTER TABLE callbacks ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX callbacks_by_case ON callbacks (case_id, callback_id) WHERE case_id <> 0;

CREATE INDEX inspections_waiting ON inspections (inspection_id) WHERE done_at IS NULL;

CREATE TABLE objections (
  inspection_id {{int}} PRIMARY KEY,
  reason        TEXT NOT NULL,
  objected_at   {{int}} NOT NULL,
  decided_by    {{int}} NOT NULL,
  decided_at    {{int}},
  decision      TEXT NOT NULL,
  score_before  {{int}} NOT NULL,
  marks_before  TEXT NOT NULL
) {{strict}};
CREATE INDEX objections_open ON objections (inspection_id) WHERE decided_at IS NULL;
