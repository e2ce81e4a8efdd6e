import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.match.citations import match_citations
from ingest.match.laws import match_laws
from ingest.match.titles import match_titles

TABLE = tomllib.loads((Path(__file__).parents[2] / "cases" / "citations.toml").read_text("utf-8"))
PIECES = [
    "Nghị quyết",
    "số",
    " 08",
    "/2021",
    "/NQ-HĐND",
    ", 13",
    "ngày 3/4/2020",
    "của",
    "UBND tỉnh",
    "KH",
    " - ",
    "/",
    "\n",
    "về",
    "Luật ",
    "Đất đai",
]


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"][:50])
def test_each_citation_is_read_with_its_surroundings(case):
    found = list(match_citations(case["text"]))
    assert [mention.value.number for mention in found] == [row["number"] for row in case["found"]]
    for mention, row in zip(found, case["found"], strict=True):
        citation = mention.value
        assert citation.kind.id == row["kind"]
        assert citation.day == (date.fromisoformat(row["day"]) if "day" in row else None)
        if "year" in row:
            assert citation.year == row["year"]
        issuer = citation.issuer
        assert ([issuer.concept.id, issuer.unit, issuer.name] if issuer else None) == row.get("issuer")
        if "subject" in row:
            assert citation.subject == row["subject"]


@pytest.mark.parametrize("case", TABLE["law"], ids=lambda case: case["text"][:50])
def test_laws_are_cited_by_name(case):
    assert [mention.surface for mention in match_laws(case["text"])] == case["found"]


@pytest.mark.parametrize("case", TABLE["title"], ids=lambda case: case["text"][:50])
def test_resolutions_are_cited_by_their_issuer(case):
    assert [mention.surface for mention in match_titles(case["text"])] == case["found"]


def test_a_law_keeps_its_full_name_and_year():
    (mention,) = match_laws("theo Luật Đất đai 2013 quy định")
    assert (mention.value.subject, mention.value.year, mention.value.number) == ("Luật Đất đai", 2013, None)


KINDS = {
    "NQ": "resolution",
    "QĐ": "decision",
    "KH": "plan",
    "CT": "directive",
    "TB": "announcement",
    "KL": "conclusion",
}


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize(
    "form", ["{n}/{c}-UBND", "{n}/2022/{c}-HĐND", "{n}-{c}/HU", "{n}-{c}/TU", "{n} /{c}- UBND"]
)
def test_every_way_to_write_a_number_is_read_whole(code, form):
    text = f"theo số {form.format(n='47', c=code)} đã ban hành"
    (mention,) = match_citations(text)
    assert mention.value.number == re.sub(r"\s", "", form.format(n="47", c=code))
    assert mention.value.kind.id == KINDS[code]


@settings(deadline=None)  # the first call builds the code lists
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_matching_never_fails_and_spans_are_exact(text):
    for match in (match_citations, match_laws, match_titles):
        for mention in match(text):
            assert text[mention.start : mention.end] == mention.surface
