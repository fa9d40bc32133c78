// How near a text is to what a film says itself, and to what it says together with its genre.
CALL rec.embed.nodes.write(['Film', 'Genre'], {textProperties: ['text']})
YIELD nodePropertiesWritten;

CALL gds.graph.project(
  'films', {Film: {properties: ['embedding']}, Genre: {properties: ['embedding']}}, {IN: {orientation: 'UNDIRECTED'}}
)
YIELD nodeCount;

CALL rec.propagate.write('films', {featureProperties: ['embedding'], layers: 1, writeProperty: 'context'})
YIELD nodePropertiesWritten;

MATCH (film:Film)
WITH film.text AS film, film.embedding AS own, film.context AS context,
     rec.embed('astronauts on a space mission') AS query
WITH film, gds.similarity.cosine(own, query) AS alone, gds.similarity.cosine(context, query) AS withGenre
RETURN film, withGenre > alone + 0.05 AS nearerWithGenre
ORDER BY withGenre DESC;
