-- One file a generation: what is one over reports by the rules alone, and what each report tells that the rules
-- go by, so that a new report lets only what it touches be found anew; and the sentences that cite documents.
-- Derived from the graph store beside it.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE,
    district TEXT NOT NULL,       -- codes, and the last day that it is about
    province TEXT NOT NULL,
    until TEXT NOT NULL
);

CREATE TABLE cited (
    report INTEGER NOT NULL REFERENCES report (id),
    document TEXT NOT NULL,
    claim TEXT NOT NULL,          -- the first one of the report that cites it, '' if none does
    inferred TEXT NOT NULL        -- JSON: seats of the bodies that its number let infer there
);
CREATE INDEX cited_by_report ON cited (report);
CREATE INDEX cited_by_document ON cited (document);

CREATE TABLE sentence (
    report INTEGER NOT NULL REFERENCES report (id),
    claim TEXT NOT NULL,          -- a citation, each one of the report
    document TEXT NOT NULL,
    number TEXT,                  -- of the document
    sentence TEXT NOT NULL,       -- that cites it
    seal BLOB NOT NULL            -- of the values before it but the report
);
CREATE INDEX sentence_by_report ON sentence (report);

CREATE TABLE document (
    node TEXT PRIMARY KEY,
    told TEXT NOT NULL            -- JSON: what the graph says of it, without who cites it
) WITHOUT ROWID;

CREATE TABLE grouped (
    document TEXT NOT NULL REFERENCES document (node),
    part TEXT NOT NULL            -- JSON: what it may share with others (graph.merging.documents)
);
CREATE INDEX grouped_by_document ON grouped (document);
CREATE INDEX grouped_by_part ON grouped (part);

CREATE TABLE named (
    report INTEGER NOT NULL REFERENCES report (id),
    programme TEXT NOT NULL,
    claims TEXT NOT NULL          -- JSON: the first ones of the report that name it
);
CREATE INDEX named_by_report ON named (report);

CREATE TABLE happened (
    report INTEGER NOT NULL REFERENCES report (id),
    part TEXT NOT NULL,           -- JSON: kind and district
    event TEXT NOT NULL,
    claim TEXT NOT NULL,
    begins TEXT NOT NULL,
    ends TEXT NOT NULL
);
CREATE INDEX happened_by_report ON happened (report);
CREATE INDEX happened_by_part ON happened (part);

CREATE TABLE merge (
    kind TEXT NOT NULL,
    part TEXT NOT NULL,           -- what it was found in: what the rules go by is the same in all of it
    told TEXT NOT NULL,           -- JSON: nodes, the one that is shown, rule, claims, the firm ones of the nodes
    seal BLOB NOT NULL            -- of the values before it
);
CREATE INDEX merge_by_part ON merge (kind, part);

CREATE TABLE made (
    rules BLOB NOT NULL,          -- digest of the rules
    seals BLOB NOT NULL           -- seal of the seals of all merges
);

PRAGMA user_version = 1;
