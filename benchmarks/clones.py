"""A large store out of few reports: each is copied under other ids, into other districts and years.

What the copies say is nonsense, but its shape and amount are those of real reports, which is what the time
of a page depends on. The index stays that of the few reports: pages other than *Ask* do not look into it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pyoxigraph as ox

from graph.store import memory_store, open_store
from ontology.gazetteer import DISTRICT, Unit, load_gazetteer
from ui.workspace import StoredReport, Workspace

_AT_ONCE = 40  # reports a file that the store takes in
_FIRST_YEAR, _YEARS = 2016, 9
_STEP = 7  # neighbours in the list of districts lie in one province; steps spread the copies


def make_clones(few: Path, many: Path, reports: int) -> int:
    """Makes ``many`` a data directory of so many reports out of the data directory ``few``.

    Returns the number of its observations.
    """
    source, target = Workspace(few), Workspace(many)
    manifest = source.current()
    shutil.rmtree(many, ignore_errors=True)
    generation = target.generation(1)
    generation.mkdir(parents=True)
    shutil.copytree(source.generation(manifest.generation) / "index", generation / "index")
    templates = [(report, _stored(source, report)) for report in manifest.reports]
    copies = list(_copies([report for report, _ in templates], reports))
    with open_store(generation / "store") as store:
        for first in range(0, reports, _AT_ONCE):
            part = many / "part.nq"
            with part.open("wb") as out:
                for number in range(first, min(reports, first + _AT_ONCE)):
                    template, quads = templates[number % len(templates)]
                    out.write(_renamed(quads, template, copies[number]))
                    shutil.copytree(source.report(template), target.report(copies[number]))
            store.inner.bulk_load(path=str(part), format=ox.RdfFormat.N_QUADS)
            part.unlink()
        store.inner.optimize()
    row = asdict(replace(manifest, generation=1)) | {"reports": [asdict(copy) for copy in copies]}
    (generation / "manifest.json").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    (many / "CURRENT").write_text("1\n", "utf-8")
    return sum(copy.counts.get("observations", 0) for copy in copies)


def _stored(workspace: Workspace, report: StoredReport) -> bytes:
    """A report's quads as the store holds them."""
    store = memory_store()
    store.replace_report(report.id, (workspace.report(report) / "graph.nq").read_bytes())
    dumped = store.inner.dump(format=ox.RdfFormat.N_QUADS)
    assert dumped is not None
    return dumped


def _copies(templates: list[StoredReport], reports: int) -> Iterator[StoredReport]:
    districts = [
        unit for unit in load_gazetteer().units if unit.level == DISTRICT and unit.state == "2025-06"
    ]
    for number in range(reports):
        template = templates[number % len(templates)]
        place = districts[number * _STEP % len(districts)]
        year = _FIRST_YEAR + number * _STEP // len(districts) % _YEARS
        yield replace(
            template,
            id=hashlib.sha256(str(number).encode()).hexdigest()[:16],
            since=1,
            name=f"{number:05}-{template.name}",
            district=_called(place),
            district_code=place.code,
            period=template.period.replace(template.period[:4], str(year)),
        )


def _renamed(quads: bytes, old: StoredReport, new: StoredReport) -> bytes:
    moved = quads.replace(old.id.encode(), new.id.encode())
    if old.district_code:
        code = re.escape(old.district_code).encode()
        moved = re.sub(rb"/area/" + code + rb"(?=[>/])", b"/area/" + new.district_code.encode(), moved)
    before, after = old.period[:4].encode(), new.period[:4].encode()
    return moved.replace(b"/period/" + before, b"/period/" + after).replace(b'"' + before, b'"' + after)


def _called(unit: Unit) -> str:
    return f"{unit.kind} {unit.name}"
