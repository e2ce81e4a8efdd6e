"""Plain pages for people: what a node is, how the interface is called. Nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from fastapi.responses import HTMLResponse

from graph.described import Described
from graph.jsonld import compact_iri
from ontology.terms import HKG, ID_BASE, OA
from ui.plain_text import plain_html

HTML = "text/html"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
}


def described_page(told: Described) -> HTMLResponse:
    """A node with all that is said of it, and some of what leads to it."""
    nodes = dict.fromkeys(str(triple.subject) for triple in told.triples)
    own = next((name for name in nodes if name == f"<{told.iri}>"), "")
    parts = [
        f"<p class='quiet'><code>{plain_html(told.iri)}</code></p>",
        _words(told),
        _statements(told, own),
    ]
    carried = [name for name in nodes if name != own and _is_carried(told, name)]
    parts += (f"<h2>{_shown(told, name[1:-1])}</h2>{_statements(told, name)}" for name in carried)
    if told.referring:
        rows = (
            (_link(getattr(triple.subject, "value", ""), told), _link(triple.predicate.value, told))
            for triple in told.referring
        )
        parts.append(f"<h2>Được nhắc ở · Named by</h2>{_table(rows)}")
    return _page(_title(told), "".join(parts), "vi")


def documentation_page(schema: Mapping[str, Any]) -> HTMLResponse:
    """Every operation of an OpenAPI with its parameters."""
    operations = (
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    )
    named = schema["components"]["schemas"]
    told = "".join(_operation(*one, named) for one in operations)
    intro = (
        f"<p>{plain_html(schema['info']['description'])}</p>"
        "<p><a href='/openapi.json'>OpenAPI</a> · failures: "
        "<code>{&quot;error&quot;: {&quot;code&quot;, &quot;message&quot;, &quot;hint&quot;}}</code></p>"
    )
    return _page(schema["info"]["title"], intro + told, "en")


def _operation(path: str, method: str, operation: Mapping[str, Any], named: Mapping[str, Any]) -> str:
    rows = (
        (
            f"<code>{plain_html(one['name'])}</code>{' *' if one.get('required') else ''}",
            plain_html(one.get("description", ""))
            + f" <span class='quiet'>{_kind(one['schema'], named)}</span>",
        )
        for one in operation.get("parameters", ())
    )
    heading = f"<h2><code>{method.upper()} {plain_html(path)}</code></h2>"
    return f"{heading}<p>{plain_html(operation.get('description', ''))}</p>{_table(rows)}"


def _kind(schema: Mapping[str, Any], named: Mapping[str, Any]) -> str:
    """A type in brief: ``string, several``, the choices, the default."""
    inner = schema.get("items", schema)
    inner = named[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
    choices = inner.get("enum", ())
    words = [" | ".join(map(str, choices)) or str(inner.get("type", "string"))]
    if schema.get("type") == "array":
        words.append("several")
    if schema.get("default") not in (None, "", []):
        words.append(f"default {schema['default']}")
    return plain_html(", ".join(filter(None, words)))


def _words(told: Described) -> str:
    """The sentence that it was read from, if it was."""
    exact = [
        getattr(triple.object, "value", "") for triple in told.triples if triple.predicate == OA["exact"]
    ]
    return f"<blockquote>{plain_html(max(exact, key=len))}</blockquote>" if exact else ""


def _title(told: Described) -> str:
    label = _label(told, told.iri)
    return label if label != told.iri else compact_iri(told.iri)


def _statements(told: Described, subject: str) -> str:
    rows = (
        (_link(triple.predicate.value, told), _object(triple.object, told))
        for triple in told.triples
        if str(triple.subject) == subject
    )
    return _table(rows)


def _is_carried(told: Described, subject: str) -> bool:
    """Whether more is said of the node than what it is called."""
    return any(
        str(triple.subject) == subject and str(triple.predicate.value).endswith(("type", "exact"))
        for triple in told.triples
    )


def _object(term: Any, told: Described) -> str:
    if type(term).__name__ == "NamedNode":
        return _link(term.value, told)
    language = getattr(term, "language", None)
    quiet = f" <span class='quiet'>{plain_html(language)}</span>" if language else ""
    return plain_html(getattr(term, "value", str(term))) + quiet


def _link(iri: str, told: Described) -> str:
    """Our own nodes lead to this server, others to where they are."""
    href = iri
    for base, path in ((ID_BASE, "/id/"), (HKG.base, "/def/")):
        if iri.startswith(base):
            href = path + iri[len(base) :]
    words = _shown(told, iri)
    safe = href.startswith(("/", "http://", "https://"))
    return f"<a href='{plain_html(href)}'>{words}</a>" if safe else words


def _shown(told: Described, iri: str) -> str:
    label = _label(told, iri)
    return plain_html(label if label != iri else compact_iri(iri))


def _label(told: Described, iri: str) -> str:
    return told.labels.get(iri, iri)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    written = "".join(f"<tr><th>{first}</th><td>{second}</td></tr>" for first, second in rows)
    return f"<table>{written}</table>" if written else ""


def _page(title: str, body: str, language: str) -> HTMLResponse:
    page = _template().substitute(title=plain_html(title), body=body, language=language)
    return HTMLResponse(page, headers=_HEADERS)


@cache
def _template() -> Template:
    return Template(files("ui").joinpath("api", "page.html").read_text("utf-8"))
