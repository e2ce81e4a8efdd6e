# The normalisation that the integrity constraints presuppose: what the abbreviated forms of a cube leave out.
# https://www.w3.org/TR/vocab-data-cube/#normalize-algorithm
# First the types that properties imply, then what components imply, then values that stand higher up.
INSERT { ?node a qb:Observation } WHERE { { ?any qb:observation ?node } UNION { ?node qb:dataSet ?any } } ;
INSERT { ?node a qb:DataSet } WHERE { { ?any qb:dataSet ?node } UNION { ?node qb:structure ?any } } ;
INSERT { ?node a qb:Slice } WHERE { ?any qb:slice ?node } ;
INSERT { ?part qb:componentProperty ?own . ?own a qb:DimensionProperty } WHERE { ?part qb:dimension ?own } ;
INSERT { ?part qb:componentProperty ?own . ?own a qb:MeasureProperty } WHERE { ?part qb:measure ?own } ;
INSERT { ?part qb:componentProperty ?own . ?own a qb:AttributeProperty } WHERE { ?part qb:attribute ?own } ;
INSERT { ?node ?own ?value } WHERE {
  ?set qb:structure/qb:component ?part .
  ?part qb:componentProperty ?own ; qb:componentAttachment qb:DataSet .
  ?set ?own ?value .
  ?node qb:dataSet ?set
} ;
INSERT { ?node ?own ?value } WHERE {
  ?set qb:structure/qb:component ?part ; qb:slice ?slice .
  ?part qb:componentProperty ?own ; qb:componentAttachment qb:Slice .
  ?slice ?own ?value ; qb:observation ?node
} ;
INSERT { ?node ?own ?value } WHERE {
  ?set qb:structure/qb:component/qb:componentProperty ?own ; qb:slice ?slice .
  ?own a qb:DimensionProperty .
  ?slice ?own ?value ; qb:observation ?node
}
