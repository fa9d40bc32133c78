// What a customer needs next, where customers and products meet in orders only: training and serving read the same path.
CALL rec.graph.project('shop', {
  users: 'Customer',
  items: 'Product',
  interactions: [{
    name: 'BOUGHT',
    pattern: '(user)-[:PLACED]->(o:Order)-[line:CONTAINS]->(item)',
    where: 'o.state <> "cancelled"',
    time: 'o.at',
    weight: 'line.quantity'
  }]
})
YIELD nodeCount, relationshipCount;

CALL rec.train('shop', {modelName: 'orders', architecture: 'itemGraph'})
YIELD modelInfo;

MATCH (olga:Customer {name: 'Olga'})
CALL rec.recommend.stream('orders', olga, {k: 3}) YIELD item, rank, regime
RETURN rank, 'offer' AS what, item.title + ', ' + regime AS text
UNION ALL
// why the first of them: the strongest part, along the orders
MATCH (olga:Customer {name: 'Olga'})
CALL rec.recommend.stream('orders', olga, {k: 1}) YIELD item, rank
CALL rec.explain.stream('orders', olga, item) YIELD source, contribution, path
WITH rank, contribution, nodes(path) AS way ORDER BY contribution DESC LIMIT 1
// several customers would do, so they go without a name
RETURN rank, 'because' AS what,
       substring(reduce(text = '', i IN range(0, size(way) - 1) | text + ' > ' + CASE
         WHEN i > 2 AND i < size(way) - 1 THEN toLower(labels(way[i])[0])
         ELSE coalesce(way[i].name, way[i].title, 'order ' + way[i].number) END), 3) AS text
UNION ALL
// a click on the button counts at once, and what was cancelled does not
MATCH (olga:Customer {name: 'Olga'}), (pump:Product {sku: 'C3'})
CREATE (olga)-[:PLACED]->(o:Order {number: 32, at: datetime('2026-11-29T09:00Z'), state: 'sent'}),
       (o)-[:CONTAINS {quantity: 1}]->(pump)
WITH olga
CALL rec.recommend.stream('orders', olga, {k: 2}) YIELD item, rank
RETURN rank, 'after her order of today' AS what, item.title AS text;
