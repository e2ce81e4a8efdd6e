-- One file a generation of the index: passages with their reports, the full-text table over them, and the
-- syllables that restore diacritics. Ids of passages are never used twice within a line of generations.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    district TEXT NOT NULL,       -- code of the area, '' if unknown
    district_name TEXT NOT NULL,
    province TEXT NOT NULL,       -- code
    province_name TEXT NOT NULL,
    period TEXT NOT NULL,         -- notation, '' if unknown
    period_start TEXT NOT NULL,   -- ISO dates, half-open
    period_end TEXT NOT NULL,
    seal BLOB NOT NULL            -- of the values before it: a damaged row is refused, never shown
) WITHOUT ROWID;

CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL REFERENCES report (id),
    number INTEGER NOT NULL,
    block INTEGER NOT NULL,
    kind TEXT NOT NULL,
    section TEXT NOT NULL,        -- JSON list of headings
    first INTEGER NOT NULL,       -- offsets into the canonical text
    last INTEGER NOT NULL,
    line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    source TEXT NOT NULL,         -- the canonical text between first and last
    seal BLOB NOT NULL            -- of the values before it and the report's name
);
CREATE INDEX passage_by_report ON passage (report, number);

-- What the facts of a passage are about: "indicator/poverty-rate" (search/entities.py).
CREATE TABLE entity (
    key TEXT NOT NULL, passage INTEGER NOT NULL REFERENCES passage (id), PRIMARY KEY (key, passage)
) WITHOUT ROWID;
CREATE INDEX entity_by_passage ON entity (passage);
CREATE TABLE figure (
    passage INTEGER NOT NULL REFERENCES passage (id),
    name TEXT NOT NULL,           -- what it counts, in the words of the report
    concept TEXT NOT NULL,        -- id of the indicator, '' if it is none of the code list
    planned INTEGER NOT NULL,
    PRIMARY KEY (passage, name, concept, planned)
) WITHOUT ROWID;

-- Contentless: the tokens can be made again from the passage. Tokens come folded and parted by spaces.
CREATE VIRTUAL TABLE terms USING fts5 (
    words, pairs, context,
    content = '', -- detail stays full: bm25() is 0 without positions
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_./,-'"
);

CREATE TABLE syllable (form TEXT PRIMARY KEY, folded TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX syllable_by_folded ON syllable (folded);
CREATE TABLE neighbours (
    first TEXT NOT NULL, second TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (first, second)
) WITHOUT ROWID;
