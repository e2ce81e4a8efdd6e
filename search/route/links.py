"""Answers that tie programmes and documents: which documents a programme has, which programmes a document."""

from __future__ import annotations

from collections.abc import Sequence

from graph.iris import claim_place
from graph.lookups import FEW, CitedSentence, cited_sentences, read_citations
from graph.merging.shown import once_each, shown
from graph.queries import find_documents, programme_documents
from graph.query_file import united
from graph.rows import CitationRow, DocumentRow, LinkRow
from search.choose import choose
from search.cite import without_repeats
from search.draft import Asked, Draft, Row, Status
from search.matching import match_text
from search.phrase import join, say
from search.route.cited import list_cited
from search.route.events import check_state
from search.route.figures import answer_by_figures, figures_of, is_told
from search.route.joined import joined
from search.route.merged import (
    links_of_merged,
    merge_rows,
    merges_in_words,
    merges_of,
    programme_nodes,
)
from search.route.missing import nothing_found
from search.route.quoted import citations_of, quotes_in_words
from search.route.stated import cited
from search.topics import Term
from search.wording import cite_sentence, document_label, observation_row
from search.words import normal, take_apart

_CITATIONS = 6
_ITEMS = 8


def list_documents(asked: Asked) -> Draft:
    """The documents that a programme is tied to, or that the best sentences cite."""
    programmes = [programme.id for programme in asked.question.slots.programmes]
    bare = all(_names_programme(asked, term) for term in asked.question.terms if term.forms)
    if programmes and bare:
        nodes = programme_nodes(asked, programmes)
        links = programme_documents(asked.store, programmes=nodes, reports=asked.report_ids)
        if links.rows:
            return _of_programme(asked, links.rows, links.sparql)
    draft = list_cited(asked) or _cited_near(asked)
    state = check_state(asked) if asked.question.slots.events else None
    if state and state.status in (Status.ENDED, Status.NO):
        # "Is it over, and by which decision": the end is the answer, the document is told beside it.
        return joined(state, draft, state.status)
    return draft


def list_programmes(asked: Asked) -> Draft:
    """The programmes that a document is tied to."""
    numbers = [document.number for document in asked.question.slots.documents]
    links = programme_documents(asked.store, numbers=numbers, reports=asked.report_ids) if numbers else None
    rows = links_of_merged(asked, links.rows, numbers) if links else ()
    if links is None or not rows:
        return answer_by_figures(asked)
    language = asked.question.language
    labels = _labels_shown(asked, rows)
    items = join(labels, language)
    text = say(language, "programmes.of_document", document=join(numbers, language), items=items)
    return _linked(asked, text, rows, links.sparql, (*numbers, items))


def _names_programme(asked: Asked, term: Term) -> bool:
    labels = {normal(label) for programme in asked.question.slots.programmes for label in programme.labels}
    return bool(labels.intersection(term.forms))


def _of_programme(asked: Asked, rows: Sequence[LinkRow], sparql: str) -> Draft:
    language = asked.question.language
    documents = _documents_shown(asked, list(dict.fromkeys(row.document_node for row in rows)))
    once = dict.fromkeys(row.node for row in documents.values())
    told = {row.node: row for row in documents.values()}
    items = [document_label(told[node], language) for node in once][:_ITEMS]
    label = join([p.en if language == "en" else p.vi for p in asked.question.slots.programmes], language)
    text = say(language, "documents.of_programme", programme=label, items="; ".join(items))
    return _linked(asked, text, rows, sparql, (*items, label))


def _linked(asked: Asked, text: str, rows: Sequence[LinkRow], sparql: str, names: tuple[str, ...]) -> Draft:
    citations = tuple(without_repeats(cite_sentence(row.source, asked.catalogue) for row in rows))
    merges = merges_of(asked, (node for row in rows for node in (row.document_node, row.programme_node)))
    return Draft(
        status=Status.ANSWERED,
        text=text,
        rows=tuple(_link_row(asked, row) for row in rows),
        citations=citations[:_CITATIONS],
        sparql=sparql,
        names=names,
        caveats=tuple(merges_in_words(merges, asked.question.language)),
        beside={"merges": merge_rows(merges)} if merges else {},
    )


