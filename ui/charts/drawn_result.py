"""A query's result as a chart in a file."""

from __future__ import annotations

from graph.user_query import SparqlResult
from ontology.errors import BadInput
from search.language import Language
from ui.charts.picture import PictureFormat, picture
from ui.charts.result_chart import result_chart
from ui.render import sparql_table
from ui.sparql_result import columns_of, points_of


def drawn_result(result: SparqlResult, shape: str, kind: PictureFormat, language: Language) -> bytes:
    """The first column of words against the first column of numbers, as ``bar`` or ``line``.

    Raises ``BadInput`` where no column holds numbers or none is left to name them.
    """
    rows = sparql_table(result)
    columns = columns_of(rows)
    if not columns.drawable:
        raise BadInput(
            "This result cannot be drawn: it needs a column of numbers and another that names them.",
            "See it without --chart.",
        )
    number = columns.numbers[0]
    label = next(name for name in columns.labels if name != number)
    points = points_of(rows, label, number)
    return picture(result_chart(points, label, number, shape, language), kind)
