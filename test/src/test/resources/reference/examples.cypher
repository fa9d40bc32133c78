// Examples of the reference, in the order in which they run on cypher-examples/01-movies. A section a family of calls.
// ## rec.embed
RETURN gds.similarity.cosine(rec.embed('a robot in space'), rec.embed('an android aboard a starship')) AS similarity
// ## rec.embed.query
MATCH (m:Movie)
RETURN m.title AS title, gds.similarity.cosine(rec.embed(m.plot), rec.embed.query('cooking with friends')) AS match
ORDER BY match DESC LIMIT 3
// ## rec.embed.nodes
CALL rec.embed.nodes.write('Movie', {template: '{title}. {plot}', onlyStale: true})
YIELD nodePropertiesWritten, nodesSkipped, truncatedTexts
// ## rec.index.create
CALL rec.index.create('Movie') YIELD indexName, dimension;

CALL db.awaitIndexes();

CALL db.index.vector.queryNodes('movie_embedding', 3, rec.embed.query('a robot far from home')) YIELD node, score
RETURN node.title AS title, score
// ## rec.propagate
CALL gds.graph.project('movies', {User: {}, Movie: {properties: ['embedding']}}, 'RATED') YIELD nodeCount;

CALL rec.propagate.mutate('movies', {layers: 2, iterationWeights: [1.0, 0.5, 0.5], mutateProperty: 'context'})
YIELD nodePropertiesWritten, computeMillis
// ## rec.train
CALL rec.train('movies', {modelName: 'taste', featureProperties: ['embedding']})
YIELD modelName, architecture, trainMillis, metrics
// ## rec.train.plan
CALL rec.train.plan(
  {users: 'User', items: 'Movie', interactions: ['RATED']}, {modelName: 'large', architecture: 'itemGraph'}
)
YIELD usersQuery, interactionQueries
// ## rec.recommend
MATCH (ada:User {name: 'Ada'})
CALL rec.recommend.stream('taste', ada, {k: 3, query: 'robots', where: 'item.title <> "Signal Nine"'})
YIELD item, rank, regime
RETURN rank, item.title AS title, regime
// ## rec.recommend.show
MATCH (ada:User {name: 'Ada'})
CALL rec.recommend.show('taste', ada, {k: 3, runId: 'front page'}) YIELD item, rank, channel
RETURN rank, item.title AS title, channel
// ## rec.abTest
MATCH (user:User) RETURN user.name AS user, rec.abTest('spring', user, ['taste', 'words']) AS model ORDER BY user LIMIT 3
// ## rec.feedback
MATCH (ada:User {name: 'Ada'})-[:REC_SHOWN {runId: 'front page', rank: 2}]->(movie)
CALL rec.feedback.write('front page', ada, movie, 'click') YIELD modelName, rank, channel
RETURN modelName, rank, channel;

CALL rec.feedback.stats() YIELD modelName, channel, impressions, clicks, ctr
// ## rec.feedback.compare
MATCH (ben:User {name: 'Ben'})
CALL rec.recommend.show(rec.abTest('colours', ben, ['taste']), ben, {k: 3}) YIELD rank
WITH count(*) AS shown
CALL rec.feedback.compare('taste', 'taste') YIELD difference, pValue, users
RETURN difference, pValue, users
// ## rec.graph.project
UNWIND [
  ['Ada', '2026-03-06', ['Orbit of Rust', 'The Quiet Comet']], ['Ada', '2026-04-10', ['Signal Nine']],
  ['Ben', '2026-03-07', ['The Quiet Comet', 'Signal Nine', 'Martian Winter']],
  ['Cleo', '2026-03-20', ['Martian Winter', 'The Quiet Comet']]
] AS evening
MATCH (user:User {name: evening[0]})
CREATE (user)-[:VISITED]->(v:Visit {at: datetime(evening[1] + 'T20:00Z')})
WITH v, evening[2] AS titles
UNWIND titles AS title
MATCH (movie:Movie {title: title})
CREATE (v)-[:SHOWED {liked: title <> 'Signal Nine'}]->(movie);

CALL rec.graph.project('evenings', {
  users: 'User', items: {label: 'Movie', where: 'item.title <> "Station Zero"'}, itemProperties: ['embedding'],
  interactions: [
    'RATED',
    {name: 'SAW', pattern: '(user)-[:VISITED]->(v:Visit)-[s:SHOWED]->(item)', time: 'v.at', like: 's.liked'}
  ]
})
YIELD nodeCount, relationshipCount, interactions;

