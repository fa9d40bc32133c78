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

// a film that nobody has watched yet, for two people, and the ways that lead to it, each with the number of their films on it
MATCH (person:Person) WHERE person.name IN ['Kai Dahl', 'Nora Cruz']
CALL rec.recommend.stream('films', person, {k: 1, where: 'NOT EXISTS { (:Person)-[:WATCHED]->(item) }'}) YIELD item, basis
CALL rec.explain.stream('films', person, item) YIELD source, relation, path
WHERE relation IS NOT NULL
WITH DISTINCT person, item, basis, relation, source, [node IN nodes(path) | coalesce(node.name, node.title)] AS way
ORDER BY source.title
WITH person, item, basis, relation, way[2] AS through, count(*) AS films, collect(way)[0] AS way
RETURN person.name AS person, item.title AS film, basis, relation, films,
       way[0] + ' > ' + way[1] + ' > ' + way[2] + ' > ' + way[3] AS way
ORDER BY person, relation;