def _labels_shown(asked: Asked, rows: Sequence[LinkRow]) -> list[str]:
    """The names of the programmes, of merged ones the name of the one that is shown, if it is among them."""
    whole = shown(asked.store)
    labels: dict[str, str] = {}
    for row in rows:
        top = whole.node(row.programme_node)
        if row.programme_node == top or top not in labels:
            labels[top] = row.programme_label
    return list(dict.fromkeys(labels.values()))


def _cited_near(asked: Asked) -> Draft:
    """Documents cited in the sentences that tell most of the question, with their figures and quotes."""
    choice = choose(asked.question, asked.evidence)
    if not is_told(choice):
        return nothing_found(asked, choice)
    best = _best_citations(asked, _sentences(asked))
    documents_cited = read_citations(asked.store, best) if best else None
    told = {row.claim: row for row in reversed(documents_cited.rows)} if documents_cited else {}
    near = [told[claim] for claim in best]
    figures = figures_of(asked, choice)
    documents = _documents_shown(asked, [row.document_node for row in near])
    merges = merges_of(asked, (row.document_node for row in near))
    language = asked.question.language
    named = [documents[row.document_node] for row in near if row.document_node in documents]
    items = [document_label(document, language) for document in named]
    own = [cite_sentence(row.source, asked.catalogue) for row in near]
    citations = cited(asked, (*own, *citations_of(asked, choice, figures.rows)), figures.rows)
    stated = say(language, "documents.cited", items="; ".join(dict.fromkeys(items))) if items else ""
    return Draft(
        status=Status.ANSWERED,
        text=" ".join(part for part in (stated, quotes_in_words(asked, citations[:3], language)) if part),
        rows=(
            *(_citation_row(asked, row, documents.get(row.document_node)) for row in near),
            *(observation_row(row, asked.catalogue) for row in figures.rows),
        ),
        citations=citations,
        sparql=united(documents_cited.sparql if documents_cited else "", figures.sparql),
        names=tuple(items),
        caveats=tuple(merges_in_words(merges, language)),
        beside={"merges": merge_rows(merges)} if merges else {},
    )


def _documents_shown(asked: Asked, nodes: Sequence[str]) -> dict[str, DocumentRow]:
    """The documents by each of these nodes: of merged ones the one that is shown."""
    if not nodes:
        return {}
    whole = shown(asked.store)
    every = dict.fromkeys(other for node in nodes for other in whole.all_of(node))
    found = {row.node: row for row in once_each(asked.store, find_documents(asked.store, nodes=every).rows)}
    return {node: found[whole.node(node)] for node in nodes if whole.node(node) in found}


def _sentences(asked: Asked) -> Sequence[CitedSentence]:
    """The citations of the reports in question: of many from what is kept with the generation."""
    merges = asked.index.merges
    if merges is None or len(asked.report_ids) <= FEW:
        return cited_sentences(asked.store, asked.report_ids)
    wanted = frozenset(asked.report_ids)
    return [row for row in merges.sentences if claim_place(row.claim)[0] in wanted]


def _best_citations(asked: Asked, rows: Sequence[CitedSentence]) -> list[str]:
    """The claims whose sentence tells most of the question, each document once."""
    terms, weights = asked.question.terms, asked.evidence.weights
    numbers = {document.number for document in asked.question.slots.documents}
    told = [
        (match_text(terms, weights, take_apart(row.sentence)).recall, row)
        for row in rows
        if row.number not in numbers
    ]
    least = 0.8 * max((share for share, _ in told), default=0.0)
    best = sorted((one for one in told if one[0] >= max(least, 0.3)), key=lambda one: -one[0])
    return list({row.document: row.claim for _, row in reversed(best)}.values())[::-1][:3]


def _link_row(asked: Asked, row: LinkRow) -> Row:
    report = asked.catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "programme": row.programme or row.programme_label,
        "document": row.number,
        "period": row.source.report_period,
        "report": row.source.file,
        "line": row.source.line,
    }


def _citation_row(asked: Asked, row: CitationRow, document: DocumentRow | None) -> Row:
    report = asked.catalogue.report(row.source.report)
    return {
        "district": report.district.name if report else row.source.district_label,
        "document": row.number or row.as_written,
        "kind": document.kind if document else None,
        "issuer": document.issuer if document else None,
        "date": document.day.isoformat() if document and document.day else None,
        "title": document.title if document else None,
        "report": row.source.file,
        "line": row.source.line,
    }