CALL rec.train('evenings', {modelName: 'evenings', featureProperties: ['embedding']})
YIELD modelInfo, changedSinceProjection
RETURN modelInfo.histories AS histories, changedSinceProjection;

MATCH (ada:User {name: 'Ada'})
CALL rec.recommend.stream('evenings', ada, {k: 3, excludeSeen: ['SAW']}) YIELD item, rank, regime, basis
RETURN rank, item.title AS title, regime, basis
// ## rec.suggest
CALL rec.suggest() YIELD step, cypher, why
// ## rec.graph.list
CALL rec.graph.list() YIELD graphName, histories, filters, declaration
// ## rec.weight
RETURN rec.weight(4) AS number, rec.weight(true) AS flag, isNaN(rec.weight('four')) AS unreadable
// ## rec.time
RETURN rec.time(datetime('2026-03-06T20:00Z')) AS seconds, rec.time(date('2026-03-06')) AS day, rec.time('2026-03-06') AS text
// ## rec.asMaps
MATCH (film:Movie {title: 'Martian Winter'})
RETURN rec.asMaps(film) AS film;
// ## rec.explain
MATCH (ada:User {name: 'Ada'}), (film:Movie {title: 'Martian Winter'})
CALL rec.explain.stream('taste', ada, film)
YIELD source, contribution, rankWithout, path
RETURN source.title AS because, contribution, rankWithout, path
// ## rec.explain.text
MATCH (ada:User {name: 'Ada'}), (film:Movie {title: 'Martian Winter'})
CALL rec.explain.text('taste', ada, film) YIELD text
RETURN text
// ## rec.popular
CALL rec.popular.stream({declaration: {users: 'User', items: 'Movie', interactions: ['RATED']}, k: 3})
YIELD item, score
RETURN item.title AS title, score
// ## rec.trending
CALL rec.trending.stream({graphName: 'evenings', k: 3, halfLifeDays: 30}) YIELD item, score
RETURN item.title AS title, score
// ## rec.similar
MATCH (film:Movie {title: 'Bread and Salt'})
CALL rec.similar.stream('taste', film, {k: 3}) YIELD similar, score
RETURN similar.title AS title, score;

CALL rec.similar.write('taste', '*', {k: 5, writeRelationshipType: 'SIMILAR'})
YIELD itemsProcessed, relationshipsWritten;

MATCH (:Movie {title: 'Bread and Salt'})-[s:SIMILAR]->(film:Movie)
RETURN film.title AS title, s.score AS score ORDER BY score DESC
// ## rec.group
MATCH (u:User) WHERE u.name IN ['Ada', 'Gina']
WITH collect(u) AS evening
CALL rec.group.stream('taste', evening, {k: 3, aggregation: 'least'}) YIELD item, rank
RETURN rank, item.title AS title
// ## rec.predict
MATCH (:User)-[r:RATED]->(m:Movie) SET r.stars = 3 + size(m.title) % 3;

CALL gds.graph.project('stars', {User: {}, Movie: {properties: ['embedding']}}, {RATED: {properties: ['stars']}})
YIELD nodeCount;

CALL rec.train('stars', {
  modelName: 'stars', objective: 'rating', relationshipWeightProperty: 'stars', featureProperties: ['embedding']
})
YIELD modelInfo;

MATCH (ada:User {name: 'Ada'}), (film:Movie {title: 'Station Zero'})
RETURN rec.predict('stars', ada, film) AS rating;

MATCH (ada:User {name: 'Ada'})
CALL rec.predict.stream('stars', ada, '*') YIELD item, rating, standardDeviation
RETURN item.title AS title, rating, standardDeviation ORDER BY rating DESC LIMIT 3
// ## rec.classify.train
MATCH (m:Movie) WHERE m.title <> 'Station Zero'
SET m.topic = CASE WHEN m.plot =~ '.*(space|comet|Earth|Mars|galaxy).*' THEN 'space' ELSE 'food' END;

