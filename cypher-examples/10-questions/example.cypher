// Which tags to follow, from what people ask and answer: the tag is two steps away, and votes below 0 count against it.
CALL rec.graph.project('questions', {
  users: 'Person',
  items: 'Tag',
  interactions: [
    'FOLLOWS',
    {name: 'ANSWERED', pattern: '(user)-[a:ANSWERED]->(:Question)-[:TAGGED]->(item)', weight: 'a.votes', aggregate: 'sum'},
    {name: 'ASKED', pattern: '(user)-[:ASKED]->(:Question)-[:TAGGED]->(item)'}
  ],
  target: 'FOLLOWS'
})
YIELD nodeCount, interactions;

CALL rec.train('questions', {modelName: 'tags', architecture: 'itemGraph'})
YIELD modelInfo;

// what they follow is left out, and minScore leaves out what nothing speaks for
MATCH (rafa:Person {name: 'Rafa'})
CALL rec.recommend.stream('tags', rafa, {k: 5, minScore: 0.1}) YIELD item, regime
RETURN 'follow' AS what, item.name AS tag, regime AS text
UNION ALL
MATCH (rafa:Person {name: 'Rafa'}), (html:Tag {name: 'html'})
CALL rec.explain.stream('tags', rafa, html) YIELD source, contribution
WITH source, contribution ORDER BY contribution LIMIT 1
RETURN 'leave' AS what, 'html' AS tag,
       CASE WHEN contribution < 0 THEN 'against it: ' ELSE 'for it: ' END + source.name AS text;
