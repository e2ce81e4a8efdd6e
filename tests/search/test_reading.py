import pytest

from search.diacritics import TextCounts
from search.language import Language
from search.reading import Steps, read_question

COUNTS = TextCounts(["Diện tích lúa nương của huyện giảm.", "Tỷ lệ che phủ rừng."])


def test_a_vietnamese_question_gives_folded_words_pairs_and_its_own_text():
    reading = read_question("Diện tích lúa nương?", COUNTS, Steps())
    assert reading.language is Language.VIETNAMESE
    assert reading.terms.words == ("dien", "tich", "lua", "nuong")
    assert reading.terms.pairs == ("dien_tich", "tich_lua", "lua_nuong")
    assert reading.texts == ("Diện tích lúa nương?",)


def test_diacritics_are_restored_for_the_vector():
    reading = read_question("dien tich lua nuong giam", COUNTS, Steps())
    assert reading.texts == ("diện tích lúa nương giảm",)
    assert read_question("dien tich lua nuong giam", COUNTS, Steps(restore=False)).texts[0].isascii()


def test_names_that_narrow_the_search_are_no_terms():
    reading = read_question("Diện tích chè của huyện Phong Thổ", COUNTS, Steps(), ("phong tho",))
    assert reading.terms.words == ("dien", "tich", "che", "cua")
    assert reading.terms.pairs == ("dien_tich", "tich_che", "che_cua")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Diện tích chè của huyện Phong Thổ năm 2024", "Diện tích chè của"),
        ("Phong Thổ có bao nhiêu hộ nghèo?", "có bao nhiêu hộ nghèo?"),
        ("dien tich lua nuong huyen Phong Tho nam 2023", "diện tích lúa nương"),
        ("huyện Phong Thổ năm 2024", "huyen phong tho nam 2024"),  # nothing else is asked
    ],
)
def test_vectors_are_of_the_topic_without_the_places_and_times_in_force(question, topic):
    assert read_question(question, COUNTS, Steps(), ("phong tho",)).texts == (topic,)


def test_english_that_is_understood_becomes_vietnamese_for_words_and_vectors():
    reading = read_question(
        "How many forest fires in Phong Tho district in 2023?", COUNTS, Steps(), ("phong tho",)
    )
    assert reading.language is Language.ENGLISH
    assert "chay_rung" in reading.terms.pairs
    assert len(reading.texts) == 1
    assert "cháy rừng" in reading.texts[0]
    assert "Phong Tho" not in reading.texts[0]


def test_english_that_is_not_understood_is_looked_up_as_it_is_too():
    reading = read_question("Did zebras and llamas cause any forest fires?", COUNTS, Steps())
    assert reading.texts[0].startswith("Did zebras")
    assert "cháy rừng" in reading.texts[1]
