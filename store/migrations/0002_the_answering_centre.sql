-- The answering centre: calls, their recordings, who sits where and in what state, and whom we promised to ring back.
CREATE TABLE calls (
  call_id      {{int}} PRIMARY KEY,
  outbound     {{bool}} NOT NULL,
  hotline      TEXT NOT NULL,
  trunk        TEXT NOT NULL,
  phone_sealed {{blob}},
  phone_hash   {{blob}},
  case_id      {{int}} NOT NULL,
  callback_id  {{int}} NOT NULL,
  staff_id     {{int}} NOT NULL,
  seat         {{int}} NOT NULL,
  emergency    {{bool}} NOT NULL,
  surge        {{bool}} NOT NULL,
  arrived_at   {{int}} NOT NULL,
  queued_at    {{int}},
  answered_at  {{int}},
  ended_at     {{int}},
  wrapped_at   {{int}},
  held_ms      {{int}} NOT NULL,
  offers       {{int}} NOT NULL,
  outcome      TEXT NOT NULL,
  cause        TEXT NOT NULL,
  score        {{int}} NOT NULL
) {{strict}};
CREATE INDEX calls_by_phone ON calls (phone_hash, call_id) WHERE phone_hash IS NOT NULL;
CREATE INDEX calls_by_case ON calls (case_id, call_id) WHERE case_id <> 0;
CREATE INDEX calls_by_staff ON calls (staff_id, call_id) WHERE staff_id <> 0;
CREATE INDEX calls_live ON calls (call_id) WHERE ended_at IS NULL;

CREATE TABLE recordings (
  call_id     {{int}} PRIMARY KEY,
  hash        TEXT NOT NULL,
  size        {{int}} NOT NULL,
  started_at  {{int}} NOT NULL,
  duration_ms {{int}} NOT NULL,
  pauses      TEXT NOT NULL,
  waveform    {{blob}},
  trouble     TEXT NOT NULL
) {{strict}};
CREATE INDEX recordings_by_hash ON recordings (hash);

CREATE TABLE seats (
  seat    {{int}} PRIMARY KEY,
  name    TEXT NOT NULL,
  phone   TEXT NOT NULL,
  reserve {{bool}} NOT NULL,
  active  {{bool}} NOT NULL
) {{strict}};

CREATE TABLE skills (
  staff_id {{int}} NOT NULL,
  skill    TEXT NOT NULL,
  level    {{int}} NOT NULL,
  PRIMARY KEY (staff_id, skill)
) {{strict_without_rowid}};

CREATE TABLE seat_states (
  staff_id {{int}} NOT NULL,
  at       {{int}} NOT NULL,
  n        {{int}} NOT NULL,
  seat     {{int}} NOT NULL,
  state    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  call_id  {{int}} NOT NULL,
  PRIMARY KEY (staff_id, at, n)
) {{strict_without_rowid}};
CREATE INDEX seat_states_by_time ON seat_states (at);

CREATE TABLE callbacks (
  callback_id  {{int}} PRIMARY KEY,
  reason       TEXT NOT NULL,
  state        TEXT NOT NULL,
  hotline      TEXT NOT NULL,
  call_id      {{int}} NOT NULL,
  case_id      {{int}} NOT NULL,
  phone_sealed {{blob}} NOT NULL,
  phone_hash   {{blob}} NOT NULL,
  asked_at     {{int}} NOT NULL,
  promised_at  {{int}} NOT NULL,
  next_at      {{int}} NOT NULL,
  times        {{int}} NOT NULL,
  attempts     {{int}} NOT NULL,
  tried_at     {{int}},
  staff_id     {{int}} NOT NULL,
  done_at      {{int}},
  urgent       {{bool}} NOT NULL,
  claimed_at   {{int}},
  note         TEXT NOT NULL
) {{strict}};
CREATE INDEX callbacks_by_case ON callbacks (case_id, callback_id) WHERE case_id <> 0;
CREATE INDEX callbacks_due ON callbacks (state, next_at, callback_id);
CREATE UNIQUE INDEX callbacks_once ON callbacks (phone_hash, reason) WHERE state IN ('open', 'claimed');

CREATE TABLE inspections (
  inspection_id {{int}} PRIMARY KEY,
  call_id       {{int}} NOT NULL,
  staff_id      {{int}} NOT NULL,
  inspector_id  {{int}} NOT NULL,
  sample        TEXT NOT NULL,
  drawn_at      {{int}} NOT NULL,
  done_at       {{int}},
  score         {{int}} NOT NULL,
  marks         TEXT NOT NULL,
  note          TEXT NOT NULL
) {{strict}};
CREATE UNIQUE INDEX inspections_once ON inspections (sample, call_id);
CREATE INDEX inspections_by_staff ON inspections (staff_id, inspection_id);
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
