"""What a report tells of its district and period, in words, with the truth of every sentence beside it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.corpus import world
from benchmarks.corpus.world import Event, Kind
from ingest.fact import Assertion, Measure
from ontology.gazetteer import Unit
from ontology.lexicon import concepts_by_id

_TOLD = 0.8  # of the figures; the rest is silence, which questions are asked about too
_ESTIMATED = 0.2
_TABLED = 0.25  # of the figures that have a plan, in reports that have a table
_WITH_TABLE = 0.5  # of the reports
_WIDTH = 88  # letters a line in reports that are wrapped as text out of a pdf is
_EVENT_HEADING = {"animal_disease": "livestock"}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, or the cells of a row, with what it says: records in the fields of ``huyenkg facts``."""

    heading: str
    text: str
    records: tuple[dict[str, object], ...]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report as a file, and what it tells."""

    name: str
    text: str
    records: tuple[dict[str, object], ...]


def make_report(seed: int, district: Unit, year: int, half: bool) -> MadeReport:
    """The report of a district for a year or its first half."""
    draw = random.Random(f"{seed}/{district.code}/{year}/{half}/words")
    told = [
        *_figures(draw, seed, district, year, half),
        *_events(draw, seed, district, year),
        *_programmes(draw, seed, district, year),
    ]
    period = f"{year}-H1" if half else str(year)
    name = f"{district.code}-{period}.txt"
    about = {"report": name, "district": district.code, "period": period}
    lines = _lines(draw, district, year, half, told)
    facts = ({"kind": "identity"}, *(record for sentence in told for record in sentence.records))
    records = tuple({**about, **record} for record in facts)
    return MadeReport(name, "\n".join(lines) + "\n", records)


def _figures(draw: random.Random, seed: int, district: Unit, year: int, half: bool) -> Iterator[Told]:
    tabled = draw.random() < _WITH_TABLE
    for kind in world.kinds():
        if draw.random() < _TOLD:
            values = _values(seed, district, kind, year, half)
            if tabled and not _is_rate(kind) and draw.random() < _TABLED:
                yield _row(kind, year, *values[:2])
            else:
                yield _figure(draw, kind, year, *values)


def _values(seed: int, district: Unit, kind: Kind, year: int, half: bool) -> tuple[Decimal, Decimal, Decimal]:
    """The figure, its plan, and that of the year before."""
    return (
        world.figure(seed, district, kind, year, half),
        world.planned(seed, district, kind, year),
        world.figure(seed, district, kind, year - 1, half),
    )


def _figure(
    draw: random.Random, kind: Kind, year: int, value: Decimal, plan: Decimal, before: Decimal
) -> Told:
    """The figure alone, or with its share of the year's plan, or its change."""
    rate = _is_rate(kind)
    changed = not rate and before and value != before
    form = draw.choice([form for form in _forms() if not rate or form == "value"])
    form = form if changed or "change" not in form else "value"
    estimated = draw.random() < _ESTIMATED and form in world.words()["estimates"]
    change = _percent((value - before) * 100 / before) if changed else Decimal(0)
    share = _percent(value * 100 / plan)
    template = draw.choice(world.words()["estimates" if estimated else "forms"][form])
    name = kind.concept.vi
    text = template.format(
        name=name,
        Name=_capital(name),
        value=_quantity(value, kind),
        plan=_quantity(plan, kind),
        share=_number(share),
        change=_number(abs(change)),
        way=world.words()["rose" if change > 0 else "fell"],
    )
    status = "E" if estimated else "A"
    records = [{**_record(kind, Measure.VALUE, value, kind.unit), "status": status}]
    if "{plan}" in template:
        records.append({**_record(kind, Measure.PLAN, plan, kind.unit), "period": str(year)})
    if "{share}" in template:
        records.append(_record(kind, Measure.PCT_OF_PLAN, share, "%"))
    if "{change}" in template:
        records.append(_record(kind, Measure.CHANGE_PCT, change, "%"))
    return Told(kind.heading, text, tuple(records))


def _row(kind: Kind, year: int, value: Decimal, plan: Decimal) -> Told:
    """The figure with its plan as a row of the table."""
    share = _percent(value * 100 / plan)
    cells = (_capital(kind.concept.vi), kind.unit, _number(plan), _number(value), _number(share))
    records = (
        {**_record(kind, Measure.PLAN, plan, kind.unit), "period": str(year)},
        _record(kind, Measure.VALUE, value, kind.unit),
        _record(kind, Measure.PCT_OF_PLAN, share, "%"),
    )
    return Told("", "", records, cells)