CALL rec.classify.train('movies', {modelName: 'topics', targetProperty: 'topic', targetNodeLabels: ['Movie']})
YIELD modelInfo
RETURN modelInfo.metrics AS metrics, modelInfo.classes AS classes, modelInfo.confusion AS confusion
// ## rec.classify
CALL rec.classify.stream('movies', {
  modelName: 'topics', targetNodeLabels: ['Movie'], includePredictedProbabilities: true
})
YIELD nodeId, predictedClass, predictedProbabilities
RETURN gds.util.asNode(nodeId).title AS title, predictedClass, predictedProbabilities
// ## rec.model.card
CALL rec.model.card('taste', 'en') YIELD section, title, text, values
// ## rec.model.list
CALL rec.model.list() YIELD modelName, modelType, architecture, loaded, stored
// ## rec.model.trials
CALL rec.model.trials('taste') YIELD architecture, ndcg, seconds
RETURN architecture, max(ndcg) AS ndcg, count(*) AS trials, sum(seconds) AS seconds ORDER BY ndcg DESC
// ## rec.model.staleness
CREATE (:Movie {title: 'Deep Field', embedding: rec.embed('An astronomer finds a signal from space')});

CALL rec.model.staleness('taste') YIELD newItems, newItemsServed, staleness
// ## rec.model.refresh
CALL rec.model.refresh('evenings') YIELD replaced, reason, oldNdcg, newNdcg, usersCompared
// ## rec.model.transfer
CALL rec.train('movies', {modelName: 'words', architecture: 'content', featureProperties: ['embedding']})
YIELD trainMillis;

CALL rec.model.transfer('words', 'movies', {modelName: 'wordsThere'})
YIELD modelInfo
RETURN modelInfo.architecture AS architecture, modelInfo.items AS items
// ## rec.model.exists
CALL rec.model.exists('taste') YIELD exists
// ## rec.model.publish
CALL rec.model.publish('taste') YIELD modelName, published
// ## rec.model.drop
CALL rec.model.drop('taste_public') YIELD modelName
// ## rec.model.store
// fails
CALL rec.model.store('taste') YIELD storeMillis
// ## rec.model.load
// fails
CALL rec.model.load('taste') YIELD loadMillis
// ## rec.model.delete
// fails
CALL rec.model.delete('taste') YIELD deleteMillis
// ## rec.model.export
// fails
CALL rec.model.export('taste', 'taste.csv') YIELD fileNames
// ## rec.model.import
// fails
CALL rec.model.import('taste') YIELD modelName
// ## rec.forgetUser
MATCH (ada:User {name: 'Ada'})
CALL rec.forgetUser(ada) YIELD modelName, removed
RETURN modelName, removed
// ## rec.encoder.list
CALL rec.encoder.list() YIELD name, kind, approved, dimension
// ## rec.encoder.load
CALL rec.encoder.load('all-MiniLM-L6-v2') YIELD loaded
// ## rec.encoder.drop
CALL rec.encoder.drop('all-MiniLM-L6-v2') YIELD loaded
// ## rec.encoder.download
// fails
CALL rec.encoder.download('e5', {model: 'intfloat/e5-small-v2', modelSha256: '0000', tokenizerSha256: '0000'}) YIELD name
// ## rec.encoder.distill
// fails
CALL rec.encoder.distill('fast', {labels: ['Movie'], textProperties: ['title', 'plot']}) YIELD meanCosine
// ## rec.compare
CALL rec.compare('movies', {
  architectures: ['itemGraph', 'content', 'popularity'], featureProperties: ['embedding'], metrics: ['recall', 'ndcg'], k: 5
})
YIELD architecture, segment, recall, ndcg
RETURN *
// ## rec.evaluate
MATCH (u:User)-[r:RATED]->(m:Movie) SET r.part = CASE (size(u.name) + size(m.title)) % 5 WHEN 0 THEN 1 ELSE 0 END;

CALL gds.graph.project('parted', {User: {}, Movie: {properties: ['embedding']}}, {RATED: {properties: ['part']}})
YIELD nodeCount;

CALL gds.graph.filter('past', 'parted', '*', 'r.part = 0.0') YIELD nodeCount;

CALL rec.train('past', {modelName: 'past', architecture: 'content', featureProperties: ['embedding']})
YIELD trainMillis;

CALL rec.evaluate('past', 'parted', {split: 'given', splitProperty: 'part', k: 5})
YIELD segment, users, recall, ndcg
RETURN *
// ## rec.report.html
CALL rec.report.html('movies', {
  title: 'Films', architectures: ['itemKnn', 'popularity'], itemNameProperty: 'title', userNameProperty: 'name', k: 5
})
YIELD html
RETURN size(html) AS characters
// ## rec.dashboard.html
CALL rec.dashboard.html({title: 'Films'}) YIELD html
RETURN size(html) > 1000 AS page
// ## rec.doctor
CALL rec.doctor() YIELD check, status, detail, remedy
// ## rec.list
CALL rec.list('recommend') YIELD name, description
// ## rec.version
RETURN rec.version() AS version
