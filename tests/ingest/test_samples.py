"""The bundled samples are fresh, and what they say is read (``tests/cases/samples.toml``)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.document import Document
from ingest.fact import (
    Assertion,
    EventMention,
    Extraction,
    LegalCitation,
    Measurement,
    OcopProduct,
    ProgrammeLink,
    ProgrammeMention,
)
from ingest.read import read_report
from ingest.text import fold
from scripts.build_samples import SAMPLES, build_all
from tests.eval.extraction import read as read_once

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "samples.toml").read_text("utf-8"))["sample"]
Case = dict[str, Any]


def read(file: str) -> tuple[Document, Extraction]:
    """Each sample is read once, whichever test asks first; nobody changes what comes back."""
    return read_once(SAMPLES / file)


def each_sample() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])


def each(kind: str) -> pytest.MarkDecorator:
    """Every row of a kind. A known miss says why in ``missed``, and fails here on the day that it is read."""
    rows = [(case, row) for case in CASES for row in case.get(kind, [])]
    return pytest.mark.parametrize(
        ("case", "row"),
        [
            pytest.param(case, row, id=f"{case['file']}: {row['quote']}", marks=_known_miss(row))
            for case, row in rows
        ],
    )


def _known_miss(row: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=row["missed"], strict=True),) if "missed" in row else ()


def place_of(document: Document, quote: str) -> tuple[int, int]:
    start = document.text.index(quote)
    return start, start + len(quote)


def overlaps(claim: Any, place: tuple[int, int]) -> bool:
    return claim.evidence.span.start < place[1] and place[0] < claim.evidence.span.end


def claims(case: Case, kind: type) -> list[Any]:
    return [fact for fact in read(case["file"])[1].facts if isinstance(fact, kind)]


def test_the_case_file_speaks_of_every_sample():
    assert {case["file"] for case in CASES} == {path.name for path in SAMPLES.iterdir() if path.is_file()}


@pytest.mark.parametrize(("name", "data"), list(build_all()), ids=[name for name, _ in build_all()])
def test_a_docx_sample_is_what_its_source_makes(name, data):
    assert (SAMPLES / name).read_bytes() == data, "run: python scripts/build_samples.py"


@each_sample()
def test_every_quote_of_the_case_file_stands_once_in_its_sample(case):
    text = read_report(SAMPLES / case["file"]).text
    rows = [
        *case["facts"],
        *case["events"],
        *case.get("links", []),
        *(q for q in case["question"] if "quote" in q),
    ]
    assert {row["quote"]: text.count(row["quote"]) for row in rows if text.count(row["quote"]) != 1} == {}


@each_sample()
def test_a_sample_says_whose_report_it_is(case):
    identity = read(case["file"])[1].identity
    assert case["issuer"] in identity.issuer
    found = {
        "district": identity.district.name,
        "province": identity.province.name,
        "number": identity.number,
        "date": identity.date,
        "period": identity.period.notation,
        "kind": identity.kind,
    }
    assert found == {key: case.get(key) for key in found}


@each("facts")
def test_a_figure_is_read_with_its_unit_role_and_name(case, row):
    document, _ = read(case["file"])
    here = [m for m in claims(case, Measurement) if overlaps(m, place_of(document, row["quote"]))]
    expected = (Decimal(row["value"]), row["unit"], row["measure"])
    same = [m for m in here if (m.value, m.unit, m.measure.value) == expected]
    assert same, [(m.value, m.unit, m.measure.value, m.indicator) for m in here]
    named = [m for m in same if all(fold(word) in fold(m.indicator) for word in row["words"])]
    assert named, [m.indicator for m in same]
    details = {key: row[key] for key in ("programme", "legal") if key in row}
    if "period" in row:
        details["period"] = row["period"]
    assert details in [
        {k: v for k, v in _details(measurement).items() if k in details} for measurement in named
    ], [_details(measurement) for measurement in named]


def _details(measurement: Measurement) -> dict[str, str | None]:
    return {
        "programme": measurement.programme,
        "legal": measurement.legal,
        "period": measurement.period.notation,
    }


@each("events")
def test_an_event_is_read_with_what_is_claimed_of_it(case, row):
    document, _ = read(case["file"])
    mentions = [e for e in claims(case, EventMention) if e.event == row["event"]]
    here = [e for e in mentions if overlaps(e, place_of(document, row["quote"]))]
    assert row["status"] in [e.assertion.value for e in here], [(e.assertion, e.evidence.quote) for e in here]
    places = {place.name for e in here for place in e.places}
    assert set(row.get("places", [])) <= places


@each_sample()
def test_what_did_not_happen_is_not_claimed(case):
    occurred = {e.event for e in claims(case, EventMention) if e.assertion is Assertion.OCCURRED}
    assert occurred & set(case["absent_events"]) == set()


@each_sample()
def test_every_cited_document_is_found(case):
    found = {name for c in claims(case, LegalCitation) for name in (c.number, c.resolved, c.corrected)}
    assert set(case["legal"]) - found == set()


@each("links")
def test_a_programme_is_tied_to_the_document_that_the_text_ties_it_to(case, row):
    found = {(link.programme, link.resolved or link.legal) for link in claims(case, ProgrammeLink)}
    assert (row["programme"], row["legal"]) in found


@each_sample()
def test_the_programmes_that_a_sample_speaks_of_are_named(case):
    found = {mention.programme for mention in claims(case, ProgrammeMention)}
    assert {name for name in found if not name.startswith("other:")} == set(case["programmes"])


@each_sample()
def test_every_ocop_product_is_found_with_its_stars(case):
    found = {(fold(product.product), product.stars) for product in claims(case, OcopProduct)}
    assert {(fold(row["product"]), row["stars"]) for row in case["ocop"]} - found == set()
