"""The parameters of the REST interface, checked before anything is looked for; unknown ones are refused."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from graph.claims import Narrowed
from graph.selection import Selection
from ingest.fact import Assertion, Measure, Status
from search.language import Language
from ui.lists import Part

MOST_ROWS = 500
NODE = r"^https://w3id\.org/huyenkg/id/[A-Za-z0-9._~:/-]+$"
"""IRIs of nodes."""
_YEAR = r"(19|20|21)\d\d"
_LEAP_DAY = r"((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DAY = r"((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_MONTHS = r"(H[12]|Q[1-4]|M([1-9]|1[0-2])|0[1-9]|1[0-2])"
_PERIOD = rf"^(as-of:({_YEAR}-{_DAY}|{_LEAP_DAY})|{_YEAR}(-{_MONTHS})?)$"


def _period(notation: str) -> str:
    if not re.search(_PERIOD, notation):
        raise ValueError("write 2024, 2024-H1, 2024-Q1, 2024-06 or as-of:2024-06-30")
    return notation


Words = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Period = Annotated[
    str, AfterValidator(_period), Field(json_schema_extra={"pattern": _PERIOD}, examples=["2024-H1"])
]
Districts = Annotated[
    list[Words],
    Field(max_length=20, description="name or code of a district whose reports say it; several: any of them"),
]
Programmes = Annotated[
    list[Words],
    Field(max_length=20, description="id or label of a programme or of a part of one: NTM, 135, NTP-EM.3"),
]
Reports = Annotated[list[Words], Field(max_length=20, description="id or file name of a report")]
Periods = Annotated[
    list[Period],
    Field(max_length=20, description="2024, 2024-H1, 2024-Q1, 2024-06 or as-of:2024-06-30: what touches it"),
]


class Speaking(BaseModel):
    """The language of labels; what reports say stays as it was said."""

    model_config = ConfigDict(extra="forbid")
    language: Literal["vi", "en"] = Field("vi", description="of labels")

    @property
    def labels(self) -> Language:
        """The language."""
        return Language(self.language)


class Paged(Speaking):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="most items of a page")
    offset: int = Field(0, ge=0, le=100_000_000, description="items before the page")

    @property
    def part(self) -> Part:
        """The part."""
        return Part(self.offset, self.limit)


class FigureFilter(Paged):
    """What observations are narrowed to."""

    district: Districts = []
    area: list[Words] = Field([], max_length=20, description="code of the area that the figure is about")
    report: Reports = []
    period: Periods = []
    programme: Programmes = []
    indicator: list[Words] = Field(
        [], max_length=20, description="id of an indicator, or words of its name", examples=["output-grain"]
    )
    document: list[Words] = Field([], max_length=20, description="number of a document it is reported under")
    measure: list[Measure] = Field([], max_length=7, description="role of the figure")
    status: list[Status] = Field(
        [], max_length=4, description="A actual, E estimated, P provisional, F planned"
    )

    @property
    def narrowed(self) -> Narrowed:
        """The same for the graph."""
        selection = Selection(
            district=tuple(self.district), report=tuple(self.report), period=tuple(self.period),
            programme=tuple(self.programme), indicator=tuple(self.indicator), document=tuple(self.document),
        )  # fmt: skip
        return Narrowed(
            selection,
            areas=tuple(self.area),
            measures=tuple(self.measure),
            statuses=tuple(status.value for status in self.status),
        )


class EventFilter(Paged):
    """What mentions of events are narrowed to."""

    district: Districts = []
    report: Reports = []
    period: Periods = []
    event: list[Words] = Field(
        [], max_length=20, description="id or label of a kind of event", examples=["african_swine_fever"]
    )
    status: list[Assertion] = Field([], max_length=5, description="whether it is said to have happened")

    @property
    def narrowed(self) -> Narrowed:
        """The same for the graph."""
        selection = Selection(
            district=tuple(self.district), report=tuple(self.report), period=tuple(self.period),
            event=tuple(self.event),
        )  # fmt: skip
        return Narrowed(selection, assertions=tuple(self.status))


class ProgrammeFilter(Paged):
    """What programmes are narrowed to."""

    district: Districts = []


class DocumentFilter(Paged):
    """What legal documents are narrowed to."""

    district: Districts = []
    programme: Programmes = []
    number: list[Words] = Field([], max_length=20, description="number of the document")

    @property
    def selection(self) -> Selection:
        """The same for the graph."""
        return Selection(
            district=tuple(self.district), programme=tuple(self.programme), document=tuple(self.number)
        )


class ReportFilter(Paged):
    """What reports are narrowed to."""

    district: Districts = []
    report: Reports = []
    period: Periods = []

    @property
    def selection(self) -> Selection:
        """The same for the graph."""
        return Selection(district=tuple(self.district), report=tuple(self.report), period=tuple(self.period))


class IndicatorFilter(Paged):
    """What indicators are narrowed to."""

    query: str = Field("", max_length=300, description="words of a name, in Vietnamese or English")
    sector: str = Field("", max_length=100, description="id of a sector")
