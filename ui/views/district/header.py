"""Who the district is: name and province, the reports at hand, the units that stand there today."""

from __future__ import annotations

from html import escape

import streamlit as st

from search.phrase import join
from search.wording import notation_label
from ui.places_now import today_in_words
from ui.places_told import PlaceNames
from ui.profile import Chosen
from ui.session import language, say, service


def show_header(chosen: Chosen, names: PlaceNames) -> None:
    """Draws it."""
    province = names.provinces.get(names.province_of.get(chosen.code, ""), "")
    stored = [report for report in service().status().reports if report.district_code == chosen.code]
    periods = dict.fromkeys(
        notation_label(notation, language()) for notation in sorted({one.period for one in stored})
    )
    lines = [
        say("district.at_hand", count=len(stored), periods=join(list(periods), language())),
        today_in_words(chosen.code, language()),
    ]
    told = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    name = escape(chosen.name[:1].upper() + chosen.name[1:])
    st.html(f'<div class="hk-district"><h2>{name}<span>{escape(province)}</span></h2>{told}</div>')
