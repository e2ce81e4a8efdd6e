from dataclasses import replace

import pytest

from search.holdings import Catalogue, KnownReport
from search.passage import Passage, passages
from search.passage_facts import FigureName
from search.question import parse_question
from search.rerank import Candidate, rank_worth, scores
from search.scope import Scope
from tests.factories import DISTRICT, PROVINCE, document, period

CATALOGUE = Catalogue((KnownReport("r1", "mot.txt", DISTRICT, PROVINCE, period()),))
HOUSES = "Làm mới 40 nhà ở cho hộ nghèo."
TEA = "Diện tích chè đạt 90 ha."


def passage(text: str, report: str = "r1", section: tuple[str, ...] = ()) -> Passage:
    (found,) = passages(document(text, report))
    return replace(found, section=section)


def first(question: str, *candidates: Candidate, scope: Scope = Scope()) -> int:  # noqa: B008
    """Which of the candidates is the best in the end."""
    worth = scores(parse_question(question, CATALOGUE), candidates, scope)
    return max(range(len(worth)), key=lambda number: worth[number])


def test_a_rank_is_worth_less_and_less():
    assert [round(rank_worth(rank), 2) for rank in (1, 2, 7)] == [1.0, 0.87, 0.53]


def test_a_passage_that_tells_the_question_overtakes_one_that_does_not():
    assert first("Diện tích chè", Candidate(passage(HOUSES)), Candidate(passage(TEA))) == 1


def test_where_both_tell_it_the_rank_decides():
    assert first("Diện tích chè", Candidate(passage(TEA)), Candidate(passage(f"{TEA} Tăng 2 ha."))) == 0


def test_what_is_to_come_stands_behind_what_was_reached_unless_a_plan_is_asked_for():
    ahead = Candidate(passage(TEA, section=("II. NHIỆM VỤ TRỌNG TÂM NĂM 2025",)))
    reached = Candidate(passage(TEA, section=("I. KẾT QUẢ ĐẠT ĐƯỢC",)))
    filler = Candidate(passage(HOUSES))
    assert first("Diện tích chè", filler, ahead, reached) == 2
    assert first("Kế hoạch diện tích chè", filler, ahead, reached) == 1


def test_what_did_not_go_well_stands_behind_what_was_done_unless_it_is_asked_for():
    failed = Candidate(passage(TEA, section=("II. KHÓ KHĂN, HẠN CHẾ",)))
    done = Candidate(passage(TEA, section=("I. KẾT QUẢ ĐẠT ĐƯỢC",)))
    filler = Candidate(passage(HOUSES))
    assert first("Diện tích chè", filler, failed, done) == 2
    assert first("Khó khăn về diện tích chè", filler, failed, done) == 1
    assert first("Vì sao diện tích chè giảm?", filler, failed, done) == 1


@pytest.mark.parametrize("scope", [Scope(places=frozenset({"r2"})), Scope(times=frozenset({"r2"}))])
def test_a_report_of_the_place_and_time_named_comes_first(scope):
    candidates = (Candidate(passage(HOUSES)), Candidate(passage(TEA)), Candidate(passage(TEA, "r2")))
    assert first("Diện tích chè", *candidates, scope=scope) == 2


def test_where_a_figure_is_asked_for_the_one_that_bears_the_name_counts():
    bare = Candidate(passage("Cả năm đạt 90 ha."))
    named = replace(bare, names=(FigureName("diện tích chè", "", planned=False),))
    assert first("Diện tích chè là bao nhiêu ha?", bare, named) == 1
    assert first("Vì sao diện tích chè giảm?", bare, named) == 0
