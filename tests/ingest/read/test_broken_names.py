"""Names of places that a line breaks."""

from __future__ import annotations

import pytest

from ingest.read.broken_names import breaks_name


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("khô hạn ở Nậm", "Khao, Pa Ủ"),
        ("giáp Mường Mô, Nậm", "Hàng và các xã khác"),
        ("tại xã Sin Suối", "Hồ."),
        ("trên địa bàn huyện Ia", "H'Drai có 12 điểm"),
        ("đường vào thị trấn Đạ", "Tẻh"),
    ],
)
def test_a_name_begins_on_one_line_and_ends_on_the_next(line, following):
    assert breaks_name(line, following)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("phối hợp với Hội", "An ninh trật tự được giữ vững"),
        ("đại hội ở Đoàn", "Kết quả năm nay khá"),
        ("đã bàn giao cho xã Phú An", "Bình quân đạt 12 tiêu chí"),
        ("TẠI XÃ NẬM", "XE"),
        ("khô hạn ở Nậm.", "Khao"),
        ("", ""),
    ],
)
def test_other_lines_do_not(line, following):
    assert not breaks_name(line, following)
