"""What ties the graph together: documents over programmes, communes over events, paths, neighbourhoods.

``documents``, ``communes``, ``paths`` and ``around`` are pure: typed rows in, frozen results out. ``reading``
is what reads their rows from a store, by queries that take no more than is asked for.
"""
