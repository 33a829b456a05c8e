-- The schema, printed from an empty record by a test; go generate ./store writes it anew.
-- It is made by the migrations, which say why; nothing reads this file.

CREATE TABLE api_keys (
  key_hash   BLOB PRIMARY KEY,
  staff_id   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked    INTEGER NOT NULL
) STRICT;

CREATE TABLE areas (
  code    TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent  TEXT NOT NULL,
  level   INTEGER NOT NULL,
  lon     REAL,
  lat     REAL
) STRICT;

CREATE TABLE article_counts (
  article_id   INTEGER PRIMARY KEY,
  uses         INTEGER NOT NULL,
  recent       INTEGER NOT NULL,
  reports      INTEGER NOT NULL,
  open_reports INTEGER NOT NULL,
  chases       INTEGER NOT NULL,
  chased_at    INTEGER
) STRICT;

CREATE INDEX article_counts_by_reports ON article_counts (open_reports) WHERE open_reports > 0;

CREATE INDEX article_counts_by_use ON article_counts (recent, uses, article_id);

CREATE TABLE article_reports (
  article_id  INTEGER NOT NULL,
  report_id   INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  case_id     INTEGER NOT NULL,
  staff_id    INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  note        TEXT NOT NULL,
  state       TEXT NOT NULL,
  resolved_by INTEGER NOT NULL,
  resolved_at INTEGER,
  resolution  TEXT NOT NULL,
  PRIMARY KEY (article_id, report_id)
) STRICT;

CREATE INDEX article_reports_by_state ON article_reports (state, report_id);

CREATE TABLE article_uses (
  article_id INTEGER NOT NULL,
  case_id    INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  staff_id   INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (article_id, case_id, contact_id)
) STRICT;

CREATE INDEX article_uses_by_time ON article_uses (article_id, at);

CREATE TABLE article_versions (
  article_id   INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  state        TEXT NOT NULL,
  edits        INTEGER NOT NULL,
  unit         TEXT NOT NULL,
  title        TEXT NOT NULL,
  question     TEXT NOT NULL,
  answer       TEXT NOT NULL,
  law          TEXT NOT NULL,
  region       TEXT NOT NULL,
  category     TEXT NOT NULL,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT NOT NULL,
  review_on    TEXT NOT NULL,
  written_by   INTEGER NOT NULL,
  written_at   INTEGER,
  submitted_by INTEGER NOT NULL,
  submitted_at INTEGER,
  decided_by   INTEGER NOT NULL,
  decided_at   INTEGER,
  note         TEXT NOT NULL,
  PRIMARY KEY (article_id, version)
) STRICT;

CREATE INDEX article_versions_by_state ON article_versions (state, article_id);

CREATE TABLE articles (
  article_id INTEGER PRIMARY KEY,
  code       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  title      TEXT NOT NULL,
  question   TEXT NOT NULL,
  answer     TEXT NOT NULL,
  law        TEXT NOT NULL,
  region     TEXT NOT NULL,
  category   TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  review_on  TEXT NOT NULL,
  state      TEXT NOT NULL
, version INTEGER NOT NULL DEFAULT 1, open_version INTEGER NOT NULL DEFAULT 0, changed_at INTEGER) STRICT;

CREATE UNIQUE INDEX articles_by_code ON articles (code);

