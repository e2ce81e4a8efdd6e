"""The words around places, as the matcher relies on them."""

from __future__ import annotations

import unicodedata

from ontology.gazetteer import COMMUNE, DISTRICT, load_gazetteer, name_key
from ontology.place_words import VILLAGE, load_place_words

WORDS = load_place_words()


def test_each_kind_of_the_gazetteer_has_a_word():
    spoken = {kind for word in WORDS.kinds.values() for kind in word.kinds}
    assert spoken == {unit.kind for unit in load_gazetteer().units}


def test_kinds_know_their_level():
    levels = {" ".join(words): kind.level for words, kind in WORDS.kinds.items()}
    assert (levels["thị trấn"], levels["thị xã"], levels["tổ dân phố"]) == (COMMUNE, DISTRICT, VILLAGE)


def test_words_that_mislead_without_diacritics_are_left_out():
    plain = {" ".join(words) for words in WORDS.kinds_plain}
    assert {"xa", "huyen", "thi tran", "to dan pho"} <= plain
    assert plain.isdisjoint({"ban", "to", "lang"})


def test_every_opener_begins_a_word_of_a_kind():
    assert {"thị", "thi", "xã", "xa", "district"} <= WORDS.openers


def test_guarded_names_are_folded_and_name_units():
    gazetteer = load_gazetteer()
    for key in WORDS.need_kind:
        assert key == name_key(key)
        assert gazetteer.keyed(key), key


def test_the_list_is_in_composed_form():
    texts = [" ".join(words) for words in (*WORDS.kinds, *WORDS.not_after)] + [*WORDS.joins, *WORDS.surnames]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
