"""A report's graph: deterministic, whole, without blank nodes, and true to its facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from graph import iris
from graph.build import report_quads, run_quads, to_nquads
from graph.cube import named_observations
from graph.description import Description
from graph.periods import period_labels
from graph.statement import canonical_decimal, partial_date
from ingest.document import Page, PageBox, Span
from ingest.fact import Evidence, Measure, Status
from ontology.terms import DCT, ELI, HKG, OA, PROV, QB, RDF, RDFS, SCHEMA, SDMX_ATTRIBUTE, SKOS, TIME, XSD
from ontology.values import Area
from tests.factories import (
    COMMUNE,
    TEXT,
    VILLAGE,
    YEAR,
    citation,
    document,
    evidence,
    extraction,
    identity,
    measurement,
    ocop,
    period,
    place_mention,
    programme_link,
    programme_mention,
)

REPORT = document().id
GRAPH = iris.graph(REPORT)


def build(*facts, issues=(), who=None):
    return list(report_quads(document(), extraction(facts, issues, who), "a.txt"))


def described(*facts, who=None) -> Description:
    return Description(build(*facts, who=who))


def of_class(description, quads, kind) -> list[NamedNode]:
    return [quad.subject for quad in quads if quad.predicate == RDF["type"] and quad.object == kind]


def one(*facts, kind, who=None):
    """The single node of a class, with the description of its graph."""
    quads = build(*facts, who=who)
    (node,) = of_class(None, quads, kind)
    return node, Description(quads)


def values(description, node, predicate) -> list[str]:
    return [value.value for value in description.objects(node, predicate)]


def test_the_same_input_gives_the_same_bytes_in_any_order_of_facts():
    facts = extraction().facts
    first = to_nquads(report_quads(document(), extraction(facts), "a.txt"))
    again = to_nquads(report_quads(document(), extraction(facts[::-1]), "a.txt"))
    assert first == again
    assert first.decode().splitlines() == sorted(set(first.decode().splitlines()))


def test_everything_stands_in_the_reports_graph_and_nothing_is_blank():
    for quad in build(*extraction().facts):
        assert quad.graph_name == GRAPH
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_every_node_of_ours_that_is_pointed_at_is_described():
    quads = build(*extraction().facts)
    subjects = {quad.subject for quad in quads}
    dangling = {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(iris.ID_BASE)
        and quad.object not in subjects
    }
    assert dangling == {iris.run(REPORT).value}, "the run is told in the metadata graph"


def test_the_run_stands_apart_with_its_times_in_utc():
    start = datetime(2026, 1, 2, 19, tzinfo=timezone(timedelta(hours=7)))
    quads = list(run_quads(REPORT, start, start, "0.1.0"))
    assert {quad.graph_name for quad in quads} == {iris.metadata_graph(REPORT)}
    assert "2026-01-02T12:00:00Z" in {quad.object.value for quad in quads}
    assert to_nquads(quads) == to_nquads(run_quads(REPORT, start.astimezone(UTC), start, "0.1.0"))


class TestQuotes:
    def test_a_quote_has_its_place_its_words_and_its_sentence(self):
        node, graph = one(measurement(), kind=QB["Observation"])
        (quote,) = graph.objects(node, PROV["wasQuotedFrom"])
        position, words = iris.fragment(quote, "pos"), iris.fragment(quote, "txt")
        start, end = (int(values(graph, position, OA[name])[0]) for name in ("start", "end"))
        assert TEXT[start:end] == "812,5 ha" == values(graph, words, OA["exact"])[0]
        prefix, suffix = (values(graph, words, OA[name])[0] for name in ("prefix", "suffix"))
        assert f"{prefix}812,5 ha{suffix}" in TEXT
        assert values(graph, quote, HKG["firstLine"]) == values(graph, quote, HKG["lastLine"]) == ["3"]
        (sentence,) = graph.objects(quote, HKG["inSentence"])
        assert values(graph, iris.fragment(sentence, "txt"), OA["exact"]) == [TEXT.split("\n")[2]]
        assert values(graph, quote, HKG["section"]) == ["I. KINH TẾ / 1. Nông nghiệp"]

    def test_a_quote_over_two_lines_tells_both(self):
        span = Span(TEXT.index("tiêu hủy"), TEXT.index("Thực hiện Nghị") + 4)
        over = Evidence(span, TEXT[span.start : span.end], span, 4, 5, 3)
        node, graph = one(measurement(read_from=over), kind=QB["Observation"])
        (quote,) = graph.objects(node, PROV["wasQuotedFrom"])
        assert (values(graph, quote, HKG["firstLine"]), values(graph, quote, HKG["lastLine"])) == (
            ["4"],
            ["5"],
        )

    def test_words_quoted_twice_show_the_widest_sentence_once(self):
        wide = evidence("812,5 ha")
        narrow = Evidence(wide.span, wide.quote, wide.span, 3, 3, 2)
        for facts in ([narrow, wide], [wide, narrow]):
            graph = described(*(measurement(read_from=e, group=n) for n, e in enumerate(facts)))
            quote = iris.quote(REPORT, wide.span)
            assert graph.objects(quote, HKG["inSentence"]) == [iris.quote(REPORT, wide.sentence)]
            assert values(graph, quote, HKG["sentenceEnd"]) == [str(wide.sentence.end)]


class TestObservations:
    def test_the_measure_holds_the_value_as_a_decimal(self):
        node, graph = one(measurement("1601.610", measure=Measure.CHANGE), kind=QB["Observation"])
        assert graph.objects(node, HKG["change"]) == [Literal("1601.61", datatype=XSD["decimal"])]
        assert graph.objects(node, QB["measureType"]) == [HKG["change"]]

    @pytest.mark.parametrize("status", [*Status])
    def test_the_status_is_a_code_of_sdmx(self, status):
        node, graph = one(measurement(status=status), kind=QB["Observation"])
        (code,) = values(graph, node, SDMX_ATTRIBUTE["obsStatus"])
        assert code.endswith(f"obsStatus-{status.value}")

    @pytest.mark.parametrize(
        ("unit", "code", "node"),
        [
            ("ha", "ha", "http://qudt.org/vocab/unit/HA"),
            ("HA", "ha", "http://qudt.org/vocab/unit/HA"),
            ("ha", None, "https://w3id.org/huyenkg/id/unit/own/ha"),
            ("hộ", "household", "https://w3id.org/huyenkg/id/unit/household"),
            ("", None, "http://qudt.org/vocab/unit/NUM"),
            ("đồng", "dong", "http://qudt.org/vocab/currency/VND"),
        ],
    )
    def test_units_are_qudts_where_the_code_list_says_so(self, unit, code, node):
        made, graph = one(measurement(unit=unit, unit_code=code), kind=QB["Observation"])
        assert values(graph, made, SDMX_ATTRIBUTE["unitMeasure"]) == [node]
        assert values(graph, made, SCHEMA["unitText"]) == [unit]
        assert graph.objects(NamedNode(node), RDFS["label"])

    def test_a_unit_that_only_begins_with_a_listed_one_is_not_that_one(self):
        made, graph = one(measurement(unit="triệu đồng/ha", unit_code="ha"), kind=QB["Observation"])
        (node,) = values(graph, made, SDMX_ATTRIBUTE["unitMeasure"])
        assert node.startswith("https://w3id.org/huyenkg/id/unit/own/trieu-dong-ha~")

    def test_an_indicator_of_no_list_is_its_name_whatever_opens_the_sentence(self):
        names = ("Diện tích  lúa", "diện tích lúa", "diện tích ngô")
        quads = build(*(measurement(indicator=name, group=n) for n, name in enumerate(names)))
        labels = {q.object.value for q in quads if q.predicate == SKOS["prefLabel"]}
        assert labels >= {"diện tích lúa", "diện tích ngô"}
        assert len({q.object for q in quads if q.predicate == HKG["indicator"]}) == 2
        assert {q.object.value for q in quads if q.predicate == HKG["indicatorText"]} == set(names)
        keys = {q.object.value for q in quads if q.predicate == HKG["indicatorKey"]}
        assert keys == {"dien tich lua", "dien tich ngo"}

    def test_one_number_that_says_two_things_is_two_observations(self):
        twice = [measurement(), measurement(indicator="diện tích lúa lai"), measurement(measure=Measure.PLAN)]
        nodes = [node.value.removeprefix(iris.ID_BASE) for node, _ in named_observations(REPORT, twice)]
        head = nodes[0]
        assert nodes == [head, f"{head}/2", head.replace("/value", "/plan")]

    def test_what_a_change_is_counted_against_is_kept(self):
        fact = measurement(
            plan_period=YEAR, compared_with=period("2023", "2023-01-01", "2024-01-01"), qualifier=">"
        )
        node, graph = one(fact, kind=QB["Observation"])
        assert graph.objects(node, HKG["planPeriod"]) == [iris.period("2024")]
        assert graph.objects(node, HKG["comparedWith"]) == [iris.period("2023")]
        assert values(graph, node, HKG["qualifier"]) == [">"]

    def test_a_part_leads_to_the_clause_of_its_total(self):
        node, graph = one(measurement(part_of=7), kind=QB["Observation"])
        assert graph.objects(node, HKG["partOf"]) == [iris.group(REPORT, 7)]
        node, graph = one(measurement(), kind=QB["Observation"])
        assert graph.objects(node, HKG["partOf"]) == []


class TestAreas:
    def test_a_commune_names_its_district_and_the_district_its_province(self):
        graph = described(place_mention())
        assert graph.objects(iris.area(COMMUNE.code), SCHEMA["containedInPlace"]) == [iris.area("109")]
        assert graph.objects(iris.area("109"), SCHEMA["containedInPlace"]) == [iris.area("12")]
        assert set(values(graph, iris.area("109"), RDFS["label"])) == {
            "huyện Phong Thổ",
            "Phong Thổ district",
        }

    def test_a_district_says_until_when_it_stood(self):
        graph = described()
        version = iris.area_version("109")
        assert values(graph, version, SCHEMA["validThrough"]) == ["2025-06-30"]
        (change,) = graph.objects(version, HKG["abolitionEvent"])
        assert values(graph, change, DCT["date"]) == ["2025-07-01"]

    def test_a_district_says_what_stands_there_today_and_in_which_province(self):
        graph = described()
        heirs = graph.objects(iris.area_version("109"), DCT["isReplacedBy"])
        assert iris.area("03394-2025") in heirs
        assert len(heirs) == 6
        for heir in heirs:
            assert graph.objects(heir, SCHEMA["containedInPlace"]) == [iris.area("12")]

    def test_a_district_merged_into_others_leads_to_them_and_they_to_what_stands_today(self):
        graph = described(measurement(area=Area("046", "huyện", "Trà Lĩnh", "04")))
        heirs = graph.objects(iris.area_version("046"), DCT["isReplacedBy"])
        assert set(heirs) == {iris.area("047"), iris.area("049")}
        assert iris.area("01807-2025") in graph.objects(iris.area_version("049"), DCT["isReplacedBy"])

    def test_a_village_is_told_by_what_contains_it(self):
        graph = described(measurement(area=VILLAGE))
        node = iris.place(VILLAGE.parent, "bản", "Tung Chung")
        assert HKG["Village"] in graph.objects(node, RDF["type"])
        assert graph.objects(node, SCHEMA["containedInPlace"]) == [iris.area(VILLAGE.parent)]

    def test_a_place_without_code_or_parent_is_the_reports_own(self):
        graph = described(measurement(area=Area("", "xã", "Tân Lập")))
        node = iris.local_place(REPORT, "xã", "Tân Lập")
        assert HKG["Commune"] in graph.objects(node, RDF["type"])


class TestDocuments:
    def documents(self, *facts, who=None):
        return set(of_class(None, build(*facts, who=who), ELI["LegalResource"]))

    def test_a_whole_identity_is_shared_between_reports(self):
        (node,) = self.documents(citation())
        assert node.value.startswith(f"{iris.ID_BASE}doc/hdnd/109/2023/")

    @pytest.mark.parametrize(
        "issuer",
        [
            "HĐND huyện Phong Thổ",
            "HĐND huyện",
            "Hội đồng nhân dân huyện Phong Thổ",
            "Hội đồng nhân dân huyện",
        ],
    )
    def test_one_issuer_in_many_words_is_one_issuer(self, issuer):
        assert self.documents(citation(issuer=issuer)) == self.documents(citation())

    @pytest.mark.parametrize("issuer", ["HĐND tỉnh Lai Châu", "HĐND tỉnh"])
    def test_the_province_is_another_issuer(self, issuer):
        (node,) = self.documents(citation(issuer=issuer))
        assert "/doc/hdnd/12/" in node.value

    @pytest.mark.parametrize("missing", [{"issuer": None}, {"day": None, "year": None}])
    def test_an_unknown_part_keeps_a_document_in_its_report(self, missing):
        (node,) = self.documents(citation(**missing))
        assert iris.is_own(node.value, REPORT)

    def test_a_council_of_an_unknown_district_is_not_merged_by_name(self):
        (node,) = self.documents(citation(issuer="HĐND huyện Châu Thành"))
        assert "/doc/hdnd/109/huyen-chau-thanh~" in node.value

    def test_a_number_that_names_a_national_body_needs_no_issuer(self):
        national = citation("30a/2008/NQ-CP", issuer=None, day=None, year=None)
        (node,) = self.documents(national)
        assert node.value.startswith(f"{iris.ID_BASE}doc/government/2008/")

    def test_a_partial_citation_joins_the_one_document_that_fits(self):
        partial = citation(issuer=None, day=None, year=None, read_from=evidence("21/NQ-HĐND"))
        assert len(self.documents(citation(), partial)) == 1
        other = citation(issuer="HĐND tỉnh Lai Châu", read_from=evidence("Nghị quyết"))
        assert len(self.documents(citation(), other, partial)) == 3

    def test_the_resolved_and_the_corrected_number_identify(self):
        short = citation("21", resolved="21/NQ-HĐND", read_from=evidence("Nghị quyết"))
        wrong = citation("12/NQ-HĐND", corrected="21/NQ-HĐND", read_from=evidence("Thực hiện"))
        assert self.documents(citation(), short, wrong) == self.documents(citation())

    def test_links_and_figures_point_at_the_cited_document(self):
        facts = [citation(), programme_link(), measurement(legal="21/NQ-HĐND")]
        assert self.documents(*facts) == self.documents(citation())
        assert len(self.documents(programme_link())) == 1

    def test_a_law_that_is_only_named_is_told_by_its_subject(self):
        one_law = citation(None, "law", None, None, None, "Lâm nghiệp")
        other = citation(None, "law", None, None, None, "Đất đai", read_from=evidence("Nghị quyết"))
        assert len(self.documents(one_law, other)) == 2


def test_a_programme_only_named_stays_in_its_district():
    named = programme_mention("other:vùng chè chất lượng cao")
    (node,) = of_class(None, build(named), HKG["Programme"])
    assert node == iris.local_programme("109", "vùng chè chất lượng cao")


def test_a_product_is_its_district_and_name():
    first, second = ocop("Mật ong Mù Sang"), ocop("mật ong Mù Sang", 4)
    quads = build(first, second)
    assert len(set(of_class(None, quads, HKG["OcopProduct"]))) == 1


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2023-12-20", "date"), ("2023-12", "gYearMonth"), ("2023", "gYear"), ("x", "string")],
)
def test_a_date_says_how_much_of_it_is_known(text, datatype):
    assert partial_date(text) == Literal(text, datatype=XSD[datatype])


def test_a_report_tells_its_identity_as_far_as_it_is_known():
    graph = described(who=identity(number=None, date="2023-12"))
    node = iris.report(REPORT)
    assert graph.objects(node, SCHEMA["reportNumber"]) == []
    assert graph.objects(node, DCT["issued"]) == [Literal("2023-12", datatype=XSD["gYearMonth"])]
    assert graph.objects(node, DCT["publisher"]) == [iris.organization("committee", "109")]
    assert graph.objects(node, DCT["spatial"]) == [iris.area("109")]


@pytest.mark.parametrize(
    ("notation", "vietnamese", "english"),
    [
        ("2024", "năm 2024", "2024"),
        ("2024-H1", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-Q3", "quý III năm 2024", "quarter 3 of 2024"),
        ("2024-M9", "9 tháng đầu năm 2024", "first 9 months of 2024"),
        ("2024-06", "tháng 6 năm 2024", "2024-06"),
        ("as-of:2024-06-05", "đến ngày 05/06/2024", "as of 2024-06-05"),
        ("2021-2025", "giai đoạn 2021-2025", "2021–2025"),
        ("2023-2024 đông xuân", "đông xuân 2023-2024", "2023-2024 (đông xuân)"),
        ("2024 mùa", "mùa 2024", "2024 (mùa)"),
        ("whatever", "whatever", "whatever"),
    ],
)
def test_periods_are_called_in_both_languages(notation, vietnamese, english):
    assert period_labels(notation) == (vietnamese, english)


def test_a_period_ends_on_its_last_day_and_lies_in_its_year():
    graph = described(measurement())
    node = iris.period("2024-H1")
    assert graph.objects(node, TIME["hasEnd"]) == [iris.instant("2024-06-30")]
    assert graph.objects(node, TIME["intervalDuring"]) == [iris.period("2024")]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_keeps_its_value_and_has_one_form(number):
    written = canonical_decimal(number)
    assert Decimal(written) == number
    assert "E" not in written
    assert canonical_decimal(Decimal(written)) == written


@pytest.mark.parametrize(
    ("number", "text"), [("1E+3", "1000"), ("12.50", "12.5"), ("-0.0", "0"), ("0.000", "0"), ("100", "100")]
)
def test_decimals_have_no_exponent_and_no_idle_zeros(number, text):
    assert canonical_decimal(Decimal(number)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_name_of_an_indicator_makes_a_graph(name):
    quads = build(measurement(indicator=name))
    assert to_nquads(quads) == to_nquads(reversed(quads))


def test_words_of_a_scan_tell_page_place_and_ocr():
    scan = replace(document(), pages=(Page(1, 595, 842, True),), boxes=((0, PageBox(1, 72, 80, 500, 94.4)),))
    quads = report_quads(scan, extraction([measurement(45, "45 con lợn")]), "a.pdf")
    told = {(quad.predicate.value.rpartition("#")[2], getattr(quad.object, "value", "")) for quad in quads}
    assert (HKG["firstPage"].value.rpartition("#")[2], "1") in told
    assert (HKG["readByOcr"].value.rpartition("#")[2], "true") in told
    assert ("value", "page=1&viewrect=72,80,428,14") in told
    plain = report_quads(document(), extraction([measurement(45, "45 con lợn")]), "a.txt")
    assert not any("FragmentSelector" in str(quad) or "readByOcr" in str(quad) for quad in plain)
