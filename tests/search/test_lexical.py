import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.catalogue import Condition, add_report, create_catalogue, open_catalogue, report_passages
from search.lexical import Frequencies, Query, add_terms, query_of, rank, remove_terms
from tests.factories import document

TEXTS = [
    "Diện tích lúa nương giảm còn 120 ha.",
    "Nương rẫy bỏ hoang, lúa mùa đạt khá.",
    "Thu ngân sách đạt 45 tỷ đồng.",
    "Thực hiện Nghị quyết số 07/2021/NQ-HĐND của tỉnh.",
    "Đề án cải tạo vườn tạp.",
    "Tổ chức 12 lớp dạy nghề.",
]


@pytest.fixture
def filled(connection):
    report = report_passages(document("\n".join(TEXTS)))
    for id_, passage in zip(add_report(connection, report), report.passages, strict=True):
        add_terms(connection, id_, passage)
    return connection


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("dien tich lua nuong", 1),  # the pair decides between the two that have both syllables
        ("diện tích lúa nương", 1),
        ("lúa mùa", 2),
        ("nghị quyết 07/2021/NQ-HĐND", 4),
        ("de an", 5),
        ("45", 3),
    ],
)
def test_the_passage_with_the_rarest_shared_words_comes_first(filled, question, first):
    assert rank(filled, query_of(question), 5)[0][0] == first


def test_scores_fall_and_are_positive(filled):
    scores = [score for _, score in rank(filled, query_of("thực hiện lúa nương đạt"), 10)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 4
    assert scores[-1] > 0


def test_a_filter_comes_before_ranking(filled):
    only = Condition("passage.id > ?", ("1",))
    assert [id_ for id_, _ in rank(filled, query_of("lúa nương"), 1, only)] == [2]


def test_a_removed_passage_is_found_no_more(filled):
    report = report_passages(document("\n".join(TEXTS)))
    remove_terms(filled, 1, report.passages[0])
    assert [id_ for id_, _ in rank(filled, query_of("lúa nương"), 5)] == [2]


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        (1, Query((), ("ha_noi", "lua_mua"))),  # the rarest, and what stands nowhere
        (2, Query(("mua",), ("ha_noi", "lua_mua"))),
        (3, Query(("mua",), ("ha_noi", "lua_mua"))),  # the others stand in two passages each
        (5, Query(("lua", "mua"), ("ha_noi", "lua_mua"))),
        (60_000, Query(("lua", "nuong", "dat", "mua"), ("ha_noi", "lua_mua"))),
    ],
)
def test_the_rarest_terms_are_looked_for_where_all_stand_in_too_many_passages(filled, most, kept):
    query = Query(("lua", "nuong", "dat", "mua"), ("ha_noi", "lua_mua"))
    frequencies = Frequencies(filled, most)
    found = frequencies.selective(query)
    assert (set(found.words), set(found.pairs)) == (set(kept.words), set(kept.pairs))
    assert frequencies.selective(query) == found
    assert rank(filled, found, 1)[0][0] == 2


def test_a_query_of_one_common_word_is_looked_for_all_the_same(filled):
    assert Frequencies(filled, 1).selective(Query(("nuong",))) == Query(("nuong",))


def test_nothing_asked_finds_nothing(filled):
    assert rank(filled, Query(()), 5) == []
    assert rank(filled, query_of("?!"), 5) == []


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_question_breaks_the_query_language(shared, text):
    assert len(rank(shared, query_of(text), 5)) <= 5


@pytest.mark.parametrize(
    "text", ['" OR words : *', "NEAR(a b)", "lúa* AND NOT mùa", "a:b^2", "{words}", "';--"]
)
def test_operators_in_a_question_are_words(shared, text):
    rank(shared, query_of(text), 5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexical") / "catalogue.sqlite"
    create_catalogue(path)
    opened = open_catalogue(path, write=True)
    yield opened
    opened.close()
