"""``huyenkg ties``: what ties, for people and for machines."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from ui.cli import app


@pytest.fixture
def run(sample_service):
    def run(*arguments: str):
        return CliRunner().invoke(app, ["ties", *arguments, "--data", str(sample_service.settings.data)])

    return run


def test_documents_are_told_with_the_sentences_that_tie(run):
    told = run("documents").stdout
    assert "quyết định 45/QĐ-UBND: 2 programmes, 2 sentences in 2 reports of 1 district" in told
    assert "nothing else ties: chính sách sản xuất | vốn giao cho dự án liên kết" in told
    assert "tua-chua-2020-h1.txt:27 [vốn giao cho dự án liên kết]" in told
    assert (
        run("documents", "--district", "Văn Quan").stdout == "No document ties several programmes together.\n"
    )


def test_communes_are_told_with_what_is_said_of_each_event(run):
    told = run("communes", "--district", "Tủa Chùa", "--limit", "1").stdout.splitlines()
    assert told[0] == "xã Sín Chải: 2 happened, 0 over, 1 only mentioned"
    assert told[1].startswith("  tua-chua-2020-h1.txt:23 [cháy rừng, 2020-H1, happened]  “")
    assert told[3].startswith("  tua-chua-2020-h1.txt:31 [sạt lở đất, 2020-H1, risk]  “")
    assert told[4] == "6 more; raise --limit to see them."


def test_a_path_is_told_in_names_with_a_sentence_for_each_tie(run):
    told = run("path", "UBND tỉnh Điện Biên", "Tủa Chùa").stdout.splitlines()
    assert told[0] == "UBND tỉnh Điện Biên — quyết định 45/QĐ-UBND — huyện Tủa Chùa"
    assert told[1] == "  issued the document, 2 sentences"
    assert told[2].startswith("    tua-chua-2020-05.docx:13  “")


def test_no_path_is_said(run):
    done = run("path", "Sín Chải", "OCOP")
    assert done.stdout == "No path ties xã Sín Chải and mỗi xã một sản phẩm (OCOP).\n"
    assert done.exit_code == 0


def test_what_is_around_a_thing_is_told(run):
    told = run("around", "OCOP", "--kind", "document").stdout.splitlines()
    assert told[0] == "mỗi xã một sản phẩm (OCOP)"
    assert any("kế hoạch 18/KH-UBND (document): under document" in line for line in told)


@pytest.mark.parametrize(
    "arguments",
    [("documents",), ("communes",), ("path", "OCOP", "NTM"), ("around", "NTM", "--steps", "2")],
    ids=lambda arguments: arguments[0],
)
def test_every_command_prints_json(run, arguments):
    assert isinstance(json.loads(run(*arguments, "--json").stdout), dict)


@pytest.mark.parametrize(
    "arguments",
    [
        ("path", "xyzzy", "NTM"),
        ("path", "NTM", "nông thôn mới"),
        ("communes", "--event", "xyzzy"),
        ("documents", "--period", "xyzzy"),
        ("documents", "--district", "xyzzy"),
        ("around", "NTM", "--kind", "xyzzy"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_bad_input(run, arguments):
    from ontology.errors import BadInput

    assert isinstance(run(*arguments).exception, BadInput)
