-- The first house: cases and their parts, the journal they are proved by, and the dictionaries they point to.
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) {{strict}};

CREATE TABLE shards (
  shard {{int}} PRIMARY KEY,
  seq   {{int}} NOT NULL
) {{strict}};

CREATE TABLE chains (
  stream {{int}} PRIMARY KEY,
  n      {{int}} NOT NULL,
  hash   {{blob}} NOT NULL
) {{strict}};

CREATE TABLE events (
  shard   {{int}} NOT NULL,
  seq     {{int}} NOT NULL,
  stream  {{int}} NOT NULL,
  n       {{int}} NOT NULL,
  at      {{int}} NOT NULL,
  kind    TEXT NOT NULL,
  actor   TEXT NOT NULL,
  data    TEXT NOT NULL,
  hash    {{blob}} NOT NULL,
  PRIMARY KEY (shard, seq)
) {{strict_without_rowid}};
CREATE UNIQUE INDEX events_by_stream ON events (stream, n);

CREATE TABLE watermarks (
  reader TEXT NOT NULL,
  shard  {{int}} NOT NULL,
  seq    {{int}} NOT NULL,
  PRIMARY KEY (reader, shard)
) {{strict}};

CREATE TABLE numbers (
  day   {{int}} NOT NULL,
  shard {{int}} NOT NULL,
  n     {{int}} NOT NULL,
  PRIMARY KEY (day, shard)
) {{strict}};

CREATE TABLE keys_used (
  scope   TEXT NOT NULL,
  key     TEXT NOT NULL,
  digest  {{blob}} NOT NULL,
  subject {{int}} NOT NULL,
  secret  {{blob}},
  at      {{int}} NOT NULL,
  PRIMARY KEY (scope, key)
) {{strict}};

