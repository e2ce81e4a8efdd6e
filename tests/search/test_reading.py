from search.diacritics import TextCounts
from search.language import Language
from search.reading import Steps, read_question

COUNTS = TextCounts(["Diện tích lúa nương của huyện giảm.", "Tỷ lệ che phủ rừng."])


def test_a_vietnamese_question_is_stripped_of_question_words_for_the_terms_only():
    reading = read_question("Diện tích lúa nương là bao nhiêu?", COUNTS, Steps())
    assert reading.language is Language.VIETNAMESE
    assert reading.terms.words == ("dien", "tich", "lua", "nuong")
    assert "lua_nuong" in reading.terms.pairs
    assert "la_bao" not in reading.terms.pairs
    assert reading.texts == ("Diện tích lúa nương là bao nhiêu?",)


def test_diacritics_are_restored_for_the_vector():
    reading = read_question("dien tich lua nuong giam", COUNTS, Steps())
    assert reading.texts == ("diện tích lúa nương giảm",)
    assert read_question("dien tich lua nuong giam", COUNTS, Steps(restore=False)).texts[0].isascii()


def test_names_that_narrow_the_search_are_no_terms():
    reading = read_question("Diện tích chè của Phong Thổ", COUNTS, Steps(), ("phong tho",))
    assert reading.terms.words == ("dien", "tich", "che")


def test_a_question_of_question_words_alone_keeps_them():
    assert read_question("như thế nào?", COUNTS, Steps()).terms.words == ("nhu", "the", "nao")
