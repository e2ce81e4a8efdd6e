"""Evidence to quotes (Web Annotation selectors) and one reading of a report (PROV)."""

from __future__ import annotations

from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from graph import iris
from graph.statement import Scope, Statements, boolean, plain, vi, whole
from ingest.document import Document, Span
from ingest.fact import Evidence
from ontology.terms import DCT, HKG, OA, PROV, RDF, SCHEMA, XSD

_CONTEXT = 32
"""Characters of prefix and suffix: enough to find the words again in a text that shifted a little."""

SECTION_SEPARATOR = " / "
_PDF_FRAGMENTS = NamedNode("http://tools.ietf.org/rfc/rfc3778")
"""The name that the Web Annotation model gives to them."""


def quoted(scope: Scope, claim: NamedNode, evidence: Evidence) -> Statements:
    """The claim's quote, and the quote itself."""
    yield claim, PROV["wasQuotedFrom"], iris.quote(scope.report_id, evidence.span)
    yield from quote_statements(scope, evidence)


def quote_statements(scope: Scope, evidence: Evidence) -> Statements:
    """The quoted words with their lines, their section and the sentence around them.

    https://www.w3.org/TR/annotation-model/#selectors
    """
    evidence = scope.shown.get(evidence.span, evidence)
    yield from scope.once(evidence, _quote(scope, evidence))


def _quote(scope: Scope, evidence: Evidence) -> Statements:
    span, sentence = evidence.span, evidence.sentence
    node = iris.quote(scope.report_id, span)
    yield from scope.once(span, _selected(scope.document, scope.report_id, span))
    yield from scope.once(sentence, _selected(scope.document, scope.report_id, sentence))
    yield node, HKG["inSentence"], iris.quote(scope.report_id, sentence)
    yield node, HKG["sentenceStart"], whole(sentence.start)
    yield node, HKG["sentenceEnd"], whole(sentence.end)
    if evidence.section:
        yield node, HKG["section"], vi(SECTION_SEPARATOR.join(evidence.section))


def _selected(document: Document, report_id: str, span: Span) -> Statements:
    node = iris.quote(report_id, span)
    position, words = iris.fragment(node, "pos"), iris.fragment(node, "txt")
    yield node, RDF["type"], OA["SpecificResource"]
    yield node, RDF["type"], PROV["Entity"]
    yield node, OA["hasSource"], iris.text(report_id)
    yield node, OA["hasSelector"], position
    yield node, OA["hasSelector"], words
    yield node, HKG["firstLine"], whole(document.line_of(span.start))
    yield node, HKG["lastLine"], whole(document.line_of(max(span.start, span.end - 1)))
    yield position, RDF["type"], OA["TextPositionSelector"]
    yield position, OA["start"], whole(span.start)
    yield position, OA["end"], whole(span.end)
    yield words, RDF["type"], OA["TextQuoteSelector"]
    yield words, OA["exact"], plain(document.quote(span))
    yield words, OA["prefix"], plain(document.text[max(0, span.start - _CONTEXT) : span.start])
    yield words, OA["suffix"], plain(document.text[span.end : span.end + _CONTEXT])
    yield from _printed(document, node, span)


def _printed(document: Document, node: NamedNode, span: Span) -> Statements:
    """Where the words stand on printed pages, if the file has pages, and whether OCR read them.

    https://www.w3.org/TR/annotation-model/#fragment-selector with the fragments of PDF (RFC 8118, which
    succeeds RFC 3778): points from the page's upper left corner.
    """
    boxes = document.page_boxes(span)
    if not boxes:
        return
    yield node, HKG["firstPage"], whole(boxes[0].page)
    if document.by_ocr(span):
        yield node, HKG["readByOcr"], boolean(True)
    for box in boxes:
        place = iris.fragment(node, f"page{box.page}")
        edges = (box.left, box.top, box.right - box.left, box.bottom - box.top)
        rectangle = ",".join(f"{edge:.0f}" for edge in edges)
        yield node, OA["hasSelector"], place
        yield place, RDF["type"], OA["FragmentSelector"]
        yield place, DCT["conformsTo"], _PDF_FRAGMENTS
        yield (
            place,
            RDF["value"],
            plain(f"page={box.page}&viewrect={rectangle}"),
        )


def run_statements(report_id: str, started: datetime, ended: datetime, version: str) -> Statements:
    """When, and by which version of this software, the report was read."""
    run, agent = iris.run(report_id), iris.agent(version)
    yield run, RDF["type"], PROV["Activity"]
    yield run, PROV["used"], iris.text(report_id)
    yield run, PROV["startedAtTime"], _moment(started)
    yield run, PROV["endedAtTime"], _moment(ended)
    yield run, PROV["wasAssociatedWith"], agent
    yield agent, RDF["type"], PROV["SoftwareAgent"]
    yield agent, SCHEMA["softwareVersion"], plain(version)


def _moment(when: datetime) -> Literal:
    """In UTC, as the store writes moments back."""
    utc = when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return Literal(f"{utc}Z", datatype=XSD["dateTime"])
