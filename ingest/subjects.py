"""What a figure counts: a property (diện tích), a thing (lúa mùa), an act (chăm sóc), made into a name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.match.units import Unit
from ingest.wording import expand_words

_DEFAULT_PROPERTY = {
    "area": "diện tích",
    "mass": "sản lượng",
    "volume": "khối lượng",
    "rate": "mức",
    "length": "chiều dài",
    "money": "kinh phí",
    "power": "công suất",
    "ratio": "tỷ lệ",
}
_SMALL_MASSES = ("kg", "gam", "mg")
_KINDS_COUNTED = ("person", "household", "admin", "works", "item", "event", "animal", "produce")


@dataclass(frozen=True, slots=True)
class Subject:
    """A name in parts, each as words: the ``head`` property with its qualifiers, the ``thing``, the ``act``.

    ``about`` is what stood before the figure beside the thing after it. ``fits`` are the kinds of units
    that the head goes with, ``concept`` its id in the code list. ``unit`` is the unit of the figure that
    the subject was read with; ``act_first`` that the act stood before the thing ("phá rừng").
    """

    head: str = ""
    thing: str = ""
    act: str = ""
    about: str = ""
    fits: str = ""
    concept: str = ""
    unit: Unit | None = None
    act_first: bool = False

    @property
    def name(self) -> str:
        """The full name in the words of the report."""
        if self.act_first:
            return expand_words(_once(self.head, self.act, self.thing, self.about))
        return expand_words(_once(self.head, self.thing, self.about, self.act))


def default_head(unit: Unit | None) -> str:
    """The property that a unit alone suggests: ha is an area, vụ a number of cases."""
    if unit is None:
        return "số"
    if unit.kind == "produce" and unit.scaled:
        return "sản lượng"
    if unit.kind in _KINDS_COUNTED:
        return f"số {unit.written or unit.text}"
    if unit.kind == "mass" and unit.text in _SMALL_MASSES:
        return "khối lượng"
    if unit.concept and unit.concept.extra.get("dimension") == "energy":
        return "sản lượng"
    for column in ("counts", "measures"):
        if unit.concept and column in unit.concept.extra:
            return unit.concept.extra[column]
    return _DEFAULT_PROPERTY.get(unit.kind, "số")


def fits(subject: Subject, unit: Unit | None) -> bool:
    """Whether the subject's head property goes with the unit."""
    return bool(subject.head) and (unit is None or unit.kind in subject.fits.split())


def as_rate(subject: Subject) -> Subject:
    """The share that goes with a count: "số hộ nghèo" -> "tỷ lệ hộ nghèo"."""
    head = subject.head
    for prefix in ("tổng số ", "số lượng ", "số ", "tổng "):
        if f"{head} ".startswith(prefix):
            head = f"{head} ".removeprefix(prefix).strip()
            break
    if head.startswith(("tỷ lệ", "tỉ lệ")):
        return replace(subject, fits="ratio")
    return replace(subject, head=f"tỷ lệ {head}".strip(), fits="ratio")


def as_count(subject: Subject, unit: Unit | None) -> Subject:
    """The count behind a share: "tỷ lệ trẻ em suy dinh dưỡng 1.238 trẻ" counts children."""
    for word in ("tỷ lệ", "tỉ lệ", "Tỷ lệ", "Tỉ lệ"):
        if subject.head.startswith(word):
            head = f"số {subject.head.removeprefix(word).strip()}".strip()
            return replace(subject, head=head, fits=unit.kind if unit else "")
    return subject


def _once(*parts: str) -> str:
    """The parts joined without repeating: words that end one and begin the next, and parts said before."""
    name: list[str] = []
    for part in parts:
        words = part.split()
        lowered, known = [word.lower() for word in words], [word.lower() for word in name]
        if known and lowered[: len(known)] == known:
            name = words
        elif words and not set(lowered) <= set(known):
            shared = next((n for n in range(min(3, len(words)), 0, -1) if known[-n:] == lowered[:n]), 0)
            name += words[shared:]
    return " ".join(name)
