"""Reports of one district that cite the same documents, one of them by halves."""

from __future__ import annotations

HEAD = "UBND HUYỆN PHONG THỔ\nBÁO CÁO\nTình hình kinh tế - xã hội năm {year}\n\nI. KINH TẾ\n"
NUMBER = "07/2021/NQ-HĐND"
HALF = HEAD.format(year=2022) + (
    f"Chương trình xây dựng nông thôn mới được thực hiện theo Nghị quyết số {NUMBER}.\n"
    "Đã ban hành Kế hoạch số 18/KH-UBND về phòng chống hạn hán cho cây trồng vụ xuân.\n"
)
WHOLE = HEAD.format(year=2023) + (
    f"Chương trình 135 được thực hiện theo Nghị quyết số {NUMBER} ngày 22/3/2021 của HĐND tỉnh Lai Châu.\n"
    "Đã ban hành Kế hoạch số 18/KH-UBND ngày 21/01/2022 của UBND huyện về phòng chống hạn hán cho cây.\n"
)