CREATE VIRTUAL TABLE articles_text USING fts5(title, body, marks, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars ':_'");

CREATE TABLE assignments (
  case_id         INTEGER NOT NULL,
  assignment_id   INTEGER NOT NULL,
  parent_id       INTEGER NOT NULL,
  unit_id         INTEGER NOT NULL,
  part            TEXT NOT NULL,
  round           INTEGER NOT NULL,
  state           TEXT NOT NULL,
  advice          TEXT NOT NULL,
  forced          INTEGER NOT NULL,
  time_limit      TEXT NOT NULL,
  dispatched_at   INTEGER,
  due_at          INTEGER NOT NULL,
  yellow_at       INTEGER,
  sign_due_at     INTEGER,
  signed_at       INTEGER,
  contact_due_at  INTEGER,
  contacted_at    INTEGER,
  verified_at     INTEGER,
  submitted_at    INTEGER,
  ended_at        INTEGER,
  auto_signed     INTEGER NOT NULL,
  tries           INTEGER NOT NULL,
  found_true      TEXT NOT NULL,
  verify_note     TEXT NOT NULL,
  verify_lon      REAL,
  verify_lat      REAL,
  verified_by     INTEGER NOT NULL,
  submitted_by    INTEGER NOT NULL,
  internal        TEXT NOT NULL,
  public          TEXT NOT NULL,
  unsolved_reason TEXT NOT NULL,
  defects         TEXT NOT NULL,
  solved          TEXT NOT NULL,
  sent_back       INTEGER NOT NULL,
  PRIMARY KEY (case_id, assignment_id)
) STRICT;

CREATE INDEX assignments_by_unit ON assignments (unit_id, state, due_at);

CREATE TABLE callbacks (
  callback_id  INTEGER PRIMARY KEY,
  reason       TEXT NOT NULL,
  state        TEXT NOT NULL,
  hotline      TEXT NOT NULL,
  call_id      INTEGER NOT NULL,
  case_id      INTEGER NOT NULL,
  phone_sealed BLOB NOT NULL,
  phone_hash   BLOB NOT NULL,
  asked_at     INTEGER NOT NULL,
  promised_at  INTEGER NOT NULL,
  next_at      INTEGER NOT NULL,
  times        INTEGER NOT NULL,
  attempts     INTEGER NOT NULL,
  tried_at     INTEGER,
  staff_id     INTEGER NOT NULL,
  done_at      INTEGER,
  urgent       INTEGER NOT NULL,
  claimed_at   INTEGER,
  note         TEXT NOT NULL
) STRICT;

CREATE INDEX callbacks_by_case ON callbacks (case_id, callback_id) WHERE case_id <> 0;

CREATE INDEX callbacks_due ON callbacks (state, next_at, callback_id);

CREATE UNIQUE INDEX callbacks_once ON callbacks (phone_hash, reason) WHERE state IN ('open', 'claimed');

CREATE TABLE calls (
  call_id      INTEGER PRIMARY KEY,
  outbound     INTEGER NOT NULL,
  hotline      TEXT NOT NULL,
  trunk        TEXT NOT NULL,
  phone_sealed BLOB,
  phone_hash   BLOB,
  case_id      INTEGER NOT NULL,
  callback_id  INTEGER NOT NULL,
  staff_id     INTEGER NOT NULL,
  seat         INTEGER NOT NULL,
  emergency    INTEGER NOT NULL,
  surge        INTEGER NOT NULL,
  arrived_at   INTEGER NOT NULL,
  queued_at    INTEGER,
  answered_at  INTEGER,
  ended_at     INTEGER,
  wrapped_at   INTEGER,
  held_ms      INTEGER NOT NULL,
  offers       INTEGER NOT NULL,
  outcome      TEXT NOT NULL,
  cause        TEXT NOT NULL,
  score        INTEGER NOT NULL
) STRICT;

CREATE INDEX calls_by_case ON calls (case_id, call_id) WHERE case_id <> 0;

CREATE INDEX calls_by_phone ON calls (phone_hash, call_id) WHERE phone_hash IS NOT NULL;

CREATE INDEX calls_by_staff ON calls (staff_id, call_id) WHERE staff_id <> 0;

CREATE INDEX calls_live ON calls (call_id) WHERE ended_at IS NULL;

CREATE TABLE case_units (
  unit_id INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  PRIMARY KEY (unit_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  case_id         INTEGER PRIMARY KEY,
  number          TEXT NOT NULL,
  version         INTEGER NOT NULL,
  state           TEXT NOT NULL,
  round           INTEGER NOT NULL,
  title           TEXT NOT NULL,
  content         TEXT NOT NULL,
  demand          TEXT NOT NULL,
  place           TEXT NOT NULL,
  nature          TEXT NOT NULL,
  category        TEXT NOT NULL,
  urgency         TEXT NOT NULL,
  confidentiality INTEGER NOT NULL,
  channel         TEXT NOT NULL,
  area            TEXT NOT NULL,
  lon             REAL,
  lat             REAL,
  mailbox_id      INTEGER NOT NULL,
  mailbox_unit_id INTEGER NOT NULL,
  person_id       INTEGER NOT NULL,
  publish         INTEGER NOT NULL,
  language        TEXT NOT NULL,
  service         TEXT NOT NULL,
  lead_id         INTEGER NOT NULL,
  answer          TEXT NOT NULL,
  internal        TEXT NOT NULL,
  article_id      INTEGER NOT NULL,
  registered_at   INTEGER,
  received_at     INTEGER,
  dispatched_at   INTEGER,
  replied_at      INTEGER,
  closed_at       INTEGER,
  archived_at     INTEGER,
  since_at        INTEGER,
  due_at          INTEGER NOT NULL,
  yellow_at       INTEGER,
  promised_at     INTEGER,
  wake_at         INTEGER,
  first_judgement TEXT NOT NULL,
  final_judgement TEXT NOT NULL,
  solved          TEXT NOT NULL,
  outcome         TEXT NOT NULL,
  reason          TEXT NOT NULL,
  registered_by   INTEGER NOT NULL,
  objected        INTEGER NOT NULL,
  urges           INTEGER NOT NULL,
  historic        INTEGER NOT NULL,
  imported_at     INTEGER,
  changed_at      INTEGER NOT NULL,
  code_hash       BLOB
) STRICT;

CREATE INDEX cases_by_category ON cases (category, case_id);

CREATE INDEX cases_by_due ON cases (state, due_at, case_id);

CREATE INDEX cases_by_judgement ON cases (case_id, final_judgement) WHERE final_judgement <> '';

CREATE INDEX cases_by_lead ON cases (lead_id, state, due_at) WHERE lead_id <> 0;

CREATE INDEX cases_by_mailbox ON cases (mailbox_id, case_id) WHERE mailbox_id <> 0;

CREATE UNIQUE INDEX cases_by_number ON cases (number);

CREATE INDEX cases_by_open311 ON cases (case_id) WHERE channel = 'open311';

CREATE INDEX cases_by_person ON cases (person_id, case_id) WHERE person_id <> 0;

CREATE INDEX cases_by_state ON cases (state, case_id);

CREATE INDEX cases_by_wake ON cases (wake_at) WHERE wake_at IS NOT NULL;

CREATE VIRTUAL TABLE cases_text USING fts5(title, body, marks, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars ':_'");

CREATE TABLE catalogue (
  row_key     TEXT PRIMARY KEY,
  category    TEXT NOT NULL,
  area        TEXT NOT NULL,
  lead_code   TEXT NOT NULL,
  co_codes    TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  time_limit  TEXT NOT NULL,
  valid_from  TEXT NOT NULL,
  valid_to    TEXT NOT NULL
) STRICT;

CREATE TABLE categories (
  code     TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  name_es  TEXT NOT NULL,
  parent   TEXT NOT NULL,
  open311  INTEGER NOT NULL,
  keywords TEXT NOT NULL,
  nature   TEXT NOT NULL,
  hint     TEXT NOT NULL
) STRICT;

CREATE TABLE chains (
  stream INTEGER PRIMARY KEY,
  n      INTEGER NOT NULL,
  hash   BLOB NOT NULL
) STRICT;

CREATE TABLE contacts (
  case_id    INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  person_id  INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  channel    TEXT NOT NULL,
  outbound   INTEGER NOT NULL,
  reached    INTEGER NOT NULL,
  staff_id   INTEGER NOT NULL,
  unit_id    INTEGER NOT NULL,
  note       TEXT NOT NULL,
  shown      INTEGER NOT NULL,
  PRIMARY KEY (case_id, contact_id)
) STRICT;

CREATE INDEX contacts_by_person ON contacts (person_id, contact_id) WHERE person_id <> 0;

CREATE TABLE days (
  day  TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE events (
  shard   INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  stream  INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  actor   TEXT NOT NULL,
  data    TEXT NOT NULL,
  hash    BLOB NOT NULL,
  PRIMARY KEY (shard, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX events_by_stream ON events (stream, n);

CREATE TABLE files (
  case_id    INTEGER NOT NULL,
  file_id    INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  hash       TEXT NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  size       INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  staff_id   INTEGER NOT NULL,
  PRIMARY KEY (case_id, file_id)
) STRICT;

CREATE INDEX files_by_hash ON files (hash);

CREATE TABLE hotlines (
  number   TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  unit     TEXT NOT NULL,
  mode     TEXT NOT NULL,
  greeting TEXT NOT NULL,
  skills   TEXT NOT NULL,
  category TEXT NOT NULL,
  hours    TEXT NOT NULL,
  fallback TEXT NOT NULL
) STRICT;

CREATE TABLE inspections (
  inspection_id INTEGER PRIMARY KEY,
  call_id       INTEGER NOT NULL,
  staff_id      INTEGER NOT NULL,
  inspector_id  INTEGER NOT NULL,
  sample        TEXT NOT NULL,
  drawn_at      INTEGER NOT NULL,
  done_at       INTEGER,
  score         INTEGER NOT NULL,
  marks         TEXT NOT NULL,
  note          TEXT NOT NULL
) STRICT;

CREATE INDEX inspections_by_staff ON inspections (staff_id, inspection_id);

CREATE UNIQUE INDEX inspections_once ON inspections (sample, call_id);

CREATE INDEX inspections_waiting ON inspections (inspection_id) WHERE done_at IS NULL;

CREATE TABLE keys_used (
  scope   TEXT NOT NULL,
  key     TEXT NOT NULL,
  digest  BLOB NOT NULL,
  subject INTEGER NOT NULL,
  secret  BLOB,
  at      INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT;

CREATE TABLE limits (
  row_key    TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  category   TEXT NOT NULL,
  nature     TEXT NOT NULL,
  urgency    TEXT NOT NULL,
  channel    TEXT NOT NULL,
  time_limit TEXT NOT NULL,
  valid_from INTEGER,
  valid_to   INTEGER,
  law        TEXT NOT NULL
) STRICT;

CREATE TABLE mailboxes (
  mailbox_id  INTEGER PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  name_es     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  owner_title TEXT NOT NULL,
  level       TEXT NOT NULL,
  area        TEXT NOT NULL,
  unit_id     INTEGER NOT NULL,
  state       TEXT NOT NULL,
  intro       TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX mailboxes_by_code ON mailboxes (code);

CREATE TABLE numbers (
  day   INTEGER NOT NULL,
  shard INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (day, shard)
) STRICT;

CREATE TABLE objections (
  inspection_id INTEGER PRIMARY KEY,
  reason        TEXT NOT NULL,
  objected_at   INTEGER NOT NULL,
  decided_by    INTEGER NOT NULL,
  decided_at    INTEGER,
  decision      TEXT NOT NULL,
  score_before  INTEGER NOT NULL,
  marks_before  TEXT NOT NULL
) STRICT;

CREATE INDEX objections_open ON objections (inspection_id) WHERE decided_at IS NULL;

CREATE TABLE persons (
  person_id    INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  name_sealed  BLOB,
  phone_sealed BLOB,
  email_sealed BLOB,
  name_hash    BLOB,
  phone_hash   BLOB,
  email_hash   BLOB,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX persons_by_email ON persons (email_hash) WHERE email_hash IS NOT NULL;

CREATE INDEX persons_by_phone ON persons (phone_hash) WHERE phone_hash IS NOT NULL;

CREATE UNIQUE INDEX persons_once ON persons (phone_hash, name_hash) WHERE phone_hash IS NOT NULL AND name_hash IS NOT NULL;

CREATE UNIQUE INDEX persons_once_by_email ON persons (email_hash, name_hash) WHERE phone_hash IS NULL AND name_hash IS NOT NULL;

CREATE UNIQUE INDEX persons_once_by_email_unnamed ON persons (email_hash) WHERE phone_hash IS NULL AND email_hash IS NOT NULL AND name_hash IS NULL;

CREATE UNIQUE INDEX persons_once_unnamed ON persons (phone_hash) WHERE phone_hash IS NOT NULL AND name_hash IS NULL;

CREATE TABLE phone_places (
  phone      TEXT NOT NULL,
  source     TEXT NOT NULL,
  contact    TEXT NOT NULL,
  register   TEXT NOT NULL,
  turn       INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (phone, source)
) STRICT;

CREATE TABLE publication_views (
  case_id INTEGER PRIMARY KEY,
  n       INTEGER NOT NULL
) STRICT;

CREATE TABLE publications (
  case_id    INTEGER PRIMARY KEY,
  number     TEXT NOT NULL,
  title      TEXT NOT NULL,
  content    TEXT NOT NULL,
  answer     TEXT NOT NULL,
  unit_id    INTEGER NOT NULL,
  category   TEXT NOT NULL,
  area       TEXT NOT NULL,
  mailbox_id INTEGER NOT NULL,
  nature     TEXT NOT NULL,
  judgement  TEXT NOT NULL,
  asked_at   INTEGER NOT NULL,
  replied_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX publications_by_number ON publications (number);

CREATE VIRTUAL TABLE publications_text USING fts5(title, body, marks, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars ':_'");

CREATE TABLE readings (
  case_id        INTEGER NOT NULL,
  reading_id     INTEGER NOT NULL,
  person_id      INTEGER NOT NULL,
  kind           TEXT NOT NULL,
  at             INTEGER NOT NULL,
  staff_id       INTEGER NOT NULL,
  unit_id        INTEGER NOT NULL,
  purpose_sealed BLOB,
  PRIMARY KEY (case_id, reading_id)
) STRICT;

CREATE INDEX readings_by_staff ON readings (staff_id, reading_id);

CREATE INDEX readings_by_time ON readings (reading_id);

CREATE TABLE recordings (
  call_id     INTEGER PRIMARY KEY,
  hash        TEXT NOT NULL,
  size        INTEGER NOT NULL,
  started_at  INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  pauses      TEXT NOT NULL,
  waveform    BLOB,
  trouble     TEXT NOT NULL
) STRICT;

CREATE INDEX recordings_by_hash ON recordings (hash);

CREATE TABLE requests (
  case_id       INTEGER NOT NULL,
  request_id    INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  assignment_id INTEGER NOT NULL,
  state         TEXT NOT NULL,
  asked_by      INTEGER NOT NULL,
  unit_id       INTEGER NOT NULL,
  asked_at      INTEGER NOT NULL,
  due_at        INTEGER NOT NULL,
  reason        TEXT NOT NULL,
  basis         TEXT NOT NULL,
  text          TEXT NOT NULL,
  proposed_id   INTEGER NOT NULL,
  decided_by    INTEGER NOT NULL,
  decided_at    INTEGER,
  opinion       TEXT NOT NULL,
  PRIMARY KEY (case_id, request_id)
) STRICT;

CREATE INDEX requests_by_state ON requests (state, kind, due_at);

CREATE TABLE room_rules (
  rule     TEXT PRIMARY KEY,
  value    TEXT NOT NULL,
  at       INTEGER NOT NULL,
  staff_id INTEGER NOT NULL
) STRICT;

CREATE TABLE seat_states (
  staff_id INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  seat     INTEGER NOT NULL,
  state    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  call_id  INTEGER NOT NULL,
  PRIMARY KEY (staff_id, at, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX seat_states_by_time ON seat_states (at);

CREATE TABLE seats (
  seat    INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  phone   TEXT NOT NULL,
  reserve INTEGER NOT NULL,
  active  INTEGER NOT NULL
) STRICT;

CREATE TABLE served_first (
  phone_hash BLOB PRIMARY KEY,
  at         INTEGER NOT NULL,
  staff_id   INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY,
  staff_id   INTEGER NOT NULL,
  csrf       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_staff ON sessions (staff_id);

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE shards (
  shard INTEGER PRIMARY KEY,
  seq   INTEGER NOT NULL
) STRICT;

CREATE TABLE skills (
  staff_id INTEGER NOT NULL,
  skill    TEXT NOT NULL,
  level    INTEGER NOT NULL,
  PRIMARY KEY (staff_id, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  staff_id     INTEGER PRIMARY KEY,
  login        TEXT NOT NULL,
  name         TEXT NOT NULL,
  roles        TEXT NOT NULL,
  unit_id      INTEGER NOT NULL,
  password     TEXT NOT NULL,
  active       INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  locked_until INTEGER
) STRICT;

CREATE UNIQUE INDEX staff_by_login ON staff (login);

CREATE TABLE units (
  unit_id     INTEGER PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  parent_id   INTEGER NOT NULL,
  level       INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  area        TEXT NOT NULL,
  phone       TEXT NOT NULL,
  backstop_id INTEGER NOT NULL,
  active      INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX units_by_code ON units (code);

CREATE TABLE visits (
  case_id      INTEGER NOT NULL,
  n            INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  made_by      TEXT NOT NULL,
  unit_id      INTEGER NOT NULL,
  staff_id     INTEGER NOT NULL,
  round        INTEGER NOT NULL,
  reached      INTEGER NOT NULL,
  satisfaction TEXT NOT NULL,
  solved       TEXT NOT NULL,
  truthful     TEXT NOT NULL,
  opinion      TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
) STRICT;

CREATE TABLE watermarks (
  reader TEXT NOT NULL,
  shard  INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (reader, shard)
) STRICT;
