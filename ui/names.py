"""What things are called in the reader's language: places, events, programmes, documents, reports. Pure."""

from __future__ import annotations

from graph.rows import DistrictRow, ProgrammeRow, Source
from ingest.text import fold
from ontology.gazetteer import load_gazetteer
from ontology.lexicon import concepts_by_id, load_concepts
from search.language import Language
from search.wording import area_label, notation_label
from ui.messages import tell
from ui.plain_text import visible


def area_name(code: str | None, otherwise: str, language: Language) -> str:
    """``huyện Văn Quan`` / ``Văn Quan district``; what no gazetteer has keeps its own words."""
    unit = load_gazetteer().labelled(code, otherwise) if code else None
    return area_label(unit.area, language) if unit else otherwise


def province_name(district: str, otherwise: str, language: Language) -> str:
    """The province of a district, by its code."""
    unit = load_gazetteer().unit(district)
    return area_name(unit.parent if unit else None, otherwise, language)


def concept_name(codes: str, identifier: str | None, otherwise: str, language: Language) -> str:
    """The label of an entry of a code list (``events``, ``programmes``, …)."""
    concept = concepts_by_id(codes).get(identifier or "")
    if concept is None:
        return otherwise
    return concept.en if language == Language.ENGLISH else concept.vi


def code_names(codes: str, language: Language) -> dict[str, str]:
    """A whole code list, id to label, by label."""
    names = {concept.id: concept_name(codes, concept.id, "", language) for concept in load_concepts(codes)}
    return dict(sorted(names.items(), key=lambda item: fold(item[1])))


def document_name(label: str, language: Language) -> str:
    """A document by its kind and number: ``nghị quyết 04-NQ/HU`` / ``resolution 04-NQ/HU``.

    A document without a number bears its kind in its name (``luật Luật Lâm nghiệp``): said once.
    """
    kinds = sorted(load_concepts("document_types"), key=lambda kind: -len(kind.vi))
    kind = next((kind for kind in kinds if label.startswith(f"{kind.vi} ")), None)
    if kind is None:
        return label
    rest = label.removeprefix(kind.vi).strip()
    if fold(rest).startswith(fold(kind.vi)):
        return rest
    return f"{kind.en if language == Language.ENGLISH else kind.vi} {rest}"


def event_name(label: str, language: Language) -> str:
    """What happened where and when, by the graph's label of it: ``cháy rừng, huyện Tủa Chùa, 2020-H1``."""
    try:
        what, district, period = label.rsplit(", ", 2)
    except ValueError:
        return label
    return ", ".join(
        (_translated("events", what, language), _area(district, language), notation_label(period, language))
    )


def programme_name(row: ProgrammeRow, language: Language) -> str:
    """A programme of the graph, those outside the code list by the words of the reports."""
    return (row.label_en if language == Language.ENGLISH else None) or row.label


def district_name(row: DistrictRow, language: Language) -> str:
    """A district with its province, since many share a name."""
    name = row.label_en if language == Language.ENGLISH else row.label
    return f"{name} ({area_name(row.province, row.province_label, language)})"


def node_name(kind: str, label: str, label_en: str, language: Language) -> str:
    """A node of a network."""
    if kind == "document":
        return document_name(label, language)
    if kind == "event":
        return event_name(label, language)
    return label_en if language == Language.ENGLISH else label


def report_name(district: str, period: str, language: Language) -> str:
    """A report by whom it speaks for (a label already in the language) and its period (a notation)."""
    return tell(language, "app.report", district=district, period=notation_label(period, language))


def source_name(source: Source, language: Language) -> str:
    """Where a fact was read."""
    district = area_name(source.district, source.district_label, language)
    return place_name(
        report_name(district, source.report_period, language), source.file, source.line, language
    )


def place_name(report: str, file: str, line: int, language: Language) -> str:
    """A place in a file of a report."""
    return tell(language, "app.where", report=report, file=visible(file), line=line)


def _translated(codes: str, label: str, language: Language) -> str:
    known = (concept.id for concept in load_concepts(codes) if concept.vi == label)
    return concept_name(codes, next(known, None), label, language)


def _area(label: str, language: Language) -> str:
    """``huyện Tủa Chùa`` as written; ``Tủa Chùa district`` in English."""
    kind = next((one for one in load_concepts("area_kinds") if label.startswith(f"{one.vi} ")), None)
    if kind is None or language == Language.VIETNAMESE:
        return label
    return f"{label.removeprefix(kind.vi).strip()} {kind.en}"
