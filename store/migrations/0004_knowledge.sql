-- Knowledge gets a life: every version of an article is kept, a change waits for a second person while the text before
-- it stays in force, and the record knows how often an article was cited, where it was reported wrong, and how often
-- its unit was reminded to look at it again.
ALTER TABLE articles ADD COLUMN version {{int}} NOT NULL DEFAULT 1;
ALTER TABLE articles ADD COLUMN open_version {{int}} NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN changed_at {{int}};

CREATE TABLE article_versions (
  article_id   {{int}} NOT NULL,
  version      {{int}} NOT NULL,
  state        TEXT NOT NULL,
  edits        {{int}} NOT NULL,
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
  written_by   {{int}} NOT NULL,
  written_at   {{int}},
  submitted_by {{int}} NOT NULL,
  submitted_at {{int}},
  decided_by   {{int}} NOT NULL,
  decided_at   {{int}},
  note         TEXT NOT NULL,
  PRIMARY KEY (article_id, version)
) {{strict}};
CREATE INDEX article_versions_by_state ON article_versions (state, article_id);

CREATE TABLE article_counts (
  article_id   {{int}} PRIMARY KEY,
  uses         {{int}} NOT NULL,
  recent       {{int}} NOT NULL,
  reports      {{int}} NOT NULL,
  open_reports {{int}} NOT NULL,
  chases       {{int}} NOT NULL,
  chased_at    {{int}}
) {{strict}};
CREATE INDEX article_counts_by_use ON article_counts (recent, uses, article_id);
CREATE INDEX article_counts_by_reports ON article_counts (open_reports) WHERE open_reports > 0;

CREATE TABLE article_uses (
  article_id {{int}} NOT NULL,
  case_id    {{int}} NOT NULL,
  contact_id {{int}} NOT NULL,
  version    {{int}} NOT NULL,
  staff_id   {{int}} NOT NULL,
  at         {{int}} NOT NULL,
  PRIMARY KEY (article_id, case_id, contact_id)
) {{strict}};
CREATE INDEX article_uses_by_time ON article_uses (article_id, at);

CREATE TABLE article_reports (
  article_id  {{int}} NOT NULL,
  report_id   {{int}} NOT NULL,
  version     {{int}} NOT NULL,
  case_id     {{int}} NOT NULL,
  staff_id    {{int}} NOT NULL,
  at          {{int}} NOT NULL,
  reason      TEXT NOT NULL,
  note        TEXT NOT NULL,
  state       TEXT NOT NULL,
  resolved_by {{int}} NOT NULL,
  resolved_at {{int}},
  resolution  TEXT NOT NULL,
  PRIMARY KEY (article_id, report_id)
) {{strict}};
CREATE INDEX article_reports_by_state ON article_reports (state, report_id);

{{text:articles_text}};

INSERT INTO article_versions (article_id, version, state, edits, unit, title, question, answer, law, region, category, valid_from, valid_to, review_on,
  written_by, submitted_by, decided_by, note)
  SELECT article_id, 1, state, 1, unit, title, question, answer, law, region, category, valid_from, valid_to, review_on, 0, 0, 0, '' FROM articles;
INSERT INTO article_counts (article_id, uses, recent, reports, open_reports, chases) SELECT article_id, 0, 0, 0, 0, 0 FROM articles;
UPDATE articles SET open_version = 1 WHERE state = 'draft';
