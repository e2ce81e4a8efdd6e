"""What was read from one report, fact by fact, in words and with its place: for marks, tooltips and tables.

Pure; works on the flat records that stand beside each report, which cost no query.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.record import Kind, Record
from search.language import Language
from search.phrase import format_number, unit_label
from search.wording import indicator_name, notation_label
from ui.messages import tell, tell_if_known
from ui.names import area_name, concept_name, document_name
from ui.render import TableRow, format_date, one_line

KINDS = (
    Kind.OBSERVATIONS, Kind.EVENTS, Kind.LEGAL, Kind.PROGRAMMES, Kind.OCOP, Kind.PLACES, Kind.LINKS,
    Kind.ISSUES,
)  # fmt: skip
"""The kinds that a reader can switch on and off, what people look for first, first."""
_OTHER = "other:"


@dataclass(frozen=True, slots=True)
class ReadFact:
    """One fact: its number in the report, its place, and what was read there, in words.

    ``look`` tells facts of one kind apart where that matters: the assertion of an event.
    """

    number: int
    kind: Kind
    look: str
    start: int
    end: int
    line: int
    quote: str
    what: str
    detail: str

    @property
    def told(self) -> str:
        """All of it in one line."""
        return f"{self.what}: {self.detail}" if self.detail else self.what


def read_facts(records: Iterable[tuple[Kind, Record]], language: Language) -> tuple[ReadFact, ...]:
    """The facts in the order of the text; the report's identity is none of them."""
    rows = sorted(((kind, row) for kind, row in records if kind in _WORDS), key=_place)
    return tuple(_fact(number, kind, row, language) for number, (kind, row) in enumerate(rows))


def count_kinds(facts: Iterable[ReadFact]) -> Counter[Kind]:
    """How many facts there are of each kind."""
    return Counter(fact.kind for fact in facts)


def fact_table(facts: Iterable[ReadFact], language: Language) -> list[TableRow]:
    """The facts as rows, in the words of the language; the quote stays the report's."""
    return [
        {
            "kind": kind_name(fact.kind, language),
            "read": fact.what,
            "detail": fact.detail,
            "as_written": one_line(fact.quote),
            "line": fact.line,
        }
        for fact in facts
    ]


def kind_name(kind: Kind, language: Language) -> str:
    """A kind of facts in words."""
    return tell(language, f"fact_kind.{kind.value}")


def value_words(row: Mapping[str, object], language: Language) -> str:
    """The number of a figure with its unit: ``1.475 ha``."""
    number = format_number(Decimal(str(row["value"])), language)
    unit = unit_label(str(row["unit"] or ""), language)
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}".strip()


def limit_words(row: Mapping[str, object], language: Language) -> list[str]:
    """What qualifies a figure: ``estimate``, ``about``."""
    limits = (tell(language, f"obs_status.{row['status']}"), _qualifier(row, language))
    return [words for words in limits if words]


def event_words(code: str, language: Language) -> str:
    """A kind of event in words, those outside the code list by the report's."""
    return concept_name("events", code, code.removeprefix(_OTHER), language)


def assertion_of(row: Mapping[str, object]) -> str:
    """Whether an event is said to have happened here: an assertion, or ``elsewhere``."""
    return "elsewhere" if row.get("elsewhere") else str(row["status"])


def _place(item: tuple[Kind, Record]) -> tuple[int, int, int]:
    kind, row = item
    return (_number(row["start"]), -_number(row["end"]), KINDS.index(kind))


def _fact(number: int, kind: Kind, row: Record, language: Language) -> ReadFact:
    what, *details = _WORDS[kind](row, language)
    return ReadFact(
        number=number,
        kind=kind,
        look=assertion_of(row) if kind is Kind.EVENTS else "",
        start=_number(row["start"]),
        end=_number(row["end"]),
        line=_number(row["line"]),
        quote=str(row["quote"]),
        what=what,
        detail=" · ".join(filter(None, details)),
    )


def _figure(row: Record, language: Language) -> Sequence[str]:
    area = str(row["area"])
    role = ", ".join((tell(language, f"measure.{row['measure']}"), *limit_words(row, language)))
    return (
        indicator_name(str(row["indicator"]), _text(row["concept"]), language),
        f"{value_words(row, language)} ({role})",
        notation_label(str(row["period"]), language),
        area_name(_text(row["area_code"]), area, language),
    )


def _event(row: Record, language: Language) -> Sequence[str]:
    places = row["places"]
    return (
        event_words(str(row["event"]), language),
        tell(language, f"assertion.{assertion_of(row)}"),
        notation_label(str(row["period"]), language),
        ", ".join(map(str, places)) if isinstance(places, list) else "",
    )


def _document(row: Record, language: Language) -> Sequence[str]:
    name = " ".join(filter(None, (_text(row["kind"]), _text(row["number"]))))
    return (
        document_name(name, language) if name else one_line(str(row["quote"])),
        _text(row["issuer"]) or "",
        format_date(_text(row["date"]) or _text(row["year"]), language),
        one_line(_text(row["subject"]) or ""),
    )


def _programme(row: Record, language: Language) -> Sequence[str]:
    parts = row["parts"] if isinstance(row["parts"], list) else []
    named = (concept_name("programme_parts", str(part), str(part), language) for part in parts)
    return programme_words(str(row["programme"]), language), ", ".join(named)


def programme_words(code: str, language: Language) -> str:
    """A programme in words, those outside the code list by the report's."""
    return concept_name("programmes", code, code.removeprefix(_OTHER), language)


def _link(row: Record, language: Language) -> Sequence[str]:
    return programme_words(str(row["programme"]), language), str(row["legal"])


def _product(row: Record, language: Language) -> Sequence[str]:
    stars = tell(language, "reports.stars", count=row["stars"]) if row["stars"] else ""
    status = tell(language, f"ocop.{row['status']}")
    return (
        str(row["product"]),
        stars,
        status,
        *(_text(row[name]) or "" for name in ("year", "owner", "place")),
    )


def _area(row: Record, language: Language) -> Sequence[str]:
    name = str(row["name"])
    kind = str(row["kind"] or "")
    label = name if name.lower().startswith(kind) else f"{kind} {name}".strip()
    return (area_name(_text(row["code"]), label, language),)


def _issue(row: Record, language: Language) -> Sequence[str]:
    code = str(row["code"])
    left = tell(language, "reports.left_out" if row["counts_number"] else "reports.left_open")
    return concept_name("ledger", code, code, language), left


def _qualifier(row: Mapping[str, object], language: Language) -> str:
    told = str(row["qualifier"] or "")
    return tell_if_known(language, f"qualifier.{told}") or told


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


_WORDS: Mapping[Kind, Callable[[Record, Language], Sequence[str]]] = {
    Kind.OBSERVATIONS: _figure,
    Kind.EVENTS: _event,
    Kind.LEGAL: _document,
    Kind.PROGRAMMES: _programme,
    Kind.OCOP: _product,
    Kind.PLACES: _area,
    Kind.LINKS: _link,
    Kind.ISSUES: _issue,
}
