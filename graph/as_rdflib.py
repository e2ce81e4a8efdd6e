"""The store through rdflib; imported late, because rdflib takes a quarter of a second of a start."""

from __future__ import annotations

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from ontology.terms import PREFIXES


def dataset_over(store: ox.Store) -> Dataset:
    """The same data; the default graph is the union of all graphs."""
    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, base in PREFIXES.items():
        dataset.bind(prefix, base, replace=True)  # rdflib has other ideas of "schema"
    return dataset