CREATE TABLE persons (
  person_id    {{int}} PRIMARY KEY,
  kind         TEXT NOT NULL,
  name_sealed  {{blob}},
  phone_sealed {{blob}},
  email_sealed {{blob}},
  name_hash    {{blob}},
  phone_hash   {{blob}},
  email_hash   {{blob}},
  created_at   {{int}} NOT NULL
) {{strict}};
CREATE INDEX persons_by_phone ON persons (phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX persons_by_email ON persons (email_hash) WHERE email_hash IS NOT NULL;
CREATE UNIQUE INDEX persons_once ON persons (phone_hash, name_hash) WHERE phone_hash IS NOT NULL AND name_hash IS NOT NULL;
CREATE UNIQUE INDEX persons_once_unnamed ON persons (phone_hash) WHERE phone_hash IS NOT NULL AND name_hash IS NULL;
CREATE UNIQUE INDEX persons_once_by_email ON persons (email_hash, name_hash) WHERE phone_hash IS NULL AND name_hash IS NOT NULL;
CREATE UNIQUE INDEX persons_once_by_email_unnamed ON persons (email_hash) WHERE phone_hash IS NULL AND email_hash IS NOT NULL AND name_hash IS NULL;

CREATE TABLE cases (
  case_id         {{int}} PRIMARY KEY,
  number          TEXT NOT NULL,
  version         {{int}} NOT NULL,
  state           TEXT NOT NULL,
  round           {{int}} NOT NULL,
  title           TEXT NOT NULL,
  content         TEXT NOT NULL,
  demand          TEXT NOT NULL,
  place           TEXT NOT NULL,
  nature          TEXT NOT NULL,
  category        TEXT NOT NULL,
  urgency         TEXT NOT NULL,
  confidentiality {{int}} NOT NULL,
  channel         TEXT NOT NULL,
  area            TEXT NOT NULL,
  lon             {{real}},
  lat             {{real}},
  mailbox_id      {{int}} NOT NULL,
  mailbox_unit_id {{int}} NOT NULL,
  person_id       {{int}} NOT NULL,
  publish         {{bool}} NOT NULL,
  language        TEXT NOT NULL,
  service         TEXT NOT NULL,
  lead_id         {{int}} NOT NULL,
  answer          TEXT NOT NULL,
  internal        TEXT NOT NULL,
  article_id      {{int}} NOT NULL,
  registered_at   {{int}},
  received_at     {{int}},
  dispatched_at   {{int}},
  replied_at      {{int}},
  closed_at       {{int}},
  archived_at     {{int}},
  since_at        {{int}},
  due_at          {{int}} NOT NULL,
  yellow_at       {{int}},
  promised_at     {{int}},
  wake_at         {{int}},
  first_judgement TEXT NOT NULL,
  final_judgement TEXT NOT NULL,
  solved          TEXT NOT NULL,
  outcome         TEXT NOT NULL,
  reason          TEXT NOT NULL,
  registered_by   {{int}} NOT NULL,
  objected        {{bool}} NOT NULL,
  urges           {{int}} NOT NULL,
  historic        {{bool}} NOT NULL,
  imported_at     {{int}},
  changed_at      {{int}} NOT NULL,
  code_hash       {{blob}}
) {{strict}};
CREATE UNIQUE INDEX cases_by_number ON cases (number);
CREATE INDEX cases_by_state ON cases (state, case_id);
CREATE INDEX cases_by_due ON cases (state, due_at, case_id);
CREATE INDEX cases_by_lead ON cases (lead_id, state, due_at) WHERE lead_id <> 0;
CREATE INDEX cases_by_person ON cases (person_id, case_id) WHERE person_id <> 0;
CREATE INDEX cases_by_wake ON cases (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX cases_by_mailbox ON cases (mailbox_id, case_id) WHERE mailbox_id <> 0;
CREATE INDEX cases_by_category ON cases (category, case_id);
CREATE INDEX cases_by_open311 ON cases (case_id) WHERE channel = 'open311';
CREATE INDEX cases_by_judgement ON cases (case_id, final_judgement) WHERE final_judgement <> '';

CREATE TABLE case_units (
  unit_id {{int}} NOT NULL,
  case_id {{int}} NOT NULL,
  PRIMARY KEY (unit_id, case_id)
) {{strict_without_rowid}};

CREATE TABLE assignments (
  case_id         {{int}} NOT NULL,
  assignment_id   {{int}} NOT NULL,
  parent_id       {{int}} NOT NULL,
  unit_id         {{int}} NOT NULL,
  part            TEXT NOT NULL,
  round           {{int}} NOT NULL,
  state           TEXT NOT NULL,
  advice          TEXT NOT NULL,
  forced          {{bool}} NOT NULL,
  time_limit      TEXT NOT NULL,
  dispatched_at   {{int}},
  due_at          {{int}} NOT NULL,
  yellow_at       {{int}},
  sign_due_at     {{int}},
  signed_at       {{int}},
  contact_due_at  {{int}},
  contacted_at    {{int}},
  verified_at     {{int}},
  submitted_at    {{int}},
  ended_at        {{int}},
  auto_signed     {{bool}} NOT NULL,
  tries           {{int}} NOT NULL,
  found_true      TEXT NOT NULL,
  verify_note     TEXT NOT NULL,
  verify_lon      {{real}},
  verify_lat      {{real}},
  verified_by     {{int}} NOT NULL,
  submitted_by    {{int}} NOT NULL,
  internal        TEXT NOT NULL,
  public          TEXT NOT NULL,
  unsolved_reason TEXT NOT NULL,
  defects         TEXT NOT NULL,
  solved          TEXT NOT NULL,
  sent_back       {{int}} NOT NULL,
  PRIMARY KEY (case_id, assignment_id)
) {{strict}};
CREATE INDEX assignments_by_unit ON assignments (unit_id, state, due_at);

CREATE TABLE requests (
  case_id       {{int}} NOT NULL,
  request_id    {{int}} NOT NULL,
  kind          TEXT NOT NULL,
  assignment_id {{int}} NOT NULL,
  state         TEXT NOT NULL,
  asked_by      {{int}} NOT NULL,
  unit_id       {{int}} NOT NULL,
  asked_at      {{int}} NOT NULL,
  due_at        {{int}} NOT NULL,
  reason        TEXT NOT NULL,
  basis         TEXT NOT NULL,
  text          TEXT NOT NULL,
  proposed_id   {{int}} NOT NULL,
  decided_by    {{int}} NOT NULL,
  decided_at    {{int}},
  opinion       TEXT NOT NULL,
  PRIMARY KEY (case_id, request_id)
) {{strict}};
CREATE INDEX requests_by_state ON requests (state, kind, due_at);

CREATE TABLE visits (
  case_id      {{int}} NOT NULL,
  n            {{int}} NOT NULL,
  at           {{int}} NOT NULL,
  made_by      TEXT NOT NULL,
  unit_id      {{int}} NOT NULL,
  staff_id     {{int}} NOT NULL,
  round        {{int}} NOT NULL,
  reached      {{bool}} NOT NULL,
  satisfaction TEXT NOT NULL,
  solved       TEXT NOT NULL,
  truthful     TEXT NOT NULL,
  opinion      TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
) {{strict}};

CREATE TABLE contacts (
  case_id    {{int}} NOT NULL,
  contact_id {{int}} NOT NULL,
  person_id  {{int}} NOT NULL,
  at         {{int}} NOT NULL,
  kind       TEXT NOT NULL,
  channel    TEXT NOT NULL,
  outbound   {{bool}} NOT NULL,
  reached    {{bool}} NOT NULL,
  staff_id   {{int}} NOT NULL,
  unit_id    {{int}} NOT NULL,
  note       TEXT NOT NULL,
  shown      {{bool}} NOT NULL,
  PRIMARY KEY (case_id, contact_id)
) {{strict}};
CREATE INDEX contacts_by_person ON contacts (person_id, contact_id) WHERE person_id <> 0;

CREATE TABLE files (
  case_id    {{int}} NOT NULL,
  file_id    {{int}} NOT NULL,
  contact_id {{int}} NOT NULL,
  hash       TEXT NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  size       {{int}} NOT NULL,
  at         {{int}} NOT NULL,
  staff_id   {{int}} NOT NULL,
  PRIMARY KEY (case_id, file_id)
) {{strict}};
CREATE INDEX files_by_hash ON files (hash);

CREATE TABLE units (
  unit_id     {{int}} PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  parent_id   {{int}} NOT NULL,
  level       {{int}} NOT NULL,
  kind        TEXT NOT NULL,
  area        TEXT NOT NULL,
  phone       TEXT NOT NULL,
  backstop_id {{int}} NOT NULL,
  active      {{bool}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX units_by_code ON units (code);

CREATE TABLE areas (
  code    TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent  TEXT NOT NULL,
  level   {{int}} NOT NULL,
  lon     {{real}},
  lat     {{real}}
) {{strict}};

CREATE TABLE categories (
  code     TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  name_es  TEXT NOT NULL,
  parent   TEXT NOT NULL,
  open311  {{bool}} NOT NULL,
  keywords TEXT NOT NULL,
  nature   TEXT NOT NULL,
  hint     TEXT NOT NULL
) {{strict}};

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
) {{strict}};

CREATE TABLE mailboxes (
  mailbox_id  {{int}} PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  name_es     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  owner_title TEXT NOT NULL,
  level       TEXT NOT NULL,
  area        TEXT NOT NULL,
  unit_id     {{int}} NOT NULL,
  state       TEXT NOT NULL,
  intro       TEXT NOT NULL
) {{strict}};
CREATE UNIQUE INDEX mailboxes_by_code ON mailboxes (code);

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
) {{strict}};

CREATE TABLE articles (
  article_id {{int}} PRIMARY KEY,
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
) {{strict}};
CREATE UNIQUE INDEX articles_by_code ON articles (code);

CREATE TABLE staff (
  staff_id     {{int}} PRIMARY KEY,
  login        TEXT NOT NULL,
  name         TEXT NOT NULL,
  roles        TEXT NOT NULL,
  unit_id      {{int}} NOT NULL,
  password     TEXT NOT NULL,
  active       {{bool}} NOT NULL,
  failures     {{int}} NOT NULL,
  locked_until {{int}}
) {{strict}};
CREATE UNIQUE INDEX staff_by_login ON staff (login);

CREATE TABLE sessions (
  token_hash {{blob}} PRIMARY KEY,
  staff_id   {{int}} NOT NULL,
  csrf       TEXT NOT NULL,
  created_at {{int}} NOT NULL,
  expires_at {{int}} NOT NULL
) {{strict}};
CREATE INDEX sessions_by_staff ON sessions (staff_id);

CREATE TABLE api_keys (
  key_hash   {{blob}} PRIMARY KEY,
  staff_id   {{int}} NOT NULL,
  name       TEXT NOT NULL,
  created_at {{int}} NOT NULL,
  revoked    {{bool}} NOT NULL
) {{strict}};

CREATE TABLE limits (
  row_key    TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  category   TEXT NOT NULL,
  nature     TEXT NOT NULL,
  urgency    TEXT NOT NULL,
  channel    TEXT NOT NULL,
  time_limit TEXT NOT NULL,
  valid_from {{int}},
  valid_to   {{int}},
  law        TEXT NOT NULL
) {{strict}};

CREATE TABLE days (
  day  TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) {{strict}};

CREATE TABLE publications (
  case_id    {{int}} PRIMARY KEY,
  number     TEXT NOT NULL,
  title      TEXT NOT NULL,
  content    TEXT NOT NULL,
  answer     TEXT NOT NULL,
  unit_id    {{int}} NOT NULL,
  category   TEXT NOT NULL,
  area       TEXT NOT NULL,
  mailbox_id {{int}} NOT NULL,
  nature     TEXT NOT NULL,
  judgement  TEXT NOT NULL,
  asked_at   {{int}} NOT NULL,
  replied_at {{int}} NOT NULL
) {{strict}};
CREATE UNIQUE INDEX publications_by_number ON publications (number);

CREATE TABLE publication_views (
  case_id {{int}} PRIMARY KEY,
  n       {{int}} NOT NULL
) {{strict}};

{{text:cases_text}};
{{text:publications_text}};
