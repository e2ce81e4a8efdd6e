"""What scripts/draw_model.py draws: which node of the sample, and which nodes around it in which column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a node is drawn. It is found from another by a property (``^`` before it: backwards)."""

    name: str
    column: int
    start: str = ""
    property: str = ""
    words: str = ""
    quiet: bool = False
    """Only arrows to it are drawn: its own are like those of another."""


@dataclass(frozen=True)
class Picture:
    """A start node, told by the words that it quotes and its class, and what stands around it."""

    name: str
    kind: str
    words: str
    places: tuple[Place, ...]


PICTURES = (
    Picture(
        "model-observation", "qb:Observation", "4.376,59 tấn",
        (
            Place("group", 0, "focus", "^qb:observation"),
            Place("focus", 1),
            Place("percent", 1, "group", "qb:observation", "12,12%", quiet=True),
            Place("indicator", 2, "focus", "hkg:indicator"),
            Place("area", 2, "focus", "sd-dim:refArea"),
            Place("period", 2, "focus", "sd-dim:refPeriod"),
            Place("unit", 2, "focus", "sd-att:unitMeasure"),
            Place("dataset", 2, "focus", "qb:dataSet"),
            Place("quote", 2, "focus", "prov:wasQuotedFrom"),
            Place("province", 3, "area", "schema:containedInPlace"),
            Place("report", 3, "dataset", "prov:wasDerivedFrom"),
            Place("text", 3, "quote", "oa:hasSource"),
            Place("position", 3, "quote", "oa:hasSelector", "#pos"),
            Place("words", 3, "quote", "oa:hasSelector", "#txt"),
            Place("sentence", 3, "quote", "hkg:inSentence"),
        ),
    ),
    Picture(
        "model-event", "hkg:EventMention", "Về người: 01 người bị thương",
        (
            Place("focus", 0),
            Place("event", 1, "focus", "hkg:mentionOf"),
            Place("impact", 1, "focus", "hkg:impact", "tốc mái"),
            Place("quote", 1, "focus", "prov:wasQuotedFrom"),
            Place("kind", 2, "event", "hkg:eventType"),
            Place("district", 2, "event", "schema:location"),
            Place("year", 2, "event", "schema:temporalCoverage"),
            Place("words of the impact", 2, "impact", "prov:wasQuotedFrom"),
        ),
    ),
    Picture(
        "model-citation", "hkg:LegalCitation", "Nghị quyết số 07/2021/NQ-HĐND",
        (
            Place("focus", 0),
            Place("link", 0, "document", "^hkg:document", "/link/"),
            Place("document", 1, "focus", "hkg:document"),
            Place("programme", 1, "link", "hkg:programme"),
            Place("quote", 1, "focus", "prov:wasQuotedFrom"),
            Place("issuer", 2, "document", "eli:passed_by"),
            Place("type", 2, "document", "eli:type_document"),
            Place("sentence", 2, "quote", "hkg:inSentence"),
        ),
    ),
    Picture(
        "model-place", "hkg:PlaceMention", "Phong Thổ",
        (
            Place("focus", 0),
            Place("district", 1, "focus", "hkg:place"),
            Place("quote", 1, "focus", "prov:wasQuotedFrom"),
            Place("province", 2, "district", "schema:containedInPlace"),
            Place("version", 2, "district", "dct:hasVersion"),
            Place("change", 3, "version", "hkg:abolitionEvent"),
            Place("heir", 3, "version", "dct:isReplacedBy"),
        ),
    ),
)  # fmt: skip
