// Which library next, for a project as it stands, and for what somebody types into a search field.
CALL rec.embed.nodes.write('Library', {template: '{name}: {description}'})
YIELD nodePropertiesWritten;

CALL gds.graph.project('libraries', {Project: {}, Library: {properties: ['embedding']}}, 'DEPENDS_ON')
YIELD relationshipCount;

CALL rec.train('libraries', {modelName: 'libraries', architecture: 'itemGraph', featureProperties: ['embedding']})
YIELD modelInfo;

MATCH (orders:Project {name: 'orders'})
CALL rec.recommend.stream('libraries', orders, {k: 1}) YIELD item, regime
RETURN 'for orders' AS what, item.name AS library, regime
UNION
MATCH (exporter:Project {name: 'exporter'})
CALL rec.recommend.stream('libraries', exporter, {k: 2, query: 'parse JSON', queryWeight: 0.8}) YIELD item, regime
WITH item, regime ORDER BY item.name
RETURN 'for exporter, parse JSON' AS what, item.name AS library, regime;