def _is_rate(kind: Kind) -> bool:
    return kind.unit == "%" or "/" in kind.unit


def _events(draw: random.Random, seed: int, district: Unit, year: int) -> Iterator[Told]:
    for event in world.events(seed, district, year):
        template = draw.choice(world.words()["event"][event.assertion.value])
        name = event.concept.vi
        text = template.format(event=name, Event=_capital(name), count=f"{event.count:02}")
        heading = _EVENT_HEADING.get(str(event.concept.extra.get("group")), "forestry")
        yield Told(heading, text, tuple(_event_records(event)))


def _event_records(event: Event) -> Iterator[dict[str, object]]:
    """What the sentence says of the event; one that is over has happened, and communes are counted."""
    over = event.assertion is Assertion.ENDED
    for assertion in (Assertion.OCCURRED, Assertion.ENDED) if over else (event.assertion,):
        yield {"kind": "event", "event": event.concept.id, "assertion": assertion.value}
    if over or event.assertion is Assertion.OCCURRED:
        yield {"kind": "count", "value": str(event.count), "unit": "xã"}


def _programmes(draw: random.Random, seed: int, district: Unit, year: int) -> Iterator[Told]:
    for programme, document in world.documents(seed, district, year):
        name = concepts_by_id("programmes")[programme].vi
        text = draw.choice(world.words()["programme"]["tied"]).format(
            programme=name, Programme=_capital(name), document=document.cited()
        )
        record = {"kind": "link", "programme": programme, "document": document.number}
        yield Told("money", text, (record,))


def _lines(draw: random.Random, district: Unit, year: int, half: bool, told: Sequence[Told]) -> Iterator[str]:
    words = world.words()
    period = words["half" if half else "whole"].format(year=year)
    label = district.area.label
    about = {"district": label, "District": _capital(label), "period": period}
    yield world.province(district).upper()
    yield f"ỦY BAN NHÂN DÂN {label.upper()}"
    yield f"Số: {draw.randint(11, 990)}/BC-UBND"
    yield f"{district.name}, ngày {draw.randint(2, 28)} tháng {6 if half else 12} năm {year}"
    yield "BÁO CÁO"
    yield words["title"].format(**about)
    yield draw.choice(words["opening"]).format(**about)
    yield from _sections(draw, [one for one in told if not one.cells])
    rows = [one.cells for one in told if one.cells]
    if rows:
        yield words["table"]["title"]
        yield "\t".join(words["table"]["head"]).format(year=year, period=period)
        yield from ("\t".join((str(number), *cells)) for number, cells in enumerate(rows, start=1))
    yield words["closing"].format(**about)


def _sections(draw: random.Random, told: Sequence[Told]) -> Iterator[str]:
    """The sentences under their headings, some to a paragraph; wrapped in some reports."""
    words = world.words()
    by_heading = defaultdict(list)
    for sentence in told:
        by_heading[sentence.heading].append(sentence.text)
    wrapped = draw.random() < 0.3
    for chapter, title in words["chapters"].items():
        own = [key for key, (of, _) in words["headings"].items() if of == chapter and by_heading[key]]
        yield from (title,) if own else ()
        for number, key in enumerate(own, start=1):
            yield f"{number}. {words['headings'][key][1]}"
            for paragraph in _paragraphs(draw, by_heading[key]):
                yield from _wrapped(f"- {paragraph}") if wrapped else (f"- {paragraph}",)


def _paragraphs(draw: random.Random, sentences: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        count = draw.randint(1, 4)
        yield " ".join(sentences[at : at + count])
        at += count


def _wrapped(paragraph: str) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        if line and len(line) + len(word) >= _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _record(kind: Kind, measure: Measure, value: Decimal, unit: str) -> dict[str, object]:
    return {
        "kind": "observation",
        "concept": kind.concept.id,
        "measure": measure.value,
        "value": str(value),
        "unit": unit,
    }


def _forms() -> tuple[str, ...]:
    return tuple(world.words()["forms"])


def _percent(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _quantity(value: Decimal, kind: Kind) -> str:
    return f"{_number(value)}{'' if kind.unit == '%' else ' '}{kind.unit}"


def _number(value: Decimal) -> str:
    """As Vietnamese print it: "1.234,5"."""
    whole, _, part = f"{value:,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
