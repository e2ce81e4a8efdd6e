import pytest

from ingest.cause import Causes


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Mưa đá làm tốc mái 37 nhà.", "số nhà tốc mái", "số nhà tốc mái do mưa đá"),
        ("Sốt xuất huyết ghi nhận 31 ca mắc.", "số ca mắc", "số ca mắc sốt xuất huyết"),
        ("Bệnh dại làm 4 con chó mắc bệnh.", "số con chó mắc bệnh", "số con chó mắc bệnh dại"),
        # The event stands in another sentence, the name says it already, or nothing was damaged.
        ("Có mưa đá. Tai nạn khác làm sập 2 nhà.", "số nhà sập", "số nhà sập"),
        ("Mưa đá làm sập 2 nhà.", "số nhà sập do mưa đá", "số nhà sập do mưa đá"),
        ("Sau mưa đá trồng lại 5 ha ngô.", "diện tích ngô trồng lại", "diện tích ngô trồng lại"),
    ],
)
def test_damage_is_named_with_what_did_it(text, name, expected):
    number = next(at for at, letter in enumerate(text) if letter.isdecimal())
    assert Causes(text).complete(name, number) == expected
