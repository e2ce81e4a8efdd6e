"""What a figure goes on about: a fund of which it is a part, an event that people attend, a fruit's plant."""

from __future__ import annotations

from dataclasses import replace

from ingest.frames import Frame
from ingest.fund_topic import kinds_in, with_kinds
from ingest.match.units import Unit, same_unit
from ingest.subjects import Subject, default_head
from ingest.text import even_tones
from ingest.wording import word_list
from ontology.lexicon import concepts_by_id
from ontology.phrases import load_words

_FUND, _FUND_ID = "vốn", "capital"


def in_frame(subject: Subject, unit: Unit | None, frame: Frame) -> Subject:
    """The subject with what the figures before it say of it."""
    if unit is None:
        return subject
    words = subject.thing or subject.act
    if unit.kind == "ratio" and subject.concept == "disbursement" and not words and frame.last:
        fund = frame.last.subject
        return spent_of(fund) if is_of_funds(fund) else subject
    if unit.kind == "area":
        return replace(subject, thing=_of_plant(subject.thing))
    if unit.kind == "person" and words.lower() in attending() and not _attends(frame.thing):
        return replace(subject, about=subject.about or frame.thing)
    if unit.kind == "money":
        return _of_fund(subject, words, unit, frame)
    return subject


def spent_of(fund: Subject) -> Subject:
    """What is spent of a fund: "giải ngân vốn …" of "vốn được giao …"."""
    if fund.concept == "disbursement":
        return fund
    spent = Subject("giải ngân", fund.name, fits="money", concept="disbursement", unit=fund.unit)
    return _disbursed(spent)


def is_sector(lead: str) -> bool:
    """Whether a lead heads a part of the report ("Chăn nuôi, thú y:", "Cây ăn quả, cây công nghiệp:")."""
    return ("," in lead and not opens(lead, "programmes")) or opens(lead, "sectors")


def is_shared(subject: Subject) -> bool:
    """Whether parts have the property of their whole: a part of what was planned is not yet disbursed."""
    row = concepts_by_id("properties").get(subject.concept)
    return row is None or row.extra.get("part") != "no"


def _of_fund(subject: Subject, words: str, unit: Unit, frame: Frame) -> Subject:
    """A source of money under a fund ("ngân sách huyện 3 tỷ đồng"), and a fund that its heading names."""
    whole = frame.whole
    source = _source(subject, words)
    if whole and source and is_shared(whole.subject) and same_unit(whole.unit, unit):
        of = whole.subject
        thing = " ".join(part for part in (of.thing, source) if part)
        return replace(subject, head=of.head or subject.head, thing=thing, about="", act="")
    if opens(words, "programmes") and subject.head == default_head(unit):
        return with_kinds(replace(subject, head=_FUND), frame.kinds)
    if words.lower().startswith(f"{_FUND} ") and subject.head == default_head(unit):
        subject = replace(subject, head=_FUND, thing=words[len(_FUND) :].strip(), concept=_FUND_ID)
    again = set(words.lower().split()) <= {*subject.head.lower().split(), "từ", "năm", "sang"}
    bare = again and not subject.about and bool(subject.head)
    subject = replace(subject, thing=frame.topic) if bare and is_of_funds(subject) else subject
    subject = _disbursed(subject) if subject.concept == "disbursement" else subject
    fund = frame.last.subject if frame.last else None
    if subject.concept == "disbursement" and fund and is_of_funds(fund) and (bare or words in fund.thing):
        subject = with_kinds(subject, kinds_in(fund.name))  # spent of "vốn chuyển nguồn …"
    of_programme = any(f" {word} " in f" {subject.thing.lower()} " for word in _listed("programmes"))
    return with_kinds(subject, frame.kinds) if of_programme or "chuyển nguồn" in subject.head else subject


def _source(subject: Subject, words: str) -> str:
    """The words that say whose money a sum is: "ngân sách huyện", "vốn tỉnh"; else ``""``."""
    full = f"{subject.head} {subject.thing}".strip()
    bare = _listed("bare_sources")
    return next((said for said in (words, full) if opens(said, "sources") or said.lower() in bare), "")


def _disbursed(subject: Subject) -> Subject:
    """The plain name of what was disbursed: "kết quả giải ngân chương trình 135" is "giải ngân vốn …"."""
    known = f" {subject.thing.lower()} "
    thing = subject.thing if not subject.thing or " vốn " in known else f"vốn {subject.thing}"
    head = "giải ngân" if subject.head.lower().endswith("giải ngân") else subject.head
    return replace(subject, head=head, thing=thing)


def is_of_funds(subject: Subject) -> bool:
    """Whether a subject is a sum that was allotted or spent."""
    row = concepts_by_id("properties").get(subject.concept)
    return subject.concept in ("allotted", "disbursement") or (
        row is not None and row.extra.get("role") == "plan"
    )


def attending() -> tuple[str, ...]:
    """Words for what people do at an event."""
    return _listed("attending")


def _attends(thing: str) -> bool:
    """Whether a thing is no event but people who attend one."""
    return any(f" {word} " in f" {thing.lower()} " for word in attending())


def opens(words: str, kind: str) -> bool:
    """Whether words begin with one of a list of ``clause_words``."""
    plain = f"{even_tones(words)} ".replace(",", " ")
    return any(plain.startswith(f"{word} ") for word in word_list(kind))


def _listed(kind: str) -> tuple[str, ...]:
    return tuple(load_words("clause_words")[kind])


def _of_plant(thing: str) -> str:
    """The plant where its fruit is named: the "thóc" of a footnote on rice, whose area is that of "lúa"."""
    plants = dict(pair.split(maxsplit=1) for pair in _listed("plants"))
    first, _, rest = thing.partition(" ")
    plant = plants.get(first)
    return thing if plant is None or rest.startswith(plant) else f"{plant} {rest}".strip()
