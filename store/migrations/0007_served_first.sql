-- Whose calls are served first, such as those of the elderly and the disabled: that it is so and who said so, by number.
-- Not why: nothing about anybody's health or age is on record.
CREATE TABLE served_first (
  phone_hash {{blob}} PRIMARY KEY,
  at         {{int}} NOT NULL,
  staff_id   {{int}} NOT NULL
) {{strict}};
