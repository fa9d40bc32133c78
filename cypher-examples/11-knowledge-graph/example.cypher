// What to watch, and whether a genre, a director or an actor speaks for it; how much each of the three counts is measured.
CALL gds.graph.project('films', ['Person', 'Film', 'Genre', 'Director', 'Actor'], ['WATCHED', 'HAS_GENRE', 'DIRECTED_BY', 'PLAYS_IN'])
YIELD relationshipCount;

// 240 people are few, so 40 % of what they watched is withheld to measure on, not 10 %
CALL rec.train('films', {
  modelName: 'films', architecture: 'itemGraph', relationshipTypes: ['WATCHED'], validationFraction: 0.4
})
YIELD modelInfo
UNWIND modelInfo.parameters.parts AS part
RETURN coalesce(part.parameters.relation, part.architecture) AS part, part.weight AS weight;

// why Mei should watch a film: the ways that lead to it, each with the number of her films on it and one of them
MATCH (mei:Person {name: 'Mei Dahl'})
CALL rec.recommend.stream('films', mei, {k: 1}) YIELD item, basis
CALL rec.explain.stream('films', mei, item) YIELD source, relation, path
WHERE relation IS NOT NULL
WITH DISTINCT item, basis, relation, source, [node IN nodes(path) | coalesce(node.name, node.title)] AS way ORDER BY source.title
WITH item, basis, relation, way[2] AS through, count(*) AS films, collect(way)[0] AS way
WITH item, basis, relation, films, way ORDER BY relation
RETURN item.title AS film, basis, relation + ' of ' + films + ': ' + way[0] + ' > ' + way[1] + ' > ' + way[2] + ' > ' + way[3] AS because
UNION ALL
// and a film that nobody has watched yet finds those who like its director, its genre and who plays in it
MATCH (maja:Person {name: 'Maja Egger'})
CALL rec.recommend.stream('films', maja, {k: 1}) YIELD item, basis
RETURN item.title AS film, basis, 'nobody has watched it, and Maja has watched '
       + COUNT { (maja)-[:WATCHED]->()-[:DIRECTED_BY]->()<-[:DIRECTED_BY]-(item) } + ' films of its director' AS because;
