from search.excerpt import telling_part
from search.matching import term_weights
from search.topics import Term
from search.words import take_apart

TEA = Term("chè", ("chè",))
LONG = "Trồng lúa 300 ha; nuôi 40 con trâu; trồng chè 90 ha; làm 5 km đường."


def part(text: str, limit: int) -> str:
    span = telling_part(text, (TEA,), term_weights((TEA,), (take_apart(text),)), limit)
    return text[span.start : span.end]


def test_of_a_long_text_the_clause_that_tells_the_question_is_cited():
    assert part(LONG, 20) == "trồng chè 90 ha;"


def test_clauses_behind_it_come_along_as_far_as_there_is_room():
    assert part(LONG, 40) == "trồng chè 90 ha; làm 5 km đường."


def test_a_short_text_is_cited_whole():
    assert part(LONG, 200) == LONG
