"""Things are found by the names that people give them; several of one name are told, none is made up."""

from __future__ import annotations

import pytest

from ontology.errors import BadInput
from ontology.terms import ID_BASE
from search.answer import read_catalogue
from search.named_nodes import find_node, find_nodes


@pytest.fixture(scope="module")
def store(sample_service):
    return sample_service.snapshot().store


def found(store, words: str) -> list[str]:
    return [one.node.removeprefix(ID_BASE) for one in find_nodes(words, store, read_catalogue(store))]


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("NTM", "programme/NTM"),
        ("nông thôn mới", "programme/NTM"),
        ("nong thon moi", "programme/NTM"),
        ("NTP-EM", "programme/NTP-EM"),
        ("chương trình 30a", "programme/30A"),
        ("Văn Quan", "area/184"),
        ("huyen van quan", "area/184"),
        ("Văn Quan district", "area/184"),
        ("Tủa Chùa", "area/098"),
        ("thị trấn Tủa Chùa", "area/03217"),
        ("xã Tủa Thàng", "area/03235"),
        ("Diềm He", "area/06280"),
        ("tỉnh Lạng Sơn", "area/20"),
        ("Lạng Sơn", "area/20"),
        ("dịch tả lợn châu Phi", "event-type/african_swine_fever"),
        ("dịch tả lợn châu Phi Văn Quan 2024", "event/african_swine_fever/184/2024"),
        ("ASF Văn Quan 2024", "event/african_swine_fever/184/2024"),
        ("mưa đá Phong Thổ", "event/hail_storm/109/2024"),
        ("cháy rừng Phong Thổ 2023", "event/forest_fire/109/2023"),
        ("tỷ lệ hộ nghèo", "indicator/poverty-rate"),
        ("UBND huyện Văn Quan", "org/committee/184"),
        ("HĐND tỉnh Lạng Sơn", "org/council/20"),
        ("Nghị quyết 16/2021/NQ-HĐND", "doc/hdnd/20/2021/resolution/16-2021-nq-hdnd~9191e4f29481"),
        (
            "nghị quyết 07/2021/NQ-HĐND tỉnh Lai Châu",
            "doc/hdnd/12/2021/resolution/07-2021-nq-hdnd~0c38b5d670b9",
        ),
        (f"{ID_BASE}programme/OCOP", "programme/OCOP"),
    ],
)
def test_a_name_finds_the_one_thing_that_it_means(store, words, node):
    assert found(store, words) == [node]


@pytest.mark.parametrize(
    "words",
    ["xyzzy", "", "  ", "?", "dịch tả lợn châu Phi Văn Quan 1999", "cháy rừng Văn Quan", f"{ID_BASE}x"],
)
def test_what_names_nothing_finds_nothing(store, words):
    assert found(store, words) == []


def test_several_things_of_one_name_are_named_with_their_kinds(store):
    with pytest.raises(BadInput) as error:
        find_node("cháy rừng Phong Thổ", store, read_catalogue(store))
    assert error.value.message == "'cháy rừng Phong Thổ' may be 2 things."
    assert error.value.hint == (
        "Name one in full, or by its IRI: cháy rừng, huyện Phong Thổ, 2023 (event "
        f"{ID_BASE}event/forest_fire/109/2023); cháy rừng, huyện Phong Thổ, 2024 (event "
        f"{ID_BASE}event/forest_fire/109/2024)."
    )


def test_no_thing_is_told_with_what_can_be_named(store):
    with pytest.raises(BadInput, match="Nothing in these reports is called 'xyzzy'"):
        find_node("xyzzy", store, read_catalogue(store))


@pytest.mark.parametrize("words", ["> . ?s ?p ?o", 'a"b', "https://not an iri"])
def test_no_text_breaks_the_search(store, words):
    try:
        assert found(store, words) == []
    except BadInput as error:
        assert words.startswith("https://"), error
