-- How long a seat is rung, who comes first, when people are rung back: a city runs its room as it wants, without anybody
-- who writes programs. Only what differs from the default is kept, so that a better default reaches everybody else.
CREATE TABLE room_rules (
  rule     TEXT PRIMARY KEY,
  value    TEXT NOT NULL,
  at       {{int}} NOT NULL,
  staff_id {{int}} NOT NULL
) {{strict}};
