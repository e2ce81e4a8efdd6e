"""Questions that the reports at hand can answer, to complete what is typed: made of what the graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest

from graph.event_index import event_index
from graph.store import GraphStore
from graph.told import told_figures
from search.language import Language
from search.wording import notation_label
from ui.examples import load_examples
from ui.messages import tell
from ui.names import area_name, concept_name
from ui.workspace import StoredReport

_NEWEST = 15  # reports that questions are made of
_OF_EACH = 6  # indicators of a report
_MOST = 300


def offered_questions(
    store: GraphStore, reports: Sequence[StoredReport], language: Language
) -> tuple[str, ...]:
    """The examples, then what happened and what the newest reports tell, in turns."""
    newest = sorted((r for r in reports if r.district_code), key=lambda r: r.period[:4], reverse=True)
    chosen = {report.id: report for report in newest[:_NEWEST]}
    pairs = zip_longest(_of_events(store, language), _of_figures(store, chosen, language))
    made = filter(None, chain.from_iterable(pairs))
    return tuple(dict.fromkeys([*load_examples(language), *islice(made, _MOST)]))


def _of_events(store: GraphStore, language: Language) -> Iterator[str]:
    """What happened anywhere, the newest first."""
    happened = sorted((entry for entry in event_index(store) if entry.happened), key=lambda one: one.begins)
    for kind, label, year in dict.fromkeys((e.kind, e.kind_label, e.begins.year) for e in reversed(happened)):
        name = concept_name("events", kind, label, language)
        yield tell(language, "ask.offer_event", event=name, year=year)


def _of_figures(store: GraphStore, reports: Mapping[str, StoredReport], language: Language) -> Iterator[str]:
    """Of each report, in its period, the indicators that most reports tell: those that can be compared."""
    rows = told_figures(store, reports).rows
    common = Counter(concept for concept, _ in {(row.concept, row.report) for row in rows})
    taken: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: (-common[row.concept], row.figures, row.concept, row.report)):
        report = reports[row.report]
        if row.period != report.period or taken[row.report] >= _OF_EACH:
            continue
        taken[row.report] += 1
        yield tell(
            language,
            "ask.offer_figure",
            indicator=concept_name("indicators", row.concept, row.concept, language),
            district=area_name(report.district_code, report.district, language),
            period=notation_label(row.period, language),
        )
