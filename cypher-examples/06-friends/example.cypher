// People you may know, and the posts of others you may like; the newest post has no like yet.
CALL gds.graph.project('friends', 'Person', {FRIEND: {orientation: 'UNDIRECTED'}})
YIELD relationshipCount;

CALL rec.train('friends', {modelName: 'friends', architecture: 'itemGraph', sourceNodeLabel: 'Person', targetNodeLabel: 'Person'})
YIELD modelInfo;

CALL rec.embed.nodes.write('Post', {textProperties: ['text']})
YIELD nodePropertiesWritten;

CALL gds.graph.project('posts', {Person: {}, Post: {properties: ['embedding']}}, 'LIKED')
YIELD relationshipCount;

CALL rec.train('posts', {modelName: 'posts', architecture: 'itemGraph', featureProperties: ['embedding']})
YIELD modelInfo;

MATCH (ana:Person {name: 'Ana'})
CALL rec.recommend.stream('friends', ana, {k: 2}) YIELD item, rank
RETURN 'Ana may know' AS what, rank, item.name AS who
UNION
MATCH (mina:Person {name: 'Mina'})
CALL rec.recommend.stream('posts', mina, {
  k: 1, query: 'sourdough starter', queryWeight: 0.8, where: 'NOT (:Person {name: $me})-[:WROTE]->(item)', whereParameters: {me: 'Mina'}
}) YIELD item, rank
MATCH (author)-[:WROTE]->(item)
RETURN 'Mina may like what was written by' AS what, rank, author.name AS who;
