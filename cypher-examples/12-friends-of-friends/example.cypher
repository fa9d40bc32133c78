// What friends like, and who to follow: one projection, and a model for each question.
CALL gds.graph.project('network', ['Person', 'Band'], {LIKES: {}, FOLLOWS: {}, FRIEND: {orientation: 'UNDIRECTED'}})
YIELD relationshipCount;

// the weights are given, since 19 people are too few to measure them on
CALL rec.train('network', {
  modelName: 'bands', architecture: 'itemGraph', relationshipTypes: ['LIKES'],
  contextWeights: {FRIEND: 0.5, FOLLOWS: 0.3}, validationFraction: 0.3
})
YIELD modelInfo
RETURN modelInfo.histories.context AS context;

// people are users and items here, and bands are what they have in common
CALL rec.train('network', {
  modelName: 'people', architecture: 'itemGraph', sourceNodeLabel: 'Person', targetNodeLabel: 'Person',
  relationshipTypes: ['FOLLOWS'], contextWeights: {FRIEND: 0.5, LIKES: 0.3}, validationFraction: 0.3
})
YIELD modelInfo
RETURN modelInfo.histories.context AS context;

// for Ela, who has been here for a while, and Tom, to whom everything is new: which friends speak for it
UNWIND [['Ela', 'bands'], ['Tom', 'bands'], ['Tom', 'people']] AS question
MATCH (person:Person {name: question[0]})
CALL rec.recommend.stream(question[1], person, {k: 2}) YIELD item, rank, basis
CALL rec.explain.stream(question[1], person, item) YIELD source, relation, path
WHERE relation = 'FRIEND'
WITH question, rank, item, basis, path ORDER BY source.name
WITH question, rank, item, basis, collect([node IN nodes(path) | node.name]) AS ways
RETURN question[0] AS person, question[1] AS model, rank, item.name AS name, basis,
       reduce(text = '', way IN ways | text + CASE text WHEN '' THEN '' ELSE ', ' END + way[0] + ' > ' + way[1] + ' > ' + way[2]) AS because
ORDER BY person, model, rank;
