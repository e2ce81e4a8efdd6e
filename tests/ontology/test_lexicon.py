"""Code lists: files and folders, closed columns, trees without loops."""

import pytest

from ontology.errors import BadLexicon
from ontology.lexicon import concepts_by_id, find_concept, load_concepts, load_table

SECTORS = {
    "agriculture", "livestock", "forestry", "fishery", "new-rural", "industry", "infrastructure", "trade",
    "tourism", "transport", "budget", "investment", "banking", "business", "land", "environment", "disaster",
    "population", "education", "health", "poverty", "labour", "social", "culture", "administration",
    "justice", "security",
}  # fmt: skip


def test_indicators_are_many_and_each_is_of_a_sector_of_the_closed_list():
    rows = load_concepts("indicators")
    assert len(rows) >= 450
    assert set(concepts_by_id("sectors")) == SECTORS
    assert {row.extra["sector"] for row in rows} == SECTORS
    assert [row.id for row in rows if not row.extra["unit"]] == []


def test_a_folder_is_one_list_and_its_tables_are_one_table():
    table = load_table("indicators")
    assert len(table["concept"]) == len(load_concepts("indicators"))
    assert {"rice", "lower_secondary"} <= set(table["words"])


@pytest.mark.parametrize("name", ["indicators", "programmes", "events"])
def test_broader_and_related_name_concepts_and_never_lead_back(name):
    rows = concepts_by_id(name)
    for row in rows.values():
        chain = [row.id]
        while broader := rows[chain[-1]].broader:
            assert broader not in chain, chain
            chain.append(broader)
        related = row.extra.get("related")
        assert related is None or related in rows


def test_names_that_only_linking_reads_are_kept_apart():
    row = concepts_by_id("indicators")["herd-cattle-all"]
    assert "đàn gia súc chính" in row.written
    assert "đàn gia súc chính" not in row.labels


def test_an_unknown_id_is_no_concept():
    assert find_concept("indicators", "no-such-thing") is None


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises((BadLexicon, FileNotFoundError)):
        load_concepts("no_such_list")
