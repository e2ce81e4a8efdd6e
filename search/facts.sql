-- One file a generation: what the graph says of every figure and every mention of an event, found by report
-- or by what it is about, so that a question over many reports reads the few rows that matter. Derived from
-- the graph store beside it.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE,
    district TEXT NOT NULL,       -- code of the area, '' if it has no figures
    told TEXT NOT NULL,           -- JSON: what the catalogue knows of it, '' if the graph lacks its identity
    seal BLOB NOT NULL            -- of the values before it but the number
);

-- What is counted: many figures share it, and a question is held against each of these once. '' is none.
CREATE TABLE kind (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,           -- in the words of the report
    concept TEXT NOT NULL,        -- id of the indicator
    programme TEXT NOT NULL,      -- id of the first programme that it is told under
    unit TEXT NOT NULL,
    UNIQUE (name, concept, programme, unit)
);
CREATE INDEX kind_by_concept ON kind (concept);

CREATE TABLE figure (
    report INTEGER NOT NULL REFERENCES report (id),
    kind INTEGER NOT NULL REFERENCES kind (id),
    claim TEXT NOT NULL,
    number INTEGER NOT NULL,      -- of the entries of one claim
    clause TEXT NOT NULL,         -- the group of figures that it is told in
    measure TEXT NOT NULL,
    value TEXT NOT NULL,
    status TEXT NOT NULL,
    area TEXT NOT NULL,
    area_code TEXT NOT NULL,
    period TEXT NOT NULL,         -- notation
    begins TEXT NOT NULL,         -- ISO dates, the first and the last day
    ends TEXT NOT NULL,
    part TEXT NOT NULL,           -- of the programme
    section TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    start INTEGER NOT NULL,       -- offsets into the canonical text
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    seal BLOB NOT NULL            -- of the values before it and those of its report and kind
);
CREATE INDEX figure_by_report ON figure (report, kind);
CREATE INDEX figure_by_kind ON figure (kind);

CREATE TABLE mention (
    report INTEGER NOT NULL REFERENCES report (id),
    kind TEXT NOT NULL,           -- id of the kind of event, '' if no list has it
    begins TEXT NOT NULL,         -- ISO dates, the first and the last day
    ends TEXT NOT NULL,
    told TEXT NOT NULL,           -- JSON: the fields of the row, then those of its source
    seal BLOB NOT NULL            -- of the report and the values before it
);
CREATE INDEX mention_by_report ON mention (report);
CREATE INDEX mention_by_kind ON mention (kind, begins);

PRAGMA user_version = 2;
