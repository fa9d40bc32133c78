// Related work by text and citations together, and what a manuscript should cite beside what it cites already.
CALL rec.embed.nodes.write('Paper', {template: '{title}. {abstract}'})
YIELD nodePropertiesWritten;

CALL gds.graph.project('papers', {Paper: {properties: ['embedding']}}, 'CITES')
YIELD relationshipCount;

// a paper's own words and those of the papers around it, still in the space of the language model
CALL rec.propagate.write('papers', {layers: 2, writeProperty: 'context'})
YIELD nodePropertiesWritten;

CALL rec.train('papers', {
  modelName: 'citations', architecture: 'itemGraph', sourceNodeLabel: 'Paper', targetNodeLabel: 'Paper',
  featureProperties: ['embedding']
})
YIELD modelInfo;

// the field of a paper, from its words and those of the papers it cites; the manuscript has none yet
CALL rec.classify.train('papers', {modelName: 'fields', targetProperty: 'field', featureProperties: ['embedding']})
YIELD modelInfo;

CALL rec.classify.write('papers', {modelName: 'fields', writeProperty: 'likelyField'})
YIELD nodePropertiesWritten;

MATCH (paper:Paper)
WITH paper, gds.similarity.cosine(paper.context, rec.embed('recommending with graph neural networks')) AS match
ORDER BY match DESC LIMIT 2
WITH paper ORDER BY paper.year
RETURN 'search' AS what, paper.year AS year, paper.title AS title
UNION
MATCH (manuscript:Paper {key: 'NEW'})
CALL rec.recommend.stream('citations', manuscript, {k: 3, exclude: [manuscript]}) YIELD item
WITH item ORDER BY item.year
RETURN 'to cite as well' AS what, item.year AS year, item.title AS title
UNION
MATCH (manuscript:Paper {key: 'NEW'})
RETURN 'field: ' + manuscript.likelyField AS what, manuscript.year AS year, manuscript.title AS title;
