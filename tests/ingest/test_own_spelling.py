"""How a report writes the name of its own district."""

from __future__ import annotations

import pytest

from ingest.own_spelling import own_spelling
from ingest.report_parts import parts_of
from ontology.values import Area
from tests.factories import document

DAK_GLONG = Area("661", "huyện", "Đăk Glong", "67")
PHU_QUI = Area("602", "huyện", "Phú Quí", "60")


@pytest.mark.parametrize(
    ("text", "district", "spelling"),
    [
        ("UBND huyện Đắk Glong; Đắk Glong trồng cà phê.", DAK_GLONG, "Đắk Glong"),
        ("UBND huyện Đắk Glong; huyện Đăk Glong trồng cà phê.", DAK_GLONG, "Đăk Glong"),
        ("UBND HUYỆN ĐẮK GLONG\nToàn huyện trồng cà phê.", DAK_GLONG, "Đăk Glong"),
        ("UBND HUYỆN PHÚ QUÝ\nPhú Quý, ngày 5 tháng 6 năm 2024", PHU_QUI, "Phú Quý"),
        ("Toàn huyện trồng cà phê.", PHU_QUI, "Phú Quí"),
    ],
)
def test_it_is_the_commonest_one_unless_the_gazetteers_stands_there_too(text, district, spelling):
    assert own_spelling(parts_of(document(text)), district) == spelling
