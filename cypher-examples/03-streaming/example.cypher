// What to watch next: stronger for what was rated higher, in words and under a filter, with the reason.
MATCH (:Viewer)-[w:WATCHED]->(:Title) SET w.epoch = w.at.epochSeconds;

CALL rec.embed.nodes.write('Title', {template: '{name}. {plot}'})
YIELD nodePropertiesWritten;

CALL gds.graph.project(
  'streaming', {Viewer: {}, Title: {properties: ['embedding']}}, {WATCHED: {properties: ['rating', 'epoch']}}
)
YIELD relationshipCount;

CALL rec.train('streaming', {
  modelName: 'streaming', architecture: 'itemGraph', featureProperties: ['embedding'],
  relationshipWeightProperty: 'rating', relationshipTimeProperty: 'epoch'
})
YIELD modelInfo;

// new crime for Mara, what nobody has watched yet among it
MATCH (mara:Viewer {name: 'Mara'})
CALL rec.recommend.stream('streaming', mara, {
  k: 3, query: 'a detective in a harbour', queryWeight: 0.7, where: 'item.genre = $genre AND item.year >= 2020',
  whereParameters: {genre: 'crime'}
})
YIELD item, rank, regime
CALL rec.explain.stream('streaming', mara, item) YIELD source, contribution
WITH item, rank, regime, source, contribution ORDER BY rank, contribution DESC
RETURN rank, item.name AS title, regime, head(collect(source.name)) AS because
ORDER BY rank;
