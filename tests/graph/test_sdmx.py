"""SDMX-CSV and its structure: codes that are ids, one key an observation, read by a reader of others."""

from __future__ import annotations

import csv
import io
import logging
import re
from datetime import date

import pytest
import sdmx
from pyoxigraph import NamedNode
from sdmx.reader.csv import Reader

from graph import iris
from graph.export import Selection, export
from graph.sdmx import ATTRIBUTES, DIMENSIONS, code_of, time_period
from graph.units import unit_node
from ontology.lexicon import load_concepts
from ontology.terms import UNIT
from tests.graph.test_export import filled

ID = re.compile(r"[A-Za-z0-9_@$-]+")


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


@pytest.fixture(scope="module")
def message(store):
    return export(store, Selection(district="184"), "sdmx-csv")


@pytest.fixture(scope="module")
def rows(message):
    return list(csv.DictReader(io.StringIO(message.decode())))


def test_the_first_columns_name_the_structure_and_the_others_follow_its_order(message, rows):
    header = message.decode().splitlines()[0].split(",")
    assert header == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES]
    assert {row["STRUCTURE"] for row in rows} == {"datastructure"}
    assert {row["STRUCTURE_ID"] for row in rows} == {"HUYENKG:DISTRICT_REPORTS(1.0.0)"}
    assert {row["ACTION"] for row in rows} == {"I"}


def test_no_key_stands_twice_and_every_code_is_an_id(rows):
    keys = [tuple(row[name] for name in DIMENSIONS) for row in rows]
    assert len(set(keys)) == len(keys) > 50
    coded = ("REF_AREA", "INDICATOR", "MEASURE", "CLAIM", "UNIT_MEASURE", "OBS_STATUS")
    assert {row[name] for row in rows for name in coded if not ID.fullmatch(row[name])} == set()


def test_a_reader_of_others_reads_it_by_the_structure_that_is_written_beside_it(store, message, rows, caplog):
    structure = export(store, Selection(district="184"), "sdmx-structure")
    read = sdmx.read_sdmx(io.BytesIO(structure))
    definition = read.structure["DISTRICT_REPORTS"]
    assert [one.id for one in definition.dimensions.components] == list(DIMENSIONS)
    assert [one.id for one in definition.attributes.components] == list(ATTRIBUTES)
    with caplog.at_level(logging.WARNING):
        (dataset,) = Reader().convert(io.BytesIO(message), structure=definition).data
    assert caplog.records == []
    assert len(dataset.obs) == len(rows)
    assert str(dataset.obs[0].value) == rows[0]["OBS_VALUE"]
    for component, code_list in (
        ("REF_AREA", "CL_REF_AREA"),
        ("INDICATOR", "CL_INDICATOR"),
        ("MEASURE", "CL_MEASURE"),
        ("UNIT_MEASURE", "CL_UNIT_MEASURE"),
        ("OBS_STATUS", "CL_OBS_STATUS"),
    ):
        assert {row[component] for row in rows} <= set(read.codelist[code_list].items)
    assert str(read.codelist["CL_REF_AREA"]["184"].name.localizations["vi"]) == "huyện Văn Quan"
    assert read.codelist["CL_MEASURE"]["actual"].name.localizations["en"] == "actual"


@pytest.mark.parametrize(
    ("notation", "begins", "ends", "written"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-H1", "2024-01-01", "2024-06-30", "2024-S1"),
        ("2024-Q3", "2024-07-01", "2024-09-30", "2024-Q3"),
        ("2024-06", "2024-06-01", "2024-06-30", "2024-06"),
        ("2023-M9", "2023-01-01", "2023-09-30", "2023-01-01/P273D"),
        ("as-of:2020-05-30", "2020-05-30", "2020-05-30", "2020-05-30"),
        ("2021-2025", "2021-01-01", "2025-12-31", "2021-01-01/P1826D"),
    ],
)
def test_periods_are_written_as_sdmx_has_them(notation, begins, ends, written):
    assert time_period(notation, date.fromisoformat(begins), date.fromisoformat(ends)) == written


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (iris.area("184"), "184"),
        (iris.indicator("forest-cover"), "forest-cover"),
        (UNIT["PERCENT"], "PERCENT"),
        (NamedNode("https://w3id.org/huyenkg/def/actual"), "actual"),
    ],
)
def test_plain_codes_stay_as_they_are(node, code):
    assert code_of(node) == code


def test_other_codes_are_ids_that_tell_nodes_apart():
    nodes = [
        iris.own_indicator(name) for name in ("số hộ nghèo", "số hộ  nghèo", "so ho ngheo", "Số hộ nghèo")
    ]
    nodes += [iris.place("03913", "thôn", name) for name in ("Bản Hoa", "Ban Hoa")]
    codes = [code_of(node) for node in nodes]
    assert len(set(codes)) == len(nodes)
    assert all(ID.fullmatch(code) and len(code) <= 64 for code in codes)
    assert codes[0].startswith("own_so-ho-ngheo_")


def test_every_unit_has_a_code_of_its_own():
    nodes = {unit_node(unit.vi, unit.id) for unit in load_concepts("units")}
    assert len({code_of(node) for node in nodes}) == len(nodes)


def test_words_that_a_spreadsheet_would_run_are_quoted_and_numbers_are_not():
    store = filled()
    rows = list(csv.DictReader(io.StringIO(export(store, Selection(district="109"), "sdmx-csv").decode())))
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", row["OBS_VALUE"]) for row in rows)
    assert not any(row["COMMENT_OBS"].startswith(("=", "+", "-", "@")) for row in rows)
