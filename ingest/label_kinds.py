"""Groups of label kinds (see ``ingest.tokens.Label``) that several readers of clauses ask for."""

from __future__ import annotations

LINKS = frozenset(
    {"copula", "equals", "share", "level", "estimate", "forecast", "aim", "approx", "negation", "times"}
) | {"granted"}
DIRECTIONS = frozenset({"increase", "decrease", "excess"})
TARGETS = frozenset({"plan", "allotted", "base", "against"})
JOINTS = frozenset({"joint", "link", "noise", "light", "from", "parts"})

# What may stand between the name of a thing and its figure: "ước đạt khoảng", "so với cùng kỳ tăng".
CHAIN = LINKS | DIRECTIONS | TARGETS | JOINTS | {"qualifier"}
# What never opens or closes a name. A plan does: "kế hoạch vốn được giao".
ENDS = (LINKS | DIRECTIONS | JOINTS | {"against", "base"}) - {"plan", "allotted"}
ACTS = frozenset({"verb", "light"})
