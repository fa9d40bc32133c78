// From text and graph to recommendations, in four calls.
CALL rec.embed.nodes.write(['Movie'], {textProperties: ['title', 'plot'], writeProperty: 'embedding'})
YIELD nodePropertiesWritten;

CALL gds.graph.project('movies', {User: {}, Movie: {properties: ['embedding']}}, 'RATED')
YIELD nodeCount;

CALL rec.train('movies', {modelName: 'movies', architecture: 'itemGraph', featureProperties: ['embedding'], randomSeed: 1})
YIELD modelInfo;

MATCH (user:User) WHERE user.name IN ['Ada', 'Gina']
CALL rec.recommend.stream('movies', user, {k: 2}) YIELD item, rank, regime
RETURN user.name AS user, rank, item.title AS title, regime
ORDER BY user, rank;
