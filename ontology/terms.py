"""Every vocabulary and term that the graph uses, and nothing else.

A vocabulary is closed: ``QB["Observatoin"]`` raises ``KeyError`` instead of minting a misspelt IRI. Terms of
other bodies come first; ``HKG`` holds our own few, each defined with its reason in ``huyenkg.ttl``.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

ID_BASE = "https://w3id.org/huyenkg/id/"


class Vocabulary:
    """A namespace with the local names that we use of it."""

    __slots__ = ("_terms", "base", "prefix")

    def __init__(self, prefix: str, base: str, names: str) -> None:
        self.prefix = prefix
        self.base = base
        self._terms = {name: NamedNode(base + name) for name in names.split()}

    def __getitem__(self, name: str) -> NamedNode:
        return self._terms[name]

    @property
    def terms(self) -> tuple[NamedNode, ...]:
        """All terms, in the order in which they are listed."""
        return tuple(self._terms.values())


RDF = Vocabulary("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type value langString")
RDFS = Vocabulary("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label comment subClassOf range")
XSD = Vocabulary(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "date dateTime decimal integer nonNegativeInteger boolean gYear gYearMonth hexBinary string",
)
SKOS = Vocabulary(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme Collection editorialNote prefLabel altLabel notation broader related inScheme "
    "member",
)
DCT = Vocabulary(
    "dct",
    "http://purl.org/dc/terms/",
    "title issued language spatial temporal publisher identifier format date hasVersion isVersionOf "
    "isReplacedBy conformsTo source description rights license creator RightsStatement PeriodOfTime",
)
DCAT = Vocabulary(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    "Catalog Dataset Distribution dataset distribution mediaType byteSize downloadURL accessURL startDate "
    "endDate keyword",
)
VOID = Vocabulary("void", "http://rdfs.org/ns/void#", "Dataset entities classPartition class sparqlEndpoint")
SPDX = Vocabulary(
    "spdx",
    "http://spdx.org/rdf/terms#",
    "Checksum checksum algorithm checksumValue checksumAlgorithm_sha256",
)
PROV = Vocabulary(
    "prov",
    "http://www.w3.org/ns/prov#",
    "Entity Activity SoftwareAgent wasDerivedFrom wasQuotedFrom wasGeneratedBy used wasAssociatedWith "
    "startedAtTime endedAtTime",
)
OA = Vocabulary(
    "oa",
    "http://www.w3.org/ns/oa#",
    "SpecificResource TextPositionSelector TextQuoteSelector FragmentSelector hasSource hasSelector start "
    "end exact "
    "prefix suffix",
)
QB = Vocabulary(
    "qb",
    "http://purl.org/linked-data/cube#",
    "Observation ObservationGroup DataSet observation dataSet structure measureType "
    # structures and slices, for the integrity constraints
    "DataStructureDefinition DimensionProperty MeasureProperty AttributeProperty HierarchicalCodeList Slice "
    "SliceKey component componentProperty componentRequired componentAttachment dimension measure attribute "
    "codeList slice sliceKey sliceStructure",
)
SDMX_DIMENSION = Vocabulary("sd-dim", "http://purl.org/linked-data/sdmx/2009/dimension#", "refArea refPeriod")
SDMX_ATTRIBUTE = Vocabulary(
    "sd-att", "http://purl.org/linked-data/sdmx/2009/attribute#", "unitMeasure obsStatus"
)
SDMX_CODE = Vocabulary(
    "sd-code",
    "http://purl.org/linked-data/sdmx/2009/code#",
    "obsStatus-A obsStatus-E obsStatus-P obsStatus-F freq-A freq-S freq-Q freq-M",
)
TIME = Vocabulary(
    "time",
    "http://www.w3.org/2006/time#",
    "ProperInterval Instant hasBeginning hasEnd inXSDDate intervalDuring",
)
ORG = Vocabulary("org", "http://www.w3.org/ns/org#", "Organization ChangeEvent")
ELI = Vocabulary(
    "eli",
    "http://data.europa.eu/eli/ontology#",
    "LegalResource number date_document passed_by type_document title",
)
SCHEMA = Vocabulary(
    "schema",
    "http://schema.org/",
    "Report DigitalDocument AdministrativeArea Event Product Project reportNumber name sha256 "
    "softwareVersion validThrough containedInPlace location temporalCoverage QuantitativeValue value "
    "unitText",
)
UNIT = Vocabulary("unit", "http://qudt.org/vocab/unit/", "NUM PERCENT")
NFO = Vocabulary("nfo", "http://www.semanticdesktop.org/ontologies/2007/03/22/nfo#", "fileName")
QUDT = Vocabulary("qudt", "http://qudt.org/schema/qudt/", "Unit")
HKG = Vocabulary(
    "hkg",
    "https://w3id.org/huyenkg/def/",
    # the cube
    "dsd indicator indicatorText indicatorKey actual plan percentOfPlan percentOfPlanExcess change "
    "changePercent percentOfBase planPeriod comparedWith partOf valueAsWritten qualifier programme document "
    "programmePart "
    # indicators
    "measuredProperty population season sector canonicalUnit "
    # reports, text and evidence
    "province issuerText districtText reportKind spatialEvidence temporalEvidence numbersInText "
    "normalisation firstLine lastLine firstPage readByOcr sentenceStart sentenceEnd inSentence section "
    "holds freq "
    # places
    "Province District Commune Village AdminUnitVersion AdminChangeEvent abolitionEvent unitKind "
    "PlaceMention place asWritten "
    # programmes and documents
    "Programme ProgrammeMention ProgrammeLink LegalCitation resolvedNumber correctedNumber "
    "inferredIssuer "
    # events
    "EventMention eventType assertion Occurred DeclaredOver SaidAbsent Feared ResponseOnly mentionOf impact "
    "elsewhere "
    # OCOP
    "OcopProduct OcopRecognition product stars recognitionStatus recognitionYear owner "
    # the ledger
    "LedgerIssue issueCode message countsNumber "
    # derived over reports
    "ToldCell cellObservation agreement Agreeing Conflicting preferredObservation DerivedFigure "
    "Merge mergedNode mergedInto mergeRule mergeState "
    "MergeHolds MergeWaits MergeConfirmed MergeRefused MergeChained",
)

VOCABULARIES = (
    RDF, RDFS, XSD, SKOS, DCT, DCAT, VOID, SPDX, PROV, OA, QB, SDMX_DIMENSION, SDMX_ATTRIBUTE, SDMX_CODE,
    TIME, ORG, ELI, SCHEMA, NFO, UNIT, QUDT, HKG,
)  # fmt: skip
PREFIXES = {vocabulary.prefix: vocabulary.base for vocabulary in VOCABULARIES} | {"id": ID_BASE}
