"""How a report spells the name of its own district, where it differs by marks from the gazetteer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.fact import Fact, Issue, LegalCitation, Measurement, ReportIdentity
from ingest.match.places import PlaceContext, match_places
from ingest.report_parts import Part
from ontology.gazetteer import name_key, one_i
from ontology.values import Area


def own_spelling(body: Iterable[Part], district: Area) -> str:
    """The name as the report writes it: ``Đắk Glong`` where it never writes the gazetteer's ``Đăk Glong``."""
    written = Counter(_spellings(body, district))
    if not written or any(name.lower() == district.name.lower() for name in written):
        return district.name
    names = Counter({name: count for name, count in written.items() if not name.isupper()})
    return names.most_common(1)[0][0] if names else district.name


def respelled(claim: Fact | Issue, identity: ReportIdentity) -> Fact | Issue:
    """The claim with the district's name as the report writes it, where the claim names it."""
    name, district = identity.district_spelling or identity.district.name, identity.district
    if name == district.name:
        return claim
    own = replace(district, name=name)
    match claim:
        case ReportIdentity():
            return replace(claim, district=own, issuer=claim.issuer.replace(district.label, own.label))
        case Measurement() if claim.area.code == district.code:
            return replace(claim, area=own)
        case LegalCitation() if claim.issuer:
            return replace(claim, issuer=claim.issuer.replace(district.label, own.label))
    return claim


def _spellings(body: Iterable[Part], district: Area) -> Iterator[str]:
    """The district's name wherever it stands, without the word of its kind."""
    context = PlaceContext(district.code, district.parent, relaxed=False)
    count = len(district.name.split())
    for part in body:
        for mention in match_places(part.text, context):
            name = " ".join(mention.surface.split()[-count:])
            if mention.value.code == district.code and one_i(name_key(name)) == one_i(
                name_key(district.name)
            ):
                yield name
